import { reviewRule } from '../engine/define.ts';

const inWords = {
  free: 'free to leave',
  'at-a-cost': 'free to leave at a cost',
  stuck: 'stuck',
} as const;

export const freedomDisagrees = reviewRule({
  name: 'freedom-disagrees',
  severity: 'error',
  class: 'evidence',
  summary: 'Whether customers can leave is answered one way in screening and another way for every group.',
  why: 'The first answer decides how deep the review goes, the second which forecast is believable. Both cannot be true.',
  bad: `
    customers:
      freedom: free            # and every group can leave only at a cost ← freedom-disagrees
  `,
  good: `
    customers:
      freedom: at-a-cost
  `,
  sources: [
    { text: 'A form check of cx-review: one group at least is as free as customers are said to be.' },
  ],
  check(review) {
    const stated = review.customers?.freedom;
    const rows = (review.consequences ?? []).flatMap((row) => row.freedom ?? []);
    if (stated === undefined || rows.length === 0 || rows.includes(stated)) return [];
    return [
      {
        path: 'customers.freedom',
        message: `Customers are ${inWords[stated]}, it says, and no group is.`,
        hint: 'Correct the answer in screening, which is meant for the group that is hit hardest, or the one for that group.',
      },
    ];
  },
});
