import { reviewAt } from './approval-files.ts';
import { isApprovedAnew, isLive, wasApproved } from './approved.ts';
import { isAllBetter } from './completeness.ts';
import type { ChangedReview } from './faults.ts';
import { type Ground, isOfGate, policiesOf } from './ground.ts';
import { saysTheSame } from './matching.ts';
import type { Approval } from './model.ts';
import { idAt, pathsIn, rowsOf } from './reading.ts';
import { bytesOf, digestAt } from './side.ts';
import {
  decisionDigest,
  governedDigest,
  isDecidedOn,
  isRecord,
  waiverDigest,
  wordOf,
  wordsIn,
} from './standing.ts';
import { hasHeld, type KnownWaiver } from './waivers.ts';

/** Paths of reviews and waivers on record that are taken away, and of files that lose an approval. */
export function weakenedRecords(
  reviews: readonly ChangedReview[],
  waivers: readonly KnownWaiver[],
): string[] {
  type Record = { approvals?: Approval[] } | undefined;
  const weakenedBy = (was: Record, is: Record, path: string): string[] => {
    if (!isDecidedOn(was)) return [];
    if (is === undefined) return [path];
    const kept = wordsIn(is);
    const lost = (was?.approvals ?? []).filter((approval) => !kept.has(wordOf(approval)));
    return lost.map(({ file }) => file ?? path);
  };
  const isRewritten = ({ was, is }: KnownWaiver): boolean =>
    was !== undefined && is !== undefined && isDecidedOn(was) && waiverDigest(was) !== waiverDigest(is);
  const weakened = [
    ...[...reviews, ...waivers].flatMap(({ was, is, path }) => weakenedBy(was, is, path)),
    ...waivers.filter(isRewritten).map(({ path }) => path),
  ];
  return [...new Set(weakened)];
}

/**
 * Whether a path goes back to what it was before a live review of the base, and all that the review lists with
 * it; nothing may lean on a record that goes as well.
 */
export function reversalOf(path: string, ground: Ground): 'on record' | 'without record' | undefined {
  const { base, head } = ground;
  if (isOfGate(ground.governed.get(path))) return undefined;
  const files = [...base.keys()].flatMap((file) => {
    const [id, review] = [idAt(file), reviewAt(base, file)];
    if (id === undefined || review === undefined) return [];
    const rows = rowsOf(review);
    const isTakenBack =
      rows.some((row) => row.path !== undefined && bytesOf(row.path) === path) &&
      rows.every((row) => {
        const at = row.path === undefined ? undefined : bytesOf(row.path);
        return at !== undefined && row.after === digestAt(base, at) && row.before === digestAt(head, at);
      }) &&
      !isOfGate(policiesOf(pathsIn(rows), ground)) &&
      (review.verdict?.expires ?? ground.today) >= ground.today &&
      isLive(id, review, ground) &&
      isAllBetter(pathsIn(rows).map(bytesOf), base, head);
    return isTakenBack ? [file] : [];
  });
  if (files.some((file) => head.has(file))) return 'on record';
  return files.length > 0 ? 'without record' : undefined;
}

/** Reviews of the base that were approved and are written anew without being approved anew. */
export function rewrittenReviews(
  reviews: readonly ChangedReview[],
  faultless: ReadonlySet<string>,
  ground: Ground,
): string[] {
  return reviews.flatMap(({ id, was, is }) => {
    if (was === undefined || is === undefined || faultless.has(id)) return [];
    if (decisionDigest(was) === decisionDigest(is) || !wasApproved(id, was, ground)) return [];
    return isApprovedAnew(id, was, is, ground) ? [] : [`${id} is rewritten`];
  });
}

/**
 * Approved reviews that come with a change and say of a file what is not so: one could go back to it later.
 * A review that catches up on a waiver says again what was waived.
 */
export function falseClaims(
  reviews: readonly ChangedReview[],
  open: readonly string[],
  waivers: readonly KnownWaiver[],
  ground: Ground,
): string[] {
  const { base, head } = ground;
  return reviews.flatMap(({ id, was, is }) => {
    if (is === undefined) return [];
    const known = wordsIn(was);
    const isNews = (is.approvals ?? []).some(
      (approval) => approval.decision === 'approve' && !known.has(wordOf(approval)),
    );
    const isAsBefore =
      was !== undefined &&
      (isRecord(was) || isLive(id, was, ground)) &&
      governedDigest(rowsOf(was)) === governedDigest(rowsOf(is));
    if (isAsBefore || !(isNews || isLive(id, is, ground))) return [];
    return rowsOf(is).flatMap((row) => {
      const { path, before, after } = row;
      if (path === undefined || before === undefined || after === undefined) return [];
      const at = bytesOf(path);
      const isSo = digestAt(base, at) === before && digestAt(head, at) === after;
      const isWaived = (): boolean =>
        waivers.some((waiver) => saysTheSame(waiver.was?.files, row) && hasHeld(waiver, ground));
      return isSo || open.includes(at) || isWaived() ? [] : [`${id} claims a change of ${path}`];
    });
  });
}
