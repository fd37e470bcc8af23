import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Results } from '../../../src/economics/evaluate.ts';
import { known } from '../../../src/economics/figure.ts';
import { chartMermaid } from '../../../src/render/chart/mermaid.ts';
import * as netflix from './netflix-2011.ts';
import * as southwest from './southwest-2025.ts';

interface Section {
  readonly heading: string;
  readonly text: string;
}

function sections(page: string): Section[] {
  return page
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [heading = '', ...rest] = part.split('\n');
      return { heading, text: rest.join('\n') };
    });
}

/** Numbers of a text, without those in addresses, code, charts and names of months. */
function numbers(text: string): string[] {
  const prose = text
    .replace(/```[\s\S]*?```/g, '')
    .replace(/`[^`]*`/g, '')
    .replace(/\]\([^)]*\)/g, ']');
  return prose.match(/\d+(?:,\d{3})*(?:\.\d+)?/g) ?? [];
}

function chartOf(results: Results): string {
  const simulation = known(results.simulation);
  if (simulation === undefined) throw new Error('nothing was simulated');
  const source = chartMermaid(simulation, {
    title: 'Cumulated net value of the change',
    months: 'Month',
    money: (unit) => (unit === 1 ? 'dollars' : unit === 1000 ? 'thousand dollars' : 'million dollars'),
    p90: '9 in 10 stay below',
    p50: 'half stay below',
    p10: '1 in 10 stays below',
    amount: String,
  });
  return `\`\`\`mermaid\n${source}\`\`\``;
}

const cases = [
  { name: 'netflix-2011', figures: netflix.figures, results: netflix.results },
  { name: 'southwest-2025', figures: southwest.figures, results: southwest.results },
];

describe.each(cases)('page of $name', ({ name, figures, results }) => {
  const page = readFileSync(new URL(`../../../docs/cases/${name}.md`, import.meta.url), 'utf8');
  const flowing = page.replace(/\s+/g, ' ');
  const parts = new Map(sections(page).map(({ heading, text }) => [heading, text]));

  it.each(Object.entries(figures))('carries %s as it is computed: %s', (_, figure) => {
    // Not as the end of a longer number.
    expect(
      flowing
        .split(figure)
        .slice(0, -1)
        .some((before) => !/[\d.,]$/.test(before)),
    ).toBe(true);
  });

  it('has no number in its arithmetic that is neither computed nor given', () => {
    const given = ['What was known', 'What is assumed here'].flatMap((heading) =>
      numbers(parts.get(heading) ?? ''),
    );
    const allowed = new Set([...given, ...Object.values(figures).flatMap(numbers), '12', '36', '100']);
    const arithmetic = numbers(parts.get('What the arithmetic says') ?? '');
    expect(arithmetic.length).toBeGreaterThan(8);
    expect(arithmetic.filter((number) => !allowed.has(number))).toEqual([]);
  });

  it('draws the lines that were computed', () => {
    expect(page).toContain(chartOf(results));
  });

  it('names an address for every row of what was known', () => {
    const rows = (parts.get('What was known') ?? '')
      .split('\n')
      .filter((row) => row.startsWith('| ') && !/^\| (?:\||---)/.test(row));
    expect(rows.length).toBeGreaterThan(2);
    for (const row of rows) expect(row).toMatch(/\]\(https?:\/\//);
  });
});

describe('what the reconstructions conclude', () => {
  it('holds for Netflix: the choice of plan moves the result most, and nothing warns at the break-even', () => {
    expect(netflix.strongest).toEqual(['contributionAfter', 'lossAtAnnouncement']);
    expect(known(netflix.results.breakEven)).toMatchObject({ position: 'below', likelyBeyond: false });
  });

  it('holds for Southwest: the likely forecast lies beyond the break-even, and it is a loss from the start', () => {
    expect(known(southwest.results.breakEven)).toMatchObject({ position: 'inside', likelyBeyond: true });
    expect(known(southwest.results.netValue)?.course).toEqual({ crossings: [], end: 'loss' });
  });
});
