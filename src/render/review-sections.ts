import type { Content, Field, RowField } from '../domain/content.ts';
import { situationSection, startSection } from '../domain/content.ts';
import { getPath, rowKey } from '../domain/path.ts';
import type { Review } from '../domain/review.ts';
import { askedAt, inWords } from './asked.ts';
import { oneLine } from './format.ts';
import type { ValueWords } from './value.ts';
import { valueLines, word } from './value.ts';

/** One line of text in a cell, a bullet or a paragraph. */
interface Line {
  readonly text: string;
  readonly isFirst: boolean;
}

interface Cell {
  readonly lines: readonly Line[];
}

interface Table {
  readonly columns: readonly { readonly label: string }[];
  readonly rows: readonly { readonly cells: readonly Cell[] }[];
}

/** Answers under a heading of their own: a table, or text. */
export interface Block {
  /** Undefined where it would only repeat the title of the section. */
  readonly label: string | undefined;
  readonly table: Table | undefined;
  readonly paragraphs: readonly Cell[];
}

/** A section of the review as it is read. Short answers come first, then what has a heading of its own. */
export interface SectionView {
  /** Id of the section in the content. */
  readonly id: string;
  readonly title: string;
  readonly facts: readonly { readonly label: string; readonly lines: readonly Line[] }[];
  readonly blocks: readonly Block[];
}

/** The order in which a reader wants the parts of a review: that of the schema. */
export const readingOrder = [
  'title',
  'screening',
  'currency',
  'policy',
  'change',
  'customers',
  'consequences',
  'alternatives',
  'reversal',
  'evidence',
  'economics',
  'fairness',
  'communication',
  'frontline',
  'measures',
  'forecasts',
  'leadership',
  'verdict',
  'answers',
] as const satisfies readonly (keyof Review)[];

/** Longer answers get a heading and paragraphs instead of a bullet. */
const longestFact = 160;
/** Wider tables are turned around, as long as they have few rows. */
const widestTable = 6;
const mostRowsTurned = 4;

const linesView = (lines: readonly string[]): Line[] =>
  lines.map((text, at) => ({ text, isFirst: at === 0 }));
const cell = (lines: readonly string[]): Cell => ({ lines: linesView(lines) });

/** Collects what a section shows, and which paths have been shown at all. */
class Section {
  readonly facts: SectionView['facts'][number][] = [];
  readonly blocks: Block[] = [];

  addText(label: string, lines: readonly string[]): void {
    if (lines.length === 0) return;
    if (lines.length === 1 && (lines[0] ?? '').length <= longestFact) {
      this.facts.push({ label, lines: linesView(lines) });
    } else {
      this.blocks.push({ label, table: undefined, paragraphs: lines.map((text) => cell([text])) });
    }
  }

  addTable(label: string, table: Table): void {
    this.blocks.push({ label, table, paragraphs: [] });
  }
}

/** Rows as rows; where that gets too wide, rows as columns, named by their first cell. */
function tableOf(labels: readonly string[], rows: readonly (readonly Cell[])[]): Table {
  const used = labels
    .map((label, at) => ({ label, at }))
    .filter(({ at }) => rows.some((cells) => (cells[at]?.lines.length ?? 0) > 0));
  const isTurned = used.length > widestTable && rows.length <= mostRowsTurned;
  if (!isTurned) {
    return {
      columns: used.map(({ label }) => ({ label })),
      rows: rows.map((cells) => ({ cells: used.map(({ at }) => cells[at] ?? cell([])) })),
    };
  }
  const [name, ...rest] = used;
  if (name === undefined) return { columns: [], rows: [] };
  return {
    columns: [
      { label: name.label },
      ...rows.map((cells) => ({ label: (cells[name.at]?.lines ?? []).map(({ text }) => text).join(' ') })),
    ],
    rows: rest.map(({ label, at }) => ({
      cells: [cell([label]), ...rows.map((cells) => cells[at] ?? cell([]))],
    })),
  };
}

function listTable(rows: readonly unknown[], path: string, columns: readonly RowField[], words: ValueWords) {
  const cells = rows.map((row) =>
    columns.map((column) =>
      cell(valueLines(getPath(row, column.key), `${path}.*.${column.key}`, column.type, words)),
    ),
  );
  return tableOf(
    columns.map(({ label }) => label),
    cells,
  );
}

/** Columns for the keys of a list's rows that no question asks for. */
function ownColumns(rows: readonly unknown[], known: readonly RowField[]): RowField[] {
  const keys = new Set(rows.flatMap((row) => leavesOf(row, '').map(({ path }) => path)));
  const isKnown = (key: string) =>
    known.some((column) => key === column.key || key.startsWith(`${column.key}.`));
  const hasName = known.length > 0;
  return [...keys]
    .filter((key) => !isKnown(key) && !(hasName && key === 'id'))
    .map((key) => ({ key, label: inWords(key), type: 'text' }));
}

function addField(
  section: Section,
  field: Field,
  more: readonly RowField[],
  review: Review,
  words: ValueWords,
): void {
  const value = getPath(review, field.path);
  if (value === undefined) return;
  if (field.type === 'list' && Array.isArray(value) && value.length > 0) {
    const known = field.rows ?? [];
    const keyColumn: RowField[] =
      field.keyedBy === 'segment' && !known.some(({ key }) => key === 'segment')
        ? [{ key: 'segment', label: word('group', words.deps), type: 'segment' }]
        : [];
    const columns = [...keyColumn, ...known, ...more];
    const own = ownColumns(value, columns).filter(({ key }) => key !== 'id');
    section.addTable(field.label, listTable(value, field.path, [...columns, ...own], words));
    return;
  }
  section.addText(field.label, valueLines(value, field.path, field.type, words));
}

/** Answers that are given group by group: a column for each group, or for many groups a row each. */
function addMatrix(
  section: Section,
  label: string,
  fields: readonly Field[],
  review: Review,
  words: ValueWords,
) {
  const lists = new Map<string, Field[]>();
  for (const field of fields) {
    const list = field.path.slice(0, field.path.indexOf('.*'));
    lists.set(list, [...(lists.get(list) ?? []), field]);
  }
  const ids = new Set(
    [...lists.keys()].flatMap((list) => {
      const rows = getPath(review, list);
      return Array.isArray(rows) ? rows.flatMap((row) => rowKey(row) ?? []) : [];
    }),
  );
  const order = [...words.groups.keys()];
  const rank = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  const rows = [...ids]
    .sort((a, b) => rank(a) - rank(b))
    .map((id) => {
      const cells = fields.map((field) =>
        cell(valueLines(getPath(review, field.path.replaceAll('*', id)), field.path, field.type, words)),
      );
      return { id, cells };
    })
    .filter(({ cells }) => cells.some(({ lines }) => lines.length > 0));
  if (rows.length === 0) return;
  section.addTable(
    label,
    tableOf(
      [word('group', words.deps), ...fields.map((field) => field.label)],
      rows.map(({ id, cells }) => [cell([words.groups.get(id) ?? id]), ...cells]),
    ),
  );
}

function sectionView(
  id: string,
  title: string,
  questions: readonly { readonly fields: readonly Field[] }[],
  review: Review,
  content: Content,
  words: ValueWords,
): SectionView {
  const section = new Section();
  // A path that several questions fill is shown once, with the question that goes deepest.
  const fields = questions.flatMap((question) =>
    question.fields.filter((field) => askedAt(field.path, content)?.question === question),
  );
  const perRow = fields.filter((field) => field.path.includes('.*'));
  const whole = fields.filter((field) => !perRow.includes(field));
  // What is asked row by row belongs into the table of the list itself, where the section has one.
  const columnsOf = (list: Field): RowField[] =>
    perRow
      .filter((field) => list.type === 'list' && field.path.startsWith(`${list.path}.*.`))
      .map(({ path, type, label }) => ({ key: path.slice(list.path.length + 3), type, label }));
  for (const field of whole) addField(section, field, columnsOf(field), review, words);
  const rest = perRow.filter(
    (field) => !whole.some((list) => list.type === 'list' && field.path.startsWith(`${list.path}.*.`)),
  );
  if (rest.length > 0) addMatrix(section, title, rest, review, words);
  const blocks = section.blocks.map((block) =>
    block.label === title ? { ...block, label: undefined } : block,
  );
  return { id, title, facts: section.facts, blocks };
}

const rankOf = (questions: readonly { readonly fields: readonly Field[] }[]): number => {
  const key = questions[0]?.fields[0]?.path.split('.')[0] ?? '';
  const rank = (readingOrder as readonly string[]).indexOf(key);
  return rank === -1 ? readingOrder.length : rank;
};

/** Every answer of the review under the headings of the content; sections without an answer are left out. */
export function sectionsOf(review: Review, content: Content, words: ValueWords): SectionView[] {
  const situation = content.situations.find(({ id }) => id === review.situation);
  return [
    ...content.sections
      .filter(({ section }) => section !== startSection)
      .map(({ section, title, questions }) => ({ id: section, title, questions })),
    ...(situation === undefined
      ? []
      : [{ id: situationSection, title: situation.title, questions: situation.questions }]),
  ]
    .map((pack, at) => ({ ...pack, at, rank: rankOf(pack.questions) }))
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map(({ id, title, questions }) => sectionView(id, title, questions, review, content, words))
    .filter(({ facts, blocks }) => facts.length + blocks.length > 0);
}

interface Leaf {
  readonly path: string;
  readonly value: unknown;
}

/** Every value of a tree that is no map and no list of rows, with its path. */
function leavesOf(value: unknown, path: string): Leaf[] {
  const below = (key: string) => (path === '' ? key : `${path}.${key}`);
  if (Array.isArray(value) && value.some((row) => rowKey(row) !== undefined)) {
    return value.flatMap((row, at) => leavesOf(row, below(rowKey(row) ?? String(at))));
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const isRange = 'low' in value && 'high' in value;
    if (!isRange) return Object.entries(value).flatMap(([key, child]) => leavesOf(child, below(key)));
  }
  return value === undefined ? [] : [{ path, value }];
}

/** What a page shows in a place of its own, or what is of use to machines only. */
const shownElsewhere = new Set<keyof Review>([
  'schema',
  'id',
  'title',
  'situation',
  'depth',
  'author',
  'status',
  'currency',
  'policy',
  'exceptions',
  'open',
  'approvals',
  'followUps',
]);

const partsShownElsewhere =
  /\.(?:id|segment)$|^screening\.(?:answers|depth|lowered)\b|^economics\.(?:seed|distribution|breakEvenShown|revisions)\b/;

/** Answers that no question of the content asks for, so that nothing that somebody wrote is lost. */
export function leftOver(review: Review, content: Content, words: ValueWords): SectionView['facts'] {
  const situation = content.situations.find(({ id }) => id === review.situation);
  const isShown = (path: string): boolean => {
    const asked = askedAt(path, content);
    if (asked !== undefined)
      return asked.section !== situationSection || situation?.questions.includes(asked.question) === true;
    // A row of a list is shown with all of its keys, asked for or not.
    const parts = path.split('.');
    return parts.some((_, at) => {
      const list = askedAt(parts.slice(0, at).join('.'), content);
      return list?.field.type === 'list' && list.column === undefined;
    });
  };
  return Object.entries(review)
    .filter(([key]) => !shownElsewhere.has(key as keyof Review))
    .flatMap(([key, value]) => leavesOf(value, key))
    .filter(({ path }) => !partsShownElsewhere.test(path) && !isShown(path))
    .map(({ path, value }) => ({
      label: oneLine(path.split('.').map(inWords).join(' / ')),
      lines: linesView(valueLines(value, path, undefined, words)),
    }))
    .filter(({ lines }) => lines.length > 0);
}
