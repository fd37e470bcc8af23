import { showsNoHarm } from '../oracle/completeness.ts';
import type { Review, Waiver } from '../oracle/model.ts';
import { configOf } from '../oracle/reading.ts';
import { type Side, textOf } from '../oracle/side.ts';
import type { Keys } from './keys.ts';
import { type Draft, file, governedIn, operations } from './operations.ts';
import { deskOf } from './past.ts';
import type { Dice } from './random.ts';
import { rise } from './rise.ts';
import { harmless, yamlOf } from './texts.ts';
import { approvalsOfWaiver, waiverOn } from './waiving.ts';
import { approvalsOf, cover, type Desk, policiesAt } from './writing.ts';

/** A change of the past that came in on a waiver, whose review is owed. */
export interface PastWaiver {
  readonly path: string;
  readonly waiver: Waiver;
  /** The review that it is owed. */
  readonly review: Review;
  readonly isReviewed: boolean;
}

const pathOf = (review: Review): string => `cx-reviews/${review.id}.yaml`;

/** The review that a waiver is owed, in most cases as it should be. */
function owedReview(id: string, covers: readonly string[], before: Side, after: Side, desk: Desk): Review {
  const { dice, ground } = desk;
  const review = showsNoHarm(covers, before, after) ? harmless(id) : rise(id);
  cover(review, dice.chance(8) ? covers.slice(1) : covers, before, after);
  const [first] = review.policy?.files ?? [];
  if (first !== undefined && dice.chance(8)) first.after = `sha256:${'3'.repeat(64)}`;
  if (dice.chance(8)) review.verdict = { ...review.verdict, decision: 'drop' };
  if (dice.chance(8)) delete review.leadership;
  if (dice.chance(4)) delete review.verdict;
  review.approvals = approvalsOf(review, policiesAt(covers, ground), desk, id.slice(0, 10));
  if (dice.chance(10)) review.approvals.pop();
  return review;
}

/** Something that came in on a waiver; undefined where nothing came of it. */
export function addPastWaiver(side: Draft, keys: Keys, dice: Dice, story: string[]): PastWaiver | undefined {
  const before = new Map(side);
  if (configOf(side) === undefined) return undefined;
  operations[dice.pick(['modify', 'modify', 'modify', 'add', 'delete'])]?.(side, dice, governedIn(side));
  const after = new Map(side);
  const desk = deskOf(before, after, keys, dice);
  const covers = [...desk.ground.governed.keys()].filter((path) => textOf(path) !== undefined);
  if (covers.length === 0) return undefined;
  const id = `2026-10-01-waiver-${dice.number(10_000)}`;
  const waiver = waiverOn(id, covers, before, after);
  waiver.date = '2026-10-01';
  waiver.expires = dice.pick(['2026-10-08', '2026-10-08', '2026-11-21', '2026-11-22', '2026-11-30']);
  if (dice.chance(5)) delete waiver.expires;
  const isPlanted = dice.chance(30);
  const [first] = waiver.files ?? [];
  // Says of the past what was not so, and nobody approved it.
  if (isPlanted && first !== undefined) first.before = `sha256:${'8'.repeat(64)}`;
  const policies = policiesAt(covers, desk.ground);
  waiver.approvals = isPlanted ? [] : approvalsOfWaiver(waiver, policies, desk, '2026-10-02');
  if (dice.chance(10)) waiver.approvals.pop();
  const review = owedReview(`2026-11-12-owed-${dice.number(10_000)}`, covers, before, after, desk);
  if (isPlanted && first?.before !== undefined) {
    const [row] = review.policy?.files ?? [];
    if (row !== undefined) row.before = first.before;
    review.approvals = approvalsOf(review, policies, desk, '2026-11-12');
  }
  const isReviewed = dice.chance(30);
  if (isReviewed) side.set(pathOf(review), file(yamlOf(review, dice)));
  if (isReviewed && dice.chance(60) && review.id !== undefined) waiver.review = review.id;
  const path = `cx-reviews/waivers/${id}.yaml`;
  side.set(path, file(yamlOf(waiver, dice)));
  story.push(`${isPlanted ? 'planted' : 'past'} waiver until ${waiver.expires} of ${covers.length}`);
  return { path, waiver, review, isReviewed };
}

/** What can happen to a waiver of the past. */
export function touchPastWaiver(
  { path, waiver, review, isReviewed }: PastWaiver,
  side: Draft,
  dice: Dice,
): string {
  const write = (changed: Waiver): void => {
    side.set(path, file(yamlOf(changed, dice)));
  };
  const again = structuredClone(waiver);
  const named = review.id === undefined ? again : { ...again, review: review.id };
  const writeReview = (): void => {
    if (!isReviewed) side.set(pathOf(review), file(yamlOf(review, dice)));
  };
  switch (dice.number(11)) {
    case 0:
    case 1:
    case 2:
      writeReview();
      write(named);
      return 'the waiver gets its review';
    case 3:
      writeReview();
      return 'the review of a waiver comes';
    case 4:
      write(named);
      return 'the waiver names its review';
    case 5:
      side.delete(path);
      return 'the waiver is deleted';
    case 6:
      write({ ...again, approvals: (again.approvals ?? []).slice(1) });
      return 'an approval of the waiver goes';
    case 7:
      write({ ...again, reason: 'Because', expires: '2026-12-01' });
      return 'the waiver is written anew';
    case 8:
      side.set(path, { kind: 'link', executable: false, content: Buffer.from('elsewhere.yaml') });
      return 'the waiver becomes a link';
    default:
      return 'the waiver stays';
  }
}
