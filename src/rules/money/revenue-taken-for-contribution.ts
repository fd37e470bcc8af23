import { likelyOf } from '../../economics/inputs.ts';
import { grouped } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { listSegments } from '../support/segments.ts';

export const revenueTakenForContribution = reviewRule({
  name: 'revenue-taken-for-contribution',
  severity: 'error',
  class: 'evidence',
  summary: 'A customer is said to leave all that they pay, or nearly all, after variable cost.',
  why: 'What a customer pays is not what they leave. With revenue in its place, every loss of customers looks larger than it is and every gain too.',
  bad: `
    economics:
      contributionBefore: 240    # and a customer pays 240 a year ← revenue-taken-for-contribution
      contributionAfter: 300
      annualGain: 660000
  `,
  good: `
    economics:
      contributionBefore: 150
      contributionAfter: 205
  `,
  options: {
    mostShare: {
      type: 'number',
      description:
        'Share of what a customer pays that may be left after variable cost; taking the payment alone costs about one per cent.',
      default: 0.99,
      minimum: 0.5,
      maximum: 1,
    },
  },
  sources: [
    {
      text: 'Break-even from contribution margins.',
      url: 'https://www.rgmacademy.app/preview/pricing/2-break-even',
    },
  ],
  check(review, { options }) {
    const before = review.economics?.contributionBefore;
    const paying = listSegments(review).filter((segment) => segment.annualValue !== undefined);
    if (before === undefined || paying.length === 0) return [];
    // The contribution is one of all customers, so it is held against what they pay on average: beside the
    // dearest group alone, any turnover would pass.
    const counted = paying.every((segment) => (segment.count ?? 0) > 0);
    const weight = (segment: (typeof paying)[number]) => (counted ? (segment.count ?? 0) : 1);
    const total = paying.reduce((all, segment) => all + weight(segment), 0);
    const paid =
      paying.reduce((all, segment) => all + weight(segment) * (segment.annualValue ?? 0), 0) / total;
    const contribution = likelyOf(before);
    if (paid <= 0 || contribution < paid * options.mostShare) return [];
    return [
      {
        path: 'economics.contributionBefore',
        message: `One customer leaves ${grouped(contribution)} a year after variable cost, and pays ${grouped(Math.round(paid * 100) / 100)} on average.`,
        hint: 'Take off what each customer costs you: hosting, goods, delivery, payment, support.',
      },
    ];
  },
});
