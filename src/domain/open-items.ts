import type { OpenItem, Review } from './review.ts';

/**
 * Entries of `open` that hold back an answer with one of these names, in the order of the review; one that only
 * gives a section to a person holds nothing back.
 * @param names paths, or keys of questions: `C1`, `K1/loyal`
 */
export function findOpenEntries(review: Review, names: readonly string[]): OpenItem[] {
  return (review.open ?? []).filter(
    ({ path, state }) => state !== 'assigned' && path !== undefined && names.includes(path),
  );
}
