import type { BarChart } from './bars.ts';
import { type ChartBand, type ChartWords, lastMonth, lines, moneyScale } from './chart.ts';

/** Mermaid's own quotes can not be escaped; entities and line ends would end the text too. */
function quoted(text: string): string {
  return `"${text.replace(/["\\`#;\r\n]/g, ' ').trim()}"`;
}

function unitOf(largest: number): number {
  if (largest >= 2_000_000) return 1_000_000;
  return largest >= 2000 ? 1000 : 1;
}

/** Four digits are more than a line on a screen can show. */
function short(value: number): string {
  return String(Number(value.toPrecision(4)) + 0);
}

/**
 * The source of a Mermaid chart of three lines, to stand in a fence ```` ```mermaid ````. GitHub and
 * GitLab draw it. Lines are named where Mermaid shows a legend (after 11.x); before that they are
 * known by their order, which the caption has to say: the top line is p90, the lowest p10.
 */
export function chartMermaid(band: ChartBand, words: ChartWords): string {
  const scale = moneyScale(band);
  const [low = 0, high = 0] = scale.domain();
  const unit = unitOf(Math.max(-low, high));
  const colours = '#1f883d, #0969da, #cf222e';
  return [
    '---',
    'config:',
    '  xyChart:',
    '    showLegend: true',
    '  themeVariables:',
    '    xyChart:',
    `      plotColorPalette: "${colours}"`,
    '---',
    'xychart-beta',
    `  title ${quoted(words.title)}`,
    `  x-axis ${quoted(words.months)} 0 --> ${lastMonth(band)}`,
    `  y-axis ${quoted(words.money(unit))} ${short(low / unit)} --> ${short(high / unit)}`,
    ...lines.map(
      (line) =>
        `  line ${quoted(words[line])} [${band[line].map((value) => short(value / unit)).join(', ')}]`,
    ),
    '',
  ].join('\n');
}

/**
 * The source of a Mermaid chart of what is left after each step; undefined where something falls below 0: Mermaid draws
 * its bars from the lower end of the axis, so that a loss would look like a gain.
 */
export function barsMermaid({ bars, title }: BarChart, words: Pick<ChartWords, 'money'>): string | undefined {
  const highest = Math.max(...bars.map(({ to }) => to));
  if (bars.some(({ to }) => to < 0) || highest <= 0) return undefined;
  const unit = unitOf(highest);
  return [
    '---',
    'config:',
    '  themeVariables:',
    '    xyChart:',
    '      plotColorPalette: "#0969da"',
    '---',
    'xychart-beta horizontal',
    `  title ${quoted(title)}`,
    `  x-axis [${bars.map(({ label }) => quoted(label)).join(', ')}]`,
    `  y-axis ${quoted(words.money(unit))} 0 --> ${short((highest / unit) * 1.02)}`,
    `  bar [${bars.map(({ to }) => short(to / unit)).join(', ')}]`,
    '',
  ].join('\n');
}
