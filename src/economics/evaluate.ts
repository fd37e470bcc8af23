import { type Assessment, assessWithModel } from './assess.ts';
import { type Figure, known } from './figure.ts';
import type { Inputs } from './inputs.ts';
import {
  checkedOptions,
  type Simulation,
  type SimulationOptions,
  type SimulationRun,
  simulate,
} from './simulate.ts';

/** Everything that is known of a change's economics. */
export interface Results extends Assessment {
  readonly simulation: Figure<Simulation>;
}

/** Results, and the draws behind them where there are any. */
export interface Evaluation {
  readonly results: Results;
  readonly run: SimulationRun | undefined;
}

/** As `evaluate`, with the draws, so that alternatives can be compared draw by draw. */
export function evaluateWithDraws(inputs: Inputs, options: SimulationOptions): Evaluation {
  checkedOptions(options);
  const { assessment, model } = assessWithModel(inputs);
  const { netValue } = assessment;
  if (!netValue.known) return { results: { ...assessment, simulation: netValue }, run: undefined };
  const horizons = netValue.value.horizons.map(({ months }) => months);
  const run = simulate(model, horizons, inputs.distribution ?? 'pert', options);
  return { results: { ...assessment, simulation: { known: true, value: run.simulation } }, run };
}

/**
 * Everything that the inputs allow to say of a change, the simulation included. Pure: the same
 * inputs and options give the same bytes on every machine (see `simulate`).
 * @throws Failure `misuse` for a seed or a number of draws that can not be used
 */
export function evaluate(inputs: Inputs, options: SimulationOptions): Results {
  return evaluateWithDraws(inputs, options).results;
}

/** The most likely net value at a horizon, if it is known. */
export function netValueAt(assessment: Assessment, months: number): number | undefined {
  return known(assessment.netValue)?.horizons.find((horizon) => horizon.months === months)?.value;
}
