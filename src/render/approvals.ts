import { isNo, isVoided, wordsOnReview } from '../domain/approval.ts';
import { nameOf } from '../domain/people.ts';
import type { Review } from '../domain/review.ts';
import type { RenderDeps } from './deps.ts';
import type { Format } from './format.ts';
import { line } from './segments.ts';

/** Where the review stands: a draft, approved by whom, or not. Signatures are not checked here: the gate does that. */
export function standingView(review: Review, { people }: RenderDeps) {
  const words = wordsOnReview(review);
  const approvals = words.filter(({ decision }) => decision === 'approve');
  return {
    isDraft: (review.status ?? 'draft') === 'draft' && words.length === 0,
    hadApprovals: (review.approvals ?? []).length > 0,
    approved:
      approvals.length === 0
        ? undefined
        : {
            rows: approvals.map(({ person, role }, at) => ({
              person: line(nameOf(person, people)),
              role: line(role),
              isFirst: at === 0,
              isLast: at === approvals.length - 1,
            })),
          },
    against: words
      .filter(({ decision }) => decision !== 'approve')
      .map(({ person, role, decision }) => ({
        person: line(nameOf(person, people)),
        role: line(role),
        isRejection: decision === 'reject',
      })),
  };
}

/** Everything that was ever said of the review, and whether it is of what the review is now. */
export function approvalsView(review: Review, deps: RenderDeps, format: Format) {
  const inForce = new Set(wordsOnReview(review));
  return (review.approvals ?? []).map((row) => {
    // A no is none to an earlier version alone.
    const isVoid = !isNo(row) && isVoided(row, review);
    return {
      person: line(nameOf(row.person, deps.people)),
      role: line(row.role),
      isApproval: row.decision === 'approve',
      isRejection: row.decision === 'reject',
      isWithdrawal: row.decision === 'withdraw',
      isVoid,
      isReplaced: !isVoid && !inForce.has(row),
      date: row.date === undefined ? undefined : format.date(row.date),
      isSigned: row.level === 'signed',
      note: line(row.note),
    };
  });
}
