import { findSituation } from '../../domain/agenda.ts';
import type { Review } from '../../domain/review.ts';
import { upperEnd } from '../../domain/screening-facts.ts';
import { counted, grouped } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { missingAnswers } from '../support/gaps.ts';

/** Whether everybody is said to be left without a loss of money, of data or of what they have earned. */
function isMadeWhole(review: Review): boolean {
  const rows = review.consequences ?? [];
  const keeps = new Set<string | undefined>(['nothing', 'access', 'membership']);
  return rows.length > 0 && rows.every(({ lost }) => lost?.money === 0 && keeps.has(lost.stops));
}

export const noWayBack = reviewRule({
  name: 'no-way-back',
  severity: 'error',
  class: 'decides',
  gravity: 'harm',
  questions: ['A3'],
  summary:
    'Nobody says how the change is undone, or it cannot be undone, or not wholly for many, and starts for everybody at once.',
  why: 'Of the reversals on record most came within 34 days. Whoever has the steps, the cost and the days in a drawer needs a tenth of that. What cannot be undone, or not without loss for many people, is better tried with a few first: J.C. Penney ended coupons in 1,100 shops on one day, untried, and lost a quarter of its sales in a year.',
  bad: `
    reversal:
      undo: 'no'  # ← no-way-back
      steps:
      cost:
      days:
    change:
      rollout: at-once
  `,
  good: `
    reversal:
      undo: within-ten-days
      steps: Set the price back on day 1, refund the difference with the next bill.
      cost: 90000
      days: 8
  `,
  sources: [
    {
      text: 'J.C. Penney, 2012: too much change too quickly, without adequate testing, said a member of its board.',
      url: 'https://couponsinthenews.com/2013/04/08/rip-jcp-ceo-no-coupons-no-sales-no-job/',
    },
    {
      text: 'Sonos, May 2024: the old app could not be brought back; repair cost 20 to 30 million dollars.',
      url: 'https://macrumors.com/2025/01/13/sonos-ceo-steps-down-after-app-redesign',
    },
    {
      text: 'Docker, March 2023: reversed within about ten days, with refunds.',
      url: 'https://www.besthub.dev/articles/docker-reverses-paid-team-policy-and-restores-free-team-subscription-after-community-backlash-eb755549fa6f',
    },
  ],
  options: {
    people: {
      type: 'integer',
      description:
        'Customers worse off, above which what cannot be undone wholly is not to start for all at once.',
      default: 10_000,
      minimum: 0,
      maximum: 1_000_000_000,
    },
    days: {
      type: 'integer',
      description: 'Calendar days that count as ten business days.',
      default: 14,
      minimum: 1,
      maximum: 60,
    },
  },
  check(review, context) {
    const { undo, steps, cost, days } = review.reversal ?? {};
    const { rollout } = review.change ?? {};
    if (undo === 'no') {
      if (steps !== undefined && days !== undefined) {
        return [
          {
            path: 'reversal.undo',
            message: `It cannot be undone, it says, and then it is undone within ${counted(days, 'day')}${cost === undefined ? '' : ` for ${grouped(cost)}`}.`,
            hint: 'Correct whether it can be undone, or write under the steps back what can be stopped and what stays lost.',
          },
        ];
      }
      // What closes cannot close for a few first.
      const closes = findSituation(review, context.content)?.closes === true;
      if (rollout === 'at-once' && !(closes && isMadeWhole(review))) {
        return [
          {
            path: 'reversal.undo',
            message: 'It cannot be undone, and it starts for everybody at once.',
            hint: closes
              ? 'Give everybody back what they paid ahead, and the time and the means to take along what is theirs.'
              : 'Try it with a few first, phase it in, or let existing customers keep what they have.',
          },
        ];
      }
    }
    const people = upperEnd(review.customers?.worseOff) ?? 0;
    const untried =
      undo === 'some-loss-stays' && rollout === 'at-once' && people > context.options.people
        ? [
            {
              path: 'change.rollout',
              message: `It starts for ${grouped(people)} customers at once, untried, and some of the loss stays when it is taken back.`,
              hint: 'Try it with a few hundred first, or bring it in step by step, and say what you want to see before the next step.',
            },
          ]
        : [];
    const tooLong =
      undo === 'within-ten-days' && days !== undefined && days > context.options.days
        ? [
            {
              path: 'reversal.days',
              message: `It is undone within ten business days, it says, and takes ${counted(days, 'day')}.`,
              hint: 'Correct one of the two: whether it can be undone, or the days it takes.',
            },
          ]
        : [];
    return [
      ...untried,
      ...tooLong,
      ...missingAnswers(
        review,
        context,
        ['A3'],
        'Write the steps back, what they cost and how many days they take.',
      ),
    ];
  },
});
