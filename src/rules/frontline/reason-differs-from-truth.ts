import { reviewRule } from '../engine/define.ts';

const inWords = {
  cost: 'cost',
  abuse: 'abuse',
  law: 'a law',
  security: 'security',
  capacity: 'scarce capacity',
  'low-use': 'low use',
  investment: 'an investment',
  profit: 'profit',
} as const;

export const reasonDiffersFromTruth = reviewRule({
  name: 'reason-differs-from-truth',
  severity: 'error',
  class: 'decides',
  gravity: 'deceit',
  summary: 'The kind of reason that agents tell customers is not the true one.',
  why: 'A script that hides the reason makes people lie who did not choose to. They know, customers notice, and the next true sentence is doubted too.',
  bad: `
    change:
      reasonClass: cost
    frontline:
      reason:
        class: investment  # ← reason-differs-from-truth
  `,
  good: `
    change:
      reasonClass: cost
    frontline:
      reason:
        class: cost
  `,
  sources: [
    {
      text: 'Asked about a shop that raises the price of snow shovels after a storm, 82 % found it unfair.',
      url: 'https://baselinescenario.com/tag/econ-101/',
    },
  ],
  check(review) {
    const truth = review.change?.reasonClass;
    const told = review.frontline?.reason?.class;
    if (truth === undefined || told === undefined || truth === told) return [];
    return [
      {
        path: 'frontline.reason.class',
        message: `Customers are told of ${inWords[told]}; the reason in the review is ${inWords[truth]}.`,
        hint: 'Let agents say the reason that you would give the board, in plain words.',
      },
    ];
  },
});
