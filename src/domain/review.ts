import type { Review } from '../generated/review.ts';

export type { Review } from '../generated/review.ts';

type Present<T> = NonNullable<T>;
type Rows<T> = Present<T> extends readonly (infer Row)[] ? Row : never;

export type Depth = Present<Review['depth']>;
export type Segment = Rows<Present<Review['customers']>['segments']>;
export type Consequence = Rows<Review['consequences']>;
export type Alternative = Rows<Review['alternatives']>;
export type PolicyFile = Rows<Present<Review['policy']>['files']>;
export type PolicyChange = Rows<Present<Review['policy']>['changes']>;
export type TripWire = Rows<Present<Review['reversal']>['tripWires']>;
export type Plan = Present<Review['frontline']>;
export type Offer = Rows<Plan['offers']>;
export type HardQuestion = Rows<Plan['hardQuestions']>;
export type OpenItem = Rows<Review['open']>;
export type Approval = Rows<Review['approvals']>;
export type Exception = Rows<Review['exceptions']>;

/** Depths from the least to the most thorough. */
export const depths = ['light', 'standard', 'full'] as const satisfies readonly Depth[];

/** Negative where `a` is less thorough than `b`, 0 where they are the same. */
export function compareDepths(a: Depth, b: Depth): number {
  return depths.indexOf(a) - depths.indexOf(b);
}

/** Whether the verdict is to revise or to drop: as it stands, nothing of it reaches a customer. */
export function isStopped({ verdict }: Pick<Review, 'verdict'>): boolean {
  return verdict?.decision === 'revise' || verdict?.decision === 'drop';
}

/** Sections that an approval does not bind to; every other section is part of the decision. */
export const sectionsOutsideTheDecision = [
  'status',
  'approvals',
  'followUps',
] as const satisfies readonly (keyof Review)[];

/** Sections that hold no answer of the author: what the tool keeps, and what is said about the review. */
export const sectionsWithoutAnswers: ReadonlySet<keyof Review> = new Set([
  ...sectionsOutsideTheDecision,
  'schema',
  'id',
  'situation',
  'depth',
  'author',
  'currency',
  'policy',
  'exceptions',
  'open',
]);
