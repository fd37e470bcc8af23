import { buildAgenda } from '../domain/agenda.ts';
import type { Review } from '../domain/review.ts';
import type { RenderDeps } from './deps.ts';

/** Whether the review is asked for something under a path, so that nothing there means that nobody knows. */
export function buildIsAsked(review: Review, { content }: RenderDeps): (path: string) => boolean {
  const asked = buildAgenda(review, content).flatMap(({ fields }) => fields.map(({ field }) => field.path));
  return (path) => asked.some((one) => one === path || one.startsWith(`${path}.`));
}
