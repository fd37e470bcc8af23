import { scaleLinear } from 'd3-scale';
import { area, line as lineOf } from 'd3-shape';
import { xmlText } from '../../lib/safe-text.ts';
import { type ChartBand, type ChartWords, lastMonth, lines, moneyScale, monthTicks } from './chart.ts';

const WIDTH = 720;
const HEIGHT = 360;
const MARGIN = { top: 40, right: 150, bottom: 44, left: 84 };
/** Names of lines that end close together are moved apart by as much. */
const LABEL_HEIGHT = 18;

/** Dashes tell the lines apart where colours do not. */
const strokes: { readonly [K in (typeof lines)[number]]: string } = {
  p90: 'stroke="#1f883d" stroke-dasharray="7 4"',
  p50: 'stroke="#0969da"',
  p10: 'stroke="#cf222e" stroke-dasharray="2 4"',
};

const at = (value: number) => String(Math.round(value * 10) / 10 + 0);

/** Heights for the names at the ends of the lines, from top to bottom, so that no name covers another. */
function spread(heights: readonly number[]): number[] {
  const placed: number[] = [];
  for (const height of heights) {
    const above = placed[placed.length - 1];
    placed.push(above === undefined ? height : Math.max(height, above + LABEL_HEIGHT));
  }
  return placed;
}

/**
 * A static chart of three lines for HTML: no script, no style attribute, text as text, and a title
 * and a description for readers who do not see it.
 * @param description what the chart shows, in a sentence
 * @param id start of the ids inside; one page must not hold two charts with the same
 */
export function chartSvg(band: ChartBand, words: ChartWords, description: string, id = 'net-value'): string {
  const last = lastMonth(band);
  const x = scaleLinear()
    .domain([0, Math.max(1, last)])
    .range([MARGIN.left, WIDTH - MARGIN.right]);
  const y = moneyScale(band).range([HEIGHT - MARGIN.bottom, MARGIN.top]);
  const path = (line: (typeof lines)[number]) =>
    lineOf<number>()
      .x((_, month) => x(month))
      .y((value) => y(value))
      .digits(1)(band[line]) ?? '';
  const between =
    area<number>()
      .x((_, month) => x(month))
      .y0((_, month) => y(band.p10[month] ?? 0))
      .y1((value) => y(value))
      .digits(1)(band.p90) ?? '';
  const right = WIDTH - MARGIN.right;
  const ends = spread(lines.map((line) => y(band[line][last] ?? 0)));

  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="100%" role="img" aria-labelledby="${id}-title ${id}-description" font-family="sans-serif" font-size="13" fill="none" stroke="none">`,
    `<title id="${id}-title">${xmlText(words.title)}</title>`,
    `<desc id="${id}-description">${xmlText(description)}</desc>`,
    `<text x="${MARGIN.left}" y="20" fill="currentColor" font-weight="bold">${xmlText(words.title)}</text>`,
    ...y
      .ticks(5)
      .flatMap((tick) => [
        `<line x1="${MARGIN.left}" x2="${right}" y1="${at(y(tick))}" y2="${at(y(tick))}" stroke="currentColor" stroke-opacity="${tick === 0 ? 0.8 : 0.15}"/>`,
        `<text x="${MARGIN.left - 8}" y="${at(y(tick) + 4)}" fill="currentColor" text-anchor="end">${xmlText(words.amount(tick))}</text>`,
      ]),
    ...monthTicks(last).map(
      (month) =>
        `<text x="${at(x(month))}" y="${HEIGHT - MARGIN.bottom + 18}" fill="currentColor" text-anchor="middle">${month}</text>`,
    ),
    `<text x="${at((MARGIN.left + right) / 2)}" y="${HEIGHT - 6}" fill="currentColor" text-anchor="middle">${xmlText(words.months)}</text>`,
    `<path d="${between}" fill="#0969da" fill-opacity="0.1"/>`,
    ...lines.map((line) => `<path d="${path(line)}" ${strokes[line]} stroke-width="2"/>`),
    ...lines.map(
      (line, index) =>
        `<text x="${right + 8}" y="${at((ends[index] ?? 0) + 4)}" fill="currentColor">${xmlText(words[line])}</text>`,
    ),
    '</svg>',
    '',
  ].join('\n');
}
