import { describe, expect, it } from 'vitest';
import { chartMermaid } from '../../../src/render/chart/mermaid.ts';
import { band, flat, words } from './band.ts';

/** The lines of numbers, by their names. Drawn by Mermaid 11.4.0 and 11.17.2 in this very form. */
function drawn(source: string): Map<string, number[]> {
  const found = source.matchAll(/^ {2}line "([^"]+)" \[([^\]]+)\]$/gm);
  return new Map([...found].map(([, name = '', list = '']) => [name, list.split(', ').map(Number)]));
}

describe('Mermaid chart', () => {
  it('has three lines over the months, the top one first', () => {
    const lines = drawn(chartMermaid(band, words));
    expect([...lines.keys()]).toEqual(['9 in 10 are below', 'half are below', '1 in 10 is below']);
    expect([...lines.values()].map((values) => values.length)).toEqual([37, 37, 37]);
    expect(lines.get('half are below')?.slice(0, 3)).toEqual([-20, -14.12, -8.48]);
  });

  it('names axes that hold every value, and 0', () => {
    const source = chartMermaid(band, words);
    expect(source).toContain('\n  x-axis "Month" 0 --> 36\n');
    expect(source).toContain('\n  y-axis "thousand EUR" -50 --> 150\n');
    expect(source).toContain('\nxychart-beta\n  title "Net value, month by month"\n');
  });

  it.each([
    [900, '"EUR" 0 --> 1000', 900],
    [90_000, '"thousand EUR" 0 --> 100', 90],
    [-9_000_000, '"million EUR" -10 --> 0', -9],
  ])('counts %s in a unit that fits', (value, axis, shown) => {
    const source = chartMermaid(flat(value), words);
    expect(source).toContain(axis);
    expect(drawn(source).get('half are below')?.[5]).toBe(shown);
  });

  it('draws a change that neither gains nor loses', () => {
    expect(chartMermaid(flat(0), words)).toContain('y-axis "EUR" -1 --> 1');
  });

  it('lets no name out of its quotes, and no line end into them', () => {
    const nasty = 'a"]\n```\nclick x "javascript:1" #quot; `';
    const source = chartMermaid(band, {
      ...words,
      title: nasty,
      months: nasty,
      p50: nasty,
      money: () => nasty,
    });
    expect(source).not.toContain('```');
    expect(source.split('\n')).toHaveLength(chartMermaid(band, words).split('\n').length);
    for (const line of source.split('\n').slice(9))
      expect(line.match(/"/g)?.length ?? 0, line).toBeLessThanOrEqual(2);
    expect(drawn(source).size).toBe(3);
  });
});
