import type { Review } from '../../domain/review.ts';
import { findStake } from '../../domain/stake.ts';
import { known } from '../../economics/figure.ts';
import { percent } from '../../lib/percent.ts';
import { grouped, quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { buildAssessment, mayGoAhead } from '../support/economics.ts';

/** A reason that is reckoned holds a figure; a date alone is none. */
const isReckoned = (reason: string | undefined) =>
  /\d/.test((reason ?? '').replace(/\b(?:19|20)\d{2}\b/g, ''));

/** What the change itself brings and costs customers a year; undefined where the review does not say. */
function findOwn(review: Review) {
  // It may be left out, and is worked out then; leaving it out is no way round.
  const gain = review.economics?.annualGain ?? known(buildAssessment(review).breakEven)?.gainPerYear;
  const cost = findStake(review, '')?.loss;
  return gain === undefined || gain <= 0 || cost === undefined || cost === 0 ? undefined : { gain, cost };
}

export const kinderWayDismissed = reviewRule({
  name: 'kinder-way-dismissed',
  severity: 'error',
  class: 'decides',
  gravity: 'harm',
  summary:
    'Another way brings nearly as much and costs customers far less, and was dismissed without a reckoned reason.',
  why: 'By the figures of the review itself, customers pay for something that the company hardly gains by. There may be a reason for that; then it can be reckoned, and somebody else can check it.',
  bad: `
    alternatives:
      - id: nothing
      - id: more
      - id: slower
        annualGain: 590000        # of 605,000
        customerCost: 200000
        rejectedBecause: It is not what we want to stand for in 2027.  # ← kinder-way-dismissed
  `,
  good: `
    alternatives:
      - id: nothing
      - id: more
      - id: slower
        annualGain: 590000
        customerCost: 200000
        rejectedBecause: The bill can show one price; two of them cost 240,000 EUR to build and need 14 months.
  `,
  sources: [
    {
      text: 'Netflix, 2011: about 60 % more at once; it forecast that 600,000 would leave, and 810,000 did.',
      url: 'https://gigaom.com/2011/10/24/419-netflix-fails-to-meet-lowered-expectations-on-subscriber-losses/',
    },
  ],
  options: {
    gain: {
      type: 'number',
      description: 'How much of the gain the other way has to bring, from 0 to 1.',
      default: 0.8,
      minimum: 0,
      maximum: 1,
    },
    cost: {
      type: 'number',
      description: 'How much of what customers lose it may cost them at most, from 0 to 1.',
      default: 0.5,
      minimum: 0,
      maximum: 1,
    },
  },
  check(review, { options }) {
    const own = findOwn(review);
    if (own === undefined || !mayGoAhead(review)) return [];
    return (review.alternatives ?? []).flatMap(({ id, what, annualGain, customerCost, rejectedBecause }) => {
      if (annualGain === undefined || customerCost === undefined || isReckoned(rejectedBecause)) return [];
      if (annualGain < options.gain * own.gain || customerCost > options.cost * own.cost) return [];
      return [
        {
          path: `alternatives.${id}.rejectedBecause`,
          message: `${quoted(what ?? id)} would bring ${percent(annualGain / own.gain)} of the gain and cost customers ${grouped(customerCost)} a year instead of ${grouped(own.cost)}, and no figure says why not.`,
          hint: 'Take that way, or say with figures what it costs that this one does not.',
        },
      ];
    });
  },
});
