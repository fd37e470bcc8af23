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
