import type { Review } from '../domain/review.ts';
import { known } from '../economics/figure.ts';
import type { RenderDeps } from './deps.ts';
import { listGroups } from './segments.ts';

/** What all customers lose in money in a year; undefined where that of one group is not known. */
function findCustomerCost(review: Review): number | undefined {
  const losses = listGroups(review).map(({ segment, consequence }) => {
    const money = consequence?.lost?.money;
    return segment.count === undefined || money === undefined ? undefined : segment.count * money;
  });
  if (losses.length === 0) return undefined;
  return losses.reduce((sum, loss) => (sum === undefined || loss === undefined ? undefined : sum + loss));
}

/** Three digits, because it is worked out from guesses. */
const rough = (amount: number): number => Number(amount.toPrecision(3));

/**
 * The change and the other ways, side by side: what each brings in a year before anybody leaves, what it costs
 * customers, how many leave because of it. Undefined where no other way was weighed.
 */
export function listWays(review: Review, { economics }: RenderDeps) {
  const others = review.alternatives ?? [];
  if (others.length === 0) return undefined;
  const perYear = economics && known(economics.results.breakEven)?.gainPerYear;
  const gain = review.economics?.annualGain ?? (perYear === undefined ? undefined : rough(perYear));
  const cost = findCustomerCost(review);
  const loss = review.economics?.lossAtAnnouncement;
  return [
    {
      id: 'this-change',
      kind: 'this-change',
      what: review.change?.what,
      annualGain: gain,
      customerCost: cost,
      economics: { lossAtAnnouncement: loss },
    },
    ...others,
  ];
}
