import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import type { BarChart } from '../../../src/render/chart/bars.ts';
import { barsSvg } from '../../../src/render/chart/bars-svg.ts';
import { barsText } from '../../../src/render/chart/bars-text.ts';
import { barsMermaid } from '../../../src/render/chart/mermaid.ts';

const chart: BarChart = {
  title: 'From the gain to the net value',
  description: '100 would come in; 40 of it are left.',
  bars: [
    { label: 'Gain', from: 0, to: 100, isTotal: true },
    { label: 'Leave', from: 100, to: 20, isTotal: false },
    { label: 'New <customers>', from: 20, to: 40, isTotal: false },
    { label: 'Net value', from: 0, to: 40, isTotal: true },
  ],
  amount: String,
  difference: (value) => (value > 0 ? `+${value}` : String(value)),
};
const losing: BarChart = {
  ...chart,
  bars: [
    { label: 'Gain', from: 0, to: 100, isTotal: true },
    { label: 'Leave', from: 100, to: -50, isTotal: false },
    { label: 'Net value', from: 0, to: -50, isTotal: true },
  ],
};
const wide = { width: 80, unicode: true };
const money = { money: () => 'EUR' };

describe('bars in a terminal', () => {
  it('stand where the one before ended, with their amounts', () => {
    const [title, , gain = '', leave = '', more = '', net = ''] = barsText(chart, wide).split('\n');
    expect(title).toBe('From the gain to the net value');
    expect(gain).toMatch(/^Gain {11} {2}█{39} {3}100$/);
    expect(leave).toMatch(/^Leave {10} {2}│ {7}░{31} {3}-80$/);
    expect(more).toMatch(/ {2}│ {7}▓{8} {26}\+20$/);
    expect(net).toMatch(/ {2}█{16} {27}40$/);
  });

  it('go below nought, to the left of its line', () => {
    const lines = barsText(losing, wide).split('\n');
    expect(lines.at(-2)).toMatch(/^Net value {2}█{13}│ +-50$/);
  });

  it.each([
    { width: 80, unicode: false },
    { width: 30, unicode: true },
  ])('are left out where %j can not show them: the table says the same', (style) => {
    expect(barsText(chart, style)).toBe('');
  });
});

describe('bars in HTML', () => {
  it('are as long as what they stand for, in colours of their own, with text as text', () => {
    const svg = barsSvg(chart, 'waterfall');
    const bars = [...svg.matchAll(/<rect x="([\d.]+)" [^>]*width="([\d.]+)"[^>]*fill="(#\w+)"/g)];
    expect(bars.map(([, x, width, fill]) => [Number(x), Number(width), fill])).toEqual([
      [288, 340, '#0969da'],
      [356, 272, '#cf222e'],
      [356, 68, '#1f883d'],
      [288, 136, '#0969da'],
    ]);
    expect(svg).toContain('New &#60;customers');
    expect(svg).not.toMatch(/<script|style=/);
    expect(svg).toContain('aria-labelledby="waterfall-title waterfall-description"');
    expect(parseFragment(svg).childNodes[0]?.nodeName).toBe('svg');
  });
});

describe('bars in Mermaid', () => {
  it('are what is left after each step', () => {
    const source = barsMermaid(chart, money);
    expect(source).toContain('\nxychart-beta horizontal\n');
    expect(source).toContain('\n  x-axis ["Gain", "Leave", "New <customers>", "Net value"]\n');
    expect(source).toContain('\n  y-axis "EUR" 0 --> 102\n');
    expect(source).toContain('\n  bar [100, 20, 40, 40]\n');
  });

  it('are left out where one falls below 0: Mermaid would draw a loss as a gain', () => {
    expect(barsMermaid(losing, money)).toBeUndefined();
  });
});
