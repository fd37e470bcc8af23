import { xmlText } from '../../lib/safe-text.ts';
import { amountOf, type Bar, type BarChart, barScale } from './bars.ts';

const WIDTH = 720;
const ROW = 26;
const TOP = 40;
const LABELS = 288;
const AMOUNTS = 92;

const at = (value: number) => String(Math.round(value * 10) / 10 + 0);

const colourOf = ({ from, to, isTotal }: Bar) => (isTotal ? '#0969da' : to < from ? '#cf222e' : '#1f883d');

/**
 * A static chart of bars for HTML: no script, no style attribute, text as text, and a title and a description for
 * readers who do not see it. Signs tell more from less where colours do not.
 * @param id start of the ids inside; one page must not hold two charts with the same
 */
export function barsSvg(chart: BarChart, id: string): string {
  const { bars, title, description } = chart;
  const height = TOP + bars.length * ROW + 10;
  const x = barScale(bars).range([LABELS, WIDTH - AMOUNTS]);
  const rows = bars.flatMap((bar, index) => {
    const top = TOP + index * ROW;
    const [left, right] = [Math.min(x(bar.from), x(bar.to)), Math.max(x(bar.from), x(bar.to))];
    const next = bars[index + 1];
    return [
      `<text x="${LABELS - 10}" y="${top + 16}" fill="currentColor" text-anchor="end">${xmlText(bar.label)}</text>`,
      `<rect x="${at(left)}" y="${top + 3}" width="${at(Math.max(1.5, right - left))}" height="${ROW - 8}" fill="${colourOf(bar)}"/>`,
      ...(next === undefined || next.from === 0
        ? []
        : [
            `<line x1="${at(x(bar.to))}" x2="${at(x(bar.to))}" y1="${top + ROW - 5}" y2="${top + ROW + 3}" stroke="currentColor" stroke-opacity="0.5"/>`,
          ]),
      `<text x="${WIDTH - 4}" y="${top + 16}" fill="currentColor" text-anchor="end">${xmlText(amountOf(bar, chart))}</text>`,
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-title ${id}-description" font-family="system-ui, sans-serif" font-size="13">`,
    `<title id="${id}-title">${xmlText(title)}</title>`,
    `<desc id="${id}-description">${xmlText(description)}</desc>`,
    `<text x="0" y="18" fill="currentColor" font-size="15" font-weight="600">${xmlText(title)}</text>`,
    `<line x1="${at(x(0))}" x2="${at(x(0))}" y1="${TOP - 4}" y2="${height - 8}" stroke="currentColor" stroke-opacity="0.4"/>`,
    ...rows,
    '</svg>',
    '',
  ].join('\n');
}
