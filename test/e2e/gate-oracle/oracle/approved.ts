import { type Ground, policiesOf } from './ground.ts';
import type { Review } from './model.ts';
import { rolesFor, wantsSignatures } from './policies.ts';
import { pathsIn, rowsOf } from './reading.ts';
import { boundOf, isAlone, standingOf, type Terms, wordsIn } from './standing.ts';

/** What the approvals of a review come to under the policies of all that it lists. */
function termsOf(id: string, review: Review, ground: Ground): Omit<Terms, 'isNow' | 'spent'> {
  const policies = policiesOf(pathsIn(rowsOf(review)), ground);
  return {
    subject: id,
    bound: boundOf(review),
    roles: rolesFor(policies, ground.config, review.depth),
    isSigned: wantsSignatures(policies, ground.config),
    author: review.author,
    isAlone: isAlone(ground, policies),
    changedBy: [],
  };
}

/** Whether a review was approved as its policies ask, by approvals of whatever time. */
export function wasApproved(id: string, review: Review, ground: Ground): boolean {
  if (review.id !== id || review.author === undefined) return false;
  const terms = { ...termsOf(id, review, ground), isNow: false, spent: new Set<string>() };
  const { isFilled, isRejected } = standingOf(review.approvals ?? [], terms, ground);
  return isFilled && !isRejected;
}

/** Whether a review is approved by new approvals, other than those of the version that was there before. */
export function isApprovedAnew(id: string, was: Review, is: Review, ground: Ground): boolean {
  const terms = { ...termsOf(id, is, ground), isNow: true, spent: wordsIn(was) };
  return standingOf(is.approvals ?? [], terms, ground).isFilled;
}

/** Whether others may lean on what a review decided. */
export const isLive = (id: string, review: Review, ground: Ground): boolean =>
  review.status !== 'closed' && review.verdict?.decision === 'go' && wasApproved(id, review, ground);
