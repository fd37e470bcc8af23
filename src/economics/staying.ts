import { power } from './exact-math.ts';
import type { Inputs, SegmentQuantityKey } from './inputs.ts';
import { buildLookup, findBound, findOldTerms } from './model.ts';
import type { Range } from './three-point.ts';

/** Whose stay is asked for: a segment of the figures or all customers, and a group within. */
interface Asked {
  /** Absent where the figures are not divided. */
  readonly segment?: string | undefined;
  readonly group: string;
  /** Months after the announcement. */
  readonly months: number;
}

/**
 * The share of a group that the figures leave with us after so many months, where most leave (low), as many
 * as are likely, and fewest (high). Undefined where retention or the loss at the announcement is unknown.
 */
export function stayingShare(inputs: Inputs, { segment, group, months }: Asked): Range | undefined {
  const lookup = buildLookup(inputs);
  const row = lookup.rows.find((one) => one.segment === segment);
  if (row === undefined) return undefined;
  const needed: readonly SegmentQuantityKey[] = ['retentionBefore', 'lossAtAnnouncement'];
  if (needed.some((key) => lookup.find(key, row) === undefined)) return undefined;
  const own = { ...lookup, inputs: { ...inputs, bound: inputs.bound?.filter((one) => one.group === group) } };
  const { parts } = findBound(own, row);
  const start = findOldTerms(inputs, row);
  const leavers = parts.map(({ leave, month }) => ({
    leave: leave.quantity,
    month: Math.max(month, start + 1),
  }));
  /** @param loss the end of what is lost */
  const stay = (loss: keyof Range): number => {
    const best = loss === 'low' ? 'high' : loss === 'high' ? 'low' : 'likely';
    const retention = lookup.range('retentionBefore', row)[best];
    const later = lookup.find('lossAfterPerYear', row) ? lookup.range('lossAfterPerYear', row)[loss] : 0;
    const old = Math.min(months, start);
    let share = power(retention, old / 12) * power(Math.max(0, retention - later), (months - old) / 12);
    if (months > start) share *= 1 - lookup.range('lossAtAnnouncement', row)[loss];
    for (const { leave, month } of leavers) {
      if (months >= month) share *= 1 - (typeof leave === 'number' ? leave : leave[loss]);
    }
    return share;
  };
  return { low: stay('high'), likely: stay('likely'), high: stay('low') };
}
