import { Failure } from '../lib/failure.ts';
import { type QuantityKey, quantityKeys } from './inputs.ts';
import { BATCHES, batchStandardError, batchStart, latinHypercube } from './latin-hypercube.ts';
import type { Model } from './model.ts';
import { buildLedger } from './net-value.ts';
import { type Band, buildBand } from './percentile.ts';
import { quantile, quantileTable } from './quantile-table.ts';
import { roundMoney, roundShare } from './round.ts';
import { sfc32 } from './sfc32.ts';
import type { Distribution } from './three-point.ts';

/** Draws where nothing else is asked for. */
const DEFAULT_DRAWS = 100_000;

/** The seed of the random values, and how many draws are made. */
export interface SimulationOptions {
  /** Whole number from 0 to 2^53 − 1. */
  readonly seed: number;
  /** Whole number from 1,000 to 1,000,000; 100,000 where absent. */
  readonly draws?: number;
}

/** What the draws say about one horizon. Money as of today; shares 0 to 1. */
interface HorizonOutcome extends Band {
  readonly months: number;
  /** Share of the draws in which the change has lost money by then. */
  readonly probabilityOfLoss: number;
  readonly probabilityStandardError: number;
  readonly mean: number;
  readonly meanStandardError: number;
}

/** The net value over the ranges of the inputs. */
export interface Simulation {
  readonly seed: number;
  readonly draws: number;
  readonly distribution: Distribution;
  /** Of the ranks of the two losses of customers, where it is not 0. */
  readonly lossCorrelation?: number;
  /** Paths of the inputs that were drawn; empty where every input is a plain number. */
  readonly varied: readonly string[];
  readonly horizons: readonly HorizonOutcome[];
  /** Percentiles of the cumulated net value after months 0, 1, 2 … */
  readonly p10: readonly number[];
  readonly p50: readonly number[];
  readonly p90: readonly number[];
}

/** A simulation, and the net value of every draw at each horizon, in the order of the draws. */
export interface SimulationRun {
  readonly simulation: Simulation;
  readonly netValues: ReadonlyMap<number, Float64Array>;
}

/** @throws Failure `misuse` for a seed or a number of draws that can not be used */
export function checkedOptions({
  seed,
  draws = DEFAULT_DRAWS,
}: SimulationOptions): Required<SimulationOptions> {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new Failure('misuse', `The seed must be a whole number from 0 on, not ${seed}.`);
  }
  if (!Number.isInteger(draws) || draws < 1000 || draws > 1_000_000) {
    throw new Failure(
      'misuse',
      `The number of draws must be a whole number from 1000 to 1000000, not ${draws}.`,
    );
  }
  return { seed, draws };
}

function outcome(months: number, values: Float64Array, band: Band): HorizonOutcome {
  const losses: number[] = [];
  const sums: number[] = [];
  for (let batch = 0; batch < BATCHES; batch++) {
    let lost = 0;
    let sum = 0;
    for (let draw = batchStart(values.length, batch); draw < batchStart(values.length, batch + 1); draw++) {
      const value = values[draw] as number;
      if (value < 0) lost += 1;
      sum += value;
    }
    losses.push(lost);
    sums.push(sum);
  }
  const share = (terms: readonly number[]) => terms.reduce((all, term) => all + term, 0) / values.length;
  return {
    months,
    probabilityOfLoss: roundShare(share(losses)),
    probabilityStandardError: roundShare(batchStandardError(losses, values.length)),
    mean: roundMoney(share(sums)),
    meanStandardError: roundMoney(batchStandardError(sums, values.length)),
    ...band,
  };
}

/** Stream of the choice below; far from those of the inputs. */
const CORRELATION_STREAM = 1000;

/**
 * Lets the two losses of customers be high or low together: in so large a share of the draws, the later loss
 * stands at the same place of its range as the first; in the others they are independent. The ranks of the
 * two then correlate by that share, and the range of each is drawn as before.
 */
function correlate(
  shares: ReadonlyMap<QuantityKey, Float64Array>,
  correlation: number,
  { seed, draws }: Required<SimulationOptions>,
): void {
  const first = shares.get('lossAtAnnouncement');
  const later = shares.get('lossAfterPerYear');
  if (!(correlation > 0) || first === undefined || later === undefined) return;
  const choice = latinHypercube(draws, sfc32(seed, CORRELATION_STREAM));
  for (let draw = 0; draw < draws; draw++) {
    if ((choice[draw] as number) < correlation) later[draw] = first[draw] as number;
  }
}

/**
 * Draws every uncertain input from its range and computes the net value each time.
 *
 * Each input has a random stream of its own, so that a what-if with the same seed draws the same values of
 * everything that it does not change. Segments that have ranges of the same input are drawn together
 * (all low or all high): who misjudges one group of customers mostly misjudges the others alike.
 * Different inputs are drawn independently, but for the two losses of customers where a correlation is given.
 *
 * Guarantee: the same inputs, seed and number of draws give the same bytes on every machine and
 * engine, because nothing but whole numbers and the four exact operations of IEEE 754 is used.
 * Money is rounded to hundredths, shares to six decimals.
 *
 * @param model nothing of what it needs may be missing
 * @param horizons months, ascending
 */
export function simulate(
  model: Model,
  horizons: readonly number[],
  distribution: Distribution,
  options: SimulationOptions,
): SimulationRun {
  const { seed, draws } = checkedOptions(options);
  const months = horizons[horizons.length - 1] ?? 0;
  const shares = new Map(
    quantityKeys.flatMap((key, stream) =>
      model.variables.some((variable) => variable.key === key)
        ? [[key, latinHypercube(draws, sfc32(seed, stream + 1))] as const]
        : [],
    ),
  );
  correlate(shares, model.lossCorrelation, { seed, draws });
  const drawn = model.variables.map(({ key, range, place }) => ({
    place,
    shares: shares.get(key) as Float64Array,
    table: quantileTable(range, distribution),
  }));

  // Month after month, all draws of a month side by side, so that a percentile reads one contiguous part of the array.
  const all = new Float64Array((months + 1) * draws);
  const values = model.values.slice();
  const ledger = buildLedger(model, months);
  for (let draw = 0; draw < draws; draw++) {
    for (const { place, shares, table } of drawn) values[place] = quantile(table, shares[draw] as number);
    ledger(values, all, draw, draws);
  }

  const netValues = new Map<number, Float64Array>();
  const outcomes: HorizonOutcome[] = [];
  const p10: number[] = [];
  const p50: number[] = [];
  const p90: number[] = [];
  for (let month = 0; month <= months; month++) {
    const values = all.subarray(month * draws, (month + 1) * draws);
    // Finding percentiles reorders the month, but two alternatives are compared draw by draw.
    const inOrder = horizons.includes(month) ? values.slice() : undefined;
    const found = buildBand(values);
    const band = { p10: roundMoney(found.p10), p50: roundMoney(found.p50), p90: roundMoney(found.p90) };
    p10.push(band.p10);
    p50.push(band.p50);
    p90.push(band.p90);
    if (inOrder === undefined) continue;
    netValues.set(month, inOrder);
    outcomes.push(outcome(month, inOrder, band));
  }
  const varied = [...new Set(model.variables.map(({ input }) => input))];
  const correlated = model.lossCorrelation > 0 ? { lossCorrelation: model.lossCorrelation } : {};
  return {
    simulation: { seed, draws, distribution, ...correlated, varied, horizons: outcomes, p10, p50, p90 },
    netValues,
  };
}
