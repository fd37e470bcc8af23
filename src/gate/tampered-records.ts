import { decisionDigest } from '../domain/approval.ts';
import type { Finding } from '../domain/finding.ts';
import {
  describeMisnamed,
  describeOrphan,
  findApprovalPlace,
  findReviewId,
  findRightName,
  findWaiverId,
  folderOfApprovals,
  pathOfApproval,
  pathOfSubject,
} from '../domain/repository-layout.ts';
import type { Approval } from '../domain/review.ts';
import { waiverDigest, waiverSubject } from '../domain/waiver.ts';
import { command } from '../lib/command.ts';
import { plural } from '../lib/words.ts';
import { judgeApprovals, statementOf } from './approvals.ts';
import { finding } from './finding.ts';
import { type Gate, listedPaths } from './gate.ts';
import { policiesOfPaths, wasApproved } from './prior-approvals.ts';
import { type ChangedReview, isDecidedOn } from './records.ts';
import { approvalRules, gapFindings } from './review-judgement.ts';
import { approvalFilesAt } from './tree.ts';
import type { KnownWaiver } from './waivers.ts';

/** A record that is taken away or rewritten, with the path that a review of the gate would have to list. */
export interface Weakening {
  readonly path: string;
  readonly finding: Finding;
}

const putBack = (paths: readonly string[], gate: Gate) => [
  command('git', 'checkout', gate.baseName, '--', ...paths),
];

const ifItHasTo = 'If that has to be, a review of the situation gate-change lists the file.';

type Approvals = Parameters<typeof isDecidedOn>[0];

/** Approvals of the base that head has no more: without them on record, they could be used once more. */
function listLost(before: Approvals, after: Approvals, subject: string): readonly Approval[] {
  const kept = new Set((after ?? []).map((approval) => statementOf(approval, subject)));
  return (before ?? []).filter((approval) => !kept.has(statementOf(approval, subject)));
}

/** Approvals that are lost from files of their own, by those files; and how many from the review or waiver itself. */
function whereLost(lost: readonly Approval[], subject: string, gate: Gate) {
  const paths = lost.flatMap(({ id }) => {
    const path = pathOfApproval(subject, id);
    return gate.base.entry(path) === undefined ? [] : [path];
  });
  return { paths, rows: lost.length - paths.length };
}

/** The files of approvals that somebody takes away or rewrites, one by one. */
function lostFiles(paths: readonly string[], subject: string, gate: Gate): Weakening[] {
  return paths.map((path) => ({
    path,
    finding: finding('gate-weakened', {
      file: path,
      ...(subject.includes('/') ? {} : { review: subject }),
      message: `${path}, an approval of ${subject} that is on ${gate.baseName}, is taken away or rewritten. ${ifItHasTo}`,
      hint: putBack([path], gate),
    }),
  }));
}

/** A record with the folder of its approvals, where it has one. */
const withFolder = (path: string, subject: string, gate: Gate): string[] => [
  path,
  ...(gate.base.approvals(subject).length === 0 ? [] : [folderOfApprovals(subject)]),
];

/** Reviews on record that the range deletes, makes unreadable, or takes approvals from. */
export function weakenedReviews(reviews: readonly ChangedReview[], gate: Gate): Weakening[] {
  return reviews.flatMap(({ id, path, before, after, isAtHead, problem }): Weakening[] => {
    if (before === undefined || !isDecidedOn(before.approvals)) return [];
    const weakening = (message: string, paths: readonly string[]): Weakening => ({
      path,
      finding: finding('gate-weakened', {
        file: path,
        review: id,
        message: `${message} ${ifItHasTo}`,
        hint: putBack(paths, gate),
      }),
    });
    if (!isAtHead) {
      const message = `The review ${id}, which was decided on, is deleted or renamed.`;
      return [weakening(message, withFolder(path, id, gate))];
    }
    if (after === undefined) {
      const why = problem?.message ?? '';
      return [weakening(`The review ${id}, which was decided on, can no longer be read: ${why}.`, [path])];
    }
    const lost = whereLost(listLost(before.approvals, after.approvals, id), id, gate);
    const ofRows = `${lost.rows} of the approvals of ${id} ${plural(lost.rows, 'is', 'are')} taken away or rewritten.`;
    return [...(lost.rows === 0 ? [] : [weakening(ofRows, [path])]), ...lostFiles(lost.paths, id, gate)];
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
    if (before === undefined || !isDecidedOn(before.approvals)) return [];
    const subject = waiverSubject(id);
    const lost = whereLost(listLost(before.approvals, after?.approvals, subject), subject, gate);
    const isKept = after !== undefined && waiverDigest(before) === waiverDigest(after) && lost.rows === 0;
    if (isKept) return lostFiles(lost.paths, subject, gate);
    return [
      {
        path,
        finding: finding('gate-weakened', {
          file: path,
          message: `The waiver ${id}, which was decided on, is ${after === undefined ? 'deleted or unreadable' : 'rewritten'}. ${ifItHasTo}`,
          hint: putBack(after === undefined ? withFolder(path, subject, gate) : [path], gate),
        }),
      },
      ...(after === undefined ? [] : lostFiles(lost.paths, subject, gate)),
    ];
  });
}

/**
 * Files of the range among the approvals that are nobody's, and the approvals of what the range takes away.
 * @param missed records of which it is said already that they have to come back
 */
export function strayApprovals({ changes, head }: Gate, missed: ReadonlySet<string>): Finding[] {
  const touched = new Set(changes.map(({ path }) => path));
  const subjects = changes.flatMap(
    ({ path }) => findApprovalPlace(path)?.subject ?? findReviewId(path) ?? subjectOfWaiver(path) ?? [],
  );
  return [...new Set(subjects)].flatMap((subject) => {
    const record = pathOfSubject(subject);
    if (missed.has(record)) return [];
    const strays =
      head.entry(record) === undefined
        ? head.approvals(subject).map(({ path }) => ({ path, ...describeOrphan(path, record) }))
        : approvalFilesAt(head, subject).strays.filter(({ path }) => touched.has(path));
    return strays.map(({ path, ...stray }) => finding('stray-approval', { file: path, ...stray }));
  });
}

function subjectOfWaiver(path: string): string | undefined {
  const id = findWaiverId(path);
  return id === undefined ? undefined : waiverSubject(id);
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
