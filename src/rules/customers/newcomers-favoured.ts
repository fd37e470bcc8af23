import { grouped, listed, plural } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { isBlank, missingAnswers } from '../support/gaps.ts';

export const newcomersFavoured = reviewRule({
  name: 'newcomers-favoured',
  severity: 'error',
  class: 'decides',
  gravity: 'harm',
  questions: ['W2'],
  summary: 'Newcomers are treated better than existing customers, without the gap in figures and a reason.',
  why: 'Sooner or later a loyal customer sees the offer for newcomers. In British motor insurance newcomers paid £285 where customers of five years paid £370, until it was forbidden.',
  bad: `
    customers:
      newcomers: better  # ← newcomers-favoured
  `,
  good: `
    customers:
      newcomers: better
      newcomerGaps:
        - id: three-years
          tenureYears: 3
          perYear: 40
      newcomerReason: The first year costs 40 EUR less; whoever asks gets the same, and agents offer it.
  `,
  sources: [
    {
      text: 'The loyalty penalty in British motor insurance before 2022.',
      url: 'https://uk.news.yahoo.com/loyalty-penalty-ended-insurers-told-105441683.html',
    },
  ],
  check(review, context) {
    const { newcomers, newcomerGaps, newcomerReason } = review.customers ?? {};
    const gap = (newcomerGaps ?? []).find((row) => (row.perYear ?? 0) > 0);
    if (newcomers === 'same' && gap?.perYear !== undefined) {
      return [
        {
          path: 'customers.newcomers',
          message: `Newcomers are said to be treated the same, and an existing customer pays ${grouped(gap.perYear)} a year more.`,
          hint: 'Say "better" and give the reason, or correct what loyalty costs.',
        },
      ];
    }
    if (newcomers !== 'better') {
      return missingAnswers(
        review,
        context,
        ['W2'],
        'Say whether newcomers are treated the same, better or worse.',
      );
    }
    const gaps = (newcomerGaps ?? []).filter((row) => row.perYear !== undefined);
    const lacks = [
      ...(gaps.length === 0 ? ['what existing customers pay more, by years'] : []),
      ...(isBlank(newcomerReason) ? ['the reason'] : []),
    ];
    if (lacks.length === 0) return [];
    return [
      {
        path: 'customers.newcomers',
        message: `Newcomers are treated better; ${listed(lacks)} ${plural(lacks.length, 'is', 'are')} missing.`,
        hint: 'Give the gap after 1, 3 and 5 years, and say whether existing customers can ask for the same and whether agents tell them.',
      },
    ];
  },
});
