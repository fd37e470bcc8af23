import { type CohortKey, findPlace, type Model, sharedKeys } from './model.ts';
import { buildNetValue } from './net-value.ts';
import { roundMoney } from './round.ts';

type ChangePart =
  | 'reduced-use'
  | 'leave'
  | 'leave-later'
  | 'leave-when-free'
  | 'recommendations'
  | 'joiners'
  | 'drift'
  | 'contacts'
  | 'offers'
  | 'goodwill'
  | 'one-off';

/** What lies between the gain if nobody left and the net value, in the order in which it is taken off or added. */
const parts: readonly {
  readonly part: ChangePart;
  readonly cohort?: readonly CohortKey[];
  readonly shared?: readonly (typeof sharedKeys)[number][];
  /** Whether it is who leaves once they are free. */
  readonly departures?: true;
}[] = [
  { part: 'reduced-use', cohort: ['downgradeShare'] },
  { part: 'leave', cohort: ['lossAtAnnouncement'] },
  { part: 'leave-later', cohort: ['lossAfterPerYear'] },
  { part: 'leave-when-free', departures: true },
  { part: 'recommendations', cohort: ['referralsPerCustomer'], shared: ['referralLoss'] },
  { part: 'joiners', shared: ['newCustomersPerYear'] },
  { part: 'drift', shared: ['driftPerYear'] },
  { part: 'contacts', cohort: ['contactsPerCustomer'], shared: ['contactsBudget'] },
  { part: 'offers', cohort: ['offerTakeUp'] },
  { part: 'goodwill', cohort: ['goodwillBudget'], shared: ['goodwillBudget'] },
  { part: 'one-off', cohort: ['oneOffCost'], shared: ['oneOffCost'] },
];

/** One step between the gain and the net value, in money as of today. */
export interface WaterfallStep {
  readonly part: 'gain' | ChangePart;
  /** What this step adds, or takes off where it is below 0. */
  readonly value: number;
  /** What is left after it. */
  readonly left: number;
}

/** From the gain if nobody left to the net value. */
export interface Waterfall {
  readonly months: number;
  /** The gain first; a part that changes nothing is left out. */
  readonly steps: readonly WaterfallStep[];
  readonly netValue: number;
}

/** The places of the values that a part is made of; where they are 0, it is not there. */
function listPlaces(
  model: Model,
  { cohort = [], shared = [], departures }: (typeof parts)[number],
): number[] {
  const whenFree = model.cohorts.flatMap((one) =>
    one.parts.flatMap(({ departure }) => (departure === undefined ? [] : [departure.place])),
  );
  return [
    ...model.cohorts.flatMap((one) => cohort.map((key) => findPlace(one, key))),
    ...shared.map((key) => model.shared + sharedKeys.indexOf(key)),
    ...(departures ? whenFree : []),
  ];
}

/**
 * The net value at the likely values, taken apart. Each step is the difference that its inputs make once those before
 * it are there, so that the steps add up to the net value; in another order they would share it otherwise.
 * @param months horizon
 */
export function waterfall(model: Model, months: number): Waterfall {
  const netValue = buildNetValue(model, months);
  const values = model.values.slice();
  const places = parts.map((given) => listPlaces(model, given));
  for (const place of places.flat()) values[place] = 0;
  const worth = () => roundMoney(netValue(values)[months] as number);
  let left = worth();
  const steps: WaterfallStep[] = [{ part: 'gain', value: left, left }];
  for (const [index, { part }] of parts.entries()) {
    for (const place of places[index] ?? []) values[place] = model.values[place] as number;
    const next = worth();
    if (next !== left) steps.push({ part, value: roundMoney(next - left), left: next });
    left = next;
  }
  return { months, steps, netValue: left };
}
