import { describe, expect, it } from 'vitest';
import { text } from '../../src/formatters/text.ts';
import { command, commandText } from '../../src/lib/command.ts';
import { plainStyle } from '../../src/lib/style.ts';
import { hostileFindings, hostileRun, print, someFinding, someRun, unseen } from './support.ts';

const source = ['frontline:', '  authority:', '    limit: 20'];
const lineOf = (_: string, line: number) => source[line - 1];

describe('the text report', () => {
  it('groups findings by review, shows line and caret, and sums up', () => {
    const findings = [
      someFinding({ column: 12 }),
      someFinding({ rule: 'thin-answer', severity: 'warning', line: 1, column: 1 }),
      someFinding({ file: 'cx-reviews/other.yaml', line: undefined, column: undefined }),
    ];
    expect(print(text, findings, someRun({ lineOf, titleOf: () => 'Pro plan' }))).toMatchInlineSnapshot(`
      "cx-reviews/2026-09-01-pro-plan-price-rise-b4se.yaml
      Pro plan

        3:12  error  powerless-frontline
          "Agent" may decide up to 20; the cheapest offer costs 36.
          3 │     limit: 20
            │            ^
          → Raise the limit.

        1:1  warning  thin-answer
          "Agent" may decide up to 20; the cheapest offer costs 36.
          1 │ frontline:
            │ ^
          → Raise the limit.

      cx-reviews/other.yaml
      Pro plan

        error  powerless-frontline
          "Agent" may decide up to 20; the cheapest offer costs 36.
          → Raise the limit.

      2 errors, 1 warning in 2 of 4 reviews.
      What a rule looks for: cx-review explain RULE
      "
    `);
  });

  it('says first what decides it, of what was asked for even where nothing is found', () => {
    const { file = '' } = someFinding();
    const decidingOf = (one: string) => (one === file ? ['It is unfair.'] : ['It is fine.']);
    const run = someRun({ decidingOf, asked: [file, 'cx-reviews/clean.yaml'], titleOf: () => 'Pro plan' });
    const printed = print(text, [someFinding()], run);
    expect(printed).toContain('Pro plan\n\nWhat decides this\n  - It is unfair.\n\n  3:12  error');
    expect(printed).toContain('cx-reviews/clean.yaml\nPro plan\n\nWhat decides this\n  - It is fine.\n');
    expect(print(text, [], someRun({ decidingOf }))).toBe('Nothing found in 4 reviews.\n');
  });

  it('counts what is not answered by section, the most first, and lists it when asked to', () => {
    const gap = (path: string) => someFinding({ class: 'gap', rule: 'unanswered-question', path });
    const findings = [someFinding(), gap('a.one'), gap('b.one'), gap('b.two')];
    const sectionOf = (path: string) => `Part ${path[0]}`;
    const printed = print(text, findings, someRun({ sectionOf }));
    expect(printed).toContain('  Not answered yet: 3. Part b: 2; Part a: 1.\n    → One by one:\n');
    expect(printed).toContain('      cx-review check 2026-09-01-pro-plan-price-rise-b4se --all\n');
    expect(printed).not.toContain('unanswered-question');
    const all = print(text, findings, someRun({ sectionOf, all: true }));
    expect(all.match(/unanswered-question/g)).toHaveLength(3);
    expect(all).not.toContain('Not answered yet');
  });

  it('names the rules of a review that is still being written, each once', () => {
    const gaps = Array.from({ length: 11 }, (_, at) => someFinding({ class: 'gap', path: `a.${at}` }));
    const findings = [
      ...[3, 5, 8].map((line) => someFinding({ rule: 'team-as-owner', line })),
      ...Array.from({ length: 9 }, (_, at) => someFinding({ rule: `rule-${at}` })),
      ...gaps,
    ];
    const printed = print(text, findings, someRun({ sectionOf: () => 'Part a' }));
    const { message } = someFinding();
    expect(printed).toContain(
      `  3:12  error  team-as-owner, and 2 more like it\n    ${message}\n  3:12  error  rule-0\n`,
    );
    expect(printed).toContain(`  3:12  error  rule-4\n    ${message}\n  and 4 other findings\n`);
    expect(printed).not.toContain('Raise the limit.');
  });

  it('says that nothing was found, and in how many', () => {
    expect(print(text, [])).toBe('Nothing found in 4 reviews.\n');
    expect(print(text, [], someRun({ reviews: 0 }))).toBe('There is no review to check.\n');
  });

  it('prints every exception, lowered depth and spared review', () => {
    const run = someRun({
      excepted: [
        { finding: someFinding(), exception: { reason: 'Pilot.', by: 'mara', until: '2027-01-01' } },
      ],
      lowered: [{ review: 'one', reason: 'Reviewed in March.', approver: 'mara' }],
      spared: ['2020-01-01-old'],
      notApplicable: 2,
    });
    const printed = print(text, [], run);
    expect(printed).toContain('by mara until 2027-01-01: Pilot.');
    expect(printed).toContain('Lower depth: one, agreed by mara: Reviewed in March.');
    expect(printed).toContain('2 questions are marked as not applicable, each with a reason.');
    expect(printed).toContain('1 older review is spared by "since" of the config.');
  });

  it('says which days are business days where a finding counts them', () => {
    const finding = someFinding({ message: 'Briefed 2 business days before.' });
    expect(print(text, [finding], someRun({ holidays: 11 }))).toContain(
      'Business days are Monday to Friday, less 11 holidays of the config.',
    );
    expect(print(text, [someFinding()])).not.toContain('Business days');
  });

  it('puts the caret under the place in a line wider than the screen', () => {
    const wide = `key: ${'x'.repeat(300)}HERE${'y'.repeat(300)}`;
    const printed = print(text, [someFinding({ line: 1, column: 306 })], someRun({ lineOf: () => wide }));
    const lines = printed.split('\n');
    const at = lines.findIndex((line) => line.includes('HERE'));
    expect(lines[at]?.indexOf('HERE')).toBe(lines[at + 1]?.indexOf('^'));
  });

  it.each([40, 80])('fits into %i columns', (width) => {
    const printed = print(text, [someFinding({ file: 'a.yaml' })], someRun({ lineOf }), {
      ...plainStyle,
      width,
    });
    for (const line of printed.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
  });

  it('draws without box characters on a dumb terminal', () => {
    const printed = print(text, [someFinding()], someRun({ lineOf }), { ...plainStyle, unicode: false });
    expect(printed).toMatch(/^[\n -~]*$/);
  });

  it('lets no answer move the cursor, hide or command a runner', () => {
    const printed = print(text, hostileFindings, hostileRun);
    expect(printed.replaceAll('\n', '')).not.toMatch(unseen);
    expect(printed).not.toMatch(/^\s*::/m);
    expect(printed).not.toContain('##[');
    expect(printed).not.toContain('##vso[');
  });
});

describe('a command in a hint', () => {
  const review = '2026-11-22-pro-plan-price-rise-k3f9';
  const approve = command('cx-review', 'approve', review, '--role', 'owner', '--base', 'origin/main');

  it.each([40, 80])('stands alone and whole at %i columns, to be copied', (width) => {
    const hint = ['Olga Owner and Finn Finance can approve it, each in a role of their own:', approve];
    const lines = print(text, [someFinding({ hint })], someRun(), { ...plainStyle, width }).split('\n');
    expect(lines.map((line) => line.trim())).toContain(commandText(approve));
  });
});
