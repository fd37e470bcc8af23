import { isUnanswered } from '../domain/agenda.ts';
import type { Content } from '../domain/content.ts';
import type { Review } from '../domain/review.ts';
import { openEntries } from './open.ts';
import { listParts, type Part } from './parts.ts';
import { isFor, newSession, type Place, type Session, type Start } from './session.ts';

/** What was answered or left before the first thing to ask, so that one can go back to it. */
function buildTrail(parts: readonly Part[], review: Review): Place[] {
  const isToAsk = (part: Part): boolean =>
    part.state === 'missing'
      ? part.required
      : openEntries(review, part).some(({ state }) => state === 'draft');
  const first = parts.findIndex(isToAsk);
  const before = first === -1 ? parts : parts.slice(0, first);
  return before.filter(({ state }) => state !== 'missing').map(({ key }) => ({ part: key }));
}

/**
 * Where an interview starts, or goes on. The last question before the first gap may have been left in the
 * middle, so what is optional in it is asked again.
 */
export function beginSession(review: Review, content: Content, start: Start = {}): Session {
  const session = newSession(start);
  const parts = listParts(review, content).filter(({ item }) => isFor(item, session));
  const items = [...new Set(parts.map(({ item }) => item))];
  const gap = items.findIndex(isUnanswered);
  const last = items[gap - 1];
  return { ...session, trail: buildTrail(parts, review), begun: last === undefined ? [] : [last.key] };
}
