import { describe, expect, it } from 'vitest';
import { assess } from '../../src/economics/assess.ts';
import { evaluate, netValueAt } from '../../src/economics/evaluate.ts';
import { known } from '../../src/economics/figure.ts';
import type { Inputs } from '../../src/economics/inputs.ts';
import { type Case, chanceOfLoss, worthAfter } from './independent.ts';

const inputs: Inputs = {
  customers: 1000,
  contributionBefore: 100,
  contributionAfter: 120,
  retentionBefore: 0.9,
  discountRate: 0.1,
  lossAtAnnouncement: { low: 0.04, likely: 0.08, high: 0.12 },
  lossAfterPerYear: { low: 0.02, likely: 0.04, high: 0.06 },
};

const same: Case = {
  interest: 0.1,
  paidAtOnce: 0,
  groups: [
    {
      customers: 1000,
      before: 100,
      after: 120,
      stay: 0.9,
      leave: { low: 0.04, likely: 0.08, high: 0.12 },
      leaveLater: { low: 0.02, likely: 0.04, high: 0.06 },
    },
  ],
};

const worthOf = (more: Partial<Inputs>, months = 36) =>
  netValueAt(assess({ ...inputs, ...more }), months) ?? Number.NaN;
const withMore = (more: object): Case => ({
  ...same,
  groups: same.groups.map((group) => ({ ...group, ...more })),
});

describe('customers who stay and use less', () => {
  const downgrade = { downgradeShare: 0.2, downgradeContribution: 70 };

  it('are in the value of the change, and in its break-even', () => {
    for (const months of [12, 36]) {
      expect(worthOf(downgrade, months)).toBeCloseTo(
        worthAfter(withMore({ downgrade: 0.2, downgraded: 70 }), months),
        2,
      );
    }
    // One in five leaves 70 and not 120: 110 on average, 10 more than before.
    expect(known(assess({ ...inputs, ...downgrade }).breakEven)).toMatchObject({
      contributionAfter: 110,
      share: 0.090909,
      position: 'inside',
    });
  });

  it('are left out where one of the two is not given, which is said; and are not missed where neither is', () => {
    const { omitted, netValue } = assess({ ...inputs, downgradeShare: 0.2 });
    expect(omitted).toContainEqual({ part: 'downgrade', missing: ['downgradeContribution'] });
    expect(netValue).toEqual(assess(inputs).netValue);
    expect(assess(inputs).omitted.map(({ part }) => part)).not.toContain('downgrade');
    expect(assess({ ...inputs, downgradeShare: 1.2, downgradeContribution: 70 }).problems).toMatchObject([
      { input: 'downgradeShare', code: 'out-of-range' },
    ]);
  });

  it('turn the rise into nothing where all of them leave what they left before', () => {
    expect(
      worthOf({ downgradeShare: 1, downgradeContribution: 100, lossAtAnnouncement: 0, lossAfterPerYear: 0 }),
    ).toBe(0);
  });
});

describe('offers that are taken', () => {
  it('cost what they cost, once, for as many as take them', () => {
    const offers = { offerTakeUp: { low: 0.1, likely: 0.2, high: 0.3 }, offerCost: 30 };
    expect(worthOf(offers)).toBeCloseTo(worthOf({}) - 1000 * 0.2 * 30, 2);
    expect(worthOf(offers)).toBeCloseTo(worthAfter(withMore({ takeUp: 0.2, offer: 30 }), 36), 2);
    const { costs } = assess({ ...inputs, ...offers });
    expect(costs.offers).toEqual({ known: true, value: { low: 3000, likely: 6000, high: 9000 } });
    expect(assess(inputs).costs).not.toHaveProperty('offers');
  });
});

describe('losses that go together', () => {
  const spread = (lossCorrelation: number | undefined) => {
    const drawn = known(evaluate({ ...inputs, oneOffCost: 4000, lossCorrelation }, { seed: 1 }).simulation);
    return (
      drawn?.horizons.find(({ months }) => months === 36) ?? { p10: 0, p50: 0, p90: 0, probabilityOfLoss: 0 }
    );
  };

  it('spread the result wider, and move its middle little', () => {
    const [apart, half, together] = [spread(0), spread(0.5), spread(1)];
    expect(spread(undefined)).toEqual(apart);
    expect(half.p90 - half.p10).toBeGreaterThan(1.05 * (apart.p90 - apart.p10));
    expect(together.p90 - together.p10).toBeGreaterThan(1.05 * (half.p90 - half.p10));
    expect(Math.abs(together.p50 - apart.p50)).toBeLessThan(0.1 * (apart.p90 - apart.p10));
  });

  it('have the chance of a loss that another implementation finds', () => {
    for (const together of [0, 0.5, 1]) {
      const { probabilityOfLoss } = spread(together);
      expect(probabilityOfLoss).toBeGreaterThan(0.02);
      expect(
        Math.abs(chanceOfLoss({ ...same, together, paidAtOnce: 4000 }, 36, 8000) - probabilityOfLoss),
      ).toBeLessThan(0.02);
    }
  });

  it.each([-0.1, 1.1, { low: 0, likely: 0.5, high: 1 } as unknown as number])(
    'takes no %j for a correlation',
    (lossCorrelation) => {
      const { problems } = assess({ ...inputs, lossCorrelation });
      expect(problems).toMatchObject([{ input: 'lossCorrelation' }]);
      expect(problems[0]?.message).toMatch(/a number from 0 to 1, without a range/);
    },
  );
});
