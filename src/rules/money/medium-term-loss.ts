import { findRisks } from '../../economics/risk.ts';
import { moneyInWords } from '../../lib/money.ts';
import { percent } from '../../lib/percent.ts';
import { reviewRule } from '../engine/define.ts';
import { buildAssessment, isOverridden, mayGoAhead, overrideHint } from '../support/economics.ts';

/** So many draws say no more than that it is nearly sure. */
const NEARLY_SURE = 0.999;

function chanceInWords(chance: number): string {
  return chance > NEARLY_SURE ? `above ${percent(NEARLY_SURE)}` : percent(chance);
}

export const mediumTermLoss = reviewRule({
  name: 'medium-term-loss',
  severity: 'error',
  class: 'decides',
  gravity: 'loss',
  summary:
    'Over three years the change costs more than it brings, at the most likely figures or with a good chance.',
  why: 'The test of a decision against customers is that a gain today does not become a loss later. The most likely case alone is no test of that: a rise that gains as a rule and ruins one year in two is a bet. The figures are the review’s own, discounted, and its chances those that its pages show.',
  bad: `
    economics:  # ← medium-term-loss
      lossAfterPerYear: { low: 0.1, likely: 0.25, high: 0.4 }
    verdict:
      decision: go
  `,
  good: `
    economics:
      lossAfterPerYear: { low: 0.1, likely: 0.25, high: 0.4 }
    verdict:
      decision: drop
      reconsiderIf: If fewer than 15 % leave a year, or an account brings 40 EUR more.
  `,
  sources: [
    {
      text: 'Net present value of a cohort of customers.',
      url: 'https://ebrary.net/80498/management/measuring_customer_lifetime_value',
    },
  ],
  options: {
    months: {
      type: 'integer',
      description:
        'Months after which the value counts: 12, 24 or 36; the horizon of the review as well, if it is longer.',
      default: 36,
      minimum: 12,
      maximum: 36,
    },
    chance: {
      type: 'number',
      description: 'Chance of a loss from which it is an error.',
      default: 0.5,
      minimum: 0,
      maximum: 1,
    },
    chanceWarning: {
      type: 'number',
      description: 'Chance of a loss from which it is a warning.',
      default: 0.25,
      minimum: 0,
      maximum: 1,
    },
  },
  check(review, { config, options }) {
    const { netValue } = buildAssessment(review);
    if (!netValue.known || !mayGoAhead(review) || isOverridden(review, config)) return [];
    const { horizons, course } = netValue.value;
    const own = review.economics?.horizonMonths ?? 0;
    const judged = horizons.filter(
      ({ months }) =>
        months === horizons.find((one) => one.months >= options.months)?.months ||
        (months === own && own > options.months),
    );
    const least = Math.min(options.chance, options.chanceWarning);
    const risks = findRisks(
      review,
      judged.map(({ months }) => months),
      least,
    );
    const lost = judged.filter(({ value }) => value < 0);
    const [worst] = [...risks].sort((a, b) => b.chance - a.chance);
    const last = lost[0] ?? judged.find(({ months }) => months === worst?.months);
    if (last === undefined) return [];
    const inWords = (value: number): string => moneyInWords(Math.round(value), review.currency);
    const early = horizons.find((one) => one.months === 12);
    const first = early === undefined || early === last ? '' : `${inWords(early.value)} after 12 months, `;
    const risk = lost.length > 0 ? risks.find(({ months }) => months === last.months) : worst;
    const turn =
      course.turnsToLoss === undefined ? '' : ` The gain turns into a loss in month ${course.turnsToLoss}.`;
    const cases =
      risk === undefined
        ? ''
        : ` The chance of a loss after ${risk.months} months is ${chanceInWords(risk.chance)}: half of all cases come to ${inWords(risk.p50)} or less, one in ten to ${inWords(risk.p10)} or less.`;
    return [
      {
        path: 'economics',
        message: `At the most likely figures the change comes to ${first}${inWords(last.value)} after ${last.months}${first === '' ? ' months' : ''}.${turn}${cases}`,
        hint: overrideHint,
        ...(lost.length > 0 || (risk?.chance ?? 0) >= options.chance ? {} : { atMost: 'warning' as const }),
        ...(last.months === 36 ? { cause: 'worth after 36 months' } : {}),
      },
    ];
  },
});
