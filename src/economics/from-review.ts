import type { Consequence, Review } from '../domain/review.ts';
import { monthAfter } from '../lib/dates.ts';
import { type Figure, figure } from './figure.ts';
import {
  asRange,
  type BoundGroup,
  type End,
  type ExemptContracts,
  type Inputs,
  monthsKeys,
  type NamedSegment,
  type Quantity,
  quantityKeys,
  type SettingKey,
} from './inputs.ts';
import { buildLookup } from './model.ts';
import type { Spike, SpikeInterval } from './staffing.ts';
import type { Range } from './three-point.ts';

/** Seed of a review that names none. Any would do; it is fixed so that two people see the same figures. */
export const DEFAULT_SEED = 1;

interface Dates {
  readonly told?: string;
  readonly effective?: string;
}

/** What those of a group do who are bound; a share of the group, of whom no more can leave than are bound. */
type Lock = Pick<BoundGroup, 'leaveWhenFree' | 'freeAfterMonths'>;

/**
 * Reads whether customers of a group are bound, and what is known of the day on which they are free. Who is
 * free by the day on which the change holds leaves, if at all, at the announcement.
 */
function findLock(row: Consequence, dates: Dates): Lock | undefined {
  const { freedom, lockedShare = 1, nextFree, leaveWhenFree: leave } = row;
  if (leave === undefined && freedom !== 'stuck') return undefined;
  const from = dates.told ?? dates.effective;
  if (nextFree !== undefined && nextFree <= (dates.effective ?? from ?? '')) return undefined;
  const most = (share: number) => Math.min(share, lockedShare);
  const month = nextFree === undefined || from === undefined ? undefined : monthAfter(from, nextFree);
  return {
    leaveWhenFree: leave && { low: most(leave.low), likely: most(leave.likely), high: most(leave.high) },
    freeAfterMonths: month,
  };
}

/** The groups that are bound, each in its own segment where the figures are divided. */
function listBound(review: Review): BoundGroup[] {
  const dates = review.change?.dates ?? {};
  const divided = review.economics?.segments ?? [];
  const groups = review.customers?.segments ?? [];
  const counts = groups.map(({ count }) => count);
  const total = counts.reduce<number>((all, count = Number.NaN) => all + count, 0);
  const shareOf = (group: string) => {
    if (divided.length > 0 || groups.length === 1) return 1;
    const count = groups.find(({ id }) => id === group)?.count;
    return total > 0 && count !== undefined ? count / total : undefined;
  };
  return (review.consequences ?? []).flatMap((row) => {
    const group = row.segment;
    const lock = findLock(row, dates);
    if (lock === undefined) return [];
    if (divided.length === 0) return [{ group, share: shareOf(group), ...lock }];
    return divided.some(({ segment }) => segment === group)
      ? [{ group, segment: group, share: 1, ...lock }]
      : [];
  });
}

/** Months of notice, where both days are given. */
function findNotice({ told, effective }: Dates): number | undefined {
  return told === undefined || effective === undefined ? undefined : monthAfter(told, effective);
}

/** When the change ends, if it does. */
function findEnd(review: Review): End | undefined {
  const { dates = {}, endsWith = 'old-terms' } = review.change ?? {};
  const from = dates.told ?? dates.effective;
  if (dates.ends === undefined || from === undefined) return undefined;
  return { months: monthAfter(from, dates.ends), to: endsWith };
}

/** Contracts that keep the old terms beyond the day on which the change holds. */
function listExempt(review: Review, divided: boolean): ExemptContracts[] {
  const { dates = {}, exempt = [] } = review.change ?? {};
  const from = dates.told ?? dates.effective;
  return exempt.flatMap(({ id, segment, count, until }) => {
    if (count === undefined || (until !== undefined && from === undefined)) return [];
    const months = until === undefined ? undefined : monthAfter(from ?? until, until);
    return [{ id, customers: count, months, ...(divided && segment !== undefined ? { segment } : {}) }];
  });
}

/** How many are worse off as the figures take it: a range, the middle of which is as likely as any. */
function countWorseOff(review: Review): Quantity | undefined {
  const count = review.customers?.worseOff;
  if (count === undefined || typeof count === 'number') return count;
  const { low, high } = count;
  return { low, likely: Math.round((low + high) / 2), high };
}

/**
 * The economic inputs of a review. How many customers there are is taken from the economics, or else
 * from the customers section (the segment's count; how many are worse off); who is bound, and what they do
 * once they are free, from the consequences. Nothing else is filled in.
 */
export function fromReview(review: Review): Inputs {
  const { segments, customers, otherStep: other, ...given } = review.economics ?? {};
  const counts = new Map(review.customers?.segments?.map(({ id, count }) => [id, count]));
  const rows = segments?.map(
    (row): NamedSegment => ({ ...row, customers: row.customers ?? counts.get(row.segment) }),
  );
  const notice = findNotice(review.change?.dates ?? {});
  const exempt = listExempt(review, (rows ?? []).length > 0);
  const end = findEnd(review);
  const bound = listBound(review);
  // The section also holds what the leader worked out; only what the figures are computed from is kept.
  const read: Pick<Inputs, SettingKey> = given;
  const kept = [...quantityKeys, ...monthsKeys, 'lossCorrelation' as const, 'distribution' as const].filter(
    (key) => read[key] !== undefined,
  );
  return {
    ...Object.fromEntries(kept.map((key) => [key, read[key]])),
    customers: customers ?? countWorseOff(review),
    segments: rows,
    ...(notice === undefined || notice === 0 ? {} : { noticeMonths: notice }),
    ...(exempt.length === 0 ? {} : { exempt }),
    ...(end === undefined ? {} : { end }),
    ...(bound.length === 0 ? {} : { bound }),
    ...(other?.step === undefined || other.loss === undefined
      ? {}
      : { otherStep: { step: other.step, loss: other.loss } }),
  };
}

/** The seed that a review's simulation starts from. */
export function findSeed(review: Review): number {
  return review.economics?.seed ?? DEFAULT_SEED;
}

function pointOf(quantity: Quantity, point: keyof Range): number {
  return asRange(quantity)[point];
}

type StaffingPlan = NonNullable<NonNullable<Review['frontline']>['staffing']>;

/** What every interval shares, and how the intervals themselves are found. */
function spikeWith(
  review: Review,
  point: keyof Range,
  lackingIn: (staffing: StaffingPlan) => readonly string[],
  intervalsOf: (staffing: StaffingPlan) => readonly SpikeInterval[],
): Figure<Spike> {
  const staffing = review.frontline?.staffing ?? {};
  const inputs = fromReview(review);
  const { rows, range, missing } = buildLookup(inputs);
  const contacts: Quantity | undefined = staffing.contactShare ?? inputs.contactsPerCustomer;
  const minutes: Quantity | undefined = staffing.handlingMinutes ?? inputs.contactMinutes;
  const { serviceLevelShare, serviceLevelSeconds, shrinkage } = staffing;
  const lacking = missing(['customers']).map((path) => `economics.${path}`);
  const need = (value: unknown, name: string) => {
    if (value === undefined) lacking.push(`frontline.staffing.${name}`);
  };
  need(contacts, 'contactShare');
  lacking.push(...lackingIn(staffing).map((name) => `frontline.staffing.${name}`));
  need(minutes, 'handlingMinutes');
  need(serviceLevelShare, 'serviceLevelShare');
  need(serviceLevelSeconds, 'serviceLevelSeconds');
  need(shrinkage, 'shrinkage');
  return figure(lacking, () => ({
    affected: rows.reduce((all, row) => all + range('customers', row)[point], 0),
    contactsPerCustomer: pointOf(contacts ?? Number.NaN, point),
    handlingSeconds: 60 * pointOf(minutes ?? Number.NaN, point),
    target: { share: serviceLevelShare ?? Number.NaN, seconds: serviceLevelSeconds ?? Number.NaN },
    shrinkage: shrinkage ?? Number.NaN,
    intervals: intervalsOf(staffing),
  }));
}

/**
 * The busiest hour after the announcement, from the frontline's staffing section and the economics:
 * whom we tell × share who get in touch × the busiest hour's share of it.
 * @param point which end of the estimates to take
 */
export function buildBusiestHour(review: Review, point: keyof Range = 'likely'): Figure<Spike> {
  return spikeWith(
    review,
    point,
    ({ busiestHourShare }) => (busiestHourShare === undefined ? ['busiestHourShare'] : []),
    ({ busiestHourShare = Number.NaN, rostered }) => [
      {
        name: 'busiest hour',
        minutes: 60,
        share: busiestHourShare,
        ...(rostered === undefined ? {} : { rostered }),
      },
    ],
  );
}

/**
 * The rush by the intervals that the staffing section lists; its busiest hour alone where it lists none.
 * @param point which end of the estimates to take
 */
export function buildRush(review: Review, point: keyof Range = 'likely'): Figure<Spike> {
  if ((review.frontline?.staffing?.intervals ?? []).length === 0) return buildBusiestHour(review, point);
  return spikeWith(
    review,
    point,
    ({ intervals = [] }) =>
      intervals.flatMap(({ id, minutes, share }) => [
        ...(share === undefined ? [`intervals.${id}.share`] : []),
        ...(minutes === undefined ? [`intervals.${id}.minutes`] : []),
      ]),
    ({ intervals = [] }) =>
      intervals.map(({ id, name, minutes = Number.NaN, share = Number.NaN, usualContacts, rostered }) => ({
        name: name ?? id,
        minutes,
        share,
        ...(usualContacts === undefined ? {} : { usualContacts }),
        ...(rostered === undefined ? {} : { rostered }),
      })),
  );
}
