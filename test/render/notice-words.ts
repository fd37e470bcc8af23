import type { Review } from '../../src/domain/review.ts';
import { renderCustomerNotice } from '../../src/render/customer-notice.ts';
import type { RenderDeps } from '../../src/render/deps.ts';
import { countWords } from '../../src/render/format.ts';
import { listGroups } from '../../src/render/segments.ts';

/** What a person reads to the end. */
export const longestNotice = 200;

/** Words of the longest of a review's notices, headings included. */
export function noticeWords(review: Review, deps: RenderDeps): number {
  const words = listGroups(review).map(({ id }) =>
    countWords(renderCustomerNotice(review, deps, { segment: id })),
  );
  return Math.max(...words);
}
