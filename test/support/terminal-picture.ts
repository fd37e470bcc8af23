import type { Terminal } from '@xterm/headless';
import { htmlText } from '../../src/lib/safe-text.ts';

/** The sixteen colours, as a calm dark theme shows them. */
const palette = [
  '#1e1e2e',
  '#f38ba8',
  '#a6e3a1',
  '#f9e2af',
  '#89b4fa',
  '#f5c2e7',
  '#94e2d5',
  '#cdd6f4',
  '#7f849c',
  '#f38ba8',
  '#a6e3a1',
  '#f9e2af',
  '#89b4fa',
  '#f5c2e7',
  '#94e2d5',
  '#ffffff',
] as const;
const foreground = '#cdd6f4';
const cell = { width: 8.4, height: 19 };
const margin = 18;

interface Run {
  readonly column: number;
  readonly style: string;
  text: string;
}

/** Neighbouring cells of one look, as one run of text. */
function runsOf(terminal: Terminal, row: number): Run[] {
  const line = terminal.buffer.active.getLine(row);
  const runs: Run[] = [];
  for (let column = 0; line !== undefined && column < terminal.cols; column += 1) {
    const at = line.getCell(column);
    if (at === undefined || at.getWidth() === 0) continue;
    const colour = at.isFgPalette() ? (palette[at.getFgColor()] ?? foreground) : foreground;
    const style = [
      `fill="${colour}"`,
      at.isBold() ? 'font-weight="bold"' : '',
      at.isDim() ? 'opacity="0.65"' : '',
      at.isUnderline() ? 'text-decoration="underline"' : '',
    ]
      .filter(Boolean)
      .join(' ');
    const last = runs.at(-1);
    const characters = at.getChars() || ' ';
    if (last?.style === style) last.text += characters;
    else runs.push({ column, style, text: characters });
  }
  return runs.map((run) => ({ ...run, text: run.text.trimEnd() })).filter(({ text }) => text.trim() !== '');
}

/** What a terminal shows, as an SVG for the README: no script, no font to fetch. */
export function pictureOf(terminal: Terminal, description: string): string {
  const buffer = terminal.buffer.active;
  const rows = Array.from({ length: terminal.rows }, (_unused, row) =>
    runsOf(terminal, buffer.viewportY + row),
  );
  const used = rows.findLastIndex((runs) => runs.length > 0) + 1;
  const width = Math.ceil(terminal.cols * cell.width + 2 * margin);
  const height = Math.ceil(used * cell.height + 2 * margin);
  const texts = rows.slice(0, used).flatMap((runs, row) =>
    runs.map(({ column, style, text }) => {
      const lead = text.length - text.trimStart().length;
      const x = (margin + (column + lead) * cell.width).toFixed(1);
      const y = (margin + (row + 0.75) * cell.height).toFixed(1);
      const shown = text.trim();
      return `<text x="${x}" y="${y}" textLength="${(shown.length * cell.width).toFixed(1)}" ${style}>${htmlText(shown)}</text>`;
    }),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${htmlText(description)}">
<rect width="${width}" height="${height}" rx="8" fill="#1e1e2e"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" xml:space="preserve">
${texts.join('\n')}
</g>
</svg>
`;
}
