import type { Review } from '../../src/domain/review.ts';

/** Keys without which a row is no row. */
const kept = new Set(['schema', 'id', 'segment']);

function prune(value: unknown, isLeftOut: () => boolean): unknown {
  if (Array.isArray(value)) {
    return value.filter(() => !isLeftOut()).map((row: unknown) => prune(row, isLeftOut));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => kept.has(key) || !isLeftOut())
      .map(([key, child]) => [key, prune(child, isLeftOut)]),
  );
}

/** The review without whatever the dice leave out: values, rows, sections. */
export function withoutPaths(review: Review, isLeftOut: () => boolean): Review {
  return prune(review, isLeftOut) as Review;
}
