import type { AnsweredFinding } from '../../domain/finding.ts';
import type { Review } from '../../domain/review.ts';
import type { Excepted } from './exceptions.ts';
import { checkReview, type RunSettings } from './run.ts';

/**
 * What rules find and the review answers, with who answers it and why: by an exception, or by an override of the
 * verdict, under which the rules that weigh the verdict against the figures keep silent.
 * @param excepted what the run over the review left out for its exceptions
 */
export function listAnswered(
  review: Review,
  excepted: readonly Excepted[],
  settings: RunSettings,
): AnsweredFinding[] {
  const byException = excepted.map(({ finding, exception: { reason, by } }) => ({ finding, reason, by }));
  const { override, ...verdict } = review.verdict ?? {};
  if (override === undefined) return byException;
  const nameOf = ({ rule, path }: AnsweredFinding['finding']) => `${rule} ${path}`;
  const raised = new Set(checkReview(review, settings).map(nameOf));
  const { reason, by } = override;
  const silenced = checkReview({ ...review, verdict }, settings).filter((one) => !raised.has(nameOf(one)));
  return [...silenced.map((finding) => ({ finding, reason, by })), ...byException];
}
