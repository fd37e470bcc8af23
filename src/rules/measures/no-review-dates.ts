import { addDays, daysBetween } from '../../lib/dates.ts';
import { listed } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { isAsked, missingAnswers } from '../support/gaps.ts';

/** When to look back, in days after the start, and how far off it may lie. */
const looks = [
  { day: 30, from: 20, to: 45 },
  { day: 90, from: 60, to: 120 },
  { day: 365, from: 270, to: 460 },
] as const;

export const noReviewDates = reviewRule({
  name: 'no-review-dates',
  severity: 'error',
  class: 'evidence',
  questions: ['T3'],
  summary: 'There is no day on which somebody looks back after 30, 90 and 365 days.',
  why: 'After 30 days you see the calls, after 90 the first who left, after a year those who left when they could. Whoever looks once sees one of the three.',
  bad: `
    measures:
      reviews:  # ← no-review-dates
        - id: day-365
  `,
  good: `
    measures:
      reviews:
        - id: day-30
          date: 2026-12-31
          owner: Jonas Keller
        - id: day-90
        - id: day-365
  `,
  sources: [{ text: 'A form check of cx-review: three days, each with one person.' }],
  check(review, context) {
    const rows = review.measures?.reviews;
    const effective = review.change?.dates?.effective;
    const hint = 'Add a look back with a day and one person.';
    if (rows === undefined) return missingAnswers(review, context, ['T3'], hint);
    const isDue = isAsked(context, 'T3');
    const left =
      effective === undefined || !isDue
        ? []
        : looks.filter(
            ({ from, to }) =>
              !rows.some((row) => {
                if (row.date === undefined) return false;
                const after = daysBetween(effective, row.date);
                return after >= from && after <= to;
              }),
          );
    const without =
      left.length === 0 || effective === undefined
        ? []
        : [
            {
              path: 'measures.reviews',
              message: `Nobody looks back after ${listed(
                left.map(({ day }) => `${day} days (about ${addDays(effective, day)})`),
                'or',
              )}.`,
              hint,
            },
          ];
    const incomplete = rows.flatMap((row) => {
      if (row.date !== undefined && row.owner !== undefined) return [];
      return [
        {
          path: `measures.reviews.${row.id}`,
          message: `The look back "${row.id}" has ${row.date === undefined ? 'no day' : 'nobody who does it'}.`,
          hint: 'Give it a day and one person.',
        },
      ];
    });
    const rest = missingAnswers(review, context, ['T3'], hint).filter(
      (fault) => !fault.path.startsWith('measures.reviews'),
    );
    return [...without, ...incomplete, ...rest];
  },
});
