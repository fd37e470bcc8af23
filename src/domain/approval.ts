import { canonicalJson, type Digest, digestOfData } from '../lib/digest.ts';
import { type Approval, type PolicyFile, type Review, sectionsOutsideTheDecision } from './review.ts';

/** Namespace of the signature, so that a signature made for something else is worth nothing here. */
export const signatureNamespace = 'cx-review-approval';

/** Digest of all that an approval binds to: every section but status, approvals and follow-ups. */
export function decisionDigest(review: Review): Digest {
  const outside = new Set<string>(sectionsOutsideTheDecision);
  return digestOfData(
    Object.fromEntries(Object.entries(review).filter(([section]) => !outside.has(section))),
  );
}

/** Digest of the governed files as the review has them: their paths and the digests of their content. */
export function governedDigest(files: readonly PolicyFile[]): Digest {
  const rows = files.map(({ path = '', before = 'none', after = 'none' }) => ({ path, before, after }));
  return digestOfData(rows.sort((a, b) => (a.path < b.path ? -1 : 1)));
}

/** What a signature is made over, as canonical JSON: whoever reads it sees what was agreed to. */
export function approvalStatement(approval: Omit<Approval, 'id'>, reviewId: string): string {
  const { person, role, decision, date, digest, files, config, repository } = approval;
  return canonicalJson({
    type: 'cx-review-approval/1',
    review: reviewId,
    person,
    role,
    decision,
    date,
    digest,
    files,
    config: config ?? 'none',
    // What was signed before there were ids of repositories stays what was signed.
    ...(repository === undefined ? {} : { repository }),
  });
}

/** Whether the approval was given for the review as it is now. */
export function isVoided(approval: Approval, review: Review): boolean {
  return (
    approval.digest !== decisionDigest(review) ||
    approval.files !== governedDigest(review.policy?.files ?? [])
  );
}

/** A no, of whichever kind. */
export const isNo = ({ decision }: Approval): boolean => decision === 'reject' || decision === 'withdraw';

/** A no without a date is not older than anything. */
const dayOf = ({ date, decision }: Approval) => date ?? (decision === 'approve' ? '' : '9999-12-31');

/** All that was said, in one list for each person in each role. */
export function groupByPerson(approvals: readonly Approval[]): Approval[][] {
  const byWhom = new Map<string, Approval[]>();
  for (const approval of approvals) {
    const key = JSON.stringify([approval.person, approval.role]);
    byWhom.set(key, [...(byWhom.get(key) ?? []), approval]);
  }
  return [...byWhom.values()];
}

/**
 * What one person said in one role, the last first: by date, and of one day in the order in which it stands, which
 * the author of a change can choose: so on one day a yes to something else comes before any no, and lifts none.
 * @param own in the order in which it stands
 */
export function latestFirst(
  own: readonly Approval[],
  isOfThis: (approval: Approval) => boolean,
): readonly Approval[] {
  const rank = (approval: Approval) => (isNo(approval) || isOfThis(approval) ? 0 : 1);
  return [...own].reverse().sort((a, b) => dayOf(b).localeCompare(dayOf(a), 'en') || rank(a) - rank(b));
}

/**
 * What holds of all that was said: of each person in each role the last yes to what there is now, or their no,
 * which stays one whatever was edited since, until they say yes. Nothing is verified here.
 */
export function wordsInForce(
  approvals: readonly Approval[],
  isOfThis: (approval: Approval) => boolean,
): Approval[] {
  return groupByPerson(approvals).flatMap((own) => {
    const words = latestFirst(own, isOfThis);
    const no = words.findIndex(isNo);
    const since = no === -1 ? words : words.slice(0, no);
    const yes = since.find((word) => word.decision === 'approve' && isOfThis(word));
    if (yes !== undefined) return [yes];
    const isLifted = since.some(({ decision }) => decision === 'approve');
    return isLifted ? [] : (words[no] ?? []);
  });
}

/** The same of a review as it is. */
export const wordsOnReview = (review: Review): Approval[] =>
  wordsInForce(review.approvals ?? [], (approval) => !isVoided(approval, review));

/** The last word of each person in each role, where it is a yes. */
export const lastApprovals = (approvals: readonly Approval[]): Approval[] =>
  groupByPerson(approvals).flatMap((own) => own.slice(-1).filter(({ decision }) => decision === 'approve'));

/**
 * Where a review stands, which is more than what is stored: approved, rejected and withdrawn follow from the
 * approvals. Signatures are the gate's business; here an approval counts as it is written.
 */
export function standingOf(
  review: Review,
): 'draft' | 'proposed' | 'approved' | 'rejected' | 'withdrawn' | 'closed' {
  if (review.status === 'closed') return 'closed';
  const valid = wordsOnReview(review);
  if (valid.some(({ decision }) => decision === 'withdraw')) return 'withdrawn';
  if (valid.some(({ decision }) => decision === 'reject')) return 'rejected';
  if (valid.some(({ decision }) => decision === 'approve')) return 'approved';
  return review.status ?? 'draft';
}
