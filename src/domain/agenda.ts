import { getPath, rowKey } from '../lib/path.ts';
import type { Content, Field, Question, Situation } from './content.ts';
import { screeningSection, situationSection, startSection } from './content.ts';
import { findOpenEntries } from './open-items.ts';
import { type Depth, isStopped, type OpenItem, type Review } from './review.ts';

/** A row that a question is asked for: one of several groups of customers, say. */
export interface AgendaRow {
  /** Path of the list: `customers.segments`. */
  readonly list: string;
  readonly id: string;
  /** What to call it before a person. */
  readonly name: string;
}

/**
 * `open` is on file as draft, skipped or not applicable; `missing` is plainly absent, or a list in which a row
 * lacks something that the depth asks of every row.
 */
export type FieldState = 'answered' | 'missing' | 'open';

export interface AgendaField {
  readonly field: Field;
  /** Path in this review, with the row's id in place of `*`. */
  readonly path: string;
  readonly required: boolean;
  readonly state: FieldState;
}

/** One question to be asked once: for the review, or for one row. */
export interface AgendaItem {
  /** `C1`, or `K1/loyal` for a row. */
  readonly key: string;
  readonly section: string;
  readonly question: Question;
  readonly row: AgendaRow | undefined;
  readonly fields: readonly AgendaField[];
  /** Whether the depth asks for it, so that leaving it out is a finding. */
  readonly required: boolean;
  /** The entry in `open` that holds it: skipped, not applicable, a draft. */
  readonly open: OpenItem | undefined;
  /** Person to whom its section is assigned. */
  readonly assignedTo: string | undefined;
}

type When = NonNullable<Question['when']>;

/** Whether every path of the condition has one of its values; `*` stands for the row. */
export function holds(when: When | undefined, review: Review, rowId = ''): boolean {
  if (when === undefined) return true;
  return Object.entries(when).every(([path, wanted]) => {
    const value = getPath(review, path.replaceAll('*', rowId));
    return Array.isArray(wanted) ? wanted.some((one) => one === value) : value === wanted;
  });
}

/** The situation of the review, if the content knows it. */
export function findSituation(review: Review, content: Content): Situation | undefined {
  return content.situations.find((situation) => situation.id === review.situation);
}

function isAskedAt(question: Question, depth: Depth, review: Review): boolean {
  if (question.depths.includes(depth)) return true;
  return (question.alsoAt ?? []).some((also) => also.depth === depth && holds(also.when, review));
}

function applies(
  question: Question,
  section: string,
  review: Review,
  situation: Situation | undefined,
): boolean {
  const fixed = situation?.asks;
  if (isStopped(review) && fixed === undefined) return question.evenIfNotGo === true;
  if (section === startSection) return true;
  if (fixed !== undefined) return fixed.includes(question.id);
  if (section === screeningSection) {
    if (review.screening?.nobodyWorseOff === true) return question.evenIfHarmless === true;
    return review.depth === undefined || isAskedAt(question, review.depth, review);
  }
  if (review.depth === undefined) return false;
  if (review.screening?.nobodyWorseOff === true) return question.evenIfHarmless === true;
  return isAskedAt(question, review.depth, review);
}

function findRows(question: Question, review: Review): (AgendaRow | undefined)[] {
  const list = question.each;
  if (list === undefined) return [undefined];
  const rows = getPath(review, list);
  if (!Array.isArray(rows)) return [];
  return rows.flatMap((row: Record<string, unknown>) => {
    const id = rowKey(row);
    return id === undefined ? [] : [{ list, id, name: typeof row.name === 'string' ? row.name : id }];
  });
}

/** Something that the depth asks of every row, and that one row does not have. */
interface RowGap {
  readonly column: NonNullable<Field['rows']>[number];
  /** Key of the row; empty where it has none. */
  readonly row: string;
}

/** What the rows of a list lack at this depth; screening begins lists that deeper questions go on with. */
export function listRowGaps(field: Field, value: unknown, review: Review): RowGap[] {
  if (!Array.isArray(value)) return [];
  const asked = (field.rows ?? []).filter(
    ({ optional, depths }) =>
      optional !== true &&
      (depths === undefined || review.depth === undefined || depths.includes(review.depth)),
  );
  return asked.flatMap((column) =>
    value.flatMap((one: unknown): RowGap[] => {
      const row = rowKey(one) ?? '';
      const isThere = getPath(one, column.key) !== undefined || !holds(column.when, review, row);
      return isThere ? [] : [{ column, row }];
    }),
  );
}

function buildItem(
  { question, section, row }: Pick<AgendaItem, 'question' | 'section' | 'row'>,
  review: Review,
  leftOut: readonly string[],
): AgendaItem {
  const key = row === undefined ? question.id : `${question.id}/${row.id}`;
  const open = review.open ?? [];
  const openFor = (path: string): OpenItem | undefined => findOpenEntries(review, [path])[0];
  const itemOpen = openFor(key) ?? (row === undefined ? undefined : openFor(question.id));
  const depth = review.depth;
  const mayBeLeftOut = depth !== undefined && (question.optionalAt ?? []).includes(depth);
  const isBegun = question.fields.some(
    ({ path }) => getPath(review, path.replaceAll('*', row?.id ?? '')) !== undefined,
  );
  // Left out as a whole, or answered as a whole: to leave out of it what speaks against the change is no answer.
  const isOptional = mayBeLeftOut && !isBegun;
  // What a depth asks in another place is not asked there where the verdict ends the review.
  const isStop = isStopped(review);
  const isOfDepth = ({ depths, onlyIfGo }: Field) =>
    isStop ? onlyIfGo !== true : depths === undefined || depth === undefined || depths.includes(depth);
  const fields = question.fields
    .filter((field) => holds(field.when, review, row?.id) && !leftOut.includes(field.path))
    .filter(isOfDepth)
    .map((field): AgendaField => {
      const path = field.path.replaceAll('*', row?.id ?? '');
      const value = getPath(review, path);
      const isAnswered = value !== undefined && listRowGaps(field, value, review).length === 0;
      const isOpen = itemOpen !== undefined || openFor(path) !== undefined;
      return {
        field,
        path,
        required: field.optional !== true && !isOptional,
        state: isOpen ? 'open' : isAnswered ? 'answered' : 'missing',
      };
    });
  return {
    key,
    section,
    question,
    row,
    fields,
    required: !isOptional && fields.some((field) => field.required),
    open: itemOpen,
    assignedTo: open.find((item) => item.path === section && item.state === 'assigned')?.owner,
  };
}

/** The situation's own questions need the groups and their losses, and come well before the verdict. */
const sectionBeforeSituation = 'consequences';

/**
 * Every question that this review has to answer, in the order in which it is asked, with what is answered
 * and what is not. The interview, the rules and the list of what is missing all read this one list.
 */
export function buildAgenda(review: Review, content: Content): AgendaItem[] {
  const situation = findSituation(review, content);
  const own = (situation?.questions ?? []).map((question) => ({ section: situationSection, question }));
  const bank = content.sections.flatMap((pack) => [
    ...pack.questions.map((question) => ({ section: pack.section, question })),
    ...(pack.section === sectionBeforeSituation ? own : []),
  ]);
  const hasOwn = content.sections.some((pack) => pack.section === sectionBeforeSituation);
  return (hasOwn ? bank : [...bank, ...own])
    .filter(({ question, section }) => applies(question, section, review, situation))
    .flatMap(({ question, section }) =>
      findRows(question, review)
        .filter((row) => holds(question.when, review, row?.id))
        .map((row) => buildItem({ question, section, row }, review, situation?.leavesOut ?? [])),
    )
    .filter((item) => item.fields.length > 0);
}

/** Whether something is answered, all that is required is, and nothing of it is a draft. */
export function isAnswered(item: AgendaItem): boolean {
  return (
    item.fields.some((field) => field.state === 'answered') &&
    item.fields.every((field) => field.state === 'answered' || (!field.required && field.state === 'missing'))
  );
}

/** Whether the depth asks for it, and nobody has answered it or ruled it out. */
export function isUnanswered(item: AgendaItem): boolean {
  return item.required && item.open?.state !== 'not-applicable' && !isAnswered(item);
}

/** The questions that the depth asks for and that nobody has answered or ruled out yet, in order. */
export function listUnanswered(review: Review, content: Content): AgendaItem[] {
  return buildAgenda(review, content).filter(isUnanswered);
}
