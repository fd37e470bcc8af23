import { describe, expect, it } from 'vitest';
import type { RangeInfo } from '../../src/formatters/formatter.ts';
import { json } from '../../src/formatters/json.ts';
import { junit } from '../../src/formatters/junit.ts';
import { markdown } from '../../src/formatters/markdown.ts';
import { text } from '../../src/formatters/text.ts';
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
  ])(
    'says in %s what was compared and what let it through, also where nothing is found',
    (_name, formatter) => {
      const printed = print(formatter, [], run);
      expect(printed).toContain('Nothing found in 12 changed files, 1 governed.');
      for (const note of range.notes) expect(printed).toContain(note);
    },
  );

  it('counts what is found in the range', () => {
    expect(print(text, [someFinding()], run)).toMatch(/1 \w+ in 12 changed files, 1 governed\./);
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
