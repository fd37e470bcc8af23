import { governedDigest } from '../domain/approval.ts';
import type { Finding } from '../domain/finding.ts';
import { command } from '../lib/command.ts';
import { statementOf } from './approvals.ts';
import { finding } from './finding.ts';
import type { Gate } from './gate.ts';
import { findMatch } from './matching.ts';
import { isLive, wasWaived } from './prior-approvals.ts';
import { type ChangedReview, wasApprovedOnce } from './records.ts';
import { digestAt } from './tree.ts';
import type { KnownWaiver } from './waivers.ts';

/**
 * Approved reviews that say of a file what is not so in this range, whatever else lets the file change. A
 * review that comes to the base with a false "before" could later be used to bring that content in, as a
 * return to what was. A review that catches up on an approved waiver says again what the waiver said, of a
 * change in the past.
 * @param open paths that nothing lets through, of which enough is said elsewhere
 */
export function falseClaims(
  reviews: readonly ChangedReview[],
  open: ReadonlySet<string>,
  waivers: readonly KnownWaiver[],
  gate: Gate,
): Finding[] {
  return reviews.flatMap(({ id, path: file, before, after, spotOf }) => {
    if (after === undefined) return [];
    const rows = after.policy?.files ?? [];
    const saysTheSame =
      before !== undefined && governedDigest(before.policy?.files ?? []) === governedDigest(rows);
    if (saysTheSame && (wasApprovedOnce(before.approvals) || isLive(id, before, gate))) return [];
    if (!hasNewApproval(id, before, after) && !isLive(id, after, gate)) return [];
    return rows.flatMap((row) => {
      const { path, before: from, after: to } = row;
      if (path === undefined || from === undefined || to === undefined || open.has(path)) return [];
      if (digestAt(gate.base, path) === from && digestAt(gate.head, path) === to) return [];
      const content = { path, before: from as 'none', after: to as 'none' };
      const isCaughtUpOn = ({ id: waiver, before: old }: KnownWaiver) =>
        old !== undefined && findMatch(old.files, content) === 'match' && wasWaived(waiver, old, gate);
      if (waivers.some(isCaughtUpOn)) return [];
      const at = `policy.files.${row.id}`;
      return [
        finding('policy-changed-since-review', {
          path: at,
          review: id,
          file,
          ...spotOf(at),
          message: `${id} is approved for a change of ${path} that does not happen here.`,
          hint: [
            'Bring it together with its change; until then leave it as it was:',
            undo(file, before, gate),
          ],
        }),
      ];
    });
  });
}

/** The command that takes what the branch says of it out of the commit, and leaves a new file on disk. */
const undo = (file: string, before: ChangedReview['before'], gate: Gate) =>
  before === undefined
    ? command('git', 'rm', '--cached', file)
    : command('git', 'checkout', gate.baseName, '--', file);

function hasNewApproval(
  id: string,
  before: ChangedReview['before'],
  after: NonNullable<ChangedReview['after']>,
): boolean {
  const known = new Set((before?.approvals ?? []).map((approval) => statementOf(approval, id)));
  return (after.approvals ?? []).some(
    (approval) => approval.decision === 'approve' && !known.has(statementOf(approval, id)),
  );
}
