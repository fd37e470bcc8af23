import { reviewAt, strays, subjectAt } from './approval-files.ts';
import { expiredReviews } from './expiry.ts';
import { type ChangedReview, faultsOf } from './faults.ts';
import { groundOf, isMoved, isOfGate, type Range } from './ground.ts';
import { listsRightly, rowsOn } from './matching.ts';
import { gatePolicy } from './policies.ts';
import { configOf, idAt, rowsOf } from './reading.ts';
import { falseClaims, reversalOf, rewrittenReviews, weakenedRecords } from './records.ts';
import { differences } from './side.ts';
import { idleWaivers, owedWaivers, waivedBy, waiversOf } from './waivers.ts';

interface Passage {
  readonly path: string;
  readonly by: 'review' | 'waiver' | 'reversal';
}

/** What the oracle says of a range. */
export interface Judgement {
  readonly passes: boolean;
  /** Whether nobody can tell, which is no pass. */
  readonly isUndetermined: boolean;
  /** Changed paths that some policy governs. */
  readonly governed: readonly string[];
  /** What lets a path through. */
  readonly passages: readonly Passage[];
  /** Those that no review lists with any content, and that nothing else lets through: what has to be called uncovered. */
  readonly unlisted: readonly string[];
  /** Why it has to fail; for the message of a failed test. */
  readonly reasons: readonly string[];
}

/** YAML among the reviews by whose name nobody finds it, unless it is the file of a write under way. */
function isMisnamed(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (!/^cx-reviews\//i.test(path) || !/\.ya?ml$/i.test(name) || name.startsWith('.')) return false;
  const isRead =
    path === 'cx-reviews/config.yaml' ||
    /^cx-reviews\/(waivers\/)?[a-z0-9][a-z0-9-]{0,119}\.yaml$/.test(path) ||
    subjectAt(path) !== undefined ||
    /^cx-reviews\/content\/(questions|situations|duties|cases|phrases)\/[^/]+\.yaml$/.test(path);
  return !isRead;
}

/** Of a change that starts nobody knows where. */
export const undetermined: Judgement = {
  passes: false,
  isUndetermined: true,
  governed: [],
  passages: [],
  unlisted: [],
  reasons: ['it starts at several commits, or at none'],
};

/** Judges a range by its sides, all of them, and by who wrote its commits. */
export function judge(range: Range): Judgement {
  const plain = groundOf(range);
  const { from, base, after } = plain;
  const changed = differences(from, after);
  const ids = changed.flatMap((path) => idAt(path) ?? subjectAt(path) ?? []);
  const reviews = [...new Set(ids)].flatMap((id): ChangedReview[] => {
    const path = `cx-reviews/${id}.yaml`;
    return idAt(path) === undefined
      ? []
      : [{ id, path, was: reviewAt(base, path), is: reviewAt(after, path) }];
  });
  const waivers = waiversOf(plain);
  // Taking a record away needs what changing the gate needs.
  const weakened = weakenedRecords(reviews, waivers);
  const governed = new Map(plain.governed);
  if (configOf(base) !== undefined) for (const path of weakened) governed.set(path, [gatePolicy]);
  const ground = { ...plain, governed };
  const paths = [...governed.keys()];
  const mayCover = ({ is }: ChangedReview, path: string): boolean =>
    is !== undefined && (is.situation === 'gate-change') === isOfGate(governed.get(path));

  const reasons: string[] = [];
  const covering = new Set<string>();
  const faultless = new Set<string>();
  /** Paths that a review covers which has all but its approvals. */
  const unapproved = new Set<string>();
  const carried = new Set<string>();
  for (const review of reviews) {
    const { id, is } = review;
    if (is === undefined) continue;
    const covers = paths.filter((path) => mayCover(review, path) && listsRightly(rowsOf(is), path, ground));
    if (covers.length === 0) continue;
    covering.add(id);
    const faults = faultsOf(review, is, covers, ground);
    if (faults.length > 0) {
      if (faults.every((fault) => ['approvals', 'agreement'].includes(fault)))
        for (const path of covers) unapproved.add(path);
      reasons.push(`${id}: ${faults.join(', ')}`);
      continue;
    }
    faultless.add(id);
    for (const path of covers) carried.add(path);
  }

  const unclear = paths.filter((path) => isMoved(ground, path));
  const passages = paths.flatMap((path): Passage[] => {
    if (unclear.includes(path)) return [];
    if (carried.has(path)) return [{ path, by: 'review' }];
    if (waivedBy(path, waivers, ground) === 'approved') return [{ path, by: 'waiver' }];
    return reversalOf(path, ground) === 'on record' ? [{ path, by: 'reversal' }] : [];
  });
  const open = paths.filter((path) => !passages.some((passage) => passage.path === path));
  const isListed = (path: string): boolean =>
    reviews.some(
      (one) => mayCover(one, path) && one.is !== undefined && rowsOn(rowsOf(one.is), path).length > 0,
    );
  // Before a commit nobody can have approved what is in it, and that stops nothing yet.
  const isPending = (path: string): boolean =>
    range.isStaged &&
    !unclear.includes(path) &&
    (unapproved.has(path) || waivedBy(path, waivers, ground) === 'unapproved');
  const undecided = new Set(passages.flatMap(({ path, by }) => (by === 'review' ? [] : [path])));
  const waived = [
    ...passages.flatMap(({ path, by }) => (by === 'waiver' ? [path] : [])),
    ...open.filter((path) => waivedBy(path, waivers, ground) === 'unapproved'),
  ];
  const misnamed = changed.filter((path) => after.has(path) && isMisnamed(path));
  const faults = [
    ...misnamed.map((path) => `${JSON.stringify(path)} is read by nobody`),
    ...strays(changed, after).map((path) => `${JSON.stringify(path)} is nobody's approval`),
    ...open
      .filter((path) => !isPending(path))
      .map(
        (path) => `${JSON.stringify(path)} ${isMoved(ground, path) ? 'changed on both branches' : 'is open'}`,
      ),
    ...(range.isStaged ? [] : rewrittenReviews(reviews, faultless, ground)),
    ...falseClaims(reviews, open, waivers, ground),
    ...expiredReviews(covering, undecided, plain).map((id) => `the verdict of ${id} ran out`),
    ...idleWaivers(waivers, waived, ground).map((id) => `nothing goes through on the waiver ${id}`),
    ...owedWaivers(waivers, plain).map((id) => `the waiver ${id} is owed its review`),
  ];
  return {
    passes: faults.length === 0,
    isUndetermined: false,
    governed: paths,
    passages,
    unlisted: open.filter(
      (path) =>
        !unclear.includes(path) &&
        !isListed(path) &&
        !weakened.includes(path) &&
        waivedBy(path, waivers, ground) === undefined &&
        reversalOf(path, ground) === undefined,
    ),
    reasons: [...reasons, ...faults],
  };
}
