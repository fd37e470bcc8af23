import { agreeing, lacksOf, movesOf, showsNoHarm } from './completeness.ts';
import type { Ground } from './ground.ts';
import type { Review } from './model.ts';
import { rolesFor, wantsSignatures } from './policies.ts';
import { bytesOf } from './side.ts';
import { boundOf, decisionDigest, isAlone, standingOf, wordsIn } from './standing.ts';
import { isDataFile, isLost, isSameMove } from './values.ts';

/** A review whose file changes. */
export interface ChangedReview {
  readonly id: string;
  readonly path: string;
  /** As the base has it. */
  readonly was: Review | undefined;
  /** As it is after the change. */
  readonly is: Review | undefined;
}

/** Where a review and the files that it covers do not agree on what changes in them. */
function disagreements(review: Review, covers: readonly string[], { from, after }: Ground): string[] {
  return movesOf(covers, from, after).flatMap(({ path, moves }) => {
    const left = (review.policy?.changes ?? []).filter((row) => bytesOf(row.path ?? '') === path);
    if (moves === undefined) {
      if (isLost(path, from.get(path), after.get(path))) return [`${path} can be read no more`];
      // Values that a review states of a file whose values cannot be read are anybody's guess.
      return isDataFile(path) && left.length > 0 ? [`${path} cannot be read`] : [];
    }
    const unsaid = moves.filter((move) => {
      const at = left.findIndex((row) => isSameMove(row, move));
      if (at !== -1) left.splice(at, 1);
      return at === -1;
    });
    return [
      ...unsaid.map(({ pointer }) => `${path} ${pointer}`),
      ...(left.length > 0 ? [`${path} says more`] : []),
    ];
  });
}

/** What keeps a review from letting through the changes that it covers, a word each. */
export function faultsOf(
  { id, path: record, was }: ChangedReview,
  review: Review,
  covers: readonly string[],
  ground: Ground,
): string[] {
  const { config, governed, today, from, after } = ground;
  const policies = [...new Set(covers.flatMap((path) => governed.get(path) ?? []))];
  const terms = {
    subject: id,
    bound: boundOf(review),
    roles: rolesFor(policies, config, review.depth),
    isSigned: wantsSignatures(policies, config),
    author: review.author,
    isAlone: isAlone(ground, policies),
    isNow: true,
    spent: wordsIn(was),
    changedBy: ground.changedBy(covers, record),
  };
  const standing = standingOf(review.approvals ?? [], terms, ground);
  // Where nobody has to approve, a review of the base as it stood there would do for ever.
  const isUnchanged = was !== undefined && decisionDigest(was) === decisionDigest(review);
  return [
    ...(review.id === id ? [] : ['id']),
    ...(review.status === 'closed' ? ['closed'] : []),
    ...(config.people?.[review.author ?? ''] === undefined ? ['author'] : []),
    ...(review.verdict?.decision === 'go' ? [] : ['verdict']),
    ...((review.verdict?.expires ?? '9999-12-31') < today ? ['expired'] : []),
    ...(standing.isRejected ? ['rejected'] : []),
    ...(standing.isFilled ? [] : ['approvals']),
    ...(isUnchanged && standing.isFilled && standing.counted === 0 ? ['replayed'] : []),
    ...lacksOf(review, showsNoHarm(covers, from, after)),
    ...agreeing(review).flatMap((person) => {
      const own = (review.approvals ?? []).filter((approval) => approval.person === person);
      const roles = config.people?.[person]?.roles ?? [];
      return standingOf(own, { ...terms, roles }, ground).counted > 0 ? [] : ['agreement'];
    }),
    ...disagreements(review, covers, ground),
  ];
}
