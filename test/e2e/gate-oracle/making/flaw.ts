import type { Approval, ChangeRow, FileRow, Review, Waiver } from '../oracle/model.ts';
import type { Entry } from '../oracle/side.ts';
import { boundOf } from '../oracle/standing.ts';
import type { Dice } from './random.ts';
import { today } from './texts.ts';
import type { Desk } from './writing.ts';

/** A record on its way into a repository, with what can go wrong with it. */
interface Flawed {
  readonly desk: Desk;
  path: string;
  /** What becomes of the text of the file. */
  text?: (text: string) => string;
  entry?: Partial<Entry>;
}

export interface FlawedReview extends Flawed {
  readonly review: Review;
}

export interface FlawedWaiver extends Flawed {
  readonly waiver: Waiver;
  /** Whether the base has it already, approvals and all. */
  isOnBase?: boolean;
}

type Step<Record> = (flawed: Record, dice: Dice) => void;

/** Something that goes wrong, or only looks as if; `before` it is approved, or `after`. */
interface Flaw<Record> {
  readonly name: string;
  readonly before?: Step<Record>;
  readonly after?: Step<Record>;
}

export type ReviewFlaw = Flaw<FlawedReview>;
export type WaiverFlaw = Flaw<FlawedWaiver>;

export const otherDigest = `sha256:${'5'.repeat(64)}`;

/** Changes one of the items, if there are any. */
export function change<Item>(
  items: readonly Item[] | undefined,
  dice: Dice,
  how: (item: Item) => void,
): void {
  if (items !== undefined && items.length > 0) how(dice.pick(items));
}

export const oneFile =
  (how: (row: FileRow) => void): Step<FlawedReview> =>
  ({ review }, dice) =>
    change(review.policy?.files, dice, how);

export const oneMove =
  (how: (row: ChangeRow) => void): Step<FlawedReview> =>
  ({ review }, dice) =>
    change(review.policy?.changes, dice, how);

export const oneApproval =
  (how: (approval: Approval) => void): Step<FlawedReview> =>
  ({ review }, dice) =>
    change(review.approvals, dice, how);

/** Takes an answer away. */
export function forget(review: Review, path: string): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce<Record<string, unknown>>(
    (here, key) => here[key] as Record<string, unknown>,
    review,
  );
  delete holder[last];
}

/** Somebody with a role, who has not said anything yet, says no to what is there now, or to something else. */
export function sayNo(review: Review, decision: string, to: Partial<Approval> = {}): void {
  const [first] = review.approvals ?? [];
  const silent = ['leo', 'noor', 'double'].find(
    (person) => !(review.approvals ?? []).some((approval) => approval.person === person),
  );
  review.approvals?.push({
    id: 'against',
    person: silent ?? 'leo',
    role: 'owner',
    decision,
    date: today,
    ...boundOf(review),
    ...(first?.config === undefined ? {} : { config: first.config }),
    ...(first?.repository === undefined ? {} : { repository: first.repository }),
    ...to,
  });
}
