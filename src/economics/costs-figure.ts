import { type Figure, figure } from './figure.ts';
import { asRange, type SegmentQuantityKey } from './inputs.ts';
import { type Lookup, shareWhenFree } from './model.ts';
import { mapRange, sum, times } from './range-arithmetic.ts';
import { roundCount, roundMoney } from './round.ts';
import type { Range } from './three-point.ts';

/** What the change costs besides the contribution of those who leave; each low, likely and high. */
export interface Costs {
  /** Customers who leave at the announcement. */
  readonly lost: Figure<Range>;
  /** Customers, of those who are here today, who leave once they are free; absent where nobody is bound. */
  readonly lostWhenFree?: Figure<Range>;
  /**
   * Money to win as many new customers as leave at the announcement. Not part of the net value, which
   * counts the leavers' contribution as lost for good.
   */
  readonly replacement: Figure<Range>;
  /** Money per year with the referrals that those who leave would have made. Part of the net value. */
  readonly referralsPerYear: Figure<Range>;
  /** Extra contacts because of the change, in number. */
  readonly contacts: Figure<Range>;
  /** What they cost. Part of the net value. */
  readonly contactCost: Figure<Range>;
  /** Hours of handling time that they take. */
  readonly contactHours: Figure<Range>;
  /** Money for offers that are taken, absent where nobody says how many take them. Part of the net value. */
  readonly offers?: Figure<Range>;
  /** Money for goodwill and exceptions. Part of the net value. */
  readonly goodwill: Figure<Range>;
  /** Money that the change itself costs. Part of the net value. */
  readonly oneOff: Figure<Range>;
}

/**
 * Replacement: lost × acquisition cost. Referrals: lost × referrals × conversion × value of a
 * referred customer. Contacts: customers × contacts × cost. Sources of the forms: docs/economics.md.
 */
export function buildCosts(lookup: Lookup): Costs {
  const { inputs, rows, find, range } = lookup;
  const product = (keys: readonly SegmentQuantityKey[], done: (total: Range) => Range): Figure<Range> =>
    figure(lookup.missing(keys), () =>
      done(sum(rows.map((row) => times(...keys.map((key) => range(key, row)))))),
    );
  const inMoney = (total: Range) => mapRange(total, roundMoney);
  const inNumbers = (total: Range) => mapRange(total, roundCount);
  const orSum = (detailed: Figure<Range>, key: 'referralLoss' | 'contactsBudget'): Figure<Range> => {
    const given = inputs[key];
    return detailed.known || given === undefined ? detailed : figure([], () => asRange(given));
  };
  const amount = (key: 'goodwillBudget' | 'oneOffCost'): Figure<Range> => {
    const given = [inputs, ...rows].flatMap((row) => {
      const quantity = row[key];
      return quantity === undefined ? [] : [asRange(quantity)];
    });
    return figure(given.length > 0 ? [] : [key], () => inMoney(sum(given)));
  };
  const late = rows.map((row) => ({ row, share: shareWhenFree(lookup, row) }));
  const stay = (row: Lookup['rows'][number]) =>
    mapRange(range('lossAtAnnouncement', row), (loss) => 1 - loss);
  const lostWhenFree = figure(lookup.missing(['customers', 'lossAtAnnouncement']), () =>
    inNumbers(
      sum(
        late.flatMap(({ row, share }) => (share ? [times(range('customers', row), share, stay(row))] : [])),
      ),
    ),
  );
  const hasOffers = rows.some((row) => find('offerTakeUp', row) !== undefined);
  return {
    ...(late.some(({ share }) => share !== undefined) ? { lostWhenFree } : {}),
    lost: product(['customers', 'lossAtAnnouncement'], inNumbers),
    replacement: product(['customers', 'lossAtAnnouncement', 'acquisitionCost'], inMoney),
    referralsPerYear: orSum(
      product(
        ['customers', 'lossAtAnnouncement', 'referralsPerCustomer', 'referralConversion', 'referralValue'],
        inMoney,
      ),
      'referralLoss',
    ),
    contacts: product(['customers', 'contactsPerCustomer'], inNumbers),
    contactCost: orSum(
      product(['customers', 'contactsPerCustomer', 'contactCost'], inMoney),
      'contactsBudget',
    ),
    contactHours: product(['customers', 'contactsPerCustomer', 'contactMinutes'], (total) =>
      mapRange(total, (minutes) => roundCount(minutes / 60)),
    ),
    ...(hasOffers ? { offers: product(['customers', 'offerTakeUp', 'offerCost'], inMoney) } : {}),
    goodwill: amount('goodwillBudget'),
    oneOff: amount('oneOffCost'),
  };
}
