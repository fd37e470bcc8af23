import type { Case, Content } from './content.ts';
import type { Review } from './review.ts';
import { upperEnd } from './screening-facts.ts';

/** Two numbers of people are of one size where one is less than ten times the other. */
const sameSize = 10;

/** How near a case of the same kind of decision is: its main kind, the reason that is told, and its size count. */
function findNearness({ situations, reasons = [], customers }: Case, review: Review): number {
  const reason = review.change?.reasonClass;
  const hit = upperEnd(review.customers?.worseOff);
  const isMain = situations[0] === review.situation;
  const hasReason = reason !== undefined && reasons.includes(reason);
  const ratio = hit === undefined || hit === 0 || customers === undefined ? undefined : customers / hit;
  const isOfSize = ratio !== undefined && ratio < sameSize && ratio > 1 / sameSize;
  return (isMain ? 2 : 0) + (hasReason ? 2 : 0) + (isOfSize ? 1 : 0);
}

/**
 * The one or two public cases that are nearest to a decision: of its kind, then by reason and size, the newer one
 * first where two are as near. The second is one that ended otherwise, where there is one, so that neither
 * success nor failure stands alone.
 */
export function findNearestCases(review: Review, content: Content): readonly Case[] {
  const { situation } = review;
  if (situation === undefined) return [];
  const near = content.cases
    .filter((one) => one.situations.includes(situation))
    .map((one) => ({ one, nearness: findNearness(one, review) }))
    .sort((a, b) => b.nearness - a.nearness || b.one.year - a.one.year)
    .map(({ one }) => one);
  const [first, ...others] = near;
  if (first === undefined) return [];
  const second = others.find(({ outcome }) => outcome !== first.outcome) ?? others[0];
  return second === undefined ? [first] : [first, second];
}
