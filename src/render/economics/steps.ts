import { type Figure, known } from '../../economics/figure.ts';
import type { StepTable } from '../../economics/steps.ts';
import type { BarChart } from '../chart/bars.ts';
import { fillPage } from '../page.ts';
import { type EconomicsWords, listLabels, monthsWords, signed } from './words.ts';

/**
 * The price step against the loss, and against the net value.
 * @param amount an amount of money, short, so that the table fits on a page
 */
export function stepsView(
  figure: Figure<StepTable>,
  words: EconomicsWords,
  amount: (value: number) => string = words.format.roughMoney,
) {
  const { format } = words;
  if (!figure.known) return { needs: listLabels(figure.missing, words) };
  const { months, losses, rows, curve } = figure.value;
  return {
    months: monthsWords(months, format),
    losses: losses.map((loss) => ({ share: format.roughShare(loss) })),
    rows: rows.map(({ step, gain, values, breakEvenLoss: line }) => ({
      step: format.share(step),
      gain: gain === undefined ? undefined : signed(format.money)(gain),
      values: values.map((value) => ({ amount: amount(value), isLoss: value < 0 })),
      // Below 0 it loses even if nobody leaves, and more than all cannot leave.
      line: line === undefined ? undefined : format.roughShare(Math.min(1, Math.max(0, line))),
      isNever: line !== undefined && line <= 0,
      isAlways: line !== undefined && line > 1,
    })),
    curve: curve && {
      best: format.roughShare(curve.best.step),
      loss: format.roughShare(curve.best.loss),
      value: format.roughMoney(curve.best.value),
      isLast: curve.best === curve.points.at(-1),
      points: curve.points.map(({ step, loss, value }) => ({
        step: format.roughShare(step),
        loss: format.roughShare(loss),
        value: format.roughMoney(value),
        isLoss: value < 0,
      })),
    },
  };
}

/** The curve as bars; undefined where only one point of the loss is known. */
export function curveChart(
  figure: Figure<StepTable> | undefined,
  words: EconomicsWords,
): BarChart | undefined {
  const curve = figure && known(figure)?.curve;
  if (figure === undefined || curve === undefined) return undefined;
  const { format, pages } = words;
  const view = stepsView(figure, words);
  const word = (name: string, what: object) => fillPage(`parts/chart/${name}`, what, 'text', pages).trim();
  return {
    title: word('curve-title', view),
    description: word('curve-description', view),
    bars: curve.points.map(({ step, loss, value }) => ({
      label: word('curve-label', { step: format.roughShare(step), loss: format.roughShare(loss) }),
      from: 0,
      to: value,
      isTotal: true,
    })),
    amount: format.roughMoney,
    difference: format.roughMoney,
  };
}
