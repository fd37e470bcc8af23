import { isAnswered } from '../domain/agenda.ts';
import type { Content } from '../domain/content.ts';
import type { Review } from '../domain/review.ts';
import { partsOf } from './parts.ts';
import { newSession, type Session, type Start } from './session.ts';

/**
 * Where an interview starts, or goes on. The last question before the first gap may have been left in the
 * middle, so what is optional in it is asked again.
 */
export function beginSession(review: Review, content: Content, start: Start = {}): Session {
  const items = [...new Set(partsOf(review, content).map(({ item }) => item))];
  const gap = items.findIndex((item) => item.required && !isAnswered(item));
  const last = items[gap - 1];
  return { ...newSession(start), begun: last === undefined ? [] : [last.key] };
}
