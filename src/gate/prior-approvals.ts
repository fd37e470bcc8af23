import { decisionDigest, governedDigest } from '../domain/approval.ts';
import type { Review } from '../domain/review.ts';
import { type Waiver, waiverDigest, waiverSubject } from '../domain/waiver.ts';
import { addDays } from '../lib/dates.ts';
import { type ApprovalJudgement, judgeApprovals } from './approvals.ts';
import { begunOn, type Gate, listedPaths } from './gate.ts';
import { noMakers } from './persons.ts';
import { findRequirement, findWaiverRequirement, type GovernedPolicy, policiesFor } from './policies.ts';

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
const ofThePast = ({ config, today, verify, isKeyOf }: Gate) => ({
  people: config.people ?? {},
  makers: noMakers,
  isKeyOf,
  allowAuthor: false,
  spent: new Set<string>(),
  until: addDays(today, 1),
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
      repository: gate.config.id,
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
      repository: gate.config.id,
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
