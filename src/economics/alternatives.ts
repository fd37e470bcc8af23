import type { Alternative as AlternativeRow, Review } from '../domain/review.ts';
import type { Alternative } from './compare.ts';
import type { Inputs, NamedSegment, SegmentInputs } from './inputs.ts';

/** An alternative that can not be reckoned, and what it does not say of itself. */
export interface NotReckoned {
  readonly id: string;
  readonly lacks: readonly ('gain' | 'loss')[];
}

/** The alternatives of a review: those with figures of their own, and the others. */
export interface ReviewedAlternatives {
  readonly comparable: readonly Alternative[];
  readonly notReckoned: readonly NotReckoned[];
}

/** What is true of the customers whatever is done, and how early they hear of it; everything else belongs to what is done. */
const facts = [
  'customers',
  'contributionBefore',
  'retentionBefore',
  'acquisitionCost',
  'referralsPerCustomer',
  'referralConversion',
  'referralValue',
] as const satisfies readonly (keyof SegmentInputs)[];
const sharedFacts = [
  'discountRate',
  'newCustomersPerYear',
  'noticeMonths',
  'horizonMonths',
  'distribution',
] as const satisfies readonly (keyof Inputs)[];

function pick<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(
    keys.flatMap((key) => (from[key] === undefined ? [] : [[key, from[key]]])),
  ) as Pick<T, K>;
}

function listLacks({ annualGain, economics = {} }: AlternativeRow): NotReckoned['lacks'] {
  return [
    ...(annualGain === undefined && economics.contributionAfter === undefined ? (['gain'] as const) : []),
    ...(economics.lossAtAnnouncement === undefined ? (['loss'] as const) : []),
  ];
}

/** The inputs of an alternative: its own figures, and what is true of the customers in any case. */
function alternativeInputs(change: Inputs, { annualGain, economics = {} }: AlternativeRow): Inputs {
  const gain = economics.contributionAfter === undefined ? { annualGain } : {};
  // For whom it holds is said of all of them at once; the segments of the change are others then.
  const segments =
    economics.customers === undefined
      ? change.segments?.map(
          (row): NamedSegment => ({
            segment: row.segment,
            ...pick<SegmentInputs, (typeof facts)[number]>(row, facts),
          }),
        )
      : undefined;
  return {
    // That the product ends is true in any case; that a change is for a season is its own.
    ...(change.end?.to === 'product' ? { end: change.end } : {}),
    ...pick<Inputs, (typeof facts)[number]>(change, facts),
    ...pick<Inputs, (typeof sharedFacts)[number]>(change, sharedFacts),
    ...(segments === undefined ? {} : { segments }),
    ...gain,
    ...economics,
  };
}

/**
 * The alternatives of a review. Nothing of what the change itself brings, costs or loses is charged to another
 * way: it is reckoned with its own gain and its own loss of customers, or not at all.
 * @param change inputs of the change
 */
export function buildAlternatives(review: Review, change: Inputs): ReviewedAlternatives {
  const comparable: Alternative[] = [];
  const notReckoned: NotReckoned[] = [];
  for (const row of review.alternatives ?? []) {
    const { id } = row;
    const lacks = listLacks(row);
    if (row.kind === 'do-nothing') comparable.push({ id, inputs: 'do-nothing' });
    else if (lacks.length > 0) notReckoned.push({ id, lacks });
    else comparable.push({ id, inputs: alternativeInputs(change, row) });
  }
  return { comparable, notReckoned };
}
