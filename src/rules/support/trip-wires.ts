import type { Review, TripWire } from '../../domain/review.ts';
import { daysBetween } from '../../lib/dates.ts';

const leaving =
  /\b(?:churn\w*|cancel\w*|leav\w*|left|clos\w*|quit\w*|lost|terminat\w*|unsubscri\w*|switch\w*)\b/i;
const byTheMonth = /\b(?:(?:a|per|each|every|in a|within a) month|monthly)\b/i;
const perCent = /%|per ?cent/i;
const heads = /customer|account|subscriber|member|people|household|contract|user/i;

const DAYS_OF_A_MONTH = 365.25 / 12;

/** What a trip-wire lets happen until it trips. */
export interface Tolerated {
  readonly wire: TripWire;
  /** Share of the customers who have left by then beyond those who leave anyway, 0 to 1. */
  readonly share: number;
  /** Months over which that adds up, where the wire counts who leaves within one; absent for a total. */
  readonly months?: number;
  /** Whether the wire says itself that it counts customers whom the change hits, or its words have to do. */
  readonly isSaid: boolean;
}

/** What a wire counts: as it says, or else by the words of what is watched. */
function findCounts({ counts, metric = '', unit = '' }: TripWire): NonNullable<TripWire['counts']> {
  if (counts !== undefined) return counts;
  if (!leaving.test(metric) || !(perCent.test(unit) || heads.test(unit))) return 'other';
  return byTheMonth.test(`${metric} ${unit}`) ? 'left-in-a-month' : 'left-in-all';
}

/** Months from the day on which customers are told to the one on which the wire is read, at least one. */
function findMonths(review: Review, wire: TripWire): number {
  const { told, effective } = review.change?.dates ?? {};
  const from = told ?? effective;
  if (from === undefined || wire.date === undefined) return 1;
  return Math.max(1, daysBetween(from, wire.date) / DAYS_OF_A_MONTH);
}

/**
 * What the wires of a review that count customers who leave let happen. A monthly rate is no total: just below its
 * threshold as many leave again in every month until the wire is read. Wires without figures, or that count
 * something else, are left out.
 */
export function listTolerated(review: Review): Tolerated[] {
  const customers = review.economics?.customers ?? review.customers?.total;
  return (review.reversal?.tripWires ?? []).flatMap((wire): Tolerated[] => {
    const { baseline, threshold, direction, unit = '' } = wire;
    const counts = findCounts(wire);
    const isSaid = wire.counts !== undefined;
    if (baseline === undefined || threshold === undefined) return [];
    if (counts === 'other' || direction === 'below') return [];
    const all = perCent.test(unit) ? 100 : customers;
    if (all === undefined || all <= 0) return [];
    const beyond = (threshold - baseline) / all;
    if (counts === 'left-in-all') return [{ wire, share: Math.min(1, beyond), isSaid }];
    const months = findMonths(review, wire);
    return [{ wire, share: Math.min(1, beyond * months), months, isSaid }];
  });
}
