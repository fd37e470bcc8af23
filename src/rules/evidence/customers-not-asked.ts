import { counted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { missingAnswers } from '../support/gaps.ts';

export const customersNotAsked = reviewRule({
  name: 'customers-not-asked',
  severity: 'error',
  class: 'evidence',
  questions: ['E2'],
  summary: 'No customer helped to decide, or one alone, or nobody says what they changed.',
  why: 'Eight customers in a room find in an hour what a launch finds in a week. Unity announced its fee to developers without having asked them, and took most of it back.',
  bad: `
    evidence:
      customersInvolved: 0  # ← customers-not-asked
      customersWanted: not-asked
      customersChanged: Nothing, since none of the 12000 customers was asked.
  `,
  good: `
    evidence:
      customersInvolved: 8
      customersWanted: for
      customersChanged: Nothing; 7 of 8 preferred December.
  `,
  sources: [
    {
      text: 'Unity, September 2023.',
      url: 'https://realgrowthmatters.com/learn/case-studies/unity-2023-runtime-fee-pricing-controversy.html',
    },
  ],
  check(review, context) {
    const { customersInvolved, customersWanted } = review.evidence ?? {};
    const hint =
      'Show it to a handful of those it hits before it is final, and write down what they changed.';
    if (customersInvolved === 0) {
      return [{ path: 'evidence.customersInvolved', message: 'No customer had a say in this.', hint }];
    }
    if (customersInvolved === 1 && (review.depth === 'standard' || review.depth === 'full')) {
      return [
        {
          path: 'evidence.customersInvolved',
          message: 'One customer had a say in this, which is no consultation at this depth.',
          hint,
        },
      ];
    }
    if (customersInvolved !== undefined && customersWanted === 'not-asked') {
      return [
        {
          path: 'evidence.customersWanted',
          message: `${counted(customersInvolved, 'customer')} helped to decide, it says, and nobody was asked what they want.`,
          hint: 'Ask them, or correct how many helped to decide.',
        },
      ];
    }
    return missingAnswers(review, context, ['E2'], hint);
  },
});
