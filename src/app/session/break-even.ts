import type { Content } from '../../domain/content.ts';
import type { Review } from '../../domain/review.ts';
import { assess } from '../../economics/assess.ts';
import { fromReview } from '../../economics/from-review.ts';
import { breakEvenView } from '../../render/economics/break-even.ts';
import { groupNames } from '../../render/economics/words.ts';
import { formatFor } from '../../render/format.ts';
import { fillPage } from '../../render/page.ts';
import { locale } from '../workspace/rendering.ts';

/** What the leader can afford to lose, beside what they expect; undefined where a figure is missing. */
export function breakEvenInWords(review: Review, content: Content): string | undefined {
  const inputs = fromReview(review);
  const assessment = assess(inputs);
  if (!assessment.breakEven.known) return undefined;
  const words = {
    content,
    format: formatFor(locale, review.currency),
    pages: content.pages,
    groups: groupNames(review),
  };
  const view = { breakEven: breakEvenView({ inputs, results: assessment }, words, '') };
  // The page marks what matters in Markdown; here it stands alone.
  return fillPage('parts/economics/break-even', view, 'text', content.pages).replaceAll('**', '').trim();
}
