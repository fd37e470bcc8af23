import { decisionDigest, governedDigest } from '../domain/approval.ts';
import { pathOfReview } from '../domain/repository-layout.ts';
import type { Review } from '../domain/review.ts';
import { type Waiver, waiverDigest, waiverSubject } from '../domain/waiver.ts';
import { type ApprovalJudgement, judgeApprovals } from './approvals.ts';
import type { Archive, ArchivedReview } from './archive.ts';
import { begunOn, dayAfter, type Gate, listedPaths } from './gate.ts';
import type { Content } from './matching.ts';
import { findRequirement, findWaiverRequirement, type GovernedPolicy, policiesFor } from './policies.ts';
import { digestAt, readAhead } from './tree.ts';

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

/** The rules for what was judged in full when its change came: its approvals may be old, but have to be there. */
const ofThePast = ({ config, today, verify }: Gate) => ({
  people: config.people ?? {},
  changedBy: [],
  allowAuthor: false,
  spent: new Set<string>(),
  until: dayAfter(today),
  today: undefined,
  verify,
});

/**
 * Whether a review of the past was approved as its policies ask: perhaps under other settings, and by keys that
 * have run out since, but signed where that is asked: a file alone proves nothing.
 */
export function wasApproved(id: string, review: Review, gate: Gate): boolean {
  const { gaps, against } = pastApprovals(id, review, gate);
  return review.id === id && review.author !== undefined && gaps.length === 0 && against.length === 0;
}

/** The approvals of a review of the past. */
export function pastApprovals(id: string, review: Review, gate: Gate): ApprovalJudgement {
  return judgeApprovals(review.approvals ?? [], {
    ...ofThePast(gate),
    requirement: findRequirement(policiesOfPaths(listedPaths(review), gate), gate.config, review.depth),
    bound: {
      subject: id,
      digest: decisionDigest(review),
      files: governedDigest(review.policy?.files ?? []),
      config: undefined,
    },
    author: review.author,
    from: begunOn(id),
  });
}

/** Whether a waiver of the past was approved as the config asks, so that a change can have gone through on it. */
export function wasWaived(id: string, waiver: Waiver, gate: Gate): boolean {
  if (waiver.id !== id || waiver.author === undefined) return false;
  const paths = (waiver.files ?? []).flatMap(({ path }) => path ?? []);
  const { gaps, against } = judgeApprovals(waiver.approvals ?? [], {
    ...ofThePast(gate),
    requirement: findWaiverRequirement(policiesOfPaths(paths, gate), gate.config),
    bound: {
      subject: waiverSubject(id),
      digest: waiverDigest(waiver),
      files: governedDigest(waiver.files ?? []),
      config: undefined,
    },
    author: waiver.author,
    from: begunOn(id),
  });
  return gaps.length === 0 && against.length === 0;
}

/** Whether what a review decided may be taken back by leaning on it: it said go, was approved, and is not closed. */
export function isLive(id: string, review: Review, gate: Gate): boolean {
  return review.status !== 'closed' && review.verdict?.decision === 'go' && wasApproved(id, review, gate);
}

/** A review whose change is taken back whole. */
export interface TakenBack {
  readonly id: string;
  /** Whether head still has its record: a change cannot lean on a review that it takes away. */
  readonly isOnRecord: boolean;
}

/**
 * Finds the live review whose change is taken back whole: on the base every file that it lists has the content
 * that it led to, at head every one has the content from before. A half of it would be another change.
 * Undefined where there is none.
 */
export function reversalsIn(archive: Archive, gate: Gate): (change: Content) => TakenBack | undefined {
  const answers = new Map<string, boolean>();
  const isTakenBack = (one: ArchivedReview, review: Review): boolean => {
    const known = answers.get(one.id) ?? takesBack(one.id, review, gate);
    answers.set(one.id, known);
    return known;
  };
  return (change) => {
    const found = archive.mentioning([change.before, change.after]).filter((one) => {
      const review = one.review();
      return review !== undefined && goesBack(review, change) && isTakenBack(one, review);
    });
    const all = found.map(({ id }) => ({
      id,
      isOnRecord: gate.head.entry(pathOfReview(id)) !== undefined,
    }));
    return all.find(({ isOnRecord }) => isOnRecord) ?? all[0];
  };
}

const goesBack = ({ policy }: Review, change: Content) =>
  (policy?.files ?? []).some(
    (row) => row.path === change.path && row.after === change.before && row.before === change.after,
  );

function takesBack(id: string, review: Review, gate: Gate): boolean {
  const { base, head } = gate;
  const rows = review.policy?.files ?? [];
  const paths = listedPaths(review);
  if (policiesOfPaths(paths, gate).some(({ isGate }) => isGate)) return false;
  readAhead(base, paths);
  readAhead(head, paths);
  const isWhole = rows.every(
    ({ path, before, after }) =>
      path !== undefined && digestAt(base, path) === after && digestAt(head, path) === before,
  );
  return isWhole && isLive(id, review, gate);
}
