import type { Config } from '../../domain/config.ts';
import type { Review } from '../../domain/review.ts';
import { type Assessment, assess } from '../../economics/assess.ts';
import { fromReview } from '../../economics/from-review.ts';
import { buildLookup } from '../../economics/model.ts';
import { isExecutive, isSamePerson } from './owners.ts';
import { saysNothing, splitWords } from './words.ts';

const assessed = new WeakMap<Review, Assessment>();

/** What the figures of a review come to; reckoned once for all rules that ask. */
export function buildAssessment(review: Review): Assessment {
  const earlier = assessed.get(review);
  if (earlier !== undefined) return earlier;
  const assessment = assess(fromReview(review));
  assessed.set(review, assessment);
  return assessment;
}

/**
 * The share of customers, by heads, who leave at the announcement if as few or as many do as the forecast allows; undefined
 * where it is not known of every group.
 */
export function findLoss(review: Review, point: 'low' | 'high'): number | undefined {
  const { rows, range, missing } = buildLookup(fromReview(review));
  const [only] = rows;
  if (rows.length === 1 && only !== undefined && missing(['lossAtAnnouncement']).length === 0) {
    return range('lossAtAnnouncement', only)[point];
  }
  if (missing(['lossAtAnnouncement', 'customers']).length > 0) return undefined;
  const total = rows.reduce((all, row) => all + range('customers', row).likely, 0);
  const leaving = rows.reduce(
    (all, row) => all + range('customers', row).likely * range('lossAtAnnouncement', row)[point],
    0,
  );
  return total > 0 ? leaving / total : undefined;
}

/** Words that a written override needs. */
const overrideWords = 5;

/** Whether an executive has written why it is a go against the figures. */
export function isOverridden(review: Review, config: Config | undefined): boolean {
  const { by, reason } = review.verdict?.override ?? {};
  if (by === undefined || saysNothing(reason) || splitWords(reason ?? '').length < overrideWords)
    return false;
  const signer = review.leadership?.signer;
  return isExecutive(by, config) || (signer !== undefined && isSamePerson(by, signer, config));
}

/** Whether the review means to go ahead, or has not said yet. */
export function mayGoAhead(review: Review): boolean {
  const decision = review.verdict?.decision;
  return decision === undefined || decision === 'go';
}

export const overrideHint =
  'Change the decision or its figures; to go ahead against them, the executive who signs writes why, as an override of the verdict.';
