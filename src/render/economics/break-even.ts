import type { Results } from '../../economics/evaluate.ts';
import { known } from '../../economics/figure.ts';
import type { Inputs } from '../../economics/inputs.ts';
import { buildLookup } from '../../economics/model.ts';
import { hasForecast } from '../../economics/rush.ts';
import { type EconomicsWords, threePoints } from './words.ts';

/**
 * The share of customers that uses up the gain, beside the forecast; undefined where a figure is missing.
 * @param command how to give a forecast, where none was given
 */
export function breakEvenView(
  { inputs, results }: { readonly inputs: Inputs; readonly results: Pick<Results, 'breakEven'> },
  words: EconomicsWords,
  command: string,
) {
  const figure = known(results.breakEven);
  if (figure === undefined) return undefined;
  const { format } = words;
  const { share, customers, forecast, position, likelyBeyond } = figure;
  const { rows, range } = buildLookup(inputs);
  const all = rows.reduce((sum, row) => sum + range('customers', row).likely, 0);
  const whole = (value: number) => format.number(Math.round(value));
  return {
    isHeldBack: !hasForecast(inputs),
    command,
    // Whoever costs money today is missed by nobody: not even the loss of all of them uses up the gain.
    isOutOfReach: share > 1,
    isOfNobody: customers !== undefined && all === 0,
    hasGain: share > 0,
    share: format.roughShare(share),
    lost: customers === undefined ? undefined : whole(customers),
    all: whole(all),
    before: format.money(figure.contributionBefore),
    after: format.money(figure.contributionAfter),
    needed: share < 0 && customers !== undefined ? whole(-customers) : undefined,
    forecast: forecast && threePoints(forecast, format.roughShare),
    countsWhenFree: figure.countsWhenFree === true,
    isBelow: position === 'below',
    mayBeBeyond: position === 'inside' && likelyBeyond === false,
    isBeyond: position === 'beyond' || likelyBeyond === true,
  };
}
