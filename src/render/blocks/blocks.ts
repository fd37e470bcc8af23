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
  | { readonly kind: 'chart'; readonly name: ChartName };

/** Charts that a page has a place for. */
export type ChartName = 'chart' | 'waterfall' | 'curve';

/** Charts by the names of their places; a place without one stays empty. */
export type Charts = { readonly [K in ChartName]?: string | undefined };

/** What Markdown has for text that is not to be taken for its own signs, as `markdownWithAddresses` writes it. */
const sign =
  /\\(?<escaped>.)|&(?<entity>amp|lt|gt);|(?<fence>`+)(?<code>.+?)(?<!`)\k<fence>(?!`)|<(?<address>(?:https?:\/\/|[^\s<>@]+@)[^\s<>]+)>|(?<strong>\*\*)/gu;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };

function inline(source: string): Inline {
  const parts: { text: string; isStrong: boolean }[] = [];
  let isStrong = false;
  let text = '';
  let from = 0;
  const close = () => {
    if (text !== '') parts.push({ text, isStrong });
    text = '';
  };
  for (const { index, 0: found, groups = {} } of source.matchAll(sign)) {
    const { escaped, entity, code, address, strong } = groups;
    const shown = escaped ?? address ?? code?.replace(/^ (.*) $/u, '$1') ?? (entity && entities[entity]);
    text += source.slice(from, index) + (shown ?? '');
    from = index + found.length;
    if (strong === undefined) continue;
    close();
    isStrong = !isStrong;
  }
  text += source.slice(from);
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
  chart: /^\[(chart|waterfall|curve)\]$/,
} as const;

type Kind = keyof typeof starts | 'paragraph';

const kindOf = (line: string): Kind =>
  (Object.keys(starts) as (keyof typeof starts)[]).find((kind) => starts[kind].test(line)) ?? 'paragraph';

function buildBlock(kind: Kind, lines: readonly string[]): Block {
  const bare = kind === 'paragraph' ? lines : lines.map((line) => line.replace(starts[kind], ''));
  if (kind === 'chart') return { kind, name: (lines[0] ?? '').slice(1, -1) as ChartName };
  if (kind === 'table') return buildTable(lines);
  if (kind === 'list') return { kind, items: bare.map(inline) };
  return { kind, text: inline(bare.join(' ')) };
}

/**
 * The blocks of a page in Markdown, as far as our pages use it: `# title`, `## heading`, `- item`, `> note`,
 * tables with a rule below their head (`---:` for a column of numbers), paragraphs, and one that is `[chart]`
 * or another name where a chart goes; `**` around what matters most. Lines of one kind that follow each other belong
 * together. A table without rows and a heading with nothing below it are left out.
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
