import { describe, expect, it } from 'vitest';
import { markdown } from '../../src/formatters/markdown.ts';
import { command } from '../../src/lib/command.ts';
import { hostileFindings, hostileRun, many, print, someFinding, someRun } from './support.ts';

const rowsOf = (text: string) =>
  text.split('\n').filter((line) => /^\| (?:error|warning|info) \|/.test(line));
/** Cells of a row as GitHub counts them: a bar parts, an escaped one does not. */
const cellsOf = (row: string) => row.split(/(?<!\\)\|/).slice(1, -1);

describe('the Markdown report', () => {
  it('is a table, the most severe first', () => {
    const findings = (['info', 'error', 'warning'] as const).map((severity) => someFinding({ severity }));
    expect(rowsOf(print(markdown, findings)).map((row) => cellsOf(row)[0]?.trim())).toEqual([
      'error',
      'warning',
      'info',
    ]);
  });

  it('says first what decides each review, and counts what is not answered', () => {
    const gap = someFinding({ class: 'gap', path: 'a.one' });
    const run = someRun({
      decidingOf: () => ['It is *unfair*.'],
      titleOf: () => 'Pro plan',
      sectionOf: () => 'Who is hit',
    });
    const printed = print(markdown, [someFinding(), gap], run);
    expect(printed.indexOf('**What decides this** (Pro plan)\n\n- It is \\*unfair\\*.')).toBeGreaterThan(-1);
    expect(printed.indexOf('What decides this')).toBeLessThan(printed.indexOf('| error |'));
    expect(rowsOf(printed)).toHaveLength(1);
    expect(printed).toContain('Not answered yet: 1. Who is hit: 1.');
    expect(printed).toContain('`cx-review check 2026-09-01-pro-plan-price-rise-b4se --all`');
  });

  it('keeps hostile text inside its cell', () => {
    const printed = print(markdown, hostileFindings, hostileRun);
    const rows = rowsOf(printed);
    expect(rows).toHaveLength(hostileFindings.length);
    for (const row of rows) expect(cellsOf(row)).toHaveLength(4);
    expect(printed).not.toContain('<script');
    expect(printed).not.toMatch(/(?<!\\)\]\(javascript/);
  });

  it('stays below what a comment can hold, and counts what it leaves out', () => {
    const findings = many(3000);
    const printed = print(markdown, findings);
    expect(Buffer.byteLength(printed)).toBeLessThan(64 * 1024);
    const shown = rowsOf(printed).length;
    expect(shown).toBeGreaterThan(50);
    expect(printed).toContain(`${(3000 - shown).toLocaleString('en-GB')} more findings left out`);
  });

  it('says so where there is nothing', () => {
    expect(print(markdown, [])).toContain('Nothing found in 4 reviews.');
  });

  it('shows commands as code, and says where they are run', () => {
    const finding = someFinding({
      hint: ['Olga can:', command('cx-review', 'cover', 'x', '--base', 'a|b`c')],
    });
    const printed = print(markdown, [finding]);
    expect(printed).toContain("<br>Olga can:<br>``cx-review cover x --base 'a\\|b`c'`` |");
    expect(printed).toContain('Run the commands in a clone of this branch, with cx-review 1.2.3.');
    expect(print(markdown, [someFinding()])).not.toContain('Run the commands');
    // Never from a registry, where the name can be anybody's.
    expect(print(markdown, [finding], someRun({ program: () => '.github/cx-review.tgz' }))).toContain(
      'begin with `npm install --global ./.github/cx-review.tgz`.',
    );
  });
});
