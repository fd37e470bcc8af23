import type { Review } from '../domain/review.ts';
import { checkInputs } from './check-inputs.ts';
import { evaluateReview } from './evaluate-review.ts';
import { known } from './figure.ts';
import { findSeed, fromReview } from './from-review.ts';
import { buildModel, type Model } from './model.ts';
import { buildNetValue } from './net-value.ts';
import { simulate } from './simulate.ts';

/** What the draws say of one horizon: money as of today, the chance as a share. */
export interface Risk {
  readonly months: number;
  readonly chance: number;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

/** Draws that tell whether a chance is near a threshold; its standard error is then below one per cent. */
const FEW = 1000;
/** How far a chance of so few draws may lie from that of all. */
const MARGIN = 0.05;

/** Whether the change gains at these months even where every uncertain input is at its worse end. */
function gainsAnyway(model: Model, months: readonly number[]): boolean {
  const last = Math.max(...months);
  const netValue = buildNetValue(model, last);
  const worst = model.values.slice();
  for (const { place, range } of model.variables) {
    const at = (value: number) => {
      const values = model.values.slice();
      values[place] = value;
      return netValue(values)[last] as number;
    };
    worst[place] = at(range.low) < at(range.high) ? range.low : range.high;
  }
  const cumulated = netValue(worst);
  return months.every((month) => (cumulated[month] as number) > 0);
}

/**
 * The chance of a loss at each of the months, by the same draws that every page shows; empty where none
 * reaches `least`, or where inputs are missing. Drawing takes a tenth of a second and more, so it is done only
 * where the worst ends of the ranges lose and a few draws do not rule it out.
 * @param months ascending, each 12, 24, 36 or the review's own horizon
 * @param least chance from which one is of interest, 0 to 1
 */
export function findRisks(review: Review, months: readonly number[], least: number): readonly Risk[] {
  const { inputs } = checkInputs(fromReview(review));
  const model = buildModel(inputs);
  if (model.missing.length > 0 || model.variables.length === 0 || gainsAnyway(model, months)) return [];
  const distribution = inputs.distribution ?? 'pert';
  const quick = simulate(model, months, distribution, { seed: findSeed(review), draws: FEW });
  if (quick.simulation.horizons.every(({ probabilityOfLoss }) => probabilityOfLoss < least - MARGIN))
    return [];
  const drawn = known(evaluateReview(review).results.simulation);
  return (drawn?.horizons ?? []).flatMap(({ months: at, probabilityOfLoss: chance, p10, p50, p90 }) =>
    months.includes(at) && chance >= least ? [{ months: at, chance, p10, p50, p90 }] : [],
  );
}
