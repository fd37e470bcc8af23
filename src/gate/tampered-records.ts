import { decisionDigest } from '../domain/approval.ts';
import type { Finding } from '../domain/finding.ts';
import { describeMisnamed, findRightName } from '../domain/repository-layout.ts';
import { waiverDigest, waiverSubject } from '../domain/waiver.ts';
import { command } from '../lib/command.ts';
import { plural } from '../lib/words.ts';
import { judgeApprovals, statementOf } from './approvals.ts';
import { finding } from './finding.ts';
import { type Gate, listedPaths } from './gate.ts';
import { policiesOfPaths, wasApproved } from './prior-approvals.ts';
import { type ChangedReview, wasApprovedOnce } from './records.ts';
import { approvalRules, gapFindings } from './review-judgement.ts';
import type { KnownWaiver } from './waivers.ts';

/** A record that is taken away or rewritten, with the path that a review of the gate would have to list. */
export interface Weakening {
  readonly path: string;
  readonly finding: Finding;
}

const putBack = (path: string, gate: Gate) => [command('git', 'checkout', gate.baseName, '--', path)];

const ifItHasTo = 'If that has to be, a review of the situation gate-change lists the file.';

/** Approvals of the base that head has no more: without them on record, they could be used once more. */
function lostApprovals(
  before: Parameters<typeof wasApprovedOnce>[0],
  after: Parameters<typeof wasApprovedOnce>[0],
  subject: string,
): number {
  const kept = new Set((after ?? []).map((approval) => statementOf(approval, subject)));
  return (before ?? []).filter((approval) => !kept.has(statementOf(approval, subject))).length;
}

/** Reviews on record that the range deletes, makes unreadable, or takes approvals from. */
export function weakenedReviews(reviews: readonly ChangedReview[], gate: Gate): Weakening[] {
  return reviews.flatMap(({ id, path, before, after, isAtHead, problem }): Weakening[] => {
    if (before === undefined || !wasApprovedOnce(before.approvals)) return [];
    const weakening = (message: string): Weakening => ({
      path,
      finding: finding('gate-weakened', {
        file: path,
        review: id,
        message: `${message} ${ifItHasTo}`,
        hint: putBack(path, gate),
      }),
    });
    if (!isAtHead) return [weakening(`The review ${id}, which was approved, is deleted or renamed.`)];
    if (after === undefined) {
      return [
        weakening(`The review ${id}, which was approved, can no longer be read: ${problem?.message ?? ''}.`),
      ];
    }
    const lost = lostApprovals(before.approvals, after.approvals, id);
    return lost === 0
      ? []
      : [
          weakening(
            `${lost} of the approvals of ${id} ${plural(lost, 'is', 'are')} taken away or rewritten.`,
          ),
        ];
  });
}

/**
 * Approved reviews of the base whose decision the range rewrites without their approvals being given anew.
 * @param faultless ids of reviews that cover changes and have all that this takes
 */
export function rewrittenReviews(
  reviews: readonly ChangedReview[],
  faultless: ReadonlySet<string>,
  gate: Gate,
): Finding[] {
  return reviews.flatMap((changed) => {
    const { id, before, after } = changed;
    if (before === undefined || after === undefined || faultless.has(id)) return [];
    if (decisionDigest(before) === decisionDigest(after) || !wasApproved(id, before, gate)) return [];
    const policies = policiesOfPaths(listedPaths(after), gate);
    const one = { ...changed, review: after, covers: [] };
    const judged = judgeApprovals(after.approvals ?? [], approvalRules(one, policies, gate));
    return gapFindings(one, judged, policies, gate);
  });
}

/** Waivers on record that the range deletes or rewrites; only the review that follows may be written into them. */
export function weakenedWaivers(waivers: readonly KnownWaiver[], gate: Gate): Weakening[] {
  return waivers.flatMap(({ id, path, before, after }): Weakening[] => {
    if (before === undefined || !wasApprovedOnce(before.approvals)) return [];
    const isKept =
      after !== undefined &&
      waiverDigest(before) === waiverDigest(after) &&
      lostApprovals(before.approvals, after.approvals, waiverSubject(id)) === 0;
    if (isKept) return [];
    return [
      {
        path,
        finding: finding('gate-weakened', {
          file: path,
          message: `The waiver ${id}, which was approved, is ${after === undefined ? 'deleted or unreadable' : 'rewritten'}. ${ifItHasTo}`,
          hint: putBack(path, gate),
        }),
      },
    ];
  });
}

/** Files of the range that lie among the reviews under a name by which nobody reads them. */
export function misnamedRecords({ changes, head }: Gate): Finding[] {
  return changes.flatMap(({ path }) => {
    const right = head.entry(path) === undefined ? undefined : findRightName(path);
    return right === undefined
      ? []
      : [finding('misnamed-record', { file: path, ...describeMisnamed(path, right) })];
  });
}
