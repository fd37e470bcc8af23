import { monthsBetween } from '../../lib/dates.ts';
import { counted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { missingAnswers } from '../support/gaps.ts';

export const decidersFarFromCustomers = reviewRule({
  name: 'deciders-far-from-customers',
  severity: 'error',
  class: 'decides',
  gravity: 'distance',
  questions: ['E3'],
  summary: 'Those who decide have not met or listened to customers who are hit, or not lately.',
  why: 'A figure on a slide does not sigh. Listening to ten calls counts as well as a meeting: what matters is to have heard the voices.',
  bad: `
    evidence:
      lastMet:
        how: not-yet  # ← deciders-far-from-customers
        date:
        count:
  `,
  good: `
    evidence:
      lastMet:
        how: calls             # ten calls listened to
        date: 2026-08-19
        count: 10
  `,
  sources: [
    { text: 'A threshold of cx-review: no published figure says how often leaders should meet customers.' },
  ],
  options: {
    months: {
      type: 'integer',
      description: 'Months before the verdict within which they met.',
      default: 6,
      minimum: 1,
      maximum: 60,
    },
  },
  check(review, context) {
    const { how, date, count } = review.evidence?.lastMet ?? {};
    const decided = review.verdict?.date;
    const hint =
      'Meet or call a few of those who are hit, or listen to ten of their calls, before you decide.';
    if (how === 'not-yet') {
      return [
        {
          path: 'evidence.lastMet.how',
          message: 'Those who decide have not met any customer who is hit.',
          hint,
        },
      ];
    }
    if (count === 0) {
      return [
        {
          path: 'evidence.lastMet.count',
          message: 'No customer was there when those who decide last met any.',
          hint,
        },
      ];
    }
    if (date !== undefined && decided !== undefined && date > decided) {
      return [
        {
          path: 'evidence.lastMet.date',
          message: `Those who decide meet customers on ${date}, after the verdict of ${decided}.`,
          hint,
        },
      ];
    }
    const age = date === undefined || decided === undefined ? 0 : monthsBetween(date, decided);
    const tooLong =
      age >= context.options.months
        ? [
            {
              path: 'evidence.lastMet.date',
              message: `Those who decide last met customers ${counted(age, 'month')} before the verdict.`,
              hint,
              atMost: 'warning' as const,
            },
          ]
        : [];
    return [...tooLong, ...missingAnswers(review, context, ['E3'], hint)];
  },
});
