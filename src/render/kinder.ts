import type { Alternative, Review } from '../domain/review.ts';
import type { Format } from './format.ts';
import { asSentence, line } from './segments.ts';

/** Kindest first, for alternatives whose cost to customers nobody has estimated. */
const kindness = ['give-more', 'exempt', 'phase', 'target', 'other'] as const;

/** The kindest alternative that was considered: the one that costs customers least. */
function kinderOption(review: Review): Alternative | undefined {
  const rank = ({ kind }: Alternative) =>
    kindness.indexOf(kind === undefined || kind === 'do-nothing' ? 'other' : kind);
  const cost = ({ customerCost }: Alternative) => customerCost ?? Number.MAX_VALUE;
  return (review.alternatives ?? [])
    .filter((row) => row.kind !== 'do-nothing' && line(row.what) !== undefined)
    .sort((a, b) => cost(a) - cost(b) || rank(a) - rank(b))[0];
}

/** The kinder way with its gain and its loss, and what nobody knows of it. */
export function kinderView(review: Review, format: Format, isAsked: boolean) {
  const option = kinderOption(review);
  return {
    option: option && {
      what: asSentence(line(option.what)),
      gain: option.annualGain === undefined ? undefined : format.money(option.annualGain),
      customerCost: option.customerCost === undefined ? undefined : format.money(option.customerCost),
      because: asSentence(line(option.rejectedBecause)),
    },
    // An empty list says that none was weighed; no list says nothing.
    isNone: option === undefined && review.alternatives !== undefined,
    isUnknown: option === undefined && review.alternatives === undefined && isAsked,
    isUnasked: option === undefined && review.alternatives === undefined && !isAsked,
  };
}
