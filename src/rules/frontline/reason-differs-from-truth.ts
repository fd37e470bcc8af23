import type { Review } from '../../domain/review.ts';
import type { Fault } from '../../domain/rule.ts';
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

/** What most of the money is for, where that is not what the reason says. */
function judgeUse({ change, frontline }: Review): Fault[] {
  const { reasonClass, gainUse } = change ?? {};
  const told = frontline?.reason?.class;
  const reason = told ?? reasonClass;
  const isForResult = gainUse === 'result' && reason !== 'profit';
  const isNoInvestment = reason === 'investment' && (gainUse === 'cost' || gainUse === 'none');
  if (reason === undefined || !(isForResult || isNoInvestment)) return [];
  const use = { result: 'is for the result', cost: 'is for what serving customers costs', none: 'is none' };
  const says = told === undefined ? 'The reason in the review is' : 'Customers are told of';
  return [
    {
      path: 'change.gainUse',
      message: `${says} ${inWords[reason]}; the money that it brings or saves ${isForResult ? use.result : use[gainUse === 'none' ? 'none' : 'cost']}.`,
      hint: 'Let the reason be what the money is for: profit is a permitted answer.',
    },
  ];
}

export const reasonDiffersFromTruth = reviewRule({
  name: 'reason-differs-from-truth',
  severity: 'error',
  class: 'decides',
  gravity: 'deceit',
  summary: 'The kind of reason that agents tell customers is not the true one, or not what the money is for.',
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
    if (truth === undefined || told === undefined || truth === told) return judgeUse(review);
    return [
      {
        path: 'frontline.reason.class',
        message: `Customers are told of ${inWords[told]}; the reason in the review is ${inWords[truth]}.`,
        hint: 'Let agents say the reason that you would give the board, in plain words.',
      },
    ];
  },
});
