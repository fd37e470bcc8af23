import { percent } from '../../lib/percent.ts';
import { grouped, quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { buildAssessment } from '../support/economics.ts';
import { listTolerated, type Tolerated } from '../support/trip-wires.ts';

/** Up to when a monthly rate adds up: `by 2027-01-31, 4 months after customers are told`. */
function untilWhen({ wire, months }: Tolerated): string {
  if (months === undefined) return 'by then';
  const by = wire.date === undefined ? 'within a month' : `by ${wire.date}`;
  return months > 1 ? `at that rate ${by}` : by;
}

export const tripWireBeyondBreakEven = reviewRule({
  name: 'trip-wire-beyond-break-even',
  severity: 'error',
  class: 'decides',
  gravity: 'loss',
  summary: 'No trip-wire trips before so many have left that the gain is gone.',
  why: 'A brake that bites behind the cliff is none. The threshold belongs well before the share of customers whose loss uses up the gain. A rate by the month adds up until the wire is read, and a total does not: the wire says which of the two it counts.',
  bad: `
    reversal:
      tripWires:
        - id: churn
          metric: Customers who cancel per month
          counts: left-in-a-month
          baseline: 1.1
          threshold: 12        # % a month, for four months; the gain is used up at 26.8 % ← trip-wire-beyond-break-even
  `,
  good: `
    reversal:
      tripWires:
        - id: churn
          metric: Customers who cancel per month
          counts: left-in-a-month
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
    const measured = listTolerated(review);
    // One that trips in time is enough; a later one may stand behind it.
    if (measured.some(({ share }) => share < limit)) return [];
    return measured.map((one) => ({
      path: `reversal.tripWires.${one.wire.id}.threshold`,
      message: `The trip-wire ${quoted(one.wire.metric ?? one.wire.id)} trips at ${grouped(one.wire.threshold ?? 0)}${one.wire.unit === undefined ? '' : ` ${one.wire.unit}`}${one.months === undefined ? '' : ' in a month'}, and ${untilWhen(one)} ${percent(one.share)} have left beyond today’s level; the gain is used up at ${percent(limit)}.`,
      hint: 'Set the threshold well before the break-even, so that something is left to save.',
    }));
  },
});
