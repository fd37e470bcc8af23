import type { Finding } from '../../domain/finding.ts';
import type { Exception, Review } from '../../domain/review.ts';
import { isBlank } from '../support/gaps.ts';

/** A finding that an exception of the review answers. It is not raised, but counted and printed. */
export interface Excepted {
  readonly finding: Finding;
  readonly exception: Exception;
}

/** What an exception lacks before it can hold; empty where it holds. */
export function exceptionGaps(exception: Exception, review: Review): string[] {
  const decided = review.verdict?.date;
  return [
    ...(isBlank(exception.rule) ? ['the rule'] : []),
    ...(isBlank(exception.reason) ? ['a reason'] : []),
    ...(isBlank(exception.by) ? ['who decided'] : []),
    ...(isBlank(exception.until) ? ['until when'] : []),
    ...(decided !== undefined && exception.until !== undefined && exception.until < decided
      ? [`a day after the verdict (${exception.until} is before ${decided})`]
      : []),
  ];
}

const isWithin = (path: string, outer: string) =>
  outer === '' || path === outer || path.startsWith(`${outer}.`);

/** The exception of the review that answers a finding, if one does and has all that it needs. */
export function exceptionFor(finding: Finding, review: Review): Exception | undefined {
  return (review.exceptions ?? []).find(
    (exception) =>
      exception.rule === finding.rule &&
      isWithin(finding.path, exception.path ?? '') &&
      exceptionGaps(exception, review).length === 0,
  );
}
