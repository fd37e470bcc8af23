import type { AgendaItem } from '../../domain/agenda.ts';
import type { Finding } from '../../domain/finding.ts';
import { isStopped, type Review } from '../../domain/review.ts';
import type { Raised } from './causes.ts';

/** What is said of the record itself, whatever was decided. */
const aboutTheRecord: ReadonlySet<string> = new Set([
  '',
  'id',
  'situation',
  'answers',
  'exceptions',
  'open',
  'approvals',
  'revision',
]);

const isWithin = (path: string, outer: string): boolean => path === outer || path.startsWith(`${outer}.`);

/**
 * What still holds where the verdict is to revise or to drop. As it stands the change reaches no customer, so only
 * what such a review is asked is judged, and what it would have done stops nobody: it is why it was stopped. Of a
 * change that is to be revised it is kept as a warning, for it is what has to be put right. So whoever discloses
 * more never stands worse than whoever hides it.
 */
export function listStillHolding(
  raised: readonly Raised[],
  review: Review,
  agenda: readonly AgendaItem[],
): readonly Raised[] {
  if (!isStopped(review)) return raised;
  const asked = agenda.flatMap(({ fields }) => fields.map(({ path }) => path));
  const isAsked = ({ path }: Finding): boolean =>
    aboutTheRecord.has(path.split('.')[0] ?? '') ||
    asked.some((one) => isWithin(path, one) || isWithin(one, path));
  const isToRevise = review.verdict?.decision === 'revise';
  return raised.flatMap(({ finding, cause }): Raised[] => {
    if (finding.class !== 'decides') return isAsked(finding) ? [{ finding, cause }] : [];
    if (!isToRevise) return [];
    return [{ finding: finding.severity === 'error' ? { ...finding, severity: 'warning' } : finding, cause }];
  });
}
