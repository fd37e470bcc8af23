/** A cell or a line: plain text, and which parts of it matter most. */
export type Inline = readonly { readonly text: string; readonly isStrong: boolean }[];

export interface Column {
  readonly head: Inline;
  readonly isNumber: boolean;
}

/** What a page that is shown in a terminal and as HTML consists of. */
export type Block =
  | { readonly kind: 'title' | 'heading' | 'paragraph' | 'note'; readonly text: Inline }
  | { readonly kind: 'list'; readonly items: readonly Inline[] }
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly Inline[][] }
  | { readonly kind: 'chart' };

/** Makes a value safe in a page of blocks: on one line, and none of it taken for a sign of the page's own. */
export function blockText(value: string): string {
  return value.replace(/[^\S\u00a0]+/gu, ' ').replace(/[\\|*[\]#>-]/g, (sign) => `\\${sign}`);
}

function inline(source: string): Inline {
  const parts: { text: string; isStrong: boolean }[] = [];
  let isStrong = false;
  let text = '';
  const close = () => {
    if (text !== '') parts.push({ text, isStrong });
    text = '';
  };
  for (let at = 0; at < source.length; at += 1) {
    if (source[at] === '\\') {
      at += 1;
      text += source[at] ?? '';
    } else if (source.startsWith('**', at)) {
      close();
      isStrong = !isStrong;
      at += 1;
    } else text += source[at];
  }
  close();
  return parts;
}

const splitCells = (row: string): string[] =>
  (row.match(/\|((?:[^|\\]|\\.)*)(?=\|)/gu) ?? []).map((cell) => cell.slice(1).trim());

function buildTable(lines: readonly string[]): Block {
  const [head = '', rule = '', ...rows] = lines;
  const rules = splitCells(rule);
  return {
    kind: 'table',
    columns: splitCells(head).map((cell, at) => ({
      head: inline(cell),
      isNumber: rules[at]?.endsWith(':') === true,
    })),
    rows: rows.map((row) => splitCells(row).map(inline)),
  };
}

const starts = {
  title: /^# /,
  heading: /^## /,
  note: /^> /,
  list: /^- /,
  table: /^\|/,
  chart: /^\[chart\]$/,
} as const;

type Kind = keyof typeof starts | 'paragraph';

const kindOf = (line: string): Kind =>
  (Object.keys(starts) as (keyof typeof starts)[]).find((kind) => starts[kind].test(line)) ?? 'paragraph';

function buildBlock(kind: Kind, lines: readonly string[]): Block {
  const bare = kind === 'paragraph' ? lines : lines.map((line) => line.replace(starts[kind], ''));
  if (kind === 'chart') return { kind };
  if (kind === 'table') return buildTable(lines);
  if (kind === 'list') return { kind, items: bare.map(inline) };
  return { kind, text: inline(bare.join(' ')) };
}

/**
 * The blocks of a filled page: `# title`, `## heading`, `- item`, `> note`, tables with a rule below their
 * head (`---:` for a column of numbers), `[chart]`, and paragraphs; `**` around what matters most. Lines of
 * one kind that follow each other belong together. A table without rows, a list without items and a heading
 * with nothing below it are left out.
 */
export function parseBlocks(page: string): Block[] {
  const blocks: Block[] = [];
  let kind: Kind | undefined;
  let lines: string[] = [];
  const close = () => {
    if (kind !== undefined) blocks.push(buildBlock(kind, lines));
    kind = undefined;
    lines = [];
  };
  for (const line of page.split('\n').map((one) => one.trim())) {
    if (line === '') {
      // Sections of a template that were left out leave empty lines between rows.
      if (kind !== 'table' && kind !== 'list') close();
      continue;
    }
    const next = kindOf(line);
    if (next !== kind || next === 'title' || next === 'heading') close();
    kind = next;
    lines.push(line);
  }
  close();
  const full = blocks.filter((block) => block.kind !== 'table' || block.rows.length > 0);
  return full.filter((block, at) => {
    const after = full[at + 1];
    return block.kind !== 'heading' || (after !== undefined && after.kind !== 'heading');
  });
}
