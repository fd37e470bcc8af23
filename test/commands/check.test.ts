import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { gateRules } from '../../src/gate/rules.ts';
import { ruleRegistry } from '../../src/rules/engine/registry.ts';
import { baseReview, overlay } from '../rules/support.ts';
import { runCli, scratchFolder } from '../support/world.ts';

const id = '2026-09-01-pro-plan-price-rise-b4se';
const file = `cx-reviews/${id}.yaml`;
const config = `schema: cx-review-config/1
people:
  ana: { name: Ana Ruiz }
  mara: { name: Mara Weiss }
  pia: { name: Pia Lorenz }
  jonas: { name: Jonas Keller, executive: true }
`;

const reviewText = (part: unknown = {}) => stringify(overlay(baseReview(), part));

function folder(files: Readonly<Record<string, string>> = {}, settings = config): string {
  return scratchFolder({ 'cx-reviews/config.yaml': settings, ...files });
}

/** Text without the line ends that fit it into the width. */
const unwrapped = (text: string) => text.replace(/\s+/g, ' ');
const check = (cwd: string, ...flags: string[]) => runCli(['check', ...flags], { cwd });

describe('check', () => {
  it('names a file that is nothing by its name, as list and show do', async () => {
    const cwd = folder({ 'cx-reviews/Q4_Pricing.yaml': reviewText(), 'cx-reviews/waivers/Typo.yml': 'a: 1' });
    const { code, stdout } = await check(cwd);
    expect(code).toBe(1);
    expect(stdout).toContain('invalid-review');
    expect(unwrapped(stdout)).toContain('Name it cx-reviews/q4-pricing.yaml');
    expect(unwrapped(stdout)).toContain('Name it cx-reviews/waivers/typo.yaml');
    const list = await runCli(['list'], { cwd });
    expect(list).toMatchObject({ code: 1 });
    expect(list.stderr).toContain('Name it cx-reviews/q4-pricing.yaml');
    const show = await runCli(['show', 'Q4_Pricing'], { cwd });
    expect(show).toMatchObject({ code: 2 });
    expect(unwrapped(show.stderr)).toContain('Name it cx-reviews/q4-pricing.yaml');
  });

  it('passes where there is no review, and says so', async () => {
    expect(await check(folder())).toMatchObject({ code: 0, stdout: 'There is no review to check.\n' });
  });

  it('writes stale Markdown again with --fix, and nothing else', async () => {
    const cwd = folder({ [file]: reviewText() });
    const before = await check(cwd);
    expect(before.code).toBe(1);
    expect(before.stdout).toContain('stale-markdown');
    const fixed = await check(cwd, '--fix');
    expect(fixed).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('\nNothing found in 1 review.\n'),
    });
    expect(fixed.stderr).toBe(`Written: cx-reviews/${id}.md\n`);
    expect(readFileSync(join(cwd, file), 'utf8')).toBe(reviewText());
    writeFileSync(join(cwd, file), reviewText({ title: 'Another title, 20 to 25 EUR' }));
    expect(unwrapped((await check(cwd)).stdout)).toContain('does not say what the review says');
  });

  it('shows a draft on one screen of 40 lines of 80 columns, and what decides it first', async () => {
    const draft = {
      ...{ schema: 'cx-review/1', id, title: 'Pro plan from 20 to 25 EUR', status: 'draft', currency: 'EUR' },
      ...{ situation: 'price-rise', depth: 'full', author: 'ana', screening: { depth: 'full' } },
      change: {
        what: 'Pro goes from 20 to 25 EUR a month.',
        reachesBack: 'mid-term',
        dates: { briefed: '2027-02-01', told: '2027-02-03', effective: '2027-02-10' },
      },
      customers: {
        total: 40_000,
        worseOff: 22_000,
        segments: [
          { id: 'old', name: 'Over two years', count: 12_000 },
          { id: 'new', name: 'Newer', count: 10_000 },
        ],
      },
      frontline: { escalation: [{ id: 'a', role: 'Team lead', who: 'the team' }] },
    };
    const cwd = folder({ [file]: stringify(draft) });
    const { code, stdout } = await check(cwd);
    expect(code).toBe(1);
    const gaps = Number(/Not answered yet: (\d+)\./.exec(stdout)?.[1]);
    expect(gaps).toBeGreaterThan(60);
    const one = (await check(cwd, '--all')).stdout.match(/^ {2}\S+ {2}\w+ {2}\S+$/gm) ?? [];
    expect(one.length).toBeGreaterThan(gaps);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(unwrapped(lines.slice(2, 5).join(' '))).toContain(
      'What decides this - It reaches people in the middle of what',
    );
  });

  it('shows findings at their line and column, and fails', async () => {
    const text = reviewText({ fairness: { stepsToLeave: 9 } });
    const cwd = folder({ [file]: text });
    await check(cwd, '--fix');
    const { code, stdout } = await check(cwd);
    const line = text.split('\n').findIndex((one) => one.includes('stepsToLeave')) + 1;
    expect(code).toBe(1);
    expect(stdout).toContain(`${file}\nPro plan from 20 to 25 EUR a month\n`);
    expect(stdout).toContain(`  ${line}:17  error  exit-harder-than-entry\n`);
    expect(stdout).toContain('stepsToLeave: 9');
    expect(stdout).toContain('1 error in 1 of 1 review.');
  });

  it.each([
    ['error', 0],
    ['warning', 1],
    ['info', 1],
    ['never', 0],
  ])('with a warning and --fail-on %s ends with %i', async (failOn, code) => {
    const cwd = folder({
      [file]: reviewText({ frontline: { reason: { text: 'We are aligning our prices with the market.' } } }),
    });
    await check(cwd, '--fix');
    expect((await check(cwd, '--fail-on', failOn)).code).toBe(code);
  });

  it('reports a file that is no review as a finding at its place, whatever it is to fail on', async () => {
    const cwd = folder({
      'cx-reviews/2026-01-01-broken-aaaa.yaml': 'schema: cx-review/1\ntitle: [\n',
      'cx-reviews/2026-01-02-wrong-bbbb.yaml': 'schema: cx-review/1\nstatus: approved\n',
    });
    const { code, stdout } = await check(cwd, '--json', '--fail-on', 'never');
    const { findings, reviews } = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(reviews).toBe(2);
    expect(
      findings.map((one: { rule: string; file: string; line: number }) => [one.rule, one.file, one.line]),
    ).toEqual([
      ['invalid-review', 'cx-reviews/2026-01-01-broken-aaaa.yaml', expect.any(Number)],
      ['invalid-review', 'cx-reviews/2026-01-02-wrong-bbbb.yaml', 2],
    ]);
  });

  it('judges the reviews that are named, and compares them with all', async () => {
    const other = '2026-01-10-fee-for-paper-bills-aaaa';
    const cwd = folder({
      [file]: reviewText(),
      [`cx-reviews/${other}.yaml`]: reviewText({
        id: other,
        title: 'Fee for paper bills, 2 EUR',
        change: { dates: { effective: '2026-03-01' } },
      }),
    });
    const { stdout } = await check(cwd, 'pro-plan', '--json');
    const { findings, reviews } = JSON.parse(stdout);
    expect(reviews).toBe(1);
    expect(new Set(findings.map((one: { file: string }) => one.file))).toEqual(new Set([file]));
    expect(findings.map((one: { rule: string }) => one.rule)).toContain('changes-piled-up');
    expect(await check(cwd, 'no-such-review')).toMatchObject({ code: 2, stdout: '' });
  });

  it('prints several formats at once', async () => {
    const cwd = folder({ [file]: reviewText() });
    const { stdout } = await check(
      cwd,
      '--format',
      'text',
      '--format',
      'sarif=out.sarif',
      '--format',
      'junit=out.xml',
    );
    expect(stdout).toContain('1 error in 1 of 1 review.');
    expect(JSON.parse(readFileSync(join(cwd, 'out.sarif'), 'utf8')).version).toBe('2.1.0');
    expect(readFileSync(join(cwd, 'out.xml'), 'utf8')).toContain('<testsuites');
  });

  it.each([
    [['--format', 'sarf'], 'did you mean sarif?'],
    [['--format', 'text', '--format', 'json'], 'Only one format can go to standard output'],
    [['--format', 'sarif='], 'names no file'],
  ])('refuses %j', async (flags, message) => {
    const { code, stderr, stdout } = await check(folder(), ...flags);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it('takes severities and options from the config, and refuses what it does not know', async () => {
    const text = reviewText({ fairness: { stepsToLeave: 9 } });
    const rules = (setting: string) => folder({ [file]: text }, `${config}rules:\n  ${setting}\n`);
    const found = async (setting: string) => {
      const cwd = rules(setting);
      await check(cwd, '--fix');
      const { stdout } = await check(cwd, '--json');
      return JSON.parse(stdout).findings.map((one: { severity: string }) => one.severity);
    };
    expect(await found('exit-harder-than-entry: warning')).toEqual(['warning']);
    expect(await found('exit-harder-than-entry: off')).toEqual([]);
    const misspelt = await check(rules('exit-harder-than-enty: warning'));
    expect(misspelt.code).toBe(2);
    expect(misspelt.stderr).toContain('Did you mean exit-harder-than-entry?');
    const odd = await check(rules('reason-too-long: [error, {words: -3}]'));
    expect(odd).toMatchObject({ code: 2 });
    expect(odd.stderr).toContain('a whole number from 5 to 200');
  });

  it('counts exceptions and spared reviews, and prints both', async () => {
    const exception = {
      id: 'steps',
      rule: 'exit-harder-than-entry',
      reason: 'The app store asks for it.',
      by: 'mara',
      until: '2027-01-01',
    };
    const cwd = folder({ [file]: reviewText({ fairness: { stepsToLeave: 9 }, exceptions: [exception] }) });
    await check(cwd, '--fix');
    const { code, stdout } = await check(cwd);
    expect(code).toBe(0);
    expect(unwrapped(stdout)).toContain('by mara until 2027-01-01: The app store asks for it.');
    const spared = folder(
      { [file]: reviewText({ fairness: { stepsToLeave: 9 } }) },
      `${config}since: 2026-10-01\n`,
    );
    const { stdout: sparing } = await check(spared);
    expect(sparing).toBe('1 older review is spared by "since" of the config.\nNothing found in 1 review.\n');
  });

  it('adds to the summary of a GitHub job', async () => {
    const cwd = folder({ [file]: reviewText() });
    mkdirSync(join(cwd, 'runner'));
    const summary = join(cwd, 'runner', 'summary.md');
    writeFileSync(summary, 'before\n');
    const { stdout } = await runCli(['check', '--format', 'github'], {
      cwd,
      env: { GITHUB_STEP_SUMMARY: summary },
    });
    expect(stdout).toMatch(/^::error file=cx-reviews\/.*title=stale-markdown::/m);
    expect(readFileSync(summary, 'utf8')).toMatch(/^before\n## cx-review\n/);
  });

  it('says the same on any day', async () => {
    const cwd = folder({ [file]: reviewText() });
    const on = async (today: string) => (await runCli(['check', '--today', today], { cwd })).stdout;
    expect(await on('2020-01-01')).toBe(await on('2040-01-01'));
  });

  it('reads back what it has written', () => {
    expect(parse(reviewText())).toEqual(baseReview());
  });
});

describe('explain', () => {
  it('prints the page of a rule', async () => {
    const { code, stdout } = await runCli(['explain', 'powerless-frontline']);
    expect(code).toBe(0);
    for (const part of ['Why', 'Raises it', 'Does not', 'Sources', 'smartbrief.com'])
      expect(stdout).toContain(part);
  });

  it('lists all rules', async () => {
    const { stdout } = await runCli(['explain']);
    expect(stdout).toContain('unanswered-question (error, gap)');
    expect(stdout).toMatch(/\d+ rules\. One of them: cx-review explain RULE\n$/);
  });

  it('prints JSON', async () => {
    const one = JSON.parse((await runCli(['explain', 'thin-answer', '--json'])).stdout);
    expect(one.rules).toHaveLength(1);
    expect(one.rules[0]).toMatchObject({ name: 'thin-answer', options: { words: { default: 12 } } });
    expect(JSON.parse((await runCli(['explain', '--json'])).stdout).rules.length).toBe(
      ruleRegistry.length + gateRules.length,
    );
  });

  it('prints the page of a fault that the gate finds', async () => {
    const { code, stdout } = await runCli(['explain', 'missing-approval']);
    expect(code).toBe(0);
    for (const part of [
      'found by cx-review check --base',
      'Why',
      'Raises it',
      'Does not',
      'Sources',
      'start on',
    ])
      expect(stdout).toContain(part);
    const { rules } = JSON.parse((await runCli(['explain', 'missing-approval', '--json'])).stdout);
    expect(rules).toMatchObject([{ name: 'missing-approval', scope: 'range' }]);
    expect(rules[0].bad).toContain('cx-review approve');
  });

  it('suggests the rule that was meant', async () => {
    const { code, stderr } = await runCli(['explain', 'powerles-frontline']);
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean powerless-frontline?');
  });
});
