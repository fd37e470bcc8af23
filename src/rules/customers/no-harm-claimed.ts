import { upperEnd } from '../../domain/screening-facts.ts';
import { grouped } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { losesSomething } from '../support/segments.ts';

export const noHarmClaimed = reviewRule({
  name: 'no-harm-claimed',
  severity: 'error',
  class: 'decides',
  gravity: 'harm',
  summary: 'People are worse off, and yet no group is said to lose or feel anything.',
  why: 'A change that hurts nobody needs no review. If this one needs one, the loss is somewhere, and the frontline will hear of it first.',
  bad: `
    consequences:  # ← no-harm-claimed
      - segment: loyal
        newFigure: 20 EUR a month, as before
        lost: { money: 0, hours: 0, stops: nothing, access: None, quality: None, trust: None }
        feeling: indifferent
        intensity: 1
      - segment: regular
        newFigure: 20 EUR a month, as before
        lost: { money: 0, hours: 0, stops: nothing, access: None, quality: None, trust: None }
        feeling: indifferent
        intensity: 2
      - segment: charities
        newFigure: 20 EUR a month, as before
        lost: { money: 0, hours: 0, stops: nothing, access: None, quality: None, trust: None }
        feeling: indifferent
        intensity: 1
  `,
  good: `
    consequences:
      - segment: loyal
        newFigure: 20 EUR a month, as before
        lost: { money: 0, hours: 2, stops: nothing }
      - segment: regular
      - segment: charities
  `,
  sources: [{ text: 'A form check of cx-review: zero harm in every group while somebody is worse off.' }],
  check(review) {
    const rows = (review.consequences ?? []).filter((row) => row.lost !== undefined);
    // What nobody has answered is not nothing.
    const isOpen = rows.some(({ lost }) => lost?.money === undefined || lost.hours === undefined);
    if (review.screening?.nobodyWorseOff === true || rows.length === 0 || isOpen) return [];
    if (rows.some(losesSomething)) return [];
    const count = upperEnd(review.customers?.worseOff);
    const people = count === undefined || count === 0 ? 'Customers' : `${grouped(count)} customers`;
    return [
      {
        path: 'consequences',
        message: `${people} are worse off, and no group loses money, time, access, quality or trust.`,
        hint: 'Walk through the first bill or the first visit of one of them. If nobody is worse off, say so in screening.',
      },
    ];
  },
});
