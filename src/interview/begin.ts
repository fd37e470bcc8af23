import { isUnanswered } from '../domain/agenda.ts';
import type { Content } from '../domain/content.ts';
import type { Review } from '../domain/review.ts';
import { leaveToTheLast, openEntries } from './open.ts';
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
 * Where an interview starts, or goes on. Whoever stopped may have been in the middle of the last question that has
 * an answer, and has not come to those behind it that may be left out: what is optional in them is asked too. Where nothing is missing,
 * nobody stopped.
 */
export function beginSession(review: Review, content: Content, start: Start = {}): Session {
  const session = newSession(start);
  const parts = leaveToTheLast(listParts(review, content), review).filter(({ item }) => isFor(item, session));
  const items = [...new Set(parts.map(({ item }) => item))];
  const gap = items.findIndex(isUnanswered);
  const before = items.slice(0, Math.max(0, gap));
  const last = before.findLastIndex(({ fields }) => fields.some(({ state }) => state !== 'missing'));
  const begun = last === -1 ? [] : before.slice(last).map(({ key }) => key);
  return { ...session, trail: buildTrail(parts, review), begun };
}
