import { listed, quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { isBlank, missingAnswers } from '../support/gaps.ts';

/** A remedy that waits until somebody asks for it. */
const onlyOnRequest =
  /\b(?:on request|(?:if|when) they (?:ask|call|phone|write|complain)|who(?:ever)? (?:asks?|calls?|phones?|complains?|writes?))\b/i;

export const brokenPromiseUnaddressed = reviewRule({
  name: 'broken-promise-unaddressed',
  severity: 'error',
  class: 'decides',
  gravity: 'harm',
  questions: ['C3'],
  summary:
    'A promise is broken and nothing is done about it, or only for those who ask, or nobody says where promises were looked for.',
  why: 'Customers keep the advert. A promise that the review names first can be made good; one that a customer quotes on the phone cannot.',
  bad: `
    change:
      promisesBroken:
        - id: price-lock
          promise: Your price stays the same until the end of 2026
          where: Launch page of the Pro plan
          date: 2024-03-11
          remedy:              # nothing ← broken-promise-unaddressed
  `,
  good: `
    change:
      promisesBroken:
        - id: price-lock
          promise: Your price stays the same until the end of 2026
          where: Launch page of the Pro plan
          date: 2024-03-11
          remedy: Whoever joined under this promise keeps 20 EUR until 31 December 2026.
  `,
  sources: [
    {
      text: 'Southwest dropped a promise it had advertised for years; its satisfaction score fell before it recovered.',
      url: 'https://www.customerexperiencedive.com/news/southwests-nps-bounces-back-after-elimination-of-marquee-policies/803686',
    },
  ],
  check(review, context) {
    const { promisesBroken, promisesChecked } = review.change ?? {};
    if (promisesBroken === undefined) {
      return missingAnswers(
        review,
        context,
        ['C3'],
        'List each promise, or write an empty list and where you looked.',
      );
    }
    if (promisesBroken.length === 0) {
      if (!isBlank(promisesChecked)) return [];
      return [
        {
          path: 'change.promisesChecked',
          message: 'No promise is broken, it says, and nobody says where promises were looked for.',
          hint: 'Write what was read: adverts, contracts, sales decks, since when.',
        },
      ];
    }
    return promisesBroken.flatMap((row) => {
      const path = `change.promisesBroken.${row.id}`;
      const lacks = [
        ...(row.promise === undefined ? ['its words'] : []),
        ...(row.where === undefined && row.date === undefined ? ['where and when it was made'] : []),
        ...(isBlank(row.remedy) ? ['what is done about it'] : []),
      ];
      if (lacks.length === 0) {
        if (!onlyOnRequest.test(row.remedy ?? '')) return [];
        return [
          {
            path: `${path}.remedy`,
            message: `What is done about the promise ${quoted(row.promise ?? row.id)} reaches only those who ask for it.`,
            hint: 'Give it to everybody who was promised it; those who stay silent lose as much.',
            atMost: 'warning' as const,
          },
        ];
      }
      return [
        {
          path: lacks.includes('what is done about it') ? `${path}.remedy` : path,
          message: `The promise ${quoted(row.promise ?? row.id)} is broken, and ${listed(lacks)} ${lacks.length === 1 && lacks[0] !== 'its words' ? 'is' : 'are'} missing.`,
          hint: 'Say what those who relied on it get, and by when; an honest "we cannot" with what you give instead will do.',
        },
      ];
    });
  },
});
