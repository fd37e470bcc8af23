import { reviewRule } from '../engine/define.ts';
import { missingAnswers } from '../support/gaps.ts';

export const incentivesUndisclosed = reviewRule({
  name: 'incentives-undisclosed',
  severity: 'error',
  class: 'gap',
  questions: ['G3'],
  summary:
    'Nobody says whose pay gains from the change: from revenue, from customers who stay, from both or from neither.',
  why: 'Whoever is paid by revenue sees the gain first, and that is human. It is enough to say so; no bonus and no name is asked for.',
  bad: `
    leadership:
      incentives:  # ← incentives-undisclosed
  `,
  good: `
    leadership:
      incentives: neither
  `,
  sources: [{ text: 'A form check of cx-review: one of four words.' }],
  check(review, context) {
    return missingAnswers(
      review,
      context,
      ['G3'],
      'Choose revenue, retention, both or neither; where it is revenue, say what weighs against it.',
    );
  },
});
