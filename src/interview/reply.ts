import type { Depth } from '../domain/review.ts';
import { rowKey } from '../lib/path.ts';
import type { AskDepth, AskEnd, AskField, AskList } from './ask.ts';
import { maybeUnknown } from './ask.ts';
import { type Edit, rowIdFor } from './edits.ts';
import { closeEdits, openEdit } from './open.ts';
import { listRows } from './parts.ts';
import { goBack, goOnFrom, type OpenList, type Place, type Session } from './session.ts';
import type { State } from './state.ts';

/** What an answer changes: the place in the interview, and the review. */
export interface Outcome {
  readonly session: Session;
  readonly edits: readonly Edit[];
}

function withoutDoubles(keys: readonly string[], key: string): readonly string[] {
  return keys.includes(key) ? keys : [...keys, key];
}

/** Goes on from a place that has been dealt with. */
function goOn(session: Session, place: Place, itemKey: string, isSettled: boolean): Session {
  return {
    ...goOnFrom(session, place),
    settled: isSettled ? withoutDoubles(session.settled, place.part) : session.settled,
    begun: withoutDoubles(session.begun, itemKey),
  };
}

/** The list with one more key of its row asked. */
function rowAsked(list: OpenList | undefined, part: string, row: string, key: string): OpenList {
  const isSame = list?.part === part && (list.row === row || list.row === '');
  return {
    part,
    row,
    asked: withoutDoubles(isSame ? list.asked : [], key),
    seen: list?.part === part ? list.seen : [],
  };
}

interface AnswerOptions {
  /** The text is a draft that the person did not want to stand for yet. */
  readonly isDraft?: boolean;
}

/** Takes an answer. */
export function answer(
  state: State,
  { part, place, path, field }: AskField,
  value: unknown,
  { isDraft = false }: AnswerOptions = {},
): Outcome {
  const { review, session } = state;
  if (place.row === undefined || place.key === undefined) {
    const edits = [...standing(state, part.path, part.item.key, isDraft), { path: part.path, value }];
    return { session: goOn(session, place, part.item.key, true), edits };
  }
  const rows = listRows(part, review);
  const taken = rows.map(rowKey);
  const keyFrom = part.field.keyFrom;
  const row =
    place.row === '' ? rowIdFor(wordsFor(value, place.key === keyFrom, field.choices), taken) : place.row;
  const here: Place = { part: part.key, row, key: place.key };
  const at = path ?? `${part.path}.${row}.${place.key}`;
  const edits: Edit[] = [
    place.row === ''
      ? { path: `${part.path}.${row}`, value: nested(row, place.key, value) }
      : { path: at, value },
    // Until somebody says that the list is done: whoever stops in it comes back to it.
    openEdit(review, part.path, 'draft', { reason: 'The list is not finished.' }),
  ];
  const list = rowAsked(session.list, part.key, row, place.key);
  return {
    session: { ...goOn(session, here, part.item.key, false), list },
    edits: [...standing(state, at, undefined, isDraft), ...edits],
  };
}

/** Words for the id of a row: the answer itself, or the value of a choice, which is short already. */
function wordsFor(
  value: unknown,
  isKey: boolean,
  choices: Readonly<Record<string, string>> | undefined,
): string {
  const text = String(value);
  return isKey || choices === undefined ? text : text.replaceAll('-', ' ');
}

function nested(id: string, key: string, value: unknown): Record<string, unknown> {
  const row = key.split('.').reduceRight<unknown>((inner, step) => ({ [step]: inner }), value);
  return { id, ...(row as Record<string, unknown>) };
}

/** Takes an answer off the list of what is open, or puts it there as a draft. */
function standing(state: State, path: string, itemKey: string | undefined, isDraft: boolean): Edit[] {
  if (isDraft) return [openEdit(state.review, path, 'draft', { reason: 'A first text, not confirmed yet.' })];
  return closeEdits(state.review, itemKey === undefined ? [path] : [path, itemKey]);
}

/** Leaves things as they are: the earlier answer stays, an optional one stays out. */
export function keep({ session }: State, { part, place }: AskField): Outcome {
  const { row, key } = place;
  if (row === undefined || key === undefined) {
    return { session: goOn(session, place, part.item.key, true), edits: [] };
  }
  const list = rowAsked(session.list, part.key, row, key);
  return { session: { ...goOn(session, place, part.item.key, false), list }, edits: [] };
}

/** Goes back; undefined where there is nothing before. */
export function back(state: State, ask: AskField | AskList | AskDepth | AskEnd): Outcome | undefined {
  const { session, review } = state;
  const place: Place = 'place' in ask ? ask.place : { part: '' };
  if (ask.about === 'field' && place.row === '' && listRows(ask.part, review).length > 0) {
    const list: OpenList = {
      part: ask.part.key,
      row: undefined,
      asked: [],
      seen: ['', ...listIds(ask, state)],
    };
    return { session: { ...session, list, onScreen: undefined }, edits: [] };
  }
  const before = goBack(session, place);
  return before === undefined ? undefined : { session: before, edits: [] };
}

const listIds = ({ part }: AskField | AskList, { review }: State): string[] =>
  listRows(part, review).map((row) => rowKey(row) ?? '');

/** Everything of the same question, so that none of its parts is asked again now. */
function settleQuestion(state: State, ask: AskField | AskList, edits: readonly Edit[]): Outcome {
  const { session } = state;
  const { item } = ask.part;
  const keys = item.fields.map(({ path }) => `${item.key} ${path}`);
  return {
    session: {
      // A row that was not begun is not there to come back to; its list is.
      ...goOnFrom(session, ask.place.row === '' ? { part: ask.part.key } : ask.place),
      list: undefined,
      onScreen: undefined,
      settled: keys.reduce(withoutDoubles, session.settled),
    },
    edits,
  };
}

/** Whether only a row is left; the first row of a list, not begun, stands for the whole question. */
export function leavesRow(ask: AskField | AskList): ask is AskField {
  if (ask.about === 'list' || ask.row === undefined) return false;
  return ask.place.row !== '' || ask.row.number > 1;
}

/** Leaves a row as it is, and goes back to the rows, where it can be taken up again or deleted. */
function leaveRow(state: State, { part, place }: AskField): Outcome {
  const { session } = state;
  const seen = session.list?.part === part.key ? session.list.seen : [];
  const list: OpenList = { part: part.key, row: undefined, asked: [], seen: [...seen, place.row ?? ''] };
  return { session: { ...session, at: undefined, ahead: [], list }, edits: [] };
}

/**
 * Leaves a question for later; in the middle of a list only the row at hand. In screening that means: nobody
 * knows, and it counts as severe.
 */
export function skip(state: State, ask: AskField | AskList): Outcome {
  if (leavesRow(ask)) return leaveRow(state, ask);
  const { item } = ask.part;
  const id = item.question.partOf ?? item.question.id;
  const isUnknown = maybeUnknown(ask.part);
  const outcome = settleQuestion(state, ask, [
    openEdit(
      state.review,
      item.key,
      'skipped',
      isUnknown ? { reason: 'Not known yet; it counts as severe.' } : {},
    ),
    ...(isUnknown ? [{ path: `screening.answers.${id}`, value: 'dont-know' }] : []),
  ]);
  // It comes back at the end, once.
  return state.session.isLastRound
    ? outcome
    : { ...outcome, session: { ...outcome.session, settled: state.session.settled } };
}

/** Says that a question does not apply here, and why. */
export function notApplicable(state: State, ask: AskField | AskList, reason: string): Outcome {
  return settleQuestion(state, ask, [
    openEdit(state.review, ask.part.item.key, 'not-applicable', { reason }),
  ]);
}

/** Hands a section to somebody. */
export function assign(state: State, section: string, owner: string): Outcome {
  const session = { ...state.session, list: undefined, onScreen: undefined };
  return { session, edits: [openEdit(state.review, section, 'assigned', { owner })] };
}

/** What a person does with the rows of a list. */
export type RowAction =
  | { readonly action: 'add' | 'done' }
  | { readonly action: 'edit' | 'delete'; readonly id: string };

export function actOnList(state: State, ask: AskList, act: RowAction): Outcome {
  const { session, review } = state;
  const { part } = ask;
  const menu: OpenList = { part: part.key, row: undefined, asked: [], seen: ['', ...listIds(ask, state)] };
  switch (act.action) {
    case 'add':
      return { session: { ...session, list: { ...menu, row: '' } }, edits: [] };
    case 'edit':
      return { session: { ...session, list: { ...menu, row: act.id } }, edits: [] };
    case 'delete': {
      const isLast = listRows(part, review).length === 1;
      const gone = isLast
        ? { path: part.path, value: [] }
        : { path: `${part.path}.${act.id}`, value: undefined };
      const drafts = (review.open ?? []).flatMap(({ path }) =>
        path?.startsWith(`${part.path}.${act.id}.`) ? [path] : [],
      );
      return { session: { ...session, list: menu }, edits: [...closeEdits(review, drafts), gone] };
    }
    case 'done': {
      const none = listRows(part, review).length === 0 ? [{ path: part.path, value: [] }] : [];
      return {
        session: { ...goOn(session, ask.place, part.item.key, true), list: undefined },
        // Asked, and none: an empty list says so.
        edits: [...closeEdits(review, [part.path, part.item.key]), ...none],
      };
    }
  }
}

/** Less depth than screening gives, with a reason and a second person. */
export interface Lowered {
  readonly reason: string;
  readonly approver: string;
}

/** Takes the depth: that of screening, a greater one, or a smaller one that two people answer for. */
export function decideDepth(state: State, ask: AskDepth, depth: Depth, lowered?: Lowered): Outcome {
  return {
    session: { ...state.session, onScreen: undefined },
    edits: [
      { path: 'screening.depth', value: ask.depth },
      { path: 'depth', value: depth },
      ...(lowered === undefined ? [] : [{ path: 'screening.lowered', value: lowered }]),
    ],
  };
}
