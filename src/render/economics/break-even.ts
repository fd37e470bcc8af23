import type { Results } from '../../economics/evaluate.ts';
import { known } from '../../economics/figure.ts';
import type { Inputs } from '../../economics/inputs.ts';
import { buildLookup } from '../../economics/model.ts';
import { hasForecast } from '../../economics/rush.ts';
import { type EconomicsWords, monthsWords, threePoints } from './words.ts';

/**
 * The share of customers that uses up the gain, beside the forecast; undefined where a figure is missing.
 * @param command how to give a forecast, where none was given
 */
export function breakEvenView(
  { inputs, results }: { readonly inputs: Inputs; readonly results: Omit<Results, 'simulation'> },
  words: EconomicsWords,
  command: string,
) {
  const figure = known(results.breakEven);
  if (figure === undefined) return undefined;
  const { format } = words;
  const { share, customers, forecast, position, likelyBeyond, byContribution, contributionInAll } = figure;
  const { goodwill, oneOff, contactCost, offers } = results.costs;
  const atStart = [goodwill, oneOff, contactCost, ...(offers === undefined ? [] : [offers])];
  const paid = atStart.reduce((all, cost) => all + (known(cost)?.likely ?? 0), 0);
  const worth = known(results.netValue)?.horizons.find(({ months }) => months === results.decisionMonths);
  const isBeyond = position === 'beyond' || likelyBeyond === true;
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
    forecast: forecast && {
      ...threePoints(forecast, format.roughShare),
      isOne: format.roughShare(forecast.low) === format.roughShare(forecast.high),
      likelyMoney:
        contributionInAll === undefined || byContribution !== true
          ? undefined
          : format.roughMoney(forecast.likely * contributionInAll),
    },
    isByContribution: byContribution === true,
    gain: figure.gainPerYear === undefined ? undefined : format.roughMoney(figure.gainPerYear),
    paid: paid > 0 ? format.roughMoney(paid) : undefined,
    // The sentence and the table may part where costs at the start, later losses or joiners weigh more.
    losesAnyway:
      !isBeyond && share > 0 && worth !== undefined && worth.value < 0
        ? monthsWords(worth.months, format)
        : undefined,
    isCarried:
      isBeyond && worth !== undefined && worth.value > 0 ? monthsWords(worth.months, format) : undefined,
    countsWhenFree: figure.countsWhenFree === true,
    isBelow: position === 'below',
    mayBeBeyond: position === 'inside' && likelyBeyond === false,
    isBeyond,
  };
}
