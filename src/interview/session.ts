import type { AgendaItem } from '../domain/agenda.ts';

/** A place in the interview: a part, or an answer in a row of the part's list. */
export interface Place {
  readonly part: string;
  /** Id of the row; empty for a row that is being added. */
  readonly row?: string;
  /** Key within the row. */
  readonly key?: string;
}

/** A list that is being filled in. */
export interface OpenList {
  readonly part: string;
  /** The row at hand, empty for one that is being added; undefined where the rows themselves are shown. */
  readonly row: string | undefined;
  /** Keys of the row that have been asked. */
  readonly asked: readonly string[];
  /** Rows that have been gone through. */
  readonly seen: readonly string[];
}

/** Where a person is in the interview. What they answered is in the review; nothing of this is stored. */
export interface Session {
  /** The only section that is asked. */
  readonly section: string | undefined;
  /** Who answers: sections that belong to others are left to them. */
  readonly person: string | undefined;
  /** Where to go next, whatever is missing. */
  readonly at: Place | undefined;
  /** What has been answered, for going back. */
  readonly trail: readonly Place[];
  /** What was left when going back, to be gone through again. */
  readonly ahead: readonly Place[];
  /** An answer was just given: questions that it adds come before those that were left when going back. */
  readonly goesOn: boolean;
  readonly list: OpenList | undefined;
  /** Parts that are not asked again. */
  readonly settled: readonly string[];
  /** Questions that were begun, so that their optional parts are asked too. */
  readonly begun: readonly string[];
  /** Notices that were shown. */
  readonly shown: readonly string[];
  /** The question whose words are on the screen. */
  readonly onScreen: string | undefined;
  /** Whether skipped questions come back now. */
  readonly isLastRound: boolean;
}

/** Whether a question is this person's to answer, in what they have chosen to answer. */
export function isFor(
  { section, assignedTo }: Pick<AgendaItem, 'section' | 'assignedTo'>,
  session: Pick<Session, 'section' | 'person'>,
): boolean {
  if (session.section !== undefined) return section === session.section;
  return assignedTo === undefined || assignedTo === session.person;
}

export interface Start {
  readonly section?: string | undefined;
  readonly person?: string | undefined;
}

export function newSession({ section, person }: Start = {}): Session {
  return {
    section,
    person,
    at: undefined,
    trail: [],
    ahead: [],
    goesOn: false,
    list: undefined,
    settled: [],
    begun: [],
    shown: [],
    onScreen: undefined,
    isLastRound: false,
  };
}

export function markShown(session: Session, notice: string): Session {
  return session.shown.includes(notice) ? session : { ...session, shown: [...session.shown, notice] };
}

/** To one place, wherever the interview stands. */
export function goTo(session: Session, place: Place): Session {
  return { ...session, at: place, ahead: [], goesOn: false, list: undefined, onScreen: undefined };
}

const isSamePlace = (one: Place, other: Place): boolean =>
  one.part === other.part && one.row === other.row && one.key === other.key;

/** Goes on from a place that has been dealt with, and forgets it as one to come. */
export function goOnFrom(session: Session, place: Place): Session {
  return {
    ...session,
    at: undefined,
    trail: [...session.trail, place],
    ahead: session.ahead.filter((one) => !isSamePlace(one, place)),
    goesOn: true,
  };
}

/** Back to what was answered before; undefined where there is nothing before. */
export function goBack(session: Session, from: Place): Session | undefined {
  const before = session.trail.at(-1);
  if (before === undefined) return undefined;
  return {
    ...session,
    at: before,
    trail: session.trail.slice(0, -1),
    // A row that was never begun is not there to come back to.
    ahead: from.row === '' ? session.ahead : [from, ...session.ahead],
    goesOn: false,
    list: undefined,
    onScreen: undefined,
  };
}
