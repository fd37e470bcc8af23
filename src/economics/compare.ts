import { type Evaluation, evaluateWithDraws, type Results } from './evaluate.ts';
import { known } from './figure.ts';
import type { Inputs } from './inputs.ts';
import { BATCHES, batchStandardError, batchStart } from './latin-hypercube.ts';
import { roundMoney, roundShare } from './round.ts';
import type { SimulationOptions } from './simulate.ts';

/** Another way to go: its inputs, or `do-nothing`, which every value is measured against. */
export interface Alternative {
  readonly id: string;
  readonly inputs: Inputs | 'do-nothing';
}

/** An alternative at one horizon. Doing nothing is worth 0 by definition. */
interface ComparedHorizon {
  readonly months: number;
  /** Net value at the likely values, against doing nothing. */
  readonly value: number;
  /** Net value less that of the change as reviewed. */
  readonly difference: number;
  /** Share of the draws in which it ends better than the change as reviewed. */
  readonly probabilityBetter: number;
  readonly standardError: number;
}

/** One row of the comparison. */
interface Compared {
  readonly id: string;
  /** Absent for doing nothing. */
  readonly results?: Results;
  /** Empty where the alternative or the change lacks inputs. */
  readonly horizons: readonly ComparedHorizon[];
}

/** The change as reviewed, and its alternatives beside it. */
export interface Comparison {
  readonly change: Results;
  readonly alternatives: readonly Compared[];
}

function shareBetter(alternative: Float64Array | undefined, change: Float64Array): [number, number] {
  const wins: number[] = [];
  for (let batch = 0; batch < BATCHES; batch++) {
    let won = 0;
    for (let draw = batchStart(change.length, batch); draw < batchStart(change.length, batch + 1); draw++) {
      if ((alternative?.[draw] ?? 0) > (change[draw] as number)) won += 1;
    }
    wins.push(won);
  }
  const share = wins.reduce((all, won) => all + won, 0) / change.length;
  return [roundShare(share), roundShare(batchStandardError(wins, change.length))];
}

function compared(change: Evaluation, other: Evaluation | undefined): ComparedHorizon[] {
  const netValue = known(change.results.netValue);
  const values = other && known(other.results.netValue);
  if (netValue === undefined || change.run === undefined || (other && values === undefined)) return [];
  return netValue.horizons.flatMap(({ months, value: base }) => {
    const draws = change.run?.netValues.get(months);
    const own = values?.horizons.find((horizon) => horizon.months === months);
    if (draws === undefined || (other && own === undefined)) return [];
    const value = own?.value ?? 0;
    const [probabilityBetter, standardError] = shareBetter(other?.run?.netValues.get(months), draws);
    return [{ months, value, difference: roundMoney(value - base), probabilityBetter, standardError }];
  });
}

/**
 * Sets alternatives beside the change. The inputs they share get the same random values in all of them, so that
 * `probabilityBetter` tells of the alternatives and not of the draws.
 */
export function compare(
  inputs: Inputs,
  alternatives: readonly Alternative[],
  options: SimulationOptions,
): Comparison {
  const change = evaluateWithDraws(inputs, options);
  return {
    change: change.results,
    alternatives: alternatives.map(({ id, inputs: own }) => {
      if (own === 'do-nothing') return { id, horizons: compared(change, undefined) };
      const other = evaluateWithDraws(own, options);
      return { id, results: other.results, horizons: compared(change, other) };
    }),
  };
}
