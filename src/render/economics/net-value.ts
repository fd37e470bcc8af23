import type { Results } from '../../economics/evaluate.ts';
import { known } from '../../economics/figure.ts';
import { percentFor } from '../../lib/percent.ts';
import { chanceWords, countDraws, type EconomicsWords, monthsWords } from './words.ts';

/** Chance of a loss from which the sentence on the course mentions it. */
const MENTIONED = 0.01;

/**
 * The net value at each horizon; undefined where it is not known at any.
 * @param shown horizons to leave out all others, in months
 */
export function worthView({ simulation }: Results, words: EconomicsWords, shown?: readonly number[]) {
  const { format } = words;
  const drawn = known(simulation);
  const horizons =
    drawn?.horizons.filter(({ months }) => shown === undefined || shown.includes(months)) ?? [];
  if (drawn === undefined || horizons.length === 0) return undefined;
  return {
    isOnePoint: drawn.varied.length === 0,
    horizons: horizons.map(({ months, p10, p50, p90, probabilityOfLoss }) => ({
      months: monthsWords(months, format),
      p10: format.roughMoney(p10),
      p50: format.roughMoney(p50),
      p90: format.roughMoney(p90),
      // Where every figure is a single number nothing was drawn, and there is no chance to speak of.
      chance:
        drawn.varied.length === 0 ? undefined : chanceWords(probabilityOfLoss, countDraws(drawn), words),
    })),
  };
}

/** How the net value goes from month to month at the most likely figures, and the chance that it ends in a loss. */
export function courseView({ netValue, simulation }: Results, words: EconomicsWords) {
  const figure = known(netValue);
  if (figure === undefined) return undefined;
  const drawn = known(simulation);
  const chance = drawn?.horizons.at(-1)?.probabilityOfLoss ?? 0;
  const { turnsToLoss, paysBack, end } = figure.course;
  const stays = turnsToLoss === undefined && paysBack === undefined;
  return {
    turnsToLoss: turnsToLoss === undefined ? undefined : String(turnsToLoss),
    paysBack: String(paysBack),
    isEarnedBack: paysBack !== undefined,
    isAlwaysLoss: stays && end === 'loss',
    isAlwaysGain: stays && end === 'gain',
    months: String(figure.cumulated.length - 1),
    // What hardly ever happens would only blur the sentence; the table says how seldom.
    chance:
      chance < MENTIONED || drawn?.varied.length === 0
        ? undefined
        : chanceWords(chance, countDraws(drawn), words),
  };
}

/** What was drawn, for the foot of a page. */
export function drawnView({ simulation }: Results, { format }: EconomicsWords) {
  const drawn = known(simulation);
  if (drawn === undefined) return undefined;
  return {
    isOnePoint: drawn.varied.length === 0,
    draws: format.number(drawn.draws),
    seed: String(drawn.seed),
    isPert: drawn.distribution === 'pert',
    correlation: drawn.lossCorrelation === undefined ? undefined : format.number(drawn.lossCorrelation),
    error: percentFor(format.locale, { maximumSignificantDigits: 1 })(
      // Where no draw lost, the batches do not differ, and yet the chance is not known to be 0.
      drawn.horizons.reduce((most, one) => Math.max(most, one.probabilityStandardError), 1 / drawn.draws),
    ),
  };
}
