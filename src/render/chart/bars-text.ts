import stringWidth from 'fast-string-width';
import { amountOf, type Bar, type BarChart, barScale } from './bars.ts';
import type { TextChartStyle } from './text.ts';

/** Below this many columns for the bars there is nothing to see. */
const NARROWEST = 16;

const signs = { total: '█', more: '▓', less: '░', zero: '│' } as const;

function buildBar(bar: Bar, places: (value: number) => number, width: number): string {
  const sign = bar.isTotal ? signs.total : bar.to < bar.from ? signs.less : signs.more;
  const [left = 0, right = 0] = [places(bar.from), places(bar.to)].sort((a, b) => a - b);
  const zero = places(0);
  return Array.from({ length: width }, (_, at) =>
    (at >= left && at < right) || (at === left && left === right) ? sign : at === zero ? signs.zero : ' ',
  ).join('');
}

/**
 * Bars below one another for the terminal; nothing where it is dumb or too narrow: the table beside them says the same.
 * Signs in front of the amounts and the shade tell more from less.
 */
export function barsText(chart: BarChart, style: TextChartStyle): string {
  const { bars, title } = chart;
  const amounts = bars.map((bar) => amountOf(bar, chart));
  const widest = (texts: readonly string[]) => Math.max(...texts.map((text) => stringWidth(text)));
  const labels = widest(bars.map(({ label }) => label));
  const wide = widest(amounts);
  const width = Math.min(40, style.width - labels - wide - 4);
  if (!style.unicode || width < NARROWEST) return '';
  const scale = barScale(bars).range([0, width - 1]);
  const places = (value: number) => Math.round(scale(value));
  const lines = bars.map((bar, index) => {
    const label = bar.label + ' '.repeat(labels - stringWidth(bar.label));
    return `${label}  ${buildBar(bar, places, width)}  ${(amounts[index] ?? '').padStart(wide)}`;
  });
  return [title, '', ...lines, ''].join('\n');
}
