import { percent } from '../../lib/percent.ts';
import { reviewRule } from '../engine/define.ts';
import { missingAnswers } from '../support/gaps.ts';
import { segmentName } from '../support/segments.ts';

export const lockInMistakenForLoyalty = reviewRule({
  name: 'lock-in-mistaken-for-loyalty',
  severity: 'error',
  class: 'decides',
  gravity: 'harm',
  questions: ['K7'],
  summary: 'Customers who cannot leave are expected to stay, and nobody says what happens when they can.',
  why: 'Whoever accepts a change for want of a way out leaves when there is one, and seldom comes back. The loss is not avoided but put off to the day on which the contract ends.',
  bad: `
    consequences:
      - segment: loyal
        freedom: stuck
        comesBack: { probability: 0.95 }
        leaveWhenFree:  # ← lock-in-mistaken-for-loyalty
      - segment: regular
      - segment: charities
  `,
  good: `
    consequences:
      - segment: loyal
        freedom: stuck
        comesBack: { probability: 0.95 }
        nextFree: 2027-03-31
        leaveWhenFree: { low: 0.1, likely: 0.2, high: 0.35 }
      - segment: regular
      - segment: charities
  `,
  sources: [
    {
      text: 'Bank of America, 2011: customers thought to be tied moved 650,000 accounts to credit unions within weeks, as those reported.',
      url: 'http://www.cbsnews.com/news/the-woman-behind-the-bank-of-america-fee-protest',
    },
  ],
  options: {
    locked: {
      type: 'number',
      description: 'Share of a group under contract from which it counts as stuck.',
      default: 0.5,
      minimum: 0,
      maximum: 1,
    },
    stays: {
      type: 'number',
      description: 'Probability of staying from which the question is asked.',
      default: 0.8,
      minimum: 0,
      maximum: 1,
    },
  },
  check(review, context) {
    const { options } = context;
    const hint =
      'Say when they are next free, which share leaves then (low, likely, high), and how they are won back.';
    const faults = (review.consequences ?? []).flatMap((row) => {
      const isStuck = row.freedom === 'stuck' || (row.lockedShare ?? 0) >= options.locked;
      const probability = row.comesBack?.probability ?? 0;
      if (!isStuck) return [];
      if (row.leaveWhenFree?.high === 0) {
        return [
          {
            path: `consequences.${row.segment}.leaveWhenFree`,
            message: `Nobody of "${segmentName(review, row.segment)}" is expected to leave once they are free, not even at most.`,
            hint: 'Ask what those did who were free before, and give a high figure above 0.',
          },
        ];
      }
      if (probability < options.stays || row.leaveWhenFree !== undefined) return [];
      const held =
        row.freedom === 'stuck' ? 'cannot leave' : `are under contract to ${percent(row.lockedShare ?? 0)}`;
      return [
        {
          path: `consequences.${row.segment}.leaveWhenFree`,
          message: `"${segmentName(review, row.segment)}" ${held}, and ${percent(probability)} of them are expected to stay; how many go once they are free is not said.`,
          hint,
        },
      ];
    });
    const told = new Set(faults.map((fault) => fault.path.split('.')[1]));
    return [
      ...faults,
      ...missingAnswers(review, context, ['K7'], hint).filter((fault) => !told.has(fault.path.split('.')[1])),
    ];
  },
});
