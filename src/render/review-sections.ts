import type { Content, Field, FieldType, Question, RowField } from '../domain/content.ts';
import { situationSection, startSection } from '../domain/content.ts';
import { askedAt, inWords, wholeFigureAt } from '../domain/question-index.ts';
import type { Review } from '../domain/review.ts';
import { getPath, rowKey } from '../lib/path.ts';
import type { Cell, Table } from './answer-table.ts';
import { buildTable, cell, linesView } from './answer-table.ts';
import { buildDrafts, type IsDraft } from './drafts.ts';
import type { Fact } from './unasked-answers.ts';
import { listLeaves } from './unasked-answers.ts';
import type { ValueWords } from './value.ts';
import { valueLines, word } from './value.ts';

/** A short answer, and whether nobody has confirmed it yet. */
interface MarkedFact extends Fact {
  readonly isDraft: boolean;
}

/** Answers under a heading of their own: a table, or text. */
interface Block {
  /** Undefined where it would only repeat the title of the section. */
  readonly label: string | undefined;
  readonly table: Table | undefined;
  readonly paragraphs: readonly Cell[];
  readonly isDraft: boolean;
}

/** A section of the review as it is read. Short answers come first, then what has a heading of its own. */
export interface SectionView {
  /** Id of the section in the content. */
  readonly id: string;
  readonly title: string;
  readonly facts: readonly MarkedFact[];
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
/** Collects what a section shows, and which paths have been shown at all. */
class Section {
  readonly facts: MarkedFact[] = [];
  readonly blocks: Block[] = [];

  addText(label: string, lines: readonly string[], isDraft: boolean): void {
    if (lines.length === 0) return;
    if (lines.length === 1 && (lines[0] ?? '').length <= longestFact) {
      this.facts.push({ label, lines: linesView(lines), isDraft });
    } else {
      this.blocks.push({ label, table: undefined, paragraphs: lines.map((text) => cell([text])), isDraft });
    }
  }

  addTable(label: string, table: Table, isDraft: boolean): void {
    this.blocks.push({ label, table, paragraphs: [], isDraft });
  }
}

/** What is read, how it is said, and what the page has said before. */
interface Source {
  readonly review: Review;
  readonly words: ValueWords;
  readonly isDraft: IsDraft;
  readonly isSaid: IsSaid;
}

/** Whether a page has said a text already, word for word. */
export type IsSaid = (text: string) => boolean;

/** A value as lines; for a text that the page has said already only that it has. */
function linesOf(value: unknown, path: string, type: FieldType, { words, isSaid }: Source): string[] {
  const lines = valueLines(value, path, type, words);
  return typeof value === 'string' && isSaid(lines.join(' ')) ? [word('above', words.deps)] : lines;
}

function listTable(rows: readonly unknown[], path: string, columns: readonly RowField[], source: Source) {
  const cells = rows.map((row) =>
    columns.map((column) =>
      cell(linesOf(getPath(row, column.key), `${path}.*.${column.key}`, column.type, source)),
    ),
  );
  return buildTable(
    columns.map(({ label }) => label),
    cells,
  );
}

/** Columns for the keys of a list's rows that no question asks for. */
function ownColumns(rows: readonly unknown[], known: readonly RowField[], content: Content): RowField[] {
  const keys = new Set(rows.flatMap((row) => listLeaves(row, '').map(({ path }) => path)));
  const isKnown = (key: string) =>
    known.some((column) => key === column.key || key.startsWith(`${column.key}.`));
  const hasName = known.length > 0;
  return [...keys]
    .filter((key) => !isKnown(key) && !(hasName && key === 'id'))
    .map((key) => {
      const figure = wholeFigureAt(key, content)?.field;
      return { key, label: figure?.label ?? inWords(key), type: figure?.type ?? 'text' };
    });
}

function addField(section: Section, field: Field, more: readonly RowField[], source: Source): void {
  const { review, words, isDraft } = source;
  const value = getPath(review, field.path);
  if (value === undefined) return;
  if (field.type === 'list' && Array.isArray(value) && value.length > 0) {
    const known = field.rows ?? [];
    const keyColumn: RowField[] =
      field.keyedBy === 'segment' && !known.some(({ key }) => key === 'segment')
        ? [{ key: 'segment', label: word('group', words.deps), type: 'segment' }]
        : [];
    const columns = [
      ...keyColumn,
      ...known,
      ...more.filter(({ key }) => known.every((one) => one.key !== key)),
    ];
    const own = ownColumns(value, columns, words.deps.content).filter(({ key }) => key !== 'id');
    section.addTable(
      field.label,
      listTable(value, field.path, [...columns, ...own], source),
      isDraft(field.path),
    );
    return;
  }
  section.addText(field.label, linesOf(value, field.path, field.type, source), isDraft(field.path));
}

/** Answers that are given group by group: a column for each group, or for many groups a row each. */
function addMatrix(section: Section, label: string, fields: readonly Field[], source: Source) {
  const { review, words, isDraft } = source;
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
        cell(linesOf(getPath(review, field.path.replaceAll('*', id)), field.path, field.type, source)),
      );
      return { id, cells };
    })
    .filter(({ cells }) => cells.some(({ lines }) => lines.length > 0));
  if (rows.length === 0) return;
  section.addTable(
    label,
    buildTable(
      [word('group', words.deps), ...fields.map((field) => field.label)],
      rows.map(({ id, cells }) => [cell([words.groups.get(id) ?? id]), ...cells]),
    ),
    rows.some(({ id }) => fields.some(({ path }) => isDraft(path.replaceAll('*', id)))),
  );
}

/** Fields asked row by row of a list that has a table: they are columns of it, whichever section asks. */
type MoreColumns = ReadonlyMap<string, readonly RowField[]>;

function moreColumns(questions: readonly Question[], content: Content): MoreColumns {
  const columns = new Map<string, RowField[]>();
  for (const field of questions.flatMap(({ fields }) => fields)) {
    const [list = '', key] = field.path.split('.*.');
    if (key === undefined || askedAt(list, content)?.field.type !== 'list') continue;
    const others = columns.get(list) ?? [];
    if (others.every((column) => column.key !== key)) {
      columns.set(list, [...others, { key, type: field.type, label: field.label }]);
    }
  }
  return columns;
}

/** A part of the content that becomes a section. */
interface Pack {
  readonly id: string;
  readonly title: string;
  readonly questions: readonly Question[];
}

function sectionView({ id, title, questions }: Pack, more: MoreColumns, source: Source): SectionView {
  const section = new Section();
  const { content } = source.words.deps;
  // A path that several questions fill is shown once, with the question that goes deepest.
  const fields = questions.flatMap((question) =>
    question.fields.filter((field) => askedAt(field.path, content)?.question === question),
  );
  const perRow = fields.filter((field) => field.path.includes('.*'));
  const matrix = perRow.filter((field) => !more.has(field.path.split('.*.')[0] ?? ''));
  if (matrix.length > 0) addMatrix(section, title, matrix, source);
  for (const field of fields) {
    if (!perRow.includes(field)) addField(section, field, more.get(field.path) ?? [], source);
  }
  const blocks = section.blocks.map((block) =>
    // A heading that repeats the title stays where it carries the mark of a draft.
    block.label === title && !block.isDraft ? { ...block, label: undefined } : block,
  );
  return { id, title, facts: section.facts, blocks };
}

const rankOf = (questions: readonly { readonly fields: readonly Field[] }[]): number => {
  const key = questions[0]?.fields[0]?.path.split('.')[0] ?? '';
  const rank = (readingOrder as readonly string[]).indexOf(key);
  return rank === -1 ? readingOrder.length : rank;
};

/**
 * Every answer of the review under the headings of the content; sections without an answer are left out.
 * @param isSaid what the page has said before, which is not repeated
 */
export function listSections(review: Review, words: ValueWords, isSaid: IsSaid): SectionView[] {
  const { content } = words.deps;
  const source = { review, words, isDraft: buildDrafts(review, content), isSaid };
  const situation = content.situations.find(({ id }) => id === review.situation);
  const packs: readonly Pack[] = [
    ...content.sections
      .filter(({ section }) => section !== startSection)
      .map(({ section, title, questions }) => ({ id: section, title, questions })),
    ...(situation === undefined
      ? []
      : [{ id: situationSection, title: situation.title, questions: situation.questions }]),
  ];
  const more = moreColumns(
    packs.flatMap(({ questions }) => questions),
    content,
  );
  return packs
    .map((pack, at) => ({ ...pack, at, rank: rankOf(pack.questions) }))
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map((pack) => sectionView(pack, more, source))
    .filter(({ facts, blocks }) => facts.length + blocks.length > 0);
}
