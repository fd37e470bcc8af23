import { fromReview } from '../../economics/from-review.ts';
import { counted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { missingAnswers } from '../support/gaps.ts';

export const shortHorizon = reviewRule({
  name: 'short-horizon',
  severity: 'error',
  class: 'evidence',
  questions: ['M7'],
  summary: 'The decision is judged over less than three years.',
  why: 'Customers leave when their contract ends and tell others for longer. A gain of the first quarter that is a loss in the third year is what this review is for. A season and a product that ends have their own end, if its day is given.',
  bad: `
    economics:
      horizonMonths: 3  # ← short-horizon
  `,
  good: `
    economics:
      horizonMonths: 36
  `,
  sources: [
    {
      text: 'Lifetime value of customers and what moves it.',
      url: 'https://id.scribd.com/document/212074341/6-Valuing-Customers-Gupta',
    },
  ],
  options: {
    months: {
      type: 'integer',
      description: 'Months over which a decision is judged at least.',
      default: 36,
      minimum: 12,
      maximum: 120,
    },
  },
  check(review, context) {
    const months = review.economics?.horizonMonths;
    const end = fromReview(review).end?.months;
    // There is nothing to see after the end of a season or of a product.
    const least = Math.min(context.options.months, end ?? context.options.months);
    const tooShort =
      months !== undefined && months < least
        ? [
            {
              path: 'economics.horizonMonths',
              message: `It is judged over ${counted(months, 'month')}; at least ${least} are needed to see whether the gain lasts.`,
              hint: `Judge it over ${least} months${end === undefined ? '. Where it holds for a time only, or the product ends, give the last day' : ', to its end'}.`,
            },
          ]
        : [];
    return [
      ...tooShort,
      ...missingAnswers(
        review,
        context,
        ['M7'],
        'Finance has a figure for the interest; 36 months show what 12 hide.',
      ),
    ];
  },
});
