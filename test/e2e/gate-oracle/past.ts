import type { Review } from './model.ts';
import { type Draft, file, governedIn, operations, put } from './operations.ts';
import type { Dice } from './random.ts';
import { configOf, governedPaths } from './reading.ts';
import { bytesOf, type Side, textOf } from './side.ts';
import { yamlOf } from './texts.ts';
import { approvalsOf, configDigestOf, policiesAt, reviewOf } from './writing.ts';

/** A change of the past with its review, now part of the base. */
interface Past {
  readonly path: string;
  readonly review: Review;
  readonly before: Side;
  readonly after: Side;
  /** Whether the base has the content from before once more. */
  readonly isTakenBack: boolean;
}

export function addPast(side: Draft, dice: Dice, story: string[]): Past | undefined {
  const before = new Map(side);
  const config = configOf(side);
  if (config === undefined) return undefined;
  for (let times = 1 + dice.number(2); times > 0; times -= 1) {
    operations[dice.pick(['modify', 'modify', 'add', 'delete', 'rename'])]?.(side, dice, governedIn(side));
  }
  const after = new Map(side);
  const governed = governedPaths(before, after);
  const covers = [...governed.keys()].filter((path) => textOf(path) !== undefined);
  if (covers.length === 0) return undefined;
  const id = `2026-11-10-past-${dice.number(10_000)}`;
  const review = reviewOf(id, covers, before, after, false);
  const approving = {
    config,
    configDigest: configDigestOf(before),
    date: '2026-11-11',
    policies: policiesAt(covers, governed),
  };
  review.approvals = approvalsOf(review, approving, dice);
  if (dice.chance(10)) review.verdict = { ...review.verdict, decision: 'revise' };
  if (dice.chance(10)) review.approvals.splice(0, 1);
  if (dice.chance(5)) review.status = 'closed';
  const path = `cx-reviews/${id}.yaml`;
  side.set(path, file(yamlOf(review, dice)));
  story.push(`past change of ${covers.map((one) => JSON.stringify(one)).join(' ')}`);
  if (dice.chance(50)) {
    for (const one of covers) {
      const entry = before.get(one);
      if (entry === undefined) side.delete(one);
      else put(side, one, entry);
    }
    story.push('taken back on the base');
  }
  return {
    path,
    review,
    before,
    after,
    isTakenBack: !covers.some((one) => side.get(one) === after.get(one)),
  };
}

/** What can happen to a record of the past. */
export function touchPast(
  { path, review, before, after, isTakenBack }: Past,
  side: Draft,
  base: Side,
  dice: Dice,
): string {
  const restore = (from: Side, paths: readonly string[]): void => {
    for (const one of paths) {
      const entry = from.get(one);
      if (entry === undefined) side.delete(one);
      else put(side, one, entry);
    }
  };
  const paths = (review.policy?.files ?? []).map((row) => bytesOf(row.path ?? ''));
  const write = (changed: Review): void => {
    side.set(path, file(yamlOf(changed, dice)));
  };
  const again = structuredClone(review);
  const followUps = [{ id: 'first', date: '2026-11-21', lesson: 'It went well.' }];
  switch (isTakenBack && dice.chance(85) ? dice.pick([3, 3, 4, 10]) : dice.number(11)) {
    case 0:
    case 1:
      restore(before, paths);
      return 'taken back whole';
    case 2:
      restore(before, paths.slice(0, 1));
      return 'taken back, the first file of it';
    case 3:
      restore(after, paths);
      write({ ...again, followUps });
      return 'done again, the review touched';
    case 4: {
      restore(after, paths);
      const governed = governedPaths(base, side);
      const config = configOf(base);
      if (config === undefined) return 'done again';
      const policies = policiesAt(paths, governed);
      const approving = { config, configDigest: configDigestOf(base), date: '2026-11-22', policies };
      write({ ...again, approvals: [...(again.approvals ?? []), ...approvalsOf(again, approving, dice)] });
      return 'done again, and approved again';
    }
    case 5:
      write({ ...again, followUps });
      return 'followed up';
    case 6:
      write({ ...again, title: 'Another decision' });
      return 'review rewritten';
    case 7:
      write({ ...again, approvals: (again.approvals ?? []).slice(1) });
      return 'an approval taken away';
    case 8:
      write({ ...again, status: 'closed' });
      return 'review closed';
    case 9:
      side.delete(path);
      if (dice.chance(50)) restore(before, paths);
      return 'review deleted';
    default:
      restore(after, paths);
      return 'done again, nothing else';
  }
}
