import { percent } from '../lib/percent.ts';
import { counted, grouped } from '../lib/words.ts';
import type { Config } from './config.ts';
import type { Review } from './review.ts';

/** How bad an answer is: a is mild, b between, c severe. */
export type ScreeningClass = 'a' | 'b' | 'c';

export const screeningIds = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6'] as const;
export type ScreeningId = (typeof screeningIds)[number];

/** The limits between the classes; shares are from 0 to 1. */
export interface ScreeningLimits {
  /** S1 is a up to `a`, c above `c`. */
  readonly worseOffShare: { readonly a: number; readonly c: number };
  /** S1 is a below `a`, c from `c` on. */
  readonly worseOffCount: { readonly a: number; readonly c: number };
  /** S2, share of yearly spend: a up to `a`, b up to `b`. */
  readonly lossShare: { readonly a: number; readonly b: number };
  /** S2, hours per year: a up to `a`, b up to `b`. */
  readonly lossHours: { readonly a: number; readonly b: number };
  /** From this many people, or this share of all, the depth is at least standard, however little each loses. */
  readonly reach: { readonly count: number; readonly share: number };
}

const defaultLimits: ScreeningLimits = {
  worseOffShare: { a: 0.01, c: 0.1 },
  worseOffCount: { a: 1000, c: 100_000 },
  lossShare: { a: 0.01, b: 0.1 },
  lossHours: { a: 0.25, b: 2 },
  reach: { count: 10_000, share: 0.1 },
};

/** The limits of the config, with the defaults where it says nothing. */
export function screeningLimits(config: Config['screening'] = {}): ScreeningLimits {
  const { worseOffShare, worseOffCount, lossShare, lossHours, reach } = defaultLimits;
  return {
    worseOffShare: { ...worseOffShare, ...config.worseOffShare },
    worseOffCount: { ...worseOffCount, ...config.worseOffCount },
    lossShare: { ...lossShare, ...config.lossShare },
    lossHours: { ...lossHours, ...config.lossHours },
    reach: { ...reach, ...config.reach },
  };
}

const worst = (a: ScreeningClass, b: ScreeningClass): ScreeningClass => (a > b ? a : b);

/** What facts say of one question. */
export interface Judged {
  readonly class: ScreeningClass;
  readonly because: string;
  /** False where the facts set a lower bound only, because some of them are missing. */
  readonly complete: boolean;
}

/** The number, or the upper end of the range: what counts against the limits. */
export function upperEnd(value: number | { readonly high: number } | undefined): number | undefined {
  return typeof value === 'object' ? value.high : value;
}

function judgeWorseOff(review: Review, limits: ScreeningLimits): Judged | undefined {
  const count = upperEnd(review.customers?.worseOff);
  const total = review.customers?.total;
  if (count === undefined) return undefined;
  const share = total === undefined || total === 0 ? undefined : count / total;
  const people = `${counted(count, 'customer is', 'customers are')} worse off`;
  const because = share === undefined ? people : `${people} (${percent(share)})`;
  const { worseOffCount, worseOffShare } = limits;
  if (count >= worseOffCount.c || (share !== undefined && share > worseOffShare.c)) {
    return { class: 'c', because, complete: true };
  }
  if (count === 0) return { class: 'a', because: 'no customer is worse off', complete: true };
  const isMild = count < worseOffCount.a && (share === undefined || share <= worseOffShare.a);
  return { class: isMild ? 'a' : 'b', because, complete: share !== undefined };
}

/**
 * Why so many are worse off that a small loss is not a small matter; undefined where it is not so, or where
 * nobody has counted them.
 */
export function describeReach(review: Review, { reach }: ScreeningLimits): string | undefined {
  const count = upperEnd(review.customers?.worseOff);
  const total = review.customers?.total;
  if (count === undefined || count === 0) return undefined;
  const share = total === undefined || total === 0 ? 0 : count / total;
  if (count < reach.count && share < reach.share) return undefined;
  const of = share >= reach.share ? ` (${percent(share)})` : '';
  return `a small loss of ${counted(count, 'customer', 'customers')}${of} is not a small matter`;
}

type Lost = NonNullable<NonNullable<Review['consequences']>[number]['lost']>;

const stopsInWords: Record<Exclude<Lost['stops'], undefined>, string> = {
  nothing: '',
  access: 'loses access',
  data: 'loses data',
  'earned-value': 'loses value they have earned',
  membership: 'loses their membership',
};

function judgeLost(lost: Lost, annualValue: number | undefined, limits: ScreeningLimits): Judged {
  const { money, hours, stops } = lost;
  const share = money === 0 ? 0 : money !== undefined && annualValue ? money / annualValue : undefined;
  const byLimits = (value: number | undefined, { a, b }: { readonly a: number; readonly b: number }) =>
    value === undefined || value <= a ? 'a' : value <= b ? 'b' : 'c';
  const shareClass = byLimits(share, limits.lossShare);
  const hoursClass = byLimits(hours, limits.lossHours);
  const losses = [
    stops !== undefined && stops !== 'nothing' ? stopsInWords[stops] : '',
    share !== undefined && share > 0 && shareClass >= hoursClass
      ? `loses ${percent(share)} of their spend`
      : '',
    hours !== undefined && hours > 0 && hoursClass >= shareClass
      ? `loses ${grouped(hours)} hours a year`
      : '',
  ].filter((words) => words !== '');
  return {
    class: stops !== undefined && stops !== 'nothing' ? 'c' : worst(shareClass as ScreeningClass, hoursClass),
    because: `the worst-hit customer ${losses.length === 0 ? 'loses next to nothing' : losses.join(' and ')}`,
    complete: share !== undefined && hours !== undefined && stops !== undefined,
  };
}

function judgeLoss(review: Review, limits: ScreeningLimits): Judged | undefined {
  const segments = review.customers?.segments ?? [];
  const judged = (review.consequences ?? []).flatMap((row) => {
    if (row.lost === undefined) return [];
    const annualValue = segments.find((segment) => segment.id === row.segment)?.annualValue;
    return [judgeLost(row.lost, annualValue, limits)];
  });
  const [first, ...others] = judged;
  if (first === undefined) return undefined;
  const hardest = others.reduce((a, b) => (b.class > a.class ? b : a), first);
  // The first group is the worst-hit one that screening asks for; others count only where they are worse.
  return { ...hardest, complete: hardest.class === 'c' || first.complete };
}

function judgeChoice<Value extends string>(
  value: Value | undefined,
  classes: Record<Value, readonly [ScreeningClass, string]>,
): Judged | undefined {
  if (value === undefined) return undefined;
  const [judged, because] = classes[value];
  return { class: judged, because, complete: true };
}

function judgeVulnerable(review: Review): Judged | undefined {
  const { vulnerability, checked } = review.fairness ?? {};
  if (vulnerability === 'checked-none' && (checked ?? '') === '') {
    return {
      class: 'c',
      because: 'nobody has named a source for “no vulnerable people”, so it counts as not known',
      complete: true,
    };
  }
  return judgeChoice(vulnerability, {
    'checked-none': ['a', 'no vulnerable people are hit, as was checked'],
    'no-harder': ['b', 'vulnerable people are hit, but no harder than others'],
    harder: ['c', 'vulnerable people are hit harder, or have no other route'],
  });
}

/** What the facts of a review say of each of the six; undefined where they say nothing. */
export const judges: Record<ScreeningId, (review: Review, limits: ScreeningLimits) => Judged | undefined> = {
  S1: judgeWorseOff,
  S2: judgeLoss,
  S3: (review) =>
    judgeChoice(review.reversal?.undo, {
      'within-ten-days': ['a', 'it can be undone within ten business days'],
      'some-loss-stays': ['b', 'it can be stopped, but some loss stays'],
      no: ['c', 'it cannot be undone'],
    }),
  S4: (review) =>
    judgeChoice(review.change?.reachesBack, {
      'new-sales-only': ['a', 'it touches new sales only'],
      'existing-with-exit': ['b', 'it reaches existing customers, who can leave first'],
      'mid-term': ['c', 'it reaches people who have already committed or paid'],
    }),
  S5: judgeVulnerable,
  S6: (review) =>
    judgeChoice(review.customers?.freedom, {
      free: ['a', 'customers are free to leave'],
      'at-a-cost': ['b', 'leaving costs customers money, time or effort'],
      stuck: ['c', 'customers are stuck and cannot leave'],
    }),
};

/** What each question is about; completes “nobody knows yet …”. */
export const subjects: Record<ScreeningId, string> = {
  S1: 'how many customers are worse off',
  S2: 'what the worst-hit customer loses',
  S3: 'whether it can be undone',
  S4: 'whether it reaches people who have already committed',
  S5: 'whether vulnerable people are hit',
  S6: 'whether customers are free to leave',
};
