import stringWidth from 'fast-string-width';
import { terminalText, withoutCommands } from '../../lib/safe-text.ts';
import type { Style } from '../../lib/style.ts';
import { wrapText } from '../../lib/wrap.ts';
import type { Block, Charts, Column, Inline } from './blocks.ts';

const GAP = 2;
/** With a first column narrower than this, rows are shown as lists. */
const NARROWEST = 18;

/** What terminals that know no more than ASCII show instead. */
const plain: readonly (readonly [RegExp, string])[] = [
  [/×/g, 'x'],
  [/÷/g, '/'],
  [/[−–—]/g, '-'],
  [/…/g, '...'],
  [/±/g, '+/-'],
  [/→/g, '->'],
  [/[“”]/g, '"'],
  [/[‘’]/g, "'"],
  [/·/g, '-'],
  [/€/g, 'EUR '],
  [/£/g, 'GBP '],
  [/¥/g, 'JPY '],
  [/[\u00a0\u202f]/g, ' '],
];

/** Text for a terminal: no signs that it can not show. */
function shown(text: string, { unicode }: Pick<Style, 'unicode'>): string {
  const safe = terminalText(text);
  return unicode ? safe : plain.reduce((all, [sign, instead]) => all.replace(sign, instead), safe);
}

interface Cell {
  readonly text: string;
  readonly width: number;
  readonly paint: (text: string) => string;
}

const asIs = (text: string) => text;

function buildCell(inline: Inline, style: Style): Cell {
  const text = shown(inline.map((part) => part.text).join(''), style);
  const isStrong = inline.length > 0 && inline.every((part) => part.isStrong);
  return { text, width: stringWidth(text), paint: isStrong ? style.bold : asIs };
}

function painted(inline: Inline, style: Style): string {
  return inline
    .map(({ text, isStrong }) => (isStrong ? style.bold(shown(text, style)) : shown(text, style)))
    .join('');
}

/** Every row as a list of its own: for terminals too narrow for columns. */
function stacked(heads: readonly Cell[], rows: readonly (readonly Cell[])[], style: Style): string {
  const all = heads[0]?.text ?? '';
  const lists = rows.map(([first, ...others]) => {
    const lines = others.flatMap(({ text }, at) => {
      if (text === '') return [];
      const head = heads[at + 1]?.text ?? '';
      const said = head === '' ? text : `${head}: ${text}`;
      return [wrapText(said, style.width, { indent: '  ', hanging: '    ' })];
    });
    return [style.bold(wrapText(first?.text ?? '', style.width)), ...lines].join('\n');
  });
  return [...(all === '' ? [] : [wrapText(all, style.width)]), ...lists].join('\n');
}

const longestWord = (text: string): number =>
  text.split(' ').reduce((most, word) => Math.max(most, stringWidth(word)), 0);

/** Widths of the columns; undefined where they do not fit side by side. */
function widthsOf(
  heads: readonly Cell[],
  rows: readonly (readonly Cell[])[],
  room: number,
): number[] | undefined {
  const widest = (at: number, least: number) =>
    rows.reduce((most, row) => Math.max(most, row[at]?.width ?? 0), least);
  const [first = 0, ...wide] = heads.map(({ width }, at) => widest(at, width));
  const tight = heads.slice(1).map(({ text }, at) => widest(at + 1, longestWord(text)));
  const left = (widths: readonly number[]) => room - widths.reduce((all, width) => all + width + GAP, 0);
  if (left(wide) >= first) return [first, ...wide];
  // It is easier to read a head over two lines than a name that is broken.
  if (left(tight) < Math.min(first, NARROWEST)) return undefined;
  const name = Math.min(first, left(tight));
  let spare = left(tight) - name;
  const widths = tight.map((least, at) => {
    const more = Math.min(spare, (wide[at] ?? 0) - least);
    spare -= more;
    return least + more;
  });
  return [name, ...widths];
}

function table(columns: readonly Column[], given: readonly Inline[][], style: Style): string {
  const heads = columns.map(({ head }) => buildCell(head, style));
  const rows = given.map((row) => columns.map((_, at) => buildCell(row[at] ?? [], style)));
  const widths = widthsOf(heads, rows, style.width);
  if (widths === undefined) return stacked(heads, rows, style);
  const pad = (text: string, paint: (text: string) => string, at: number) => {
    const room = ' '.repeat(Math.max(0, (widths[at] ?? 0) - stringWidth(text)));
    const isRight = columns[at]?.isNumber === true;
    return isRight ? room + paint(text) : paint(text) + room;
  };
  /** A long name runs over several lines; the figures stand on its last one. */
  const lines = (cells: readonly Cell[]) => {
    const broken = cells.map(({ text }, at) => wrapWords(text, widths[at] ?? 0));
    const height = broken.reduce((most, one) => Math.max(most, one.length), 1);
    return Array.from({ length: height }, (_, line) =>
      cells
        .map(({ paint }, at) => {
          const own = broken[at] ?? [];
          return pad(own[line - (height - own.length)] ?? '', paint, at);
        })
        .join(' '.repeat(GAP))
        .trimEnd(),
    ).join('\n');
  };
  return [style.dim(lines(heads)), ...rows.map(lines)].join('\n');
}

/** Breaks between words only; a word that is too long is wider than the column. */
function wrapWords(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && stringWidth(last) + 1 + stringWidth(word) <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}

function blockLines(block: Block, style: Style, charts: Charts): string {
  switch (block.kind) {
    case 'title':
      return style.bold(wrapText(painted(block.text, style), style.width));
    case 'heading':
      return style.bold(wrapText(painted(block.text, style), style.width));
    case 'paragraph':
      return wrapText(painted(block.text, style), style.width);
    case 'note':
      return style.dim(wrapText(painted(block.text, style), style.width));
    case 'list':
      return block.items
        .map((item) => wrapText(`- ${painted(item, style)}`, style.width, { hanging: '  ' }))
        .join('\n');
    case 'table':
      return table(block.columns, block.rows, style);
    case 'chart':
      return (charts[block.name] ?? '').trimEnd();
  }
}

/**
 * A page of blocks for a terminal, broken to its width. Tables that do not fit become lists.
 * @param charts drawn for the same width
 */
export function terminalBlocks(blocks: readonly Block[], style: Style, charts: Charts): string {
  // A chart that this terminal can not show leaves no gap.
  const shown = blocks.filter((block) => block.kind !== 'chart' || (charts[block.name] ?? '') !== '');
  const parts = shown.map((block, at) => {
    const gap = at === 0 ? '' : shown[at - 1]?.kind === 'heading' ? '\n' : '\n\n';
    return gap + blockLines(block, style, charts);
  });
  // Whole lines, after they were wrapped: in a CI job the runner obeys some.
  return `${withoutCommands(parts.join(''))}\n`;
}
