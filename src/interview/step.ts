import { isAnswered } from '../domain/agenda.ts';
import { screeningSection, startSection } from '../domain/content.ts';
import { isStopped } from '../domain/review.ts';
import { getPath, rowKey } from '../lib/path.ts';
import { type Ask, askList, askPart, askRow, type Show, type Step } from './ask.ts';
import { hasDraftsBelow, isDraftAt, leaveToTheLast, openEdit, openEntries } from './open.ts';
import { isOpenRow, listParts, listRowFields, listRows, listStartRows, type Part } from './parts.ts';
import { isFor, markShown, type OpenList, type Session } from './session.ts';
import { buildScreening, type State } from './state.ts';
import type { Row } from './suggestions.ts';

/** What comes next, and where the interview then stands. */
export interface Next {
  readonly step: Step;
  readonly session: Session;
}

/** Questions whose answers are the forecast, and those that the break-even is worked out of. */
const forecastQuestions: ReadonlySet<string> = new Set(['M2', 'T2']);
const breakEvenQuestions: ReadonlySet<string> = new Set(['M1']);

function needsAsking(part: Part, state: State): boolean {
  const { session, review } = state;
  if (session.settled.includes(part.key)) return false;
  if (part.state === 'missing') {
    return part.required || session.begun.includes(part.item.key) || !isAnswered(part.item);
  }
  if (part.state === 'answered') return part.field.type === 'list' && hasDraftsBelow(review, part.path);
  const held = openEntries(review, part).map((entry) => entry.state);
  if (held.includes('skipped')) return session.isLastRound;
  return held.includes('draft');
}

const isBeforeDepth = ({ item }: Part): boolean => [startSection, screeningSection].includes(item.section);

/** The next step of the interview: a question, something to show, or nothing more. Pure. */
export function nextStep(state: State): Next {
  const parts = leaveToTheLast(listParts(state.review, state.content), state.review);
  const now = { ...state, session: withoutGone(parts, state.session) };
  return (
    atPlace(parts, now) ??
    forward(parts, now) ??
    inList(parts, now) ??
    depthStep(parts, now) ??
    breakEvenStep(parts, now) ??
    nextPart(parts, now)
  );
}

/** A question that an answer has made pointless is asked again if it applies again later. */
function withoutGone(parts: readonly Part[], session: Session): Session {
  const keys = new Set(parts.map(({ key }) => key));
  return { ...session, settled: session.settled.filter((key) => keys.has(key)) };
}

function asked(ask: Ask, session: Session): Next {
  const onScreen = ask.about === 'depth' ? undefined : ask.part.item.key;
  return { step: ask, session: { ...session, onScreen, goesOn: false } };
}

/**
 * Forward again to where somebody has come back from. What is asked there is worked out after every answer:
 * what is no longer asked is left out, and what the answer has newly brought up comes first.
 */
function forward(parts: readonly Part[], state: State): Next | undefined {
  const { session, review } = state;
  const [place, ...ahead] = session.ahead;
  if (!session.goesOn || place === undefined) return undefined;
  const target = parts.findIndex(({ key }) => key === place.part);
  if (target === -1) return nextStep({ ...state, session: { ...session, ahead } });
  const { list } = session;
  const open = parts.find(({ key }) => key === list?.part);
  if (list !== undefined && open !== undefined) {
    const fields = list.row === undefined ? [] : listRowFields(open, review, list.row);
    const isOwed = fields.some(({ key }) => !list.asked.includes(key));
    const isBeyond = place.part !== list.part || place.row === undefined;
    if (isOwed || isBeyond) return undefined;
  }
  const owed = parts.slice(0, target).find((part) => isFor(part.item, session) && needsAsking(part, state));
  if (owed !== undefined) return enter(owed, state);
  return atPlace(parts, { ...state, session: { ...session, at: place, ahead } });
}

/** Where somebody has gone back to, or has picked a place. */
function atPlace(parts: readonly Part[], state: State): Next | undefined {
  const { session } = state;
  const { at } = session;
  if (at === undefined) return undefined;
  const rest: Session = { ...session, at: undefined, goesOn: true };
  const part = parts.find(({ key }) => key === at.part);
  if (part === undefined) return nextStep({ ...state, session: rest });
  const here: Session = { ...session, at: undefined };
  if (part.field.type !== 'list') return asked(askPart(part, here, state), here);
  const ids = listRows(part, state.review).map((row) => rowKey(row) ?? '');
  // Where there must be a row and is none, the first one is asked for at once.
  const seen = ids.length === 0 && (part.field.minRows ?? 0) > 0 ? [] : ['', ...ids];
  const list: OpenList = { part: part.key, row: undefined, asked: [], seen };
  const inMenu: Session = { ...here, list };
  if (at.row === undefined || at.key === undefined) return inList(parts, { ...state, session: inMenu });
  const ask = askRow(part, { row: at.row, key: at.key }, here, state);
  if (ask === undefined || !ids.includes(at.row)) return nextStep({ ...state, session: rest });
  const row = listRows(part, state.review).find((one) => rowKey(one) === at.row);
  return asked(ask, { ...here, list: { ...list, row: at.row, asked: answeredKeys(part, row, state) } });
}

/** Keys of a row that need no asking: they have a value, and it is no draft. */
function answeredKeys(part: Part, row: Row | undefined, { review }: State): string[] {
  const id = rowKey(row) ?? '';
  return listRowFields(part, review, id)
    .filter(({ key }) => getPath(row, key) !== undefined && !isDraftAt(review, `${part.path}.${id}.${key}`))
    .map(({ key }) => key);
}

function isUnfinished(part: Part, row: Row, { review }: State): boolean {
  return isOpenRow(part, review, row) || hasDraftsBelow(review, `${part.path}.${rowKey(row) ?? ''}`);
}

/**
 * The row of an unfinished list that has all it needs and may be where somebody stopped, before what may be left out:
 * the one before the first that lacks something, or the last.
 */
function findRowAtHand(part: Part, state: State): Row | undefined {
  if (!isDraftAt(state.review, part.path)) return undefined;
  const rows = listRows(part, state.review);
  const open = rows.findIndex((row) => isUnfinished(part, row, state));
  return open === -1 ? rows.at(-1) : rows[open - 1];
}

/** Inside a list: the next answer of the row at hand, a row that is not finished, or the rows themselves. */
function inList(parts: readonly Part[], state: State): Next | undefined {
  const { session, review } = state;
  const { list } = session;
  const part = parts.find(({ key }) => key === list?.part);
  if (list === undefined || part === undefined) return undefined;
  if (list.row !== undefined) {
    const key = listRowFields(part, review, list.row).find((field) => !list.asked.includes(field.key))?.key;
    const ask = key === undefined ? undefined : askRow(part, { row: list.row, key }, session, state);
    if (ask !== undefined) return asked(ask, session);
  }
  const seen = list.row === undefined ? list.seen : [...list.seen, list.row];
  const rows = listRows(part, review);
  const open = rows.find((row) => !seen.includes(rowKey(row) ?? '') && isUnfinished(part, row, state));
  const needsFirst = rows.length === 0 && (part.field.minRows ?? 0) > 0 && !seen.includes('');
  if (open === undefined && !needsFirst) {
    const inMenu: Session = { ...session, list: { part: part.key, row: undefined, asked: [], seen } };
    return asked(askList(part, inMenu, state), inMenu);
  }
  const row = open === undefined ? '' : (rowKey(open) ?? '');
  const next: OpenList = { part: part.key, row, asked: answeredKeys(part, open, state), seen };
  return inList(parts, { ...state, session: { ...session, list: next } });
}

function depthStep(parts: readonly Part[], state: State): Next | undefined {
  if (state.review.depth !== undefined || state.session.section !== undefined) return undefined;
  if (isStopped(state.review)) return undefined;
  if (parts.some((part) => isBeforeDepth(part) && needsAsking(part, state))) return undefined;
  const screening = buildScreening(state);
  if (screening.depth === undefined) return undefined;
  return asked({ kind: 'ask', about: 'depth', depth: screening.depth, screening }, state.session);
}

/** The break-even is shown once the forecast is there, and not before. */
function breakEvenStep(parts: readonly Part[], state: State): Next | undefined {
  const { session, review } = state;
  const isOf = (questions: ReadonlySet<string>) => (part: Part) =>
    questions.has(part.item.question.partOf ?? part.item.question.id);
  const inputs = parts.filter((part) => isOf(forecastQuestions)(part) || isOf(breakEvenQuestions)(part));
  const isShown = session.shown.includes('break-even') || review.economics?.breakEvenShown !== undefined;
  if (isShown || review.economics?.lossAtAnnouncement === undefined) return undefined;
  if (!inputs.some(isOf(breakEvenQuestions)) || inputs.some((part) => needsAsking(part, state)))
    return undefined;
  const edits = [{ path: 'economics.breakEvenShown', value: state.today }];
  return {
    step: { kind: 'show', notice: 'break-even', part: undefined, edits },
    session: markShown(session, 'break-even'),
  };
}

function nextPart(parts: readonly Part[], state: State): Next {
  const { session } = state;
  const mine = parts.filter(({ item }) => isFor(item, session));
  const part = mine.find((one) => needsAsking(one, state));
  if (part !== undefined) return enter(part, state);
  const skipped = mine.some(
    (one) =>
      !session.settled.includes(one.key) &&
      openEntries(state.review, one).some(({ state: open }) => open === 'skipped'),
  );
  if (skipped && !session.isLastRound) {
    const step: Show = { kind: 'show', notice: 'skipped', part: undefined, edits: [] };
    return { step, session: { ...session, isLastRound: true } };
  }
  return { step: { kind: 'done' }, session };
}

/** A part that is asked for the first time: its section begins with a few words, its list with a few rows. */
function enter(part: Part, state: State): Next {
  const { session, review } = state;
  const section = `section ${part.item.section}`;
  if (!session.shown.includes(section)) {
    const step: Show = { kind: 'show', notice: 'section', part, edits: [] };
    return { step, session: { ...markShown(session, section), onScreen: undefined } };
  }
  if (part.field.type !== 'list') return asked(askPart(part, session, state), session);
  const atHand = findRowAtHand(part, state);
  const list: OpenList = {
    part: part.key,
    row: rowKey(atHand),
    asked: atHand === undefined ? [] : answeredKeys(part, atHand, state),
    seen: [],
  };
  const inside: Session = { ...session, list };
  const isEmpty = getPath(review, part.path) === undefined;
  const rows = isEmpty ? listStartRows(part, review, state.content) : [];
  if (rows.length === 0) return nextStep({ ...state, session: inside });
  const edits = [
    { path: part.path, value: rows.map(({ values }) => values) },
    openEdit(review, part.path, 'draft', { reason: 'The list is not finished.' }),
  ];
  return { step: { kind: 'show', notice: 'start-rows', part, edits }, session: inside };
}
