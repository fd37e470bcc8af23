import plot from 'simple-ascii-chart';
import { wrapText } from '../../lib/wrap.ts';
import { type ChartBand, type ChartWords, lastMonth, lines, moneyScale, monthTicks } from './chart.ts';

/** What the terminal can show. */
export interface TextChartStyle {
  /** Columns. */
  readonly width: number;
  /** Whether box-drawing characters can be shown. */
  readonly unicode: boolean;
}

/** Rows of the plot without its axis. */
const HEIGHT = 12;
/** Below this many columns for the lines they run into one another. */
const NARROWEST = 24;

/** The figures behind the chart, half-yearly: for dumb terminals, logs and screen readers. */
export function chartTable(band: ChartBand, words: ChartWords): string {
  const header = [words.months, 'P10', 'P50', 'P90'];
  const rows = monthTicks(lastMonth(band)).map((month) => [
    String(month),
    ...[...lines].reverse().map((line) => words.amount(band[line][month] ?? 0)),
  ]);
  const widths = header.map((name, column) =>
    [header, ...rows].reduce((most, row) => Math.max(most, row[column]?.length ?? 0), name.length),
  );
  const told = [header, ...rows].map((row) =>
    row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  '),
  );
  return [words.title, '', ...told, ''].join('\n');
}

/**
 * A small chart of three lines for the terminal; a plain table where the terminal is dumb or too
 * narrow. The lines do not cross, and are named from the top one down.
 */
export function chartText(band: ChartBand, words: ChartWords, style: TextChartStyle): string {
  const ticks = moneyScale(band).ticks(5);
  const labels = ticks.map((tick) => words.amount(tick));
  const labelWidth = labels.reduce((most, label) => Math.max(most, label.length), 0);
  const width = Math.min(72, style.width - labelWidth - 3);
  if (!style.unicode || width < NARROWEST) return chartTable(band, words);
  // A point at 0 keeps the line at 0 on the chart, also where every value is far from it.
  const zero: [number, number][] = [[0, 0]];
  const drawn = plot(
    [zero, ...lines.map((line) => band[line].map((value, month): [number, number] => [month, value]))],
    {
      width,
      height: HEIGHT,
      thresholds: [{ y: 0 }],
      symbols: { thresholds: { x: '┄' } },
      customXAxisTicks: monthTicks(lastMonth(band)),
      customYAxisTicks: ticks,
      formatter: (value, { axis }) => (axis === 'x' ? String(value) : words.amount(value)),
    },
  );
  const plotted = drawn
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
  const named = lines.map((line) => words[line]).join(' · ');
  return [words.title, ...plotted, wrapText(`${words.months} · ${named}`, style.width), ''].join('\n');
}
