import {
  asRange,
  boundPath,
  type End,
  type Inputs,
  inputPath,
  likelyOf,
  type Quantity,
  type QuantityKey,
  type SegmentInputs,
  type SegmentQuantityKey,
} from './inputs.ts';
import { mapRange, sum } from './range-arithmetic.ts';
import type { Range } from './three-point.ts';

/** Numbers of one group of customers that the net value is computed from, in the order of their places. */
export const cohortKeys = [
  'customers',
  'contributionBefore',
  'contributionAfter',
  'retentionBefore',
  'lossAtAnnouncement',
  'lossAfterPerYear',
  'referralsPerCustomer',
  'referralConversion',
  'referralValue',
  'contactsPerCustomer',
  'contactCost',
  'goodwillBudget',
  'oneOffCost',
  'downgradeShare',
  'downgradeContribution',
  'offerTakeUp',
  'offerCost',
] as const satisfies readonly SegmentQuantityKey[];
export type CohortKey = (typeof cohortKeys)[number];

/** Numbers that stand once, whatever the segments. */
export const sharedKeys = [
  'discountRate',
  'annualGain',
  'referralLoss',
  'contactsBudget',
  'goodwillBudget',
  'oneOffCost',
  'newCustomersPerYear',
  'newCustomersChange',
  'joinerContributionBefore',
  'joinerContributionAfter',
  'driftPerYear',
] as const satisfies readonly QuantityKey[];

/** Amounts of the whole; a segment's own are added to them, not read instead of them. */
const amounts: ReadonlySet<QuantityKey> = new Set(['goodwillBudget', 'oneOffCost']);

/** An input with a real range, and its place among the model's values. */
interface Variable {
  readonly key: QuantityKey;
  /** Path of the input that gave the range. */
  readonly input: string;
  readonly range: Range;
  readonly place: number;
}

/** A part of a cohort that goes a way of its own. */
export interface Part {
  /** Of the cohort's customers, 0 to 1. */
  readonly share: number;
  /** Months after the announcement for which they keep the old terms; infinite where they keep them for good. */
  readonly oldTermsMonths: number;
  /** Where those who are bound are free one day: the month, and the place of the share who leave then. */
  readonly departure: { readonly month: number; readonly place: number } | undefined;
}

/** A group of customers: its values start at `start`, in the order of `cohortKeys`. */
export interface Cohort {
  /** Absent where the customers are not divided. */
  readonly segment: string | undefined;
  readonly start: number;
  readonly phaseInMonths: number;
  /** Their shares add up to 1. */
  readonly parts: readonly Part[];
}

/** A part of the net value that is left out because inputs are missing. */
export interface Omission {
  readonly part:
    | 'extra-loss'
    | 'lock-in'
    | 'after-horizon'
    | 'referrals'
    | 'contacts'
    | 'goodwill'
    | 'one-off-cost'
    | 'new-customers'
    | 'downgrade'
    | 'offers';
  readonly missing: readonly string[];
}

/** The inputs in the shape that arithmetic wants: one list of numbers, and which of them vary. */
export interface Model {
  /** Every value at its likely point; what is left out is 0. */
  readonly values: Float64Array;
  readonly variables: readonly Variable[];
  readonly cohorts: readonly Cohort[];
  /** Place of the first of `sharedKeys`. */
  readonly shared: number;
  /** Months after the announcement in which people still join on today's terms. */
  readonly noticeMonths: number;
  /** Where the change holds for a time only. */
  readonly end: End | undefined;
  /** Whether the new contribution is the old one plus each customer's part of `annualGain`. */
  readonly gainFromTotal: boolean;
  /** What had to be known and is not; where it is not empty, the values mean nothing. */
  readonly missing: readonly string[];
  readonly omitted: readonly Omission[];
  /** Of the ranks of the two losses of customers; 0 to 1. */
  readonly lossCorrelation: number;
  /** Whether fewer people may join, so that those who come by recommendation are among them and count once. */
  readonly referralsInJoiners: boolean;
}

/** Place of a value of a cohort. */
export function findPlace(cohort: Cohort, key: CohortKey): number {
  return cohort.start + cohortKeys.indexOf(key);
}

interface Found {
  readonly quantity: Quantity;
  readonly input: string;
}

/** Finds values by segment: its own, or the one that is given for all. */
export interface Lookup {
  readonly inputs: Inputs;
  /** The rows of the segments; one without a name where the customers are not divided. */
  readonly rows: readonly (SegmentInputs & { readonly segment?: string })[];
  find(key: SegmentQuantityKey, row: Lookup['rows'][number]): Found | undefined;
  /** The three points of a value; NaN where there is none. */
  range(key: SegmentQuantityKey, row: Lookup['rows'][number]): Range;
  /** Paths of those of the keys that some segment has no value of, each once. */
  missing(keys: readonly SegmentQuantityKey[]): string[];
}

export function buildLookup(inputs: Inputs): Lookup {
  const named = inputs.segments ?? [];
  const divided = named.length > 0;
  const rows: Lookup['rows'] = divided ? named : [{}];
  const find: Lookup['find'] = (key, row) => {
    const own = row[key];
    if (own !== undefined) return { quantity: own, input: inputPath(key, row.segment) };
    const given = inputs[key];
    if (given === undefined || (divided && (key === 'customers' || amounts.has(key)))) return undefined;
    return { quantity: given, input: inputPath(key) };
  };
  const range: Lookup['range'] = (key, row) => asRange(find(key, row)?.quantity ?? Number.NaN);
  const missing: Lookup['missing'] = (keys) =>
    keys.flatMap((key) => {
      const without = rows.filter((row) => find(key, row) === undefined);
      // What no segment has is asked for once, except what only makes sense for each group.
      if (without.length === rows.length && key !== 'customers') return [inputPath(key)];
      return without.map((row) => inputPath(key, row.segment));
    });
  return { inputs, rows, find, range, missing };
}

/** Customers who are bound, and what they do once they are free. */
export interface BoundPart {
  readonly share: number;
  readonly leave: Found;
  readonly month: number;
}

/** The bound parts of a row that are complete, and the paths of what the others lack. */
export interface BoundParts {
  readonly parts: readonly BoundPart[];
  readonly missing: readonly string[];
}

/** Finds who of a row's customers is bound: by what the row itself says, or else group by group. */
export function findBound({ inputs, find }: Lookup, row: Lookup['rows'][number]): BoundParts {
  const own = find('leaveWhenFree', row);
  const ownMonth = row.freeAfterMonths ?? inputs.freeAfterMonths;
  const groups = (inputs.bound ?? []).filter(({ segment }) => segment === row.segment);
  if (groups.length === 0) {
    if (own !== undefined && ownMonth !== undefined) {
      return { parts: [{ share: 1, leave: own, month: ownMonth }], missing: [] };
    }
    const lacking = own === undefined ? 'leaveWhenFree' : 'freeAfterMonths';
    const isNone = own === undefined && ownMonth === undefined;
    return { parts: [], missing: isNone ? [] : [inputPath(lacking, row.segment)] };
  }
  const parts: BoundPart[] = [];
  const missing: string[] = [];
  for (const { group, share, leaveWhenFree: quantity, freeAfterMonths } of groups) {
    const input = boundPath('leaveWhenFree', group);
    const leave = own ?? (quantity === undefined ? undefined : { quantity, input });
    const month = ownMonth ?? freeAfterMonths;
    if (leave === undefined) missing.push(input);
    else if (month === undefined) missing.push(boundPath('nextFree', group));
    else if (share === undefined) missing.push(boundPath('count', group));
    else parts.push({ share, leave, month });
  }
  return { parts, missing };
}

/** The share of a row's customers who leave once they are free, of those who are left then; undefined if nobody is bound. */
export function shareWhenFree(lookup: Lookup, row: Lookup['rows'][number]): Range | undefined {
  const { parts } = findBound(lookup, row);
  if (parts.length === 0) return undefined;
  return sum(parts.map(({ share, leave }) => mapRange(asRange(leave.quantity), (point) => share * point)));
}

/**
 * What a customer who stays leaves under the new terms, with those who choose a cheaper plan or use less.
 * @param after of one who does not
 */
export function mixDowngrade({ find, range }: Lookup, row: Lookup['rows'][number], after: number): number {
  if (pairs[0].keys.some((key) => find(key, row) === undefined)) return after;
  const share = range('downgradeShare', row).likely;
  return after + share * (range('downgradeContribution', row).likely - after);
}

/** Whether the new contribution has to come out of `annualGain`. */
export function readsAnnualGain({ inputs, rows, find }: Lookup): boolean {
  return inputs.annualGain !== undefined && rows.every((row) => find('contributionAfter', row) === undefined);
}

const referralKeys = ['referralsPerCustomer', 'referralConversion', 'referralValue'] as const;
const contactKeys = ['contactsPerCustomer', 'contactCost'] as const;
/** Read only together, and missed only where one of the two is given. */
const pairs = [
  { part: 'downgrade', keys: ['downgradeShare', 'downgradeContribution'] },
  { part: 'offers', keys: ['offerTakeUp', 'offerCost'] },
] as const;
const newCustomerKeys = [
  'newCustomersPerYear',
  'newCustomersChange',
  'joinerContributionBefore',
  'joinerContributionAfter',
] as const;

/** Months after the announcement for which a row's customers keep the old terms. */
export function findOldTerms(inputs: Inputs, row: SegmentInputs): number {
  return (inputs.noticeMonths ?? 0) + (row.grandfatherMonths ?? inputs.grandfatherMonths ?? 0);
}

/** The exempt contracts of a row, as shares of its customers. */
function listExempt(lookup: Lookup, row: Lookup['rows'][number]): { share: number; months: number }[] {
  const { inputs, rows, range } = lookup;
  const everybody = rows.reduce((all, one) => all + range('customers', one).likely, 0);
  let left = 1;
  return (inputs.exempt ?? []).flatMap(({ segment, customers, months = Number.POSITIVE_INFINITY }) => {
    if (segment !== undefined && segment !== row.segment) return [];
    // Without a segment they are spread over all.
    const among = segment === undefined ? everybody : range('customers', row).likely;
    const share = among > 0 ? Math.min(left, customers / among) : 0;
    left -= share;
    return share > 0 ? [{ share, months }] : [];
  });
}

/** A part of a row that goes a way of its own. */
interface Way {
  readonly share: number;
  readonly bound: BoundPart | undefined;
  readonly oldTermsMonths: number;
}

/** The ways that the parts of a row go: who is bound, each with and without those who keep the old terms longer. */
function listWays(lookup: Lookup, row: Lookup['rows'][number]): Way[] {
  const whole = findOldTerms(lookup.inputs, row);
  const bound = findBound(lookup, row).parts;
  const rest = 1 - bound.reduce((all, { share }) => all + share, 0);
  // Shares that are counts divided by counts add up to 1 but for the last digit.
  const groups: readonly Pick<Way, 'share' | 'bound'>[] = [
    ...bound.map((part) => ({ share: part.share, bound: part })),
    ...(rest > 1e-9 ? [{ share: rest, bound: undefined }] : []),
  ];
  const exempt = listExempt(lookup, row);
  const ordinary = 1 - exempt.reduce((all, { share }) => all + share, 0);
  return groups.flatMap((group) => [
    ...(ordinary > 1e-9 ? [{ ...group, share: group.share * ordinary, oldTermsMonths: whole }] : []),
    ...exempt.map(({ share, months }) => ({
      ...group,
      share: group.share * share,
      oldTermsMonths: Math.max(whole, months),
    })),
  ]);
}

/** Paths of what happens only after all of the months that are looked at, so that no figure shows it. */
function listAfterHorizon(lookup: Lookup): string[] {
  const { inputs, rows } = lookup;
  const last = Math.max(36, inputs.horizonMonths ?? 0);
  return rows.flatMap((row) => [
    ...(findOldTerms(inputs, row) >= last ? [inputPath('grandfatherMonths', row.segment)] : []),
    ...findBound(lookup, row).parts.flatMap(({ month, leave }) => (month > last ? [leave.input] : [])),
  ]);
}

/** What takes part in the net value, and what is left out of it for want of inputs. */
interface Parts {
  /** Whether the leader's own sum stands in for inputs that are not complete: nothing counts twice. */
  readonly referralSum: boolean;
  readonly contactSum: boolean;
  readonly newCustomers: boolean;
  readonly referralsInJoiners: boolean;
  readonly omitted: readonly Omission[];
}

function buildParts(lookup: Lookup): Parts {
  const { inputs, rows } = lookup;
  const referrals = lookup.missing(referralKeys);
  const contacts = lookup.missing(contactKeys);
  const newCustomers = newCustomerKeys.filter((key) => inputs[key] === undefined);
  const referralsInJoiners =
    newCustomers.length === 0 && asRange(inputs.newCustomersChange ?? 0).low < 0 && referrals.length === 0;
  const referralSum = referrals.length > 0 && inputs.referralLoss !== undefined;
  const contactSum = contacts.length > 0 && inputs.contactsBudget !== undefined;
  const hasAmount = (key: 'goodwillBudget' | 'oneOffCost') =>
    inputs[key] !== undefined || rows.some((row) => row[key] !== undefined);
  const candidates: Omission[] = [
    { part: 'extra-loss', missing: lookup.missing(['lossAfterPerYear']) },
    { part: 'lock-in', missing: [...new Set(rows.flatMap((row) => findBound(lookup, row).missing))] },
    { part: 'after-horizon', missing: [...new Set(listAfterHorizon(lookup))] },
    { part: 'referrals', missing: referralSum ? [] : referrals },
    { part: 'contacts', missing: contactSum ? [] : contacts },
    { part: 'goodwill', missing: hasAmount('goodwillBudget') ? [] : ['goodwillBudget'] },
    { part: 'one-off-cost', missing: hasAmount('oneOffCost') ? [] : ['oneOffCost'] },
    { part: 'new-customers', missing: newCustomers },
    ...pairs.map(({ part, keys }) => {
      const halves = rows.flatMap((row) => {
        const without = keys.filter((key) => lookup.find(key, row) === undefined);
        return without.length === 1 ? without.map((key) => inputPath(key, row.segment)) : [];
      });
      return { part, missing: halves };
    }),
  ];
  const omitted = candidates.filter(({ missing }) => missing.length > 0);
  return { referralSum, contactSum, newCustomers: newCustomers.length === 0, referralsInJoiners, omitted };
}

const isOneOf = (keys: readonly QuantityKey[], key: QuantityKey) => keys.includes(key);

/**
 * Puts the inputs into one list of numbers. Needed for a net value: customers, contribution before and
 * after (or the annual gain), retention, loss at the announcement, discount rate. Everything else
 * may be missing; it is then left out and named in `omitted`.
 * @param inputs as `checkInputs` leaves them
 */
export function buildModel(inputs: Inputs): Model {
  const lookup = buildLookup(inputs);
  const { rows, find } = lookup;
  const parts = buildParts(lookup);
  const gainFromTotal = readsAnnualGain(lookup);
  const shared = rows.length * cohortKeys.length;
  const ways = rows.map((row) => listWays(lookup, row));
  let nextPlace = shared + sharedKeys.length;
  const values = new Float64Array(nextPlace + ways.flat().length);
  const variables: Variable[] = [];
  const put = (key: QuantityKey, place: number, { quantity, input }: Found) => {
    values[place] = likelyOf(quantity);
    const range = asRange(quantity);
    if (range.high > range.low) variables.push({ key, input, range, place });
  };

  const complete = (keys: readonly SegmentQuantityKey[], row: Lookup['rows'][number]) =>
    keys.every((key) => find(key, row) !== undefined);
  const cohorts = rows.map((row, index): Cohort => {
    const start = index * cohortKeys.length;
    const referrals = !parts.referralSum && complete(referralKeys, row);
    const contacts = !parts.contactSum && complete(contactKeys, row);
    for (const [offset, key] of cohortKeys.entries()) {
      if (isOneOf(referralKeys, key) && !referrals) continue;
      if (isOneOf(contactKeys, key) && !contacts) continue;
      if (pairs.some(({ keys }) => isOneOf(keys, key) && !complete(keys, row))) continue;
      // Undivided, the amounts of the whole stand among the shared values.
      if (row.segment === undefined && amounts.has(key)) continue;
      const found = find(key, row);
      if (found) put(key, start + offset, found);
    }
    return {
      segment: row.segment,
      start,
      phaseInMonths: row.phaseInMonths ?? inputs.phaseInMonths ?? 0,
      parts: (ways[index] ?? []).map(({ share, oldTermsMonths, bound }): Part => {
        if (bound === undefined) return { share, oldTermsMonths, departure: undefined };
        const place = nextPlace++;
        put('leaveWhenFree', place, bound.leave);
        return { share, oldTermsMonths, departure: { month: bound.month, place } };
      }),
    };
  });

  for (const [offset, key] of sharedKeys.entries()) {
    const quantity = inputs[key];
    if (quantity === undefined) continue;
    if (key === 'annualGain' && !gainFromTotal) continue;
    if (key === 'referralLoss' && !parts.referralSum) continue;
    if (key === 'contactsBudget' && !parts.contactSum) continue;
    if (isOneOf(newCustomerKeys, key) && !parts.newCustomers) continue;
    put(key, shared + offset, { quantity, input: key });
  }

  const needed: SegmentQuantityKey[] = [
    'customers',
    'contributionBefore',
    'retentionBefore',
    'lossAtAnnouncement',
  ];
  if (!gainFromTotal) needed.push('contributionAfter');
  const missing = lookup.missing(needed);
  if (inputs.discountRate === undefined) missing.push('discountRate');
  return {
    values,
    variables,
    cohorts,
    shared,
    noticeMonths: inputs.noticeMonths ?? 0,
    end: inputs.end,
    gainFromTotal,
    lossCorrelation: inputs.lossCorrelation ?? 0,
    missing,
    omitted: parts.omitted,
    referralsInJoiners: parts.referralsInJoiners,
  };
}
