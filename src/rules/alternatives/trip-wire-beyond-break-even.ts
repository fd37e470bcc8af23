import type { TripWire } from '../../domain/review.ts';
import { percent } from '../../lib/percent.ts';
import { grouped, quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { buildAssessment } from '../support/economics.ts';

const leaving =
  /\b(?:churn\w*|cancel\w*|leav\w*|left|clos\w*|quit\w*|lost|terminat\w*|unsubscri\w*|switch\w*)\b/i;

/** The share of customers who have left beyond the usual when the wire trips; undefined where it counts something else. */
function findShare(wire: TripWire, customers: number | undefined): number | undefined {
  const { metric, baseline, threshold, unit, direction } = wire;
  if (metric === undefined || baseline === undefined || threshold === undefined) return undefined;
  if (!leaving.test(metric) || direction === 'below') return undefined;
  const rise = threshold - baseline;
  if (/%|per ?cent/i.test(unit ?? '')) return rise / 100;
  if (
    /customer|account|subscriber|member|people/i.test(unit ?? '') &&
    customers !== undefined &&
    customers > 0
  ) {
    return rise / customers;
  }
  return undefined;
}

export const tripWireBeyondBreakEven = reviewRule({
  name: 'trip-wire-beyond-break-even',
  severity: 'error',
  class: 'decides',
  gravity: 'loss',
  summary: 'No trip-wire trips before so many have left that the gain is gone.',
  why: 'A brake that bites behind the cliff is none. The threshold belongs well before the share of customers whose loss uses up the gain.',
  bad: `
    reversal:
      tripWires:
        - id: churn
          metric: Customers who cancel per month
          baseline: 1.1
          threshold: 30        # %, and the gain is used up at 26.8 % ← trip-wire-beyond-break-even
  `,
  good: `
    reversal:
      tripWires:
        - id: churn
          metric: Customers who cancel per month
          baseline: 1.1
          threshold: 2.6
  `,
  sources: [
    {
      text: 'Break-even change in sales after a price change.',
      url: 'https://www.rgmacademy.app/preview/pricing/2-break-even',
    },
  ],
  check(review) {
    const { breakEven } = buildAssessment(review);
    // More than all cannot leave: whoever costs money today is missed by nobody.
    if (!breakEven.known || breakEven.value.share <= 0 || breakEven.value.share > 1) return [];
    const limit = breakEven.value.share;
    const measured = (review.reversal?.tripWires ?? []).flatMap((wire) => {
      const share = findShare(wire, review.economics?.customers ?? review.customers?.total);
      return share === undefined ? [] : [{ wire, share }];
    });
    // One that trips in time is enough; a later one may stand behind it.
    if (measured.some(({ share }) => share < limit)) return [];
    return measured.map(({ wire, share }) => ({
      path: `reversal.tripWires.${wire.id}.threshold`,
      message: `The trip-wire ${quoted(wire.metric ?? wire.id)} trips at ${grouped(wire.threshold ?? 0)}${wire.unit === undefined ? '' : ` ${wire.unit}`}, and by then ${percent(share)} have left beyond today’s level; the gain is used up at ${percent(limit)}.`,
      hint: 'Set the threshold well before the break-even, so that something is left to save.',
    }));
  },
});
