import { describe, expect, it } from 'vitest';
import { chartTable, chartText } from '../../../src/render/chart/text.ts';
import { band, flat, words } from './band.ts';

describe('chart for the terminal', () => {
  it('has a title, an axis of money, an axis of months, a line at 0, and the names of the lines', () => {
    const chart = chartText(band, words, { width: 80, unicode: true });
    const rows = chart.split('\n');
    expect(rows[0]).toBe('Net value, month by month');
    expect(rows.find((row) => row.startsWith('   0┤'))).toMatch(/┄{20}/);
    expect(rows.find((row) => row.startsWith('100k┤'))).toMatch(/━/);
    expect(chart).toMatch(/ 0 +6 +12 +18 +24 +30 +36/);
    expect(rows.at(-2)).toBe('Month · 9 in 10 are below · half are below · 1 in 10 is below');
  });

  it.each([40, 60, 80, 200])('fits into %s columns', (width) => {
    const rows = chartText(band, words, { width, unicode: true }).split('\n');
    for (const row of rows.slice(1, -2)) expect([...row].length).toBeLessThanOrEqual(Math.min(width, 80));
  });

  it('has no colour and no trailing blanks', () => {
    const chart = chartText(band, words, { width: 80, unicode: true });
    expect(chart).not.toContain('\u001b');
    expect(chart).not.toMatch(/ $/m);
  });

  it.each([
    ['dumb', { width: 80, unicode: false }],
    ['narrow', { width: 28, unicode: true }],
  ])('is a plain table where the terminal is %s', (_, style) => {
    expect(chartText(band, words, style)).toBe(chartTable(band, words));
  });

  it('draws what has no height', () => {
    expect(chartText(flat(0), words, { width: 60, unicode: true })).toMatch(/0┤┄+/);
    for (const value of [5000, -5000]) {
      const chart = chartText(flat(value), words, { width: 60, unicode: true });
      expect(chart).toMatch(/5k┤━{6}/);
      expect(chart).toMatch(/ 0┤┄+$/m);
    }
  });
});

describe('table for dumb terminals', () => {
  it('has the figures of every half year, in plain letters, within 40 columns', () => {
    const rows = chartTable(band, words).split('\n');
    expect(rows.slice(2, 10)).toEqual([
      'Month   P10   P50   P90',
      '    0  -20k  -20k  -20k',
      '    6   -3k   12k   24k',
      '   12    5k   35k   59k',
      '   18    4k   49k   85k',
      '   24   -5k   55k  103k',
      '   30  -23k   52k  112k',
      '   36  -50k   40k  112k',
    ]);
    expect(rows.join('\n')).toMatch(/^[ -~\n]+$/);
  });

  it('goes by months for a short horizon and by years for a long one', () => {
    const months = (last: number) =>
      [...chartTable(flat(1, last), words).matchAll(/^ *(\d+) {2}/gm)].map(([, month]) => Number(month));
    expect(months(5)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(months(60)).toEqual([0, 12, 24, 36, 48, 60]);
  });
});
