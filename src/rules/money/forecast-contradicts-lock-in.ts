import type { Consequence, Review } from '../../domain/review.ts';
import type { Fault } from '../../domain/rule.ts';
import { fromReview } from '../../economics/from-review.ts';
import type { Inputs } from '../../economics/inputs.ts';
import { stayingShare } from '../../economics/staying.ts';
import type { Range } from '../../economics/three-point.ts';
import { monthAfter } from '../../lib/dates.ts';
import { percent } from '../../lib/percent.ts';
import { reviewRule } from '../engine/define.ts';
import { listSegments, segmentName } from '../support/segments.ts';

/** Groups whose forecast is one: each segment of the figures, or all groups together where they are not divided. */
interface Together {
  readonly segment: string | undefined;
  readonly rows: readonly { readonly row: Consequence; readonly weight: number }[];
}

function listTogether(review: Review, inputs: Inputs): Together[] {
  const rows = review.consequences ?? [];
  const divided = inputs.segments ?? [];
  if (divided.length > 0) {
    return divided.flatMap(({ segment }) => {
      const row = rows.find((one) => one.segment === segment);
      return row === undefined ? [] : [{ segment, rows: [{ row, weight: 1 }] }];
    });
  }
  const segments = listSegments(review);
  const counted = segments.flatMap(({ id, count }) => {
    const row = rows.find((one) => one.segment === id);
    return row === undefined || count === undefined ? [] : [{ row, weight: count }];
  });
  const total = counted.reduce((all, { weight }) => all + weight, 0);
  // A mean over some of the groups says nothing about all of them.
  if (total <= 0 || counted.length < segments.length) return [];
  return [{ segment: undefined, rows: counted.map(({ row, weight }) => ({ row, weight: weight / total })) }];
}

/** The mean of a value over groups that are forecast together; undefined where one of them lacks it. */
function mean(together: Together, value: (row: Consequence) => number | undefined): number | undefined {
  let sum = 0;
  for (const { row, weight } of together.rows) {
    const own = value(row);
    if (own === undefined) return undefined;
    sum += own * weight;
  }
  return sum;
}

export const forecastContradictsLockIn = reviewRule({
  name: 'forecast-contradicts-lock-in',
  severity: 'error',
  class: 'evidence',
  summary:
    'How many stay, come back or leave once they are free is said twice, and the two cannot both be true.',
  why: 'Whoever accepts a change for want of a way out may never come back. A forecast that forgets what the same review says of those who are bound counts them as loyal.',
  bad: `
    consequences:
      - segment: loyal
        freedom: stuck
        nextFree: 2027-03-31
        lockedShare: 0.3
        leaveWhenFree: { low: 0.3, likely: 0.5, high: 0.7 }  # and only 30 % are bound ← forecast-contradicts-lock-in
        comesBack: { probability: 0.6 }
      - segment: regular
      - segment: charities
  `,
  good: `
    consequences:
      - segment: loyal
        freedom: stuck
        nextFree: 2027-03-31
        lockedShare: 0.8
        leaveWhenFree: { low: 0.05, likely: 0.1, high: 0.2 }
      - segment: regular
      - segment: charities
  `,
  sources: [
    {
      text: 'Bank of America, 2011: customers thought to be tied moved 650,000 accounts to credit unions within weeks, as those reported.',
      url: 'http://www.cbsnews.com/news/the-woman-behind-the-bank-of-america-fee-protest',
    },
  ],
  options: {
    comeBack: {
      type: 'number',
      description: 'Share of those who leave that may be thought to come back.',
      default: 0.5,
      minimum: 0,
      maximum: 1,
    },
    apart: {
      type: 'number',
      description: 'Share by which two statements on the same customers may differ.',
      default: 0.05,
      minimum: 0,
      maximum: 1,
    },
  },
  check(review, { options }) {
    const inputs = fromReview(review);
    const { told, effective } = review.change?.dates ?? {};
    const start = told ?? effective;
    const isFree = ({ nextFree }: Consequence) =>
      nextFree !== undefined && effective !== undefined && nextFree <= effective;
    const faults: Fault[] = [];
    for (const row of review.consequences ?? []) {
      const { segment, lockedShare, leaveWhenFree } = row;
      if (lockedShare === undefined || leaveWhenFree === undefined) continue;
      // Who is free before it holds leaves at the announcement, together with those who were never bound.
      if (leaveWhenFree.likely <= lockedShare || isFree(row)) continue;
      faults.push({
        path: `consequences.${segment}.leaveWhenFree`,
        message: `${percent(leaveWhenFree.likely)} of "${segmentName(review, segment)}" leave once they are free, and only ${percent(lockedShare)} are bound.`,
        hint: 'Count both as shares of the whole group: who is free already does not wait for that day.',
      });
    }
    for (const together of listTogether(review, inputs)) {
      const [first] = together.rows;
      if (first === undefined) continue;
      const at = `consequences.${first.row.segment}`;
      const who =
        together.segment === undefined ? 'all customers' : `"${segmentName(review, together.segment)}"`;
      const loss = lossOf(inputs, together.segment);
      const locked = mean(together, (row) => (row.freedom === 'stuck' ? row.lockedShare : undefined));
      if (loss !== undefined && locked !== undefined && loss.low > 1 - locked + options.apart) {
        faults.push({
          path: `${at}.lockedShare`,
          message: `${percent(locked)} of ${who} cannot leave, and at least ${percent(loss.low)} are expected to leave at the announcement.`,
          hint: 'Correct the share who are bound, or the forecast.',
        });
      }
      const [low, high] = (['low', 'high'] as const).map((point) =>
        mean(together, (row) => (isFree(row) ? row.leaveWhenFree?.[point] : undefined)),
      );
      if (loss !== undefined && low !== undefined && high !== undefined) {
        if (loss.high < low - options.apart) {
          faults.push({
            path: `${at}.leaveWhenFree`,
            message: `${percent(low)} to ${percent(high)} of ${who} leave once they are free, which is before the change holds, and ${percent(loss.low)} to ${percent(loss.high)} are expected to leave at the announcement.`,
            hint: 'They are among those who leave at the announcement: raise that forecast, or correct the day.',
          });
        }
      }
      const said = mean(together, (row) =>
        row.comesBack?.by === undefined ? undefined : row.comesBack.probability,
      );
      const [least, most] = (['low', 'high'] as const).map((point) =>
        mean(together, ({ segment, comesBack }) =>
          start === undefined || comesBack?.by === undefined
            ? undefined
            : stayingShare(inputs, {
                segment: together.segment,
                group: segment,
                months: monthAfter(start, comesBack.by),
              })?.[point],
        ),
      );
      if (said === undefined || least === undefined || most === undefined) continue;
      // Some who leave do come back, but the better half of them within a year or so is no forecast.
      const isTooMany = said > most + options.apart && said - most > options.comeBack * (1 - most);
      if (said >= least - options.apart && !isTooMany) continue;
      faults.push({
        path: `${at}.comesBack.probability`,
        message: `${percent(said)} of ${who} are said to be here by ${first.row.comesBack?.by}, or back; the forecast of who leaves keeps ${percent(least)} to ${percent(most)}.`,
        hint: 'Correct the one that is wrong: how many stay, how many leave at the announcement, in each year after it, or once they are free.',
      });
    }
    return faults;
  },
});

function lossOf(inputs: Inputs, segment: string | undefined): Range | undefined {
  const own = inputs.segments?.find((row) => row.segment === segment)?.lossAtAnnouncement;
  const loss = own ?? inputs.lossAtAnnouncement;
  return typeof loss === 'number' ? { low: loss, likely: loss, high: loss } : loss;
}
