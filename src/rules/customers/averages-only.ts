import type { Consequence, Segment } from '../../domain/review.ts';
import { upperEnd } from '../../domain/screening-facts.ts';
import { grouped } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { listSegments } from '../support/segments.ts';

/** What could differ between two groups. */
function buildProfile(
  { segment, lost, feeling, intensity, freedom, lockedShare, comesBack, jobEffect }: Consequence,
  segments: readonly Segment[],
): string {
  const paid = segments.find(({ id }) => id === segment)?.annualValue;
  return JSON.stringify([
    lost?.money,
    // Sixty a year is a quarter of 240 and a twentieth of 1,200.
    lost?.money === undefined || lost.money === 0 ? undefined : paid,
    lost?.hours,
    lost?.stops,
    feeling,
    intensity,
    freedom,
    lockedShare,
    comesBack?.probability,
    jobEffect,
  ]);
}

export const averagesOnly = reviewRule({
  name: 'averages-only',
  severity: 'error',
  class: 'evidence',
  depths: ['standard', 'full'],
  summary: 'All customers are one group, or every group is said to be hit in exactly the same way.',
  why: 'An average customer does not call. A loss that is small on average is large for somebody, and that somebody is whom the frontline will talk to.',
  bad: `
    customers:
      worseOff: 12000
      segments:  # ← averages-only
        - id: loyal
          name: All customers
          count: 12000
    consequences:
      - segment: loyal
    communication:
      notices:
        - segment: loyal
    frontline:
      acknowledgements:
        - segment: loyal
      offers:
        - id: keep-price
  `,
  good: `
    customers:
      segments:
        - id: loyal
          name: Three years and longer
          count: 5000
        - id: regular
          name: Under three years
          count: 6000
        - id: charities
          name: Charities
          count: 1000
  `,
  sources: [{ text: 'A form check of cx-review: the figures of the groups are compared with one another.' }],
  options: {
    customers: {
      type: 'integer',
      description: 'Up to so many customers one group is enough.',
      default: 100,
      minimum: 0,
      maximum: 1_000_000,
    },
  },
  check(review, { options }) {
    if (review.screening?.nobodyWorseOff === true) return [];
    const segments = listSegments(review);
    const [only] = segments;
    const { total, worseOff } = review.customers ?? {};
    if ((total ?? Number.POSITIVE_INFINITY) <= options.customers) return [];
    if (segments.length === 1 && only !== undefined) {
      const count = only.count ?? 0;
      const isAllThatIsHit =
        total !== undefined && count < total * 0.98 && count >= 0.98 * (upperEnd(worseOff) ?? 0);
      if (count > 0 && isAllThatIsHit) return [];
      return [
        {
          path: 'customers.segments',
          message: `One group stands for all ${total === undefined ? '' : `${grouped(total)} `}customers.`,
          hint: 'Split it by what makes people lose more: how long they have been with you, what they use, whether they can leave.',
        },
      ];
    }
    const rows = (review.consequences ?? []).filter((row) => row.lost !== undefined);
    const isAlike = rows.length >= 2 && new Set(rows.map((row) => buildProfile(row, segments))).size === 1;
    if (!isAlike || rows.length < segments.length) return [];
    return [
      {
        path: 'consequences',
        message: `All ${rows.length} groups lose and feel exactly the same.`,
        hint: 'Say what differs, even if only who can leave or who minds most; if nothing does, they are one group.',
      },
    ];
  },
});
