import { diffFacts } from '../../domain/diff-facts.ts';
import { upperEnd } from '../../domain/screening-facts.ts';
import { counted, grouped, plural } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';

export const harmlessClaimContradicted = reviewRule({
  name: 'harmless-claim-contradicted',
  severity: 'error',
  class: 'decides',
  gravity: 'harm',
  excusable: false,
  summary:
    'The review says that nobody is worse off, and its own figures or the policy files say otherwise, or do not show it.',
  why: 'Where nobody is worse off, almost nothing is asked. That door has to stay shut for a change that costs somebody something, however small, and for every change of which nobody can tell. Of a price, a fee or a time to answer more is worse; of an allowance, a window, seats or a discount less is; of anything else the files show nothing.',
  bad: `
    screening:
      nobodyWorseOff: true     # and the price goes from 20 to 25 ← harmless-claim-contradicted
    customers:
      worseOff: 0
    consequences:
  `,
  good: `
    depth: light
    screening:
      nobodyWorseOff: true
    customers:
      worseOff: 0
    consequences:
    policy:
      changes:
        - id: plans-pro-price
          pointer: plans.pro.price
          from: 25
          to: 20
  `,
  sources: [
    {
      text: 'A design choice of cx-review: where the change in the files contradicts an answer, the files win.',
    },
  ],
  check(review) {
    if (review.screening?.nobodyWorseOff !== true) return [];
    const facts = diffFacts(review.policy?.changes);
    const count = upperEnd(review.customers?.worseOff) ?? 0;
    const losing = (review.consequences ?? []).filter((row) => {
      const { money = 0, hours = 0, stops = 'nothing' } = row.lost ?? {};
      return money > 0 || hours > 0 || stops !== 'nothing';
    });
    const because =
      facts?.worse === true
        ? `the policy files say that ${facts.because}`
        : count > 0
          ? `${counted(count, 'customer is', 'customers are')} counted as worse off`
          : losing.length > 0
            ? `${grouped(losing.length)} of the groups ${plural(losing.length, 'loses', 'lose')} money, time or access`
            : facts?.worse === undefined && facts !== undefined
              ? `the policy files do not show it: ${facts.because}`
              : undefined;
    if (because === undefined) return [];
    return [
      {
        path: 'screening.nobodyWorseOff',
        message: `Nobody is worse off, it says, and ${because}.`,
        hint: 'Answer the six screening questions, or correct the figure that is wrong.',
      },
    ];
  },
});
