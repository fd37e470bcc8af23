import { percent } from '../../lib/percent.ts';
import { grouped, quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { findLoss, mayGoAhead } from '../support/economics.ts';
import { listTolerated } from '../support/trip-wires.ts';

export const tripWireBelowForecast = reviewRule({
  name: 'trip-wire-below-forecast',
  severity: 'error',
  class: 'evidence',
  summary: 'A trip-wire trips even if as few leave as the forecast has at the very least.',
  why: 'A stop that is certain by your own forecast is no brake: either the change is over before it has begun, or nobody means to stop. On the day it will be the threshold that gives way.',
  bad: `
    economics:
      lossAtAnnouncement: { low: 0.14, likely: 0.16, high: 0.2 }
    reversal:
      tripWires:
        - id: churn
          metric: Customers who have cancelled since 1 October 2026
          counts: left-in-all
          baseline: 3
          threshold: 9         # %, and 14 % leave in the best case ← trip-wire-below-forecast
  `,
  good: `
    economics:
      lossAtAnnouncement: { low: 0.02, likely: 0.05, high: 0.09 }
    reversal:
      tripWires:
        - id: churn
          metric: Customers who have cancelled since 1 October 2026
          counts: left-in-all
          baseline: 3
          threshold: 9
  `,
  sources: [
    { text: 'An arithmetic check of cx-review: the forecast and the trip-wire count the same people.' },
  ],
  check(review) {
    const least = findLoss(review, 'low');
    if (least === undefined || least <= 0 || !mayGoAhead(review)) return [];
    return listTolerated(review).flatMap(({ wire, share, months, isSaid }) => {
      // Who leaves within a month may be other customers than those of the forecast; a total since the notice is of these.
      if (months !== undefined && !isSaid) return [];
      if (share >= least || share <= 0) return [];
      return [
        {
          path: `reversal.tripWires.${wire.id}.threshold`,
          message: `The trip-wire ${quoted(wire.metric ?? wire.id)} trips at ${grouped(wire.threshold ?? 0)}${wire.unit === undefined ? '' : ` ${wire.unit}`}${months === undefined ? '' : ' in a month'}, when ${percent(share)} have left beyond today’s level; you expect ${percent(least)} to leave at the very least.`,
          hint: 'Correct the forecast or the threshold; if you would stop in the best case, the decision is another one.',
        },
      ];
    });
  },
});
