import type { Distribution, Range } from './three-point.ts';

/** A number that is known, or a range for one that is not. */
export type Quantity = number | Range;

/**
 * What the economics need to know of one group of customers. Money is in the currency of the review,
 * shares are 0 to 1, a year is twelve months. An absent value is unknown, never 0.
 */
export interface SegmentInputs {
  /** Customers who are here when it is announced. */
  readonly customers?: Quantity | undefined;
  /** Money that one customer leaves per year after variable cost, today. */
  readonly contributionBefore?: Quantity | undefined;
  /** The same under the new terms, for a customer who stays. */
  readonly contributionAfter?: Quantity | undefined;
  /** Share of customers who stay for another year, today. */
  readonly retentionBefore?: Quantity | undefined;
  /** Share of customers who leave because of the change, once, when the new terms reach them. */
  readonly lossAtAnnouncement?: Quantity | undefined;
  /** Share of customers who leave in each year after that because of the change, on top of who left anyway. */
  readonly lossAfterPerYear?: Quantity | undefined;
  /** Money that it takes to win one new customer. */
  readonly acquisitionCost?: Quantity | undefined;
  /** Referrals that one customer makes in a year. */
  readonly referralsPerCustomer?: Quantity | undefined;
  /** Share of referrals who become customers. */
  readonly referralConversion?: Quantity | undefined;
  /** Lifetime value of a referred customer, in money. */
  readonly referralValue?: Quantity | undefined;
  /** Extra contacts that the change causes per customer, in all. */
  readonly contactsPerCustomer?: Quantity | undefined;
  /** Money that one contact costs. */
  readonly contactCost?: Quantity | undefined;
  /** Handling time of one contact, in minutes. */
  readonly contactMinutes?: Quantity | undefined;
  /** Money for goodwill and exceptions, in all, paid when it is announced. */
  readonly goodwillBudget?: Quantity | undefined;
  /** Money that the change itself costs (systems, letters, training), paid when it is announced. */
  readonly oneOffCost?: Quantity | undefined;
  /** Months for which existing customers keep the old terms once the change holds for others; absent means none. */
  readonly grandfatherMonths?: number | undefined;
  /** Months in which only a part of the change applies, rising evenly; absent means none. */
  readonly phaseInMonths?: number | undefined;
  /**
   * Share of customers who leave because of the change once those who are bound are free, of all who are
   * still here then; on top of those who leave at the announcement.
   */
  readonly leaveWhenFree?: Quantity | undefined;
  /** Month after the announcement in which those who are bound are free. */
  readonly freeAfterMonths?: number | undefined;
  /** Share of those who stay who choose a cheaper plan or use less, when the new terms reach them. */
  readonly downgradeShare?: Quantity | undefined;
  /** Money that one of those leaves per year. */
  readonly downgradeContribution?: Quantity | undefined;
  /** Share of customers who take what they are offered. */
  readonly offerTakeUp?: Quantity | undefined;
  /** Money that it costs, once, for one who takes it. */
  readonly offerCost?: Quantity | undefined;
}

/** One group of customers by the id of its row in the review. */
export interface NamedSegment extends SegmentInputs {
  readonly segment: string;
}

/**
 * A group of customers who are not free to leave at once, within a segment or within all. What stands in
 * the segment, or is given for all, goes before what stands here.
 */
export interface BoundGroup {
  /** Id of the group's row among the customers of the review. */
  readonly group: string;
  /** Absent where the figures are not divided. */
  readonly segment?: string | undefined;
  /** Its share of the customers of the segment, or of all: 0 to 1. Absent where it has not been counted. */
  readonly share?: number | undefined;
  /** Absent means that nobody knows how many leave: it is left out, and named. */
  readonly leaveWhenFree?: Quantity | undefined;
  readonly freeAfterMonths?: number | undefined;
}

/** Contracts that keep the old terms for longer than the others. */
export interface ExemptContracts {
  /** Id of the row among the exempt contracts of the review. */
  readonly id: string;
  /** Absent where they are spread over all segments alike. */
  readonly segment?: string | undefined;
  readonly customers: number;
  /** Months after the announcement for which they keep the old terms; absent means for good. */
  readonly months?: number | undefined;
}

/** That a change holds for a time only. */
export interface End {
  /** Months after the announcement for which it holds. */
  readonly months: number;
  /** What comes after that: the old terms again, or nothing, because the product ends with or without the change. */
  readonly to: 'old-terms' | 'product';
}

/** The loss at the announcement if the change were smaller or larger. */
export interface OtherStep {
  /** As a share of the change: 0.5 is half of the rise. Not 1, which is the change itself. */
  readonly step: number;
  /** Share of customers who would then leave. */
  readonly loss: number;
}

/**
 * Everything that a change's economics are computed from. With `segments`, the values per customer
 * given here hold for every segment that has none of its own; `goodwillBudget` and `oneOffCost` are
 * added to the segments' own; `customers` is their sum and is not read from here.
 */
export interface Inputs extends SegmentInputs {
  /** Money gained per year if nobody left; read where no `contributionAfter` is given. */
  readonly annualGain?: Quantity | undefined;
  /** Money lost per year with the referrals that stop; read where the referral inputs are not complete. */
  readonly referralLoss?: Quantity | undefined;
  /** Money for extra contacts, in all; read where the contact inputs are not complete. */
  readonly contactsBudget?: Quantity | undefined;
  /** Share by which money a year later is worth less. */
  readonly discountRate?: Quantity | undefined;
  /** New customers who join in a year, today. */
  readonly newCustomersPerYear?: Quantity | undefined;
  /** Change in how many join, as a share: −0.03 is three per cent fewer. */
  readonly newCustomersChange?: Quantity | undefined;
  /** Months over which the decision is judged, besides 12, 24 and 36. */
  readonly horizonMonths?: number | undefined;
  /** How ranges are weighed; PERT where absent. */
  readonly distribution?: Distribution | undefined;
  readonly segments?: readonly NamedSegment[] | undefined;
  /** Money that one who joins leaves per year, on today's terms and on the new ones; both or joiners stay out. */
  readonly joinerContributionBefore?: Quantity | undefined;
  readonly joinerContributionAfter?: Quantity | undefined;
  /** Months from the announcement to the day on which the change holds; absent means none. */
  readonly noticeMonths?: number | undefined;
  readonly exempt?: readonly ExemptContracts[] | undefined;
  /** Absent means that it holds for good. */
  readonly end?: End | undefined;
  /**
   * Money by which what is left over in a year falls from year to year without the change, as far as the change stops
   * it; absent means none.
   */
  readonly driftPerYear?: Quantity | undefined;
  /** Groups of customers who are bound. */
  readonly bound?: readonly BoundGroup[] | undefined;
  /**
   * How far the loss at the announcement and the loss in each year after it are high or low together, as a
   * correlation of ranks from 0 to 1; absent means that they are independent.
   */
  readonly lossCorrelation?: number | undefined;
  /** A second point of the loss, for the curve of the step against the net value. */
  readonly otherStep?: OtherStep | undefined;
}

type QuantityKeyOf<T> = {
  [K in keyof T]-?: Range extends NonNullable<T[K]> ? K : never;
}[keyof T];

/** Inputs of a segment that may be ranges. */
export type SegmentQuantityKey = QuantityKeyOf<SegmentInputs>;
/** All inputs that may be ranges. */
export type QuantityKey = QuantityKeyOf<Inputs>;
/** Inputs in whole months. */
export type MonthsKey =
  | 'grandfatherMonths'
  | 'phaseInMonths'
  | 'horizonMonths'
  | 'freeAfterMonths'
  | 'noticeMonths';
export type InputKey = QuantityKey | MonthsKey;

/** Everything that can be played with: the inputs, and how their ranges are weighed. */
export type SettingKey = InputKey | 'lossCorrelation' | 'distribution';

/** What a value counts, which decides how it is read and written. */
export type InputKind = 'count' | 'number' | 'money' | 'share' | 'months' | 'distribution';

export const inputKinds: { readonly [K in SettingKey]: InputKind } = {
  customers: 'count',
  contributionBefore: 'money',
  contributionAfter: 'money',
  annualGain: 'money',
  retentionBefore: 'share',
  lossAtAnnouncement: 'share',
  lossAfterPerYear: 'share',
  leaveWhenFree: 'share',
  freeAfterMonths: 'months',
  discountRate: 'share',
  noticeMonths: 'months',
  grandfatherMonths: 'months',
  phaseInMonths: 'months',
  acquisitionCost: 'money',
  contactsPerCustomer: 'number',
  contactCost: 'money',
  contactMinutes: 'number',
  contactsBudget: 'money',
  goodwillBudget: 'money',
  oneOffCost: 'money',
  referralsPerCustomer: 'number',
  referralConversion: 'share',
  referralValue: 'money',
  referralLoss: 'money',
  newCustomersPerYear: 'count',
  newCustomersChange: 'share',
  joinerContributionBefore: 'money',
  joinerContributionAfter: 'money',
  driftPerYear: 'money',
  downgradeShare: 'share',
  downgradeContribution: 'money',
  offerTakeUp: 'share',
  offerCost: 'money',
  lossCorrelation: 'share',
  horizonMonths: 'months',
  distribution: 'distribution',
};

/** What a value may be, and how to say so. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly said: string;
}

const anyMoney: Bounds = { least: -1e15, most: 1e15, said: 'an amount of money' };
const money: Bounds = { least: 0, most: 1e15, said: 'an amount of money, 0 or more' };
const count: Bounds = { least: 0, most: 1e12, said: 'a number, 0 or more' };
/** What a plain number without a range may be. */
export const correlationBounds: Bounds = { least: 0, most: 1, said: 'a number from 0 to 1, without a range' };
/** What a part or a multiple of the change may be. */
export const stepBounds: Bounds = { least: 0.01, most: 10, said: 'a share of the change from 0.01 to 10' };
const share: Bounds = { least: 0, most: 1, said: 'a share from 0 to 1 (0.04 is 4 %)' };

/**
 * The inputs that may be ranges, and what each may be. Their order is the order of the random
 * streams: add at the end, never in between, or every published simulation changes.
 */
export const quantityBounds: { readonly [K in QuantityKey]: Bounds } = {
  customers: count,
  contributionBefore: anyMoney,
  contributionAfter: anyMoney,
  retentionBefore: share,
  lossAtAnnouncement: share,
  lossAfterPerYear: share,
  acquisitionCost: money,
  referralsPerCustomer: count,
  referralConversion: share,
  referralValue: money,
  contactsPerCustomer: count,
  contactCost: money,
  contactMinutes: { least: 0, most: 600, said: 'minutes from 0 to 600' },
  goodwillBudget: money,
  oneOffCost: money,
  annualGain: anyMoney,
  referralLoss: money,
  contactsBudget: money,
  discountRate: share,
  newCustomersPerYear: count,
  newCustomersChange: { least: -1, most: 10, said: 'a share from −1 to 10 (−0.03 is 3 % fewer)' },
  leaveWhenFree: share,
  joinerContributionBefore: anyMoney,
  joinerContributionAfter: anyMoney,
  driftPerYear: money,
  downgradeShare: share,
  downgradeContribution: anyMoney,
  offerTakeUp: share,
  offerCost: money,
};

export const quantityKeys = Object.keys(quantityBounds) as readonly QuantityKey[];

export const monthsBounds: { readonly [K in MonthsKey]: Bounds } = {
  grandfatherMonths: { least: 0, most: 120, said: 'whole months from 0 to 120' },
  phaseInMonths: { least: 0, most: 120, said: 'whole months from 0 to 120' },
  horizonMonths: { least: 1, most: 120, said: 'whole months from 1 to 120' },
  noticeMonths: { least: 0, most: 120, said: 'whole months from 0 to 120' },
  freeAfterMonths: { least: 1, most: 1200, said: 'whole months from 1 to 1200' },
};

export const monthsKeys = Object.keys(monthsBounds) as readonly MonthsKey[];

/** A range of any quantity; a plain number is a range without width. */
export function asRange(quantity: Quantity): Range {
  return typeof quantity === 'number' ? { low: quantity, likely: quantity, high: quantity } : quantity;
}

/** The most likely value of any quantity. */
export function likelyOf(quantity: Quantity): number {
  return typeof quantity === 'number' ? quantity : quantity.likely;
}

/** Where what is known of a bound group stands in the review. */
export function boundPath(key: 'leaveWhenFree' | 'nextFree' | 'count', group: string): string {
  return key === 'count' ? `customers.segments.${group}.count` : `consequences.${group}.${key}`;
}

/** Where an input stands: `retentionBefore`, or `segments.loyal.retentionBefore`. */
export function inputPath(key: InputKey, segment?: string): string {
  return segment === undefined ? key : `segments.${segment}.${key}`;
}
