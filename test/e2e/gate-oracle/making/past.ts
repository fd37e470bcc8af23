import { showsNoHarm } from '../oracle/completeness.ts';
import { groundOf, policiesOf } from '../oracle/ground.ts';
import type { Review } from '../oracle/model.ts';
import { configOf, pathsIn, rowsOf } from '../oracle/reading.ts';
import { bytesOf, type Side, textOf } from '../oracle/side.ts';
import { putBeside } from './approval-files.ts';
import type { Keys } from './keys.ts';
import { type Draft, file, governedIn, operations, put } from './operations.ts';
import type { Dice } from './random.ts';
import { rise } from './rise.ts';
import { changeOfTheGate, harmless, today, yamlOf } from './texts.ts';
import { approvalsOf, cover, type Desk, policiesAt } from './writing.ts';

/** A change of the past with its review, now part of the base. */
export interface Past {
  readonly path: string;
  readonly review: Review;
  readonly before: Side;
  readonly after: Side;
  /** Whether the base has the content from before once more. */
  readonly isTakenBack: boolean;
}

/** Gives paths the content that they have on another side. */
export function restore(side: Draft, from: Side, paths: readonly string[]): void {
  for (const path of paths) {
    const entry = from.get(path);
    if (entry === undefined) side.delete(path);
    else put(side, path, entry);
  }
}

/** A desk in the past, at which a change from one side to another is judged. */
export const deskOf = (before: Side, after: Side, keys: Keys, dice: Dice): Desk => ({
  ground: groundOf({ start: before, base: before, after, commits: [], today, isStaged: false }),
  keys,
  dice,
  isCalm: false,
});

/** Something that happened to governed files, with its review; undefined where nothing came of it. */
export function addPast(side: Draft, keys: Keys, dice: Dice, story: string[]): Past | undefined {
  const before = new Map(side);
  if (configOf(side) === undefined) return undefined;
  for (let times = 1 + dice.number(2); times > 0; times -= 1) {
    operations[dice.pick(['modify', 'modify', 'add', 'delete', 'rename'])]?.(side, dice, governedIn(side));
  }
  const after = new Map(side);
  const desk = deskOf(before, after, keys, dice);
  const covers = [...desk.ground.governed.keys()].filter((path) => textOf(path) !== undefined);
  if (covers.length === 0) return undefined;
  const id = `2026-11-10-past-${dice.number(10_000)}`;
  const review = showsNoHarm(covers, before, after) ? harmless(id) : rise(id);
  cover(review, covers, before, after);
  const expires = dice.pick(['2026-11-20', '2026-11-21', '2026-11-21', '2026-11-22']);
  const isTakenBackSoon = dice.chance(45);
  if (!isTakenBackSoon && dice.chance(45)) review.verdict = { ...review.verdict, expires };
  review.approvals = approvalsOf(review, policiesAt(covers, desk.ground), desk, '2026-11-11');
  const [first] = review.approvals;
  // Somebody said no at first.
  if (first !== undefined && dice.chance(10))
    review.approvals.unshift({ ...first, id: 'at-first', decision: 'reject', date: '2026-11-10' });
  if (dice.chance(10)) review.verdict = { ...review.verdict, decision: 'revise' };
  if (dice.chance(10)) review.approvals.splice(0, 1);
  if (dice.chance(5)) review.status = 'closed';
  const path = `cx-reviews/${id}.yaml`;
  const written = dice.chance(50) ? putBeside(review, id, [side], dice) : review;
  side.set(path, file(yamlOf(written, dice)));
  story.push(`past change of ${covers.map((one) => JSON.stringify(one)).join(' ')}`);
  if (isTakenBackSoon) {
    restore(side, before, covers);
    story.push('taken back on the base');
  }
  const isTakenBack = !covers.some((one) => side.get(one) === after.get(one));
  return { path, review: written, before, after, isTakenBack };
}

/** A change of the gate long ago, with its review, which covers nothing that changes now. */
export function addPastOfGate(side: Draft, keys: Keys, dice: Dice, story: string[]): void {
  const after = new Map(side);
  const before = new Map(side);
  put(before, 'cx-reviews/content/note.md', file('before'));
  put(after, 'cx-reviews/content/note.md', file('after'));
  const desk = deskOf(before, after, keys, dice);
  const covers = [...desk.ground.governed.keys()];
  if (covers.length === 0) return;
  const review = changeOfTheGate(`2026-11-09-gate-${dice.number(10_000)}`);
  cover(review, covers, before, after);
  review.approvals = approvalsOf(review, policiesAt(covers, desk.ground), desk, '2026-11-09');
  restore(side, after, covers);
  side.set(`cx-reviews/${review.id}.yaml`, file(yamlOf(review, dice)));
  story.push('the gate changed once');
}

/**
 * What can happen to a record of the past.
 * @param deskNow where it could be approved again
 */
export function touchPast(
  { path, review, before, after, isTakenBack }: Past,
  side: Draft,
  dice: Dice,
  deskNow: (() => Desk) | undefined,
): string {
  const paths = pathsIn(rowsOf(review)).map(bytesOf);
  const write = (changed: Review): void => {
    side.set(path, file(yamlOf(changed, dice)));
  };
  const again = structuredClone(review);
  const followUps = [{ id: 'first', date: '2026-11-21', lesson: 'It went well.' }];
  const isExpired = review.verdict?.expires !== undefined;
  const ways = isTakenBack ? [3, 3, 4, 4, 10] : isExpired ? [0, 5, 8, 11, 11, 12, 12, 12] : [0, 0, 0, 2];
  switch (dice.chance(isTakenBack || isExpired ? 85 : 35) ? dice.pick(ways) : 1 + dice.number(10)) {
    case 0:
    case 1:
      restore(side, before, paths);
      return 'taken back whole';
    case 2:
      restore(side, before, paths.slice(0, 1));
      return 'taken back, the first file of it';
    case 3:
      restore(side, after, paths);
      write({ ...again, followUps });
      return 'done again, the review touched';
    case 4: {
      restore(side, after, paths);
      const desk = deskNow?.();
      const anew = desk === undefined ? [] : approvalsOf(again, policiesAt(paths, desk.ground), desk);
      write({ ...again, approvals: [...(again.approvals ?? []), ...anew] });
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
      if (dice.chance(50)) restore(side, before, paths);
      return 'review deleted';
    case 11: {
      again.verdict = { ...again.verdict, expires: '2027-06-30' };
      const desk = deskNow?.();
      const anew =
        desk === undefined ? [] : approvalsOf(again, policiesOf(pathsIn(rowsOf(again)), desk.ground), desk);
      write({ ...again, approvals: [...(again.approvals ?? []), ...(dice.chance(80) ? anew : [])] });
      return 'decided again';
    }
    case 12:
      return 'left as it was';
    default:
      restore(side, after, paths);
      return 'done again, nothing else';
  }
}
