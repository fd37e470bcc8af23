import { type AgendaItem, buildAgenda } from '../domain/agenda.ts';
import type { Finding } from '../domain/finding.ts';
import type { AskEnd } from './ask.ts';
import type { Outcome } from './reply.ts';
import { isFor, markShown } from './session.ts';
import type { State } from './state.ts';

/** Marks that the two other ends have been offered. */
const offered = 'revise or drop';

/** What somebody may do once it is known what decides against a change. */
export const earlyEnds = {
  'go-on': 'Go on with the questions',
  revise: 'Send it back: say what must change, who sees to it and by when',
  drop: 'Drop it: say what decided it, and what would change your mind',
} as const;

export type EarlyEnd = keyof typeof earlyEnds;

/** The part of a review that a path is in: `change` of `change.exemptions`. */
const partOf = (path: string): string => path.split('.')[0] ?? '';

/** Whether all of that part has been asked: an answer still to come may be what makes it right. */
function isAllAsked(part: string, agenda: readonly AgendaItem[]): boolean {
  return !agenda.some(
    ({ fields, open }) =>
      open === undefined &&
      fields.some(({ path, required, state }) => partOf(path) === part && required && state !== 'answered'),
  );
}

/**
 * Offers to revise or to drop as soon as it is known that something decides against the change, once, and only to
 * whoever is asked for the verdict. Not in the middle of a list, half of which would decide.
 * @param check what the rules say of the review as it is; asked only where an end can be offered
 */
export function offerEnd(
  check: () => readonly Finding[],
  { review, session, content }: State,
): AskEnd | undefined {
  if (review.depth === undefined || review.verdict?.decision !== undefined) return undefined;
  if (session.list !== undefined || session.shown.includes(offered)) return undefined;
  const decides = check().filter(
    (finding) => finding.class === 'decides' && finding.severity === 'error' && finding.path !== 'depth',
  );
  if (decides.length === 0) return undefined;
  const agenda = buildAgenda(review, content);
  const isKnown = decides.some(({ path }) => isAllAsked(partOf(path), agenda));
  const isTheirs = agenda.some(
    (item) => isFor(item, session) && item.fields.some(({ path }) => path === 'verdict.decision'),
  );
  return isKnown && isTheirs ? { kind: 'ask', about: 'end' } : undefined;
}

/** Takes the verdict, or goes on without one; either way it is not offered again. */
export function decideEnd({ session }: State, end: EarlyEnd): Outcome {
  const told = { ...markShown(session, offered), onScreen: undefined };
  if (end === 'go-on') return { session: told, edits: [] };
  return {
    session: { ...told, at: undefined, ahead: [], goesOn: false },
    edits: [{ path: 'verdict.decision', value: end }],
  };
}
