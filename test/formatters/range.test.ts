import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/domain/finding.ts';
import type { RangeInfo, RunInfo } from '../../src/formatters/formatter.ts';
import { github } from '../../src/formatters/github.ts';
import { json } from '../../src/formatters/json.ts';
import { junit } from '../../src/formatters/junit.ts';
import { markdown } from '../../src/formatters/markdown.ts';
import { text } from '../../src/formatters/text.ts';
import { command } from '../../src/lib/command.ts';
import { print, someFinding, someRun } from './support.ts';

const range: RangeInfo = {
  base: 'a'.repeat(40),
  head: undefined,
  why: '--base main',
  changed: 12,
  governed: 1,
  passages: [{ path: 'p.yaml', by: 'waiver', id: 'w', approvals: [] }],
  waivers: ['w'],
  notes: ['Compared what is staged with aaaa.', 'p.yaml: waived by w'],
};
const run = someRun({ reviews: 0, range });

describe('the report of a range in git', () => {
  it.each([
    ['text', text],
    ['markdown', markdown],
    ['github', github],
  ])(
    'says in %s what was compared and what let it through, also where nothing is found',
    (_name, formatter) => {
      const printed = print(formatter, [], run);
      expect(printed).toContain('Passed. 12 changed files, 1 of them a policy file.');
      for (const note of range.notes) expect(printed).toContain(note);
    },
  );

  it('counts what is found in the range', () => {
    const summary = (findings: readonly Finding[], over: Partial<RunInfo> = {}) =>
      print(text, findings, { ...run, ...over })
        .split('\n')
        .find((line) => line.includes('12 changed'));
    const warning = someFinding({ severity: 'warning' });
    expect(summary([someFinding(), warning])).toBe(
      'Not yet: 1 error, 1 warning. 12 changed files, 1 of them a policy file.',
    );
    expect(summary([warning])).toBe('Passed, with 1 warning. 12 changed files, 1 of them a policy file.');
    expect(summary([warning], { failOn: 'warning' })).toContain('Not yet: 1 warning.');
    expect(summary([], { range: { ...range, governed: 0 } })).toBe(
      'Passed. 12 changed files, none of them a policy file.',
    );
  });

  it('gathers files that one thing to do mends', () => {
    const whole = {
      line: undefined,
      column: undefined,
      path: '',
      hint: [command('cx-review', 'new', '--base', 'main')],
    };
    const findings = ['a', 'b', 'c'].map((name) =>
      someFinding({ ...whole, file: `${name}.yaml`, message: `${name}.yaml changes.` }),
    );
    expect(
      print(text, [...findings, someFinding({ ...whole, file: 'd.yaml', hint: 'Else.' })], run),
    ).toContain(
      [
        'a.yaml',
        'b.yaml',
        'c.yaml',
        '',
        '  error  powerless-frontline',
        '    a.yaml changes.',
        '    b.yaml changes.',
        '    c.yaml changes.',
        '    → cx-review new --base main',
        '',
        'd.yaml',
        '',
      ].join('\n'),
    );
  });

  it('holds the same for programs', () => {
    expect(JSON.parse(print(json, [], run)).range).toEqual({ ...range, head: null });
    expect(JSON.parse(print(json, [], someRun())).range).toBeNull();
  });

  it('counts no reviews as passed that were not judged', () => {
    expect(print(junit, [], someRun({ reviews: 3, range }))).not.toContain('reviews without findings');
    expect(print(junit, [], someRun({ reviews: 3 }))).toContain('reviews without findings');
  });
});
