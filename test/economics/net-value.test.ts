import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Inputs } from '../../src/economics/inputs.ts';
import { lifetimeMultiple } from '../../src/economics/lifetime-value.ts';
import { buildModel } from '../../src/economics/model.ts';
import { cumulatedNetValue } from '../../src/economics/net-value.ts';
import { breakEvenLosses } from '../../src/economics/net-value-figure.ts';
import { sixNumbers } from './arbitraries.ts';

const netValue = (inputs: Inputs, months = 36) => cumulatedNetValue(buildModel(inputs), months);
const at = (values: Float64Array, month: number) => values[month] ?? Number.NaN;

const base = {
  customers: 1000,
  contributionBefore: 120,
  contributionAfter: 150,
  retentionBefore: 0.8,
  lossAtAnnouncement: 0.1,
  discountRate: 0.1,
} satisfies Inputs;

/** The formula written out, for a segment without grandfathering or phase-in. */
function byHand(
  n: number,
  before: number,
  after: number,
  retention: number,
  loss: number,
  extra: number,
  rate: number,
  months: number,
): number {
  let sum = 0;
  for (let t = 1; t <= months; t++) {
    const stay = n * (1 - loss) * Math.max(0, retention - extra) ** (t / 12);
    sum += (stay * after - n * retention ** (t / 12) * before) / 12 / (1 + rate) ** (t / 12);
  }
  return sum;
}

describe('cumulated net value, against published figures', () => {
  it('is the uplift of $221,157.38 of a 10 % rise on $200,000 a month at 1.5 % monthly churn', () => {
    // https://metrickittools.com/saas-metrics/price-increase-break-even-calculator counts a month's money at
    // its start, from the customers who are there then; this counts it at the end, so one month's churn apart.
    const values = netValue(
      {
        customers: 1000,
        contributionBefore: (200_000 * 12) / 1000,
        contributionAfter: (220_000 * 12) / 1000,
        retentionBefore: 0.985 ** 12,
        lossAtAnnouncement: 0,
        discountRate: 0,
      },
      12,
    );
    expect((at(values, 12) / 0.985).toFixed(2)).toBe('221157.38');
  });
});

describe('cumulated net value', () => {
  it('is the formula written out, month by month', () => {
    const share = fc.double({ min: 0, max: 0.3, noNaN: true });
    fc.assert(
      fc.property(sixNumbers, share, fc.integer({ min: 1, max: 60 }), (inputs, extra, months) => {
        const six = inputs as Record<keyof typeof base, number>;
        const found = at(netValue({ ...six, lossAfterPerYear: extra }, months), months);
        const expected = byHand(
          six.customers,
          six.contributionBefore,
          six.contributionAfter,
          six.retentionBefore,
          six.lossAtAnnouncement,
          extra,
          six.discountRate,
          months,
        );
        expect(Math.abs(found - expected)).toBeLessThan(
          1e-8 * six.customers * (six.contributionAfter + six.contributionBefore),
        );
      }),
    );
  });

  it('comes to the lifetime value if it runs for ever', () => {
    // All old contribution lost at once: what is lost is the whole lifetime value, here reckoned by months.
    const months = 12 * 150;
    const lost = -at(netValue({ ...base, lossAtAnnouncement: 1 }, months), months);
    const monthly = lifetimeMultiple({ retention: 0.8 ** (1 / 12), discountRate: 1.1 ** (1 / 12) - 1 });
    expect(lost).toBeCloseTo((1000 * 120 * monthly) / 12, 4);
  });

  it('is 0 at every horizon at the break-even loss, if later retention is the same and nothing else costs', () => {
    fc.assert(
      fc.property(sixNumbers, (inputs) => {
        const six = inputs as Record<keyof typeof base, number>;
        fc.pre(six.contributionAfter > six.contributionBefore);
        const share = 1 - six.contributionBefore / six.contributionAfter;
        const size = six.customers * six.contributionAfter;
        const zero = netValue({ ...six, lossAtAnnouncement: share });
        const below = netValue({ ...six, lossAtAnnouncement: share * 0.99 });
        const above = netValue({ ...six, lossAtAnnouncement: share + (1 - share) * 0.01 });
        for (let month = 1; month <= 36; month++) {
          expect(Math.abs(at(zero, month))).toBeLessThan(1e-9 * size);
          expect(at(below, month)).toBeGreaterThan(0);
          expect(at(above, month)).toBeLessThan(0);
        }
      }),
    );
  });

  it('is 0 at a horizon if its break-even loss is put back, with everything else counted', () => {
    const share = (max: number) => fc.double({ min: 0, max, noNaN: true });
    const money = fc.integer({ min: 0, max: 100 });
    const all = fc.record({
      lossAfterPerYear: share(0.2),
      oneOffCost: fc.integer({ min: 0, max: 100_000 }),
      goodwillBudget: fc.integer({ min: 0, max: 100_000 }),
      referralsPerCustomer: share(2),
      referralConversion: share(1),
      referralValue: money,
      contactsPerCustomer: share(2),
      contactCost: money,
      newCustomersPerYear: fc.integer({ min: 0, max: 10_000 }),
      newCustomersChange: share(0.1).map((fall) => -fall),
      joinerContributionBefore: money,
      joinerContributionAfter: money,
      noticeMonths: fc.integer({ min: 0, max: 6 }),
      grandfatherMonths: fc.integer({ min: 0, max: 8 }),
      phaseInMonths: fc.integer({ min: 0, max: 12 }),
    });
    fc.assert(
      fc.property(sixNumbers, all, fc.constantFrom(12, 24, 36), (inputs, more, horizon) => {
        const given = { ...inputs, ...more } as Inputs;
        const lost = at(breakEvenLosses(buildModel(given), 36), horizon);
        fc.pre(Number.isFinite(lost) && Math.abs(lost) < 100);
        const found = at(netValue({ ...given, lossAtAnnouncement: lost }), horizon);
        const scale =
          Number(given.customers) * (Number(given.contributionAfter) + Number(given.contributionBefore)) +
          1e6;
        expect(Math.abs(found)).toBeLessThan(1e-7 * scale * (1 + Math.abs(lost)));
      }),
    );
  });

  it('falls with every customer who leaves and every cost, and rises with the gain', () => {
    const joining = { joinerContributionBefore: 120, joinerContributionAfter: 150 };
    const more: (readonly [keyof Inputs, Partial<Inputs>])[] = [
      ['lossAtAnnouncement', { lossAtAnnouncement: 0.11 }],
      ['lossAfterPerYear', { lossAfterPerYear: 0.01 }],
      ['oneOffCost', { oneOffCost: 1 }],
      ['goodwillBudget', { goodwillBudget: 1 }],
      ['contactCost', { contactsPerCustomer: 0.1, contactCost: 1 }],
      ['contactsBudget', { contactsBudget: 1 }],
      ['referralValue', { referralsPerCustomer: 0.1, referralConversion: 0.1, referralValue: 1 }],
      ['referralLoss', { referralLoss: 1 }],
      ['newCustomersChange', { ...joining, newCustomersPerYear: 100, newCustomersChange: -0.5 }],
    ];
    const untouched = at(netValue(base), 36);
    for (const [key, change] of more)
      expect(at(netValue({ ...base, ...change }), 36), key).toBeLessThan(untouched);
    expect(at(netValue({ ...base, contributionAfter: 151 }), 36)).toBeGreaterThan(untouched);
  });

  it('pays costs when it is announced, undiscounted', () => {
    const costs = { oneOffCost: 500, goodwillBudget: 250, contactsPerCustomer: 0.2, contactCost: 5 };
    expect(at(netValue({ ...base, ...costs }), 0)).toBe(-500 - 250 - 1000 * 0.2 * 5);
    const difference = netValue(base).map(
      (value, month) => value - at(netValue({ ...base, ...costs }), month),
    );
    for (const value of difference) expect(value).toBeCloseTo(1750, 6);
  });

  it('loses the referrals of those who are gone', () => {
    const referrals = { referralsPerCustomer: 2, referralConversion: 0.5, referralValue: 60 };
    const same = { ...base, retentionBefore: 1, discountRate: 0 };
    // 100 customers gone, each a referred customer worth 60 a year.
    expect(at(netValue(same), 12) - at(netValue({ ...same, ...referrals }), 12)).toBeCloseTo(100 * 60, 6);
  });

  it('takes the leader’s own sums only where the details are not complete', () => {
    const details = {
      referralsPerCustomer: 2,
      referralConversion: 0.5,
      referralValue: 60,
      contactsPerCustomer: 1,
      contactCost: 3,
    };
    const both = netValue({ ...base, ...details, referralLoss: 1e6, contactsBudget: 1e6 });
    expect(both).toEqual(netValue({ ...base, ...details }));
    const { referralValue: _, contactCost: __, ...partial } = details;
    const sums = netValue({ ...base, ...partial, referralLoss: 1200, contactsBudget: 40 }, 12);
    expect(at(netValue(base, 12), 0) - at(sums, 0)).toBe(40);
    expect(
      at(netValue({ ...base, discountRate: 0 }, 12), 12) -
        at(netValue({ ...base, discountRate: 0, referralLoss: 1200 }, 12), 12),
    ).toBeCloseTo(1200, 6);
  });

  it('begins to lose the leader’s own sum of referrals when the new terms reach the first customer', () => {
    const flat = { ...base, retentionBefore: 1, discountRate: 0 };
    const later = { ...flat, grandfatherMonths: 6 };
    const lost = netValue(later).map(
      (value, month) => value - at(netValue({ ...later, referralLoss: 1200 }), month),
    );
    expect([at(lost, 6), at(lost, 7), at(lost, 18)].map(Math.round)).toEqual([0, 100, 1200]);
  });

  it('leaves new customers out unless both their number and its change are known', () => {
    expect(netValue({ ...base, newCustomersPerYear: 5000 })).toEqual(netValue(base));
    expect(netValue({ ...base, newCustomersChange: -0.5 })).toEqual(netValue(base));
  });

  it('changes nothing for existing customers while they keep the old terms', () => {
    const values = netValue({ ...base, grandfatherMonths: 12 });
    for (let month = 0; month <= 12; month++) expect(at(values, month)).toBe(0);
    expect(at(values, 13)).not.toBe(0);
  });

  it('is the same change a year later with grandfathering: shrunk by who left and by the discount', () => {
    const later = netValue({ ...base, grandfatherMonths: 12 });
    const now = netValue(base);
    expect(at(later, 36)).toBeCloseTo((at(now, 24) * 0.8) / 1.1, 6);
  });

  it('steps the difference in evenly over the months of a phase-in', () => {
    const flat = { ...base, retentionBefore: 1, discountRate: 0, lossAtAnnouncement: 0 };
    const values = netValue({ ...flat, phaseInMonths: 3 });
    const monthly = Array.from({ length: 5 }, (_, month) => at(values, month + 1) - at(values, month));
    const whole = (1000 * 30) / 12;
    for (const [index, part] of [0.25, 0.5, 0.75, 1, 1].entries())
      expect(monthly[index]).toBeCloseTo(whole * part, 6);
  });

  it('brings new customers on the new terms once it holds, and as many fewer as they are put off', () => {
    const flat = { ...base, retentionBefore: 1, discountRate: 0, customers: 1000, lossAtAnnouncement: 0 };
    const joining = {
      newCustomersPerYear: 1200,
      newCustomersChange: -0.5,
      joinerContributionBefore: 120,
      joinerContributionAfter: 150,
      grandfatherMonths: 120,
    };
    // 100 a month would have joined at 120 a year, 50 join at 150 a year: month k has k × (50 × 150 − 100 × 120) ÷ 12.
    expect(at(netValue({ ...flat, ...joining }, 4), 4)).toBeCloseTo((10 * (50 * 150 - 100 * 120)) / 12, 6);
  });

  it('is the sum over the segments, whatever they differ in', () => {
    const parts = [
      {
        segment: 'loyal',
        ...base,
        customers: 600,
        retentionBefore: 0.9,
        grandfatherMonths: 6,
        oneOffCost: 10,
      },
      {
        segment: 'new',
        ...base,
        customers: 400,
        contributionAfter: 140,
        lossAfterPerYear: 0.05,
        phaseInMonths: 2,
      },
    ];
    const sum = netValue({ discountRate: 0.1, segments: parts });
    const each = parts.map((part) => netValue({ ...part, discountRate: 0.1 }));
    for (let month = 0; month <= 36; month++) {
      expect(at(sum, month)).toBeCloseTo(
        each.reduce((all, values) => all + at(values, month), 0),
        6,
      );
    }
  });

  it('gives segments what is said for all, except customers and amounts', () => {
    const shared = { ...base, customers: 77, goodwillBudget: 100 };
    const halves = [
      { segment: 'a', customers: 500 },
      { segment: 'b', customers: 500, goodwillBudget: 20 },
    ];
    const divided = netValue({ ...shared, segments: halves });
    const whole = netValue({ ...base, goodwillBudget: 120 });
    for (let month = 0; month <= 36; month++) expect(at(divided, month)).toBeCloseTo(at(whole, month), 6);
  });

  it('makes the new contribution out of the annual gain where none is given', () => {
    const { contributionAfter: _, ...five } = base;
    const values = netValue({ ...five, annualGain: 30_000 });
    for (let month = 0; month <= 36; month++)
      expect(at(values, month)).toBeCloseTo(at(netValue(base), month), 6);
    expect(netValue({ ...base, annualGain: 1e9 })).toEqual(netValue(base));
  });

  it('does not let retention fall below 0', () => {
    const values = netValue({ ...base, retentionBefore: 0.3, lossAfterPerYear: 0.9 });
    expect(at(values, 36)).toBeLessThan(0);
    expect(Number.isFinite(at(values, 36))).toBe(true);
  });
});
