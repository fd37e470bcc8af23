/**
 * The net value of a change, written from docs/economics.md alone: nothing of src is used, and nothing is
 * done as it is done there. Customers are followed by closed formulas instead of month by month, rates are
 * raised to powers by the engine, and chances are drawn from another generator by another method.
 */

/** Low, likely and high, or a plain number. */
export type Points = number | { readonly low: number; readonly likely: number; readonly high: number };

/** Customers who are alike. Money is a year, shares are 0 to 1, months count from the announcement. */
export interface Like {
  readonly customers: number;
  readonly before: Points;
  readonly after: Points;
  readonly stay: Points;
  /** Leave when the new terms reach them. */
  readonly leave: Points;
  /** Leave in each year after that. */
  readonly leaveLater?: Points;
  /** The new terms hold from the month after this one. */
  readonly oldTermsFor?: number;
  /** Bound until this month, and the share of all who then leave. */
  readonly freeIn?: number;
  readonly leaveWhenFree?: Points;
  readonly referrals?: Points;
  readonly conversion?: Points;
  readonly referralWorth?: Points;
  readonly contacts?: Points;
  readonly contactCost?: Points;
  /** Of those who stay, and what one of them leaves. */
  readonly downgrade?: Points;
  readonly downgraded?: Points;
  readonly takeUp?: Points;
  readonly offer?: Points;
}

/** People who join, each year, on today's terms and on the new ones. */
export interface Joining {
  readonly perYear: number;
  readonly change: Points;
  readonly before: number;
  readonly after: number;
  readonly stay: number;
  /** The new terms hold from the month after this one, for how many join and for what they leave. */
  readonly oldTermsFor?: number;
}

export interface Case {
  readonly groups: readonly Like[];
  readonly joining?: Joining;
  readonly interest: number;
  /** Paid at the announcement. */
  readonly paidAtOnce: number;
  /** The last month of the change, and whether the product ends with it. */
  readonly lastMonth?: number;
  readonly endsProduct?: true;
  /** Less is left over each year than the year before, which the change stops from the month after `holdsAfter` on. */
  readonly driftPerYear?: Points;
  readonly holdsAfter?: number;
  /** How often both losses are at the same place of their ranges, which are of one shape. */
  readonly together?: number;
}

/** One point of every range: its low, likely or high end, or a drawn one. */
type Pick = (points: Points | undefined, name: string) => number;

const end =
  (which: 'low' | 'likely' | 'high'): Pick =>
  (points = 0) =>
    typeof points === 'number' ? points : points[which];

/** How many of a hundred customers are left after so many months. */
function left(group: Like, month: number, pick: Pick, lastMonth: number): number {
  const { oldTermsFor = 0, freeIn } = group;
  const stay = pick(group.stay, 'stay');
  const changed = Math.max(0, stay - pick(group.leaveLater, 'leaveLater'));
  // Months on the old terms, before the change reached them and after it ended.
  const onOld = Math.min(month, oldTermsFor) + Math.max(0, month - Math.max(lastMonth, oldTermsFor));
  let share = stay ** (onOld / 12) * changed ** ((month - onOld) / 12);
  if (month > oldTermsFor && oldTermsFor < lastMonth) share *= 1 - pick(group.leave, 'leave');
  if (freeIn !== undefined && oldTermsFor < lastMonth && month >= Math.max(freeIn, oldTermsFor + 1)) {
    share *= 1 - pick(group.leaveWhenFree, 'leaveWhenFree');
  }
  return share;
}

function worth(one: Case, months: number, pick: Pick): number {
  const { lastMonth = Number.POSITIVE_INFINITY, endsProduct } = one;
  const counts = (month: number) => !(endsProduct && month > lastMonth);
  const today = (money: number, month: number) =>
    counts(month) ? money / 12 / (1 + one.interest) ** (month / 12) : 0;
  let sum = -one.paidAtOnce;
  for (const group of one.groups) {
    const n = group.customers;
    sum -= n * pick(group.contacts, 'contacts') * pick(group.contactCost, 'contactCost');
    sum -= n * pick(group.takeUp, 'takeUp') * pick(group.offer, 'offer');
    const before = pick(group.before, 'before');
    const less = pick(group.downgrade, 'downgrade');
    const after = (1 - less) * pick(group.after, 'after') + less * pick(group.downgraded, 'downgraded');
    for (let month = 1; month <= months; month++) {
      const would = n * pick(group.stay, 'stay') ** (month / 12);
      const are = n * left(group, month, pick, lastMonth);
      const each = month > (group.oldTermsFor ?? 0) && month <= lastMonth ? after : before;
      sum += today(are * each - would * before, month);
    }
  }
  const { joining, holdsAfter = 0 } = one;
  const notReferred = (group: Like, month: number) => {
    const would = group.customers * pick(group.stay, 'stay') ** (month / 12);
    const gone = would - group.customers * left(group, month, pick, lastMonth);
    return gone * pick(group.referrals, 'referrals') * pick(group.conversion, 'conversion');
  };
  for (let month = 1; month <= months; month++) {
    for (const group of one.groups) {
      sum -= today(notReferred(group, month) * pick(group.referralWorth, 'referralWorth'), month);
    }
  }
  for (let month = holdsAfter + 1; month <= Math.min(months, lastMonth); month++) {
    // What a year would be worse by then.
    sum += today((pick(one.driftPerYear, 'drift') * (month - holdsAfter)) / 12, month);
  }
  if (joining === undefined) return sum;
  const { oldTermsFor = 0 } = joining;
  const meetsThem = (joined: number) => joined > oldTermsFor && joined <= lastMonth;
  // Worked out once a month of joining, not once a month of each cohort: that made a test take twelve seconds.
  const comeIn = Array.from({ length: months }, (_, index) => {
    const joined = index + 1;
    const change = meetsThem(joined) ? joining.perYear * pick(joining.change, 'joining') : 0;
    const referred = one.groups.reduce((all, group) => all + notReferred(group, joined), 0);
    // Who does not come for want of a recommendation is one of those who do not come, and counted above.
    return joining.perYear + (change < 0 ? -Math.max(0, -change - referred) : change);
  });
  for (let month = 1; month <= months; month++) {
    const pays = month > oldTermsFor && month <= lastMonth ? joining.after : joining.before;
    // Everybody who has joined since, each cohort as old as it is.
    comeIn.slice(0, month).forEach((come, index) => {
      const stayed = joining.stay ** ((month - index) / 12);
      sum += today((stayed / 12) * (come * pays - joining.perYear * joining.before), month);
    });
  }
  return sum;
}

/** The net value after so many months, every range at the same of its ends. */
export function worthAfter(one: Case, months: number, at: 'low' | 'likely' | 'high' = 'likely'): number {
  return worth(one, months, end(at));
}

/** A generator of another family than the product's (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A gamma variate for a shape from 1 on (Marsaglia and Tsang). */
function gamma(shape: number, next: () => number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    const v = (1 + c * normal) ** 3;
    if (v > 0 && Math.log(1 - next()) < 0.5 * normal ** 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** A draw of a PERT range: a beta distribution, out of two gamma variates. */
function drawn({ low, likely, high }: Exclude<Points, number>, next: () => number): number {
  if (high <= low) return likely;
  const lean = (4 * (likely - low)) / (high - low);
  const [a, b] = [gamma(1 + lean, next), gamma(5 - lean, next)];
  return low + ((high - low) * a) / (a + b);
}

/** Net values of so many draws; one draw takes one value of each input, whatever the group. */
function drawnWorths(one: Case, months: number, draws: number): number[] {
  const next = numbers(20261130);
  return Array.from({ length: draws }, () => {
    const seen = new Map<string, number>();
    const isTogether = one.together !== undefined && next() < one.together;
    let place: number | undefined;
    // Where groups have ranges of their own, one draw is low or high in all of them, so that it is drawn as a
    // place in the range; alike shapes are all that the cases use.
    const pick: Pick = (points = 0, name) => {
      if (typeof points === 'number') return points;
      const key = `${name} ${points.low} ${points.likely} ${points.high}`;
      const isLoss = name === 'leave' || name === 'leaveLater';
      const { low, high } = points;
      const found =
        seen.get(key) ??
        (isTogether && isLoss && place !== undefined ? low + place * (high - low) : drawn(points, next));
      if (isLoss) place = (found - low) / (high - low);
      seen.set(key, found);
      return found;
    };
    return worth(one, months, pick);
  });
}

/** Share of the draws that lose. */
export function chanceOfLoss(one: Case, months: number, draws: number): number {
  return drawnWorths(one, months, draws).filter((value) => value < 0).length / draws;
}
