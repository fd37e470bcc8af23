import { nameOf } from '../domain/people.ts';
import type { Review, TripWire } from '../domain/review.ts';
import type { RenderDeps } from './deps.ts';
import type { Format } from './format.ts';
import { startSentence } from './format.ts';
import { line } from './segments.ts';

/** A value with the unit that the author wrote: `3.1 %`, `71 points`. */
export function withUnit(amount: number, unit: string | undefined, format: Format): string {
  const words = line(unit);
  return words === undefined ? format.number(amount) : `${format.number(amount)} ${words}`;
}

/** Past its level already, a figure stops nothing that has not begun. */
function isCrossed({ baseline, threshold, direction }: TripWire): boolean {
  if (baseline === undefined || threshold === undefined) return false;
  return direction === 'below' ? baseline <= threshold : baseline >= threshold;
}

function stopView(row: TripWire, deps: RenderDeps, format: Format) {
  const metric = line(row.metric && startSentence(row.metric, deps.locale));
  const value = (amount: number | undefined) =>
    amount === undefined ? undefined : withUnit(amount, row.unit, format);
  const owner = line(nameOf(row.owner, deps.people));
  const lacks = {
    noLevel: row.threshold === undefined || row.direction === undefined,
    noDate: row.date === undefined,
    noOwner: owner === undefined,
    isCrossed: isCrossed(row),
  };
  return {
    ...lacks,
    isAgreed: metric !== undefined && Object.values(lacks).every((lack) => !lack),
    day: row.date ?? '',
    metric,
    isAbove: row.direction === 'above',
    isBelow: row.direction === 'below',
    threshold: value(row.threshold),
    baseline: value(row.baseline),
    date: row.date === undefined ? undefined : format.date(row.date),
    owner,
    action: line(row.action),
  };
}

/**
 * What makes a company stop, and what is only looked at: a stop has a level that is not passed yet, a day and a
 * person. No list is not the same as an empty one: of the one nobody knows, the other says that nothing is agreed.
 */
export function stopsView(review: Review, deps: RenderDeps, format: Format) {
  const wires = review.reversal?.tripWires;
  const rows = (wires ?? [])
    .map((row) => stopView(row, deps, format))
    .filter(({ metric }) => metric !== undefined);
  const agreed = rows.filter(({ isAgreed }) => isAgreed);
  const watched = rows.filter(({ isAgreed }) => !isAgreed);
  const hasSign = line(review.verdict?.undoIf) !== undefined;
  return {
    agreed: agreed.length === 0 ? undefined : { rows: agreed },
    watched: watched.length === 0 ? undefined : { rows: watched },
    isNone: wires?.length === 0 && !hasSign,
    isUnknown: agreed.length + watched.length === 0 && wires?.length !== 0 && !hasSign,
  };
}
