import { findSituation } from '../../domain/agenda.ts';
import { diffFacts } from '../../domain/diff-facts.ts';
import { upperEnd } from '../../domain/screening-facts.ts';
import { counted, grouped, plural, quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { findLossInWords } from '../support/loss-words.ts';

export const harmlessClaimContradicted = reviewRule({
  name: 'harmless-claim-contradicted',
  severity: 'error',
  class: 'decides',
  gravity: 'harm',
  excusable: false,
  summary:
    'The review says that nobody is worse off, and its own figures, its own words, its situation or the policy files say otherwise, or do not show it.',
  why: 'Where nobody is worse off, almost nothing is asked. That door has to stay shut for a change that costs somebody something, however small, and for every change of which nobody can tell. Of a price, a fee or a time to answer more is worse; of an allowance, a window, seats or a discount less is; of anything else the files show nothing. The words of the change count as well: what ends, stops or is no longer there was somebody’s. So does the situation: where a function is removed or a branch closes, somebody had it. Whoever is asked the six questions for no reason has lost a few minutes.',
  bad: `
    screening:
      nobodyWorseOff: true     # and the price goes from 20 to 25 ← harmless-claim-contradicted
    customers:
      worseOff: 0
    consequences:
  `,
  good: `
    title: Pro plan from 25 to 20 EUR a month
    change:
      what: The Pro plan goes from 25 to 20 EUR a month on 1 December 2026 for everybody on it.
    depth: light
    screening:
      nobodyWorseOff: true
      confirmedBy: mara
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
  check(review, { content }) {
    if (review.screening?.nobodyWorseOff !== true) return [];
    const facts = diffFacts(review.policy?.changes);
    const count = upperEnd(review.customers?.worseOff) ?? 0;
    const losing = (review.consequences ?? []).filter((row) => {
      const { money = 0, hours = 0, stops = 'nothing' } = row.lost ?? {};
      return money > 0 || hours > 0 || stops !== 'nothing';
    });
    const { title, change, frontline } = review;
    const taken = [title, change?.what, frontline?.reason?.text]
      .filter((text) => text !== undefined)
      .map((text) => findLossInWords(text, content))
      .find((sentence) => sentence !== undefined);
    const inWords = taken === undefined ? undefined : `its own words take something away: ${quoted(taken)}`;
    const inFigures =
      facts?.worse === true
        ? `the policy files say that ${facts.because}`
        : count > 0
          ? `${counted(count, 'customer is', 'customers are')} counted as worse off`
          : losing.length > 0
            ? `${grouped(losing.length)} of the groups ${plural(losing.length, 'loses', 'lose')} money, time or access`
            : facts?.worse === undefined && facts !== undefined
              ? `the policy files do not show it: ${facts.because}`
              : undefined;
    const situation = findSituation(review, content);
    // What the files show to do no harm is believed, whatever the situation is called.
    const inKind =
      situation?.takesAway === true && facts?.worse !== false
        ? `its situation is one in which somebody always loses something: ${quoted(situation.title)}`
        : undefined;
    const because = inFigures ?? inWords ?? inKind;
    if (because === undefined) return [];
    const wrong = inFigures !== undefined ? 'figure' : inWords !== undefined ? 'sentence' : 'situation';
    return [
      {
        path: 'screening.nobodyWorseOff',
        message: `Nobody is worse off, it says, and ${because}.`,
        hint: `Answer the six screening questions, or correct the ${wrong} that is wrong.`,
      },
    ];
  },
});
