import { screeningSection } from '../domain/content.ts';
import type { Depth } from '../domain/review.ts';
import type { Screening } from '../domain/screening.ts';
import type { AnyField } from '../input/answer.ts';
import { valueInWords } from '../input/format.ts';
import { getPath, rowKey } from '../lib/path.ts';
import { capitalised } from '../lib/words.ts';
import { draftText } from './drafts.ts';
import type { Edit } from './edits.ts';
import { isDraftAt } from './open.ts';
import { isOpenRow, listRowFields, listRows, listStartRows, type Part } from './parts.ts';
import type { Place, Session } from './session.ts';
import { buildSurroundings, type State } from './state.ts';
import type { Row } from './suggestions.ts';
import { suggestedValue } from './suggestions.ts';

/** A text to start from: what was answered, or a draft. */
export interface OfferedText {
  readonly text: string;
  readonly isDraft: boolean;
}

/** The row that an answer belongs to. */
interface RowAtHand {
  /** From 1. */
  readonly number: number;
  /** What a row is called: a group, a promise. */
  readonly name: string;
  /** What it says so far, in a few words, to tell it from the others. */
  readonly subject: string | undefined;
}

/** Asks for one answer. */
export interface AskField {
  readonly kind: 'ask';
  readonly about: 'field';
  readonly place: Place;
  readonly part: Part;
  readonly field: AnyField;
  /** Path in the review; undefined while the row has no id yet. */
  readonly path: string | undefined;
  readonly row: RowAtHand | undefined;
  readonly current: unknown;
  readonly offered: OfferedText | undefined;
  readonly suggestion: unknown;
  readonly isOptional: boolean;
  /** Whether the question itself is to be shown, not only this part of it. */
  readonly isNew: boolean;
}

/** Asks what to do with the rows of a list. */
export interface AskList {
  readonly kind: 'ask';
  readonly about: 'list';
  readonly place: Place;
  readonly part: Part;
  readonly rows: readonly { readonly id: string; readonly text: string; readonly isOpen: boolean }[];
  readonly rowName: string;
  readonly minRows: number;
  readonly isNew: boolean;
}

/** Asks whether to go on with the depth that screening gives. */
export interface AskDepth {
  readonly kind: 'ask';
  readonly about: 'depth';
  readonly depth: Depth;
  readonly screening: Screening;
}

/** Asks whether to send the change back, to drop it or to go on, once it is known what decides against it. */
export interface AskEnd {
  readonly kind: 'ask';
  readonly about: 'end';
}

/** What the questions so far lead to next. To end early is offered beside it, by what the rules say. */
export type Ask = AskField | AskList | AskDepth;

/** Something to be shown and written before the next question. */
export interface Show {
  readonly kind: 'show';
  readonly notice: 'section' | 'start-rows' | 'break-even' | 'skipped';
  /** The part that comes next. */
  readonly part: Part | undefined;
  readonly edits: readonly Edit[];
}

/** Nothing is left to ask. */
export interface Done {
  readonly kind: 'done';
}

export type Step = Ask | Show | Done;

/** The group of customers that a part, or the row at hand, is about. */
function findSegment(part: Part, row: Row | undefined): string | undefined {
  if (part.item.row?.list === 'customers.segments') return part.item.row.id;
  return typeof row?.segment === 'string' ? row.segment : undefined;
}

/** The kinds of decision are content, so the choices of that one field are made of them. */
function withChoices(field: AnyField, path: string | undefined, { content }: State): AnyField {
  if (path !== 'situation' || field.choices !== undefined) return field;
  const offered = content.situations.filter((situation) => situation.builtIn !== true);
  return { ...field, choices: Object.fromEntries(offered.map(({ id, title }) => [id, title])) };
}

interface Target {
  readonly part: Part;
  readonly field: AnyField & { readonly draft?: string; readonly optional?: boolean };
  readonly place: Place;
  readonly path: string | undefined;
  readonly row: Row | undefined;
  readonly template: string | undefined;
  readonly isOptional: boolean;
}

function offeredFor(
  { part, row, path, template }: Target,
  current: unknown,
  state: State,
): OfferedText | undefined {
  const isDraft = path !== undefined && isDraftAt(state.review, path);
  if (typeof current === 'string') return { text: current, isDraft };
  if (template === undefined) return undefined;
  const text = draftText(template, state.review, state.content, findSegment(part, row));
  return text === undefined ? undefined : { text, isDraft: true };
}

/** Longest words that tell a row from the others. */
const longestSubject = 40;

/** What tells a row from the others: the words that it is named after, or whatever it says first. */
function findSubject({ part, row, place }: Target, state: State): string | undefined {
  if (row === undefined) return undefined;
  const fields = listRowFields(part, state.review, rowKey(row) ?? '').filter(({ key }) => key !== place.key);
  const named = fields.find(({ key }) => key === part.field.keyFrom && getPath(row, key) !== undefined);
  const field = named ?? fields.find(({ key }) => getPath(row, key) !== undefined);
  if (field === undefined) return undefined;
  const words = valueInWords(getPath(row, field.key), field, buildSurroundings(state)).replace(/\s+/g, ' ');
  return words.length > longestSubject ? `${words.slice(0, longestSubject - 1).trimEnd()}…` : words;
}

/** The label of the place where the answer is typed, with the row that it belongs to. */
export function labelOf(ask: AskField | AskList): string {
  if (ask.about === 'list') return ask.part.field.label;
  const { row, field } = ask;
  if (row === undefined) return field.label;
  const subject = row.subject === undefined ? '' : ` (${row.subject})`;
  return `${capitalised(row.name)} ${row.number}${subject} · ${field.label}`;
}

function askAt(target: Target, session: Session, state: State): AskField {
  const { part, place, path, isOptional } = target;
  const current = path === undefined ? undefined : getPath(state.review, path);
  const rows = listRows(part, state.review);
  const at = rows.findIndex((row) => rowKey(row) === place.row);
  const suggestion =
    path === undefined || current !== undefined
      ? undefined
      : (state.suggested[path] ?? suggestedValue(path, state.review, state.today));
  return {
    kind: 'ask',
    about: 'field',
    place,
    part,
    field: withChoices(target.field, path, state),
    path,
    row:
      place.row === undefined
        ? undefined
        : {
            number: at === -1 ? rows.length + 1 : at + 1,
            name: part.field.rowName ?? 'row',
            subject: findSubject(target, state),
          },
    current,
    offered: target.field.type === 'text' ? offeredFor(target, current, state) : undefined,
    suggestion,
    isOptional,
    isNew: session.onScreen !== part.item.key,
  };
}

/** Asks for a part that is no list. */
export function askPart(part: Part, session: Session, state: State): AskField {
  const { field, path } = part;
  const place = { part: part.key };
  const isOptional = field.optional === true;
  return askAt(
    { part, field, place, path, row: undefined, template: field.draft, isOptional },
    session,
    state,
  );
}

/** Asks for one answer of a row; undefined where the row does not have it. */
export function askRow(
  part: Part,
  { row: rowId, key }: { readonly row: string; readonly key: string },
  session: Session,
  state: State,
): AskField | undefined {
  const field = listRowFields(part, state.review, rowId).find((one) => one.key === key);
  if (field === undefined) return undefined;
  const row = listRows(part, state.review).find((one) => rowKey(one) === rowId);
  const started = listStartRows(part, state.review, state.content).find(({ id }) => id === rowId);
  return askAt(
    {
      part,
      field,
      place: { part: part.key, row: rowId, key },
      path: rowId === '' ? undefined : `${part.path}.${rowId}.${key}`,
      row,
      template: started?.drafts[key] ?? field.draft,
      isOptional: field.optional === true,
    },
    session,
    state,
  );
}

/** A row in a few words: its answers in order, as far as they fit. */
export function rowInWords(part: Part, row: Row, state: State): string {
  const around = buildSurroundings(state);
  const words = listRowFields(part, state.review, rowKey(row) ?? '').flatMap((field) => {
    const value = getPath(row, field.key);
    if (value === undefined || field.type === 'yes-no') return [];
    return [valueInWords(value, field, around).replace(/\s+/g, ' ')];
  });
  // A row may say the same twice: the kind of question, and the question.
  const text = [...new Set(words)].reduce(
    (said, word) => `${said}${said === '' ? '' : /[.?!:]$/.test(said) ? ' ' : ', '}${word}`,
    '',
  );
  return text.length > 120 ? `${text.slice(0, 117).trimEnd()}…` : text || (rowKey(row) ?? '');
}

/** Shows the rows of a list, to add, change or delete some. */
export function askList(part: Part, session: Session, state: State): AskList {
  return {
    kind: 'ask',
    about: 'list',
    place: { part: part.key },
    part,
    rows: listRows(part, state.review).flatMap((row) => {
      const id = rowKey(row);
      if (id === undefined) return [];
      return [{ id, text: rowInWords(part, row, state), isOpen: isOpenRow(part, state.review, row) }];
    }),
    rowName: part.field.rowName ?? 'row',
    minRows: part.field.minRows ?? 0,
    isNew: session.onScreen !== part.item.key,
  };
}

/** Whether not knowing is an answer here: it is in screening, where it counts as severe. */
export function maybeUnknown(part: Part): boolean {
  return part.item.section === screeningSection;
}
