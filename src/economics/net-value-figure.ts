import { buildCourse, type Course } from './course.ts';
import { type Figure, figure } from './figure.ts';
import { findPlace, type Model } from './model.ts';
import { buildNetValue, cumulatedNetValue } from './net-value.ts';
import { roundMoney, roundShare } from './round.ts';

/** The net value of the change after so many months, against not changing. */
interface HorizonValue {
  readonly months: number;
  readonly value: number;
  /**
   * Share of customers whose loss at the announcement makes the value 0, with every loss afterwards
   * and every cost counted. Below 0: a loss even if nobody leaves at the announcement. Absent where
   * the loss of customers makes no difference.
   */
  readonly breakEvenLoss?: number;
}

/** The net value at the likely values, month by month. */
export interface NetValueFigure {
  readonly horizons: readonly HorizonValue[];
  /** Cumulated net value after months 0, 1, 2 … */
  readonly cumulated: readonly number[];
  readonly course: Course;
}

/** Horizons that are always looked at: what pays in a year may not pay in three. */
const HORIZONS = [12, 24, 36] as const;

/** The horizons to report, in months, ascending. */
function listHorizons(horizonMonths: number | undefined): number[] {
  const months = new Set<number>(HORIZONS);
  if (horizonMonths !== undefined) months.add(horizonMonths);
  return [...months].sort((a, b) => a - b);
}

/** The horizon by which the change is judged: the given one, or 36 months. */
export function decisionMonths(horizonMonths: number | undefined): number {
  return horizonMonths ?? 36;
}

/** The likely values, with one loss at the announcement in every segment. */
export function withLoss(model: Model, share: number): Float64Array {
  const values = model.values.slice();
  for (const cohort of model.cohorts) values[findPlace(cohort, 'lossAtAnnouncement')] = share;
  return values;
}

/**
 * The share of customers, the same in every segment, whose loss at the announcement makes the net
 * value 0 at each month from 0 on; NaN where it makes no difference. Exact, because the net value
 * falls in a straight line with that share.
 */
export function breakEvenLosses(model: Model, months: number): Float64Array {
  const netValue = buildNetValue(model, months);
  const none = netValue(withLoss(model, 0));
  const all = netValue(withLoss(model, 1));
  return none.map((value, month) => {
    const fall = value - (all[month] as number);
    return fall === 0 ? Number.NaN : value / fall;
  });
}

/** The net value of a model at its likely values. */
export function netValueFigure(model: Model, horizonMonths: number | undefined): Figure<NetValueFigure> {
  return figure(model.missing, () => {
    const horizons = listHorizons(horizonMonths);
    const months = horizons[horizons.length - 1] as number;
    const cumulated = cumulatedNetValue(model, months);
    const shares = breakEvenLosses(model, months);
    return {
      horizons: horizons.map((horizon) => {
        const share = shares[horizon] as number;
        return {
          months: horizon,
          value: roundMoney(cumulated[horizon] as number),
          ...(Number.isNaN(share) ? {} : { breakEvenLoss: roundShare(share) }),
        };
      }),
      cumulated: Array.from(cumulated, roundMoney),
      course: buildCourse(cumulated),
    };
  });
}
