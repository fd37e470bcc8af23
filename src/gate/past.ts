import { decisionDigest, governedDigest } from '../domain/approval.ts';
import { kindOfMode } from '../domain/file-change.ts';
import { pathOfReview, reviewIdOf, reviewsFolder } from '../domain/places.ts';
import type { Review } from '../domain/review.ts';
import { judgeApprovals } from './approvals.ts';
import { begunOn, dayAfter, type Gate, listedPaths } from './context.ts';
import type { Content } from './matching.ts';
import { type GovernedPolicy, policiesFor, requirementOf } from './policies.ts';
import { reviewAt } from './records.ts';
import { digestAt } from './tree.ts';

/** The policies that govern paths, as if plain files stood there. */
export function policiesOfPaths(paths: readonly string[], gate: Pick<Gate, 'policies'>): GovernedPolicy[] {
  const mode = '100644';
  const found = paths.flatMap((path) =>
    policiesFor(
      { path, status: 'M', oldMode: mode, newMode: mode, oldHash: undefined, newHash: undefined },
      gate.policies,
    ),
  );
  return [...new Set(found)];
}

/**
 * Whether a review of the past was approved as its policies ask. It was judged in full when its change came,
 * so its approvals may be old, given under other settings, and by keys that have run out since; but they have
 * to be there, and signed where that is asked: a file alone proves nothing.
 */
export function wasApproved(id: string, review: Review, gate: Gate): boolean {
  if (review.id !== id || review.author === undefined) return false;
  const { gaps, against } = judgeApprovals(review.approvals ?? [], {
    requirement: requirementOf(policiesOfPaths(listedPaths(review), gate), gate.config, review.depth),
    bound: {
      subject: id,
      digest: decisionDigest(review),
      files: governedDigest(review.policy?.files ?? []),
      config: undefined,
    },
    people: gate.config.people ?? {},
    author: review.author,
    changedBy: [],
    allowAuthor: false,
    spent: new Set(),
    from: begunOn(id),
    until: dayAfter(gate.today),
    today: undefined,
    verify: gate.verify,
  });
  return gaps.length === 0 && against.length === 0;
}

/** Whether what a review decided may be taken back by leaning on it: it said go, was approved, and is not closed. */
export function isLive(id: string, review: Review, gate: Gate): boolean {
  return review.status !== 'closed' && review.verdict?.decision === 'go' && wasApproved(id, review, gate);
}

/**
 * The live review whose change is taken back whole: on the base every file that it lists has the content
 * that it led to, at head every one has the content from before. A half of it would be another change.
 * Undefined where there is none. Reviews of the base are read only here.
 */
export function reversedReview(change: Content, gate: Gate): string | undefined {
  const digests = [change.before, change.after].filter((digest) => digest !== 'none');
  const entries = gate.base
    .below(reviewsFolder)
    .filter(({ path, mode }) => reviewIdOf(path) !== undefined && kindOfMode(mode) === 'file');
  const contents = gate.base.contents(entries);
  for (const { path, hash } of entries) {
    const id = reviewIdOf(path) ?? '';
    const text = Buffer.from(contents.get(hash) ?? []).toString('latin1');
    // Spares the full reader all but the reviews in question.
    if (!digests.every((digest) => text.includes(digest))) continue;
    const review = reviewAt(gate.base, path);
    if (review === undefined || !takesBack(review, change, gate)) continue;
    if (policiesOfPaths(listedPaths(review), gate).some(({ isGate }) => isGate)) continue;
    // Only while its record stands: a change cannot lean on a review that it takes away.
    if (gate.head.entry(pathOfReview(id)) === undefined) continue;
    if (isLive(id, review, gate)) return id;
  }
  return undefined;
}

function takesBack(review: Review, change: Content, { base, head }: Gate): boolean {
  const rows = review.policy?.files ?? [];
  return (
    rows.some(
      (row) => row.path === change.path && row.after === change.before && row.before === change.after,
    ) &&
    rows.every(
      ({ path, before, after }) =>
        path !== undefined && digestAt(base, path) === after && digestAt(head, path) === before,
    )
  );
}
