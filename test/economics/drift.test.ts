import { describe, expect, it } from 'vitest';
import { assess } from '../../src/economics/assess.ts';
import { netValueAt } from '../../src/economics/evaluate.ts';
import type { Inputs } from '../../src/economics/inputs.ts';
import { type Case, worthAfter } from './independent.ts';

const inputs: Inputs = {
  customers: 1000,
  contributionBefore: 100,
  contributionAfter: 110,
  retentionBefore: 0.85,
  lossAtAnnouncement: 0.05,
  discountRate: 0.1,
  noticeMonths: 2,
  driftPerYear: 12_000,
};

const other: Case = {
  interest: 0.1,
  paidAtOnce: 0,
  driftPerYear: 12_000,
  holdsAfter: 2,
  groups: [{ customers: 1000, before: 100, after: 110, stay: 0.85, leave: 0.05, oldTermsFor: 2 }],
};

const worthOf = (one: Inputs, months: number) => netValueAt(assess(one), months) ?? Number.NaN;

describe('what grows worse without the change', () => {
  it.each([12, 24, 36])('is what the change stops, month by month: %i months', (months) => {
    expect(worthOf(inputs, months)).toBeCloseTo(worthAfter(other, months), 1);
  });

  it('comes to a year’s twelfths growing by a twelfth, undiscounted', () => {
    const plain: Inputs = { ...inputs, discountRate: 0, noticeMonths: 0 };
    const without = worthOf({ ...plain, driftPerYear: undefined }, 12);
    // 12,000 ÷ 144 × (1 + 2 + … + 12)
    expect(worthOf(plain, 12) - without).toBeCloseTo(6500, 1);
  });

  it('goes on where the change ends', () => {
    const season: Inputs = { ...inputs, end: { months: 8, to: 'old-terms' } };
    const gain = (months: number) =>
      worthOf(season, months) - worthOf({ ...season, driftPerYear: 0 }, months);
    expect(gain(12)).toBeGreaterThan(0);
    expect(gain(36)).toBeCloseTo(gain(12), 1);
    expect(worthOf(season, 36)).toBeCloseTo(worthAfter({ ...other, lastMonth: 8 }, 36), 1);
  });

  it('can only get worse', () => {
    expect(assess({ ...inputs, driftPerYear: -1 }).problems).toMatchObject([{ input: 'driftPerYear' }]);
  });
});
