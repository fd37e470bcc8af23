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
  const { person, role, decision, date, digest, files, config } = approval;
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
  });
}

/** Whether the approval was given for the review as it is now. */
export function isVoided(approval: Approval, review: Review): boolean {
  return (
    approval.digest !== decisionDigest(review) ||
    approval.files !== governedDigest(review.policy?.files ?? [])
  );
}

/** The last word of each person in each role, voided ones included. */
export function currentApprovals(approvals: readonly Approval[]): Approval[] {
  const last = new Map<string, Approval>();
  for (const approval of approvals) last.set(`${approval.person}\n${approval.role}`, approval);
  return [...last.values()];
}

/**
 * Where a review stands, which is more than what is stored: approved, rejected and withdrawn follow from the
 * approvals. Signatures are the gate's business; here an approval counts as it is written.
 */
export function standingOf(
  review: Review,
): 'draft' | 'proposed' | 'approved' | 'rejected' | 'withdrawn' | 'closed' {
  if (review.status === 'closed') return 'closed';
  const valid = currentApprovals(review.approvals ?? []).filter((approval) => !isVoided(approval, review));
  if (valid.some(({ decision }) => decision === 'withdraw')) return 'withdrawn';
  if (valid.some(({ decision }) => decision === 'reject')) return 'rejected';
  if (valid.some(({ decision }) => decision === 'approve')) return 'approved';
  return review.status ?? 'draft';
}
