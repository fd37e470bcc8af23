import { moneyInWords } from '../../lib/money.ts';
import { reviewRule } from '../engine/define.ts';
import { buildAssessment, isOverridden, mayGoAhead, overrideHint } from '../support/economics.ts';

export const mediumTermLoss = reviewRule({
  name: 'medium-term-loss',
  severity: 'error',
  class: 'decides',
  consequence: 'loss',
  summary: 'Over three years the change costs more than it brings, at the most likely figures.',
  why: 'The test of a decision against customers is that a gain today does not become a loss later. The figures are the review’s own, discounted, with replacement, referrals and contacts counted as far as they are given.',
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
      decision: revise
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
      description: 'Months after which the value counts: 12, 24 or 36.',
      default: 36,
      minimum: 12,
      maximum: 36,
    },
  },
  check(review, { config, options }) {
    const { netValue } = buildAssessment(review);
    if (!netValue.known || !mayGoAhead(review) || isOverridden(review, config)) return [];
    const { horizons, course } = netValue.value;
    const last = horizons.find((one) => one.months >= options.months);
    if (last === undefined || last.value >= 0) return [];
    const early = horizons.find((one) => one.months === 12);
    const inWords = (value: number): string => moneyInWords(Math.round(value), review.currency);
    const turn =
      course.turnsToLoss === undefined ? '' : ` The gain turns into a loss in month ${course.turnsToLoss}.`;
    const first = early === undefined || early === last ? '' : `${inWords(early.value)} after 12 months, `;
    return [
      {
        path: 'economics',
        message: `The change comes to ${first}${inWords(last.value)} after ${last.months}.${turn}`,
        hint: overrideHint,
        ...(last.months === 36 ? { cause: 'worth after 36 months' } : {}),
      },
    ];
  },
});
