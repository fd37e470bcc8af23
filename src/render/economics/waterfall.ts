import type { Results } from '../../economics/evaluate.ts';
import { known } from '../../economics/figure.ts';
import type { WaterfallStep } from '../../economics/waterfall.ts';
import { capitalised } from '../../lib/words.ts';
import type { BarChart } from '../chart/bars.ts';
import { fillPage } from '../page.ts';
import { type EconomicsWords, monthsWords, signed } from './words.ts';

/** What a part is called. */
function nameOf(part: WaterfallStep['part'] | 'net-value', { pages }: Pick<EconomicsWords, 'pages'>): string {
  const flag = `is${part.split('-').map(capitalised).join('')}`;
  return fillPage('parts/economics/waterfall-part', { [flag]: true }, 'text', pages).trim();
}

type Words = Pick<EconomicsWords, 'format' | 'pages'>;

/** The rows from the gain to the net value; undefined where the net value is not known or nothing lies between. */
export function waterfallView(results: Pick<Results, 'waterfall'>, words: Words) {
  const figure = known(results.waterfall);
  if (figure === undefined || figure.steps.length < 2) return undefined;
  const { format } = words;
  const [gain, ...rest] = figure.steps;
  return {
    months: monthsWords(figure.months, format),
    gain: format.roughMoney(gain?.value ?? 0),
    netValue: format.roughMoney(figure.netValue),
    rows: rest.map(({ part, value, left }) => ({
      name: nameOf(part, words),
      value: signed(format.roughMoney)(value),
      left: format.roughMoney(left),
    })),
  };
}

/** The same as bars. */
export function waterfallChart(
  results: Pick<Results, 'waterfall'>,
  words: Words,
  amount: (value: number) => string,
): BarChart | undefined {
  const figure = known(results.waterfall);
  const view = waterfallView(results, words);
  if (figure === undefined || view === undefined) return undefined;
  const word = (name: string) => fillPage(`parts/chart/${name}`, view, 'text', words.pages).trim();
  const [gain, ...rest] = figure.steps;
  return {
    title: word('waterfall-title'),
    description: word('waterfall-description'),
    bars: [
      { label: nameOf('gain', words), from: 0, to: gain?.value ?? 0, isTotal: true },
      ...rest.map(({ part, value, left }) => ({
        label: nameOf(part, words),
        from: left - value,
        to: left,
        isTotal: false,
      })),
      { label: nameOf('net-value', words), from: 0, to: figure.netValue, isTotal: true },
    ],
    amount,
    difference: signed(amount),
  };
}
