import { currentApprovals, isVoided } from '../domain/approval.ts';
import { nameOf } from '../domain/people.ts';
import type { Review } from '../domain/review.ts';
import type { RenderDeps } from './deps.ts';
import type { Format } from './format.ts';
import { line } from './segments.ts';

/** What each person decided last on the review as it is now. Signatures are not checked here: the gate does that. */
const wordsOnThis = (review: Review) =>
  currentApprovals(review.approvals ?? []).filter((approval) => !isVoided(approval, review));

/** Where the review stands: a draft, approved by whom, or not. */
export function standingView(review: Review, { people }: RenderDeps) {
  const words = wordsOnThis(review);
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
  const last = new Set(currentApprovals(review.approvals ?? []));
  return (review.approvals ?? []).map((row) => {
    const isVoid = isVoided(row, review);
    return {
      person: line(nameOf(row.person, deps.people)),
      role: line(row.role),
      isApproval: row.decision === 'approve',
      isRejection: row.decision === 'reject',
      isWithdrawal: row.decision === 'withdraw',
      isVoid,
      isReplaced: !isVoid && !last.has(row),
      date: row.date === undefined ? undefined : format.date(row.date),
      isSigned: row.level === 'signed',
      note: line(row.note),
    };
  });
}
