import { describe, expect, it } from 'vitest';
import { assess } from '../../src/economics/assess.ts';
import { netValueAt } from '../../src/economics/evaluate.ts';
import { fromReview } from '../../src/economics/from-review.ts';
import type { Inputs } from '../../src/economics/inputs.ts';
import { reviewWith } from '../rules/support.ts';
import { type Case, worthAfter } from './independent.ts';

const inputs: Inputs = {
  customers: 1000,
  contributionBefore: 100,
  contributionAfter: 130,
  retentionBefore: 0.85,
  lossAtAnnouncement: 0.05,
  lossAfterPerYear: 0.02,
  discountRate: 0.1,
  noticeMonths: 1,
  newCustomersPerYear: 120,
  newCustomersChange: -0.1,
  joinerContributionBefore: 90,
  joinerContributionAfter: 110,
  oneOffCost: 500,
};

const other: Case = {
  interest: 0.1,
  paidAtOnce: 500,
  groups: [
    { customers: 1000, before: 100, after: 130, stay: 0.85, leave: 0.05, leaveLater: 0.02, oldTermsFor: 1 },
  ],
  joining: { perYear: 120, change: -0.1, before: 90, after: 110, stay: 0.85, oldTermsFor: 1 },
};

const worthOf = (one: Inputs, months: number) => netValueAt(assess(one), months) ?? Number.NaN;

describe('a change that ends', () => {
  it.each([12, 24, 36])(
    'brings nothing after a season, and those who left are missed: %i months',
    (months) => {
      const season: Inputs = { ...inputs, end: { months: 7, to: 'old-terms' } };
      expect(worthOf(season, months)).toBeCloseTo(worthAfter({ ...other, lastMonth: 7 }, months), 1);
    },
  );

  it('can turn a gain of the season into a loss', () => {
    const season: Inputs = { ...inputs, oneOffCost: 0, end: { months: 6, to: 'old-terms' } };
    expect(worthOf({ ...season, horizonMonths: 6 }, 6)).toBeGreaterThan(0);
    expect(worthOf(season, 36)).toBeLessThan(0);
    expect(worthOf({ ...season, end: undefined }, 36)).toBeGreaterThan(0);
  });

  it('has no one break-even where the old terms come back', () => {
    const { breakEven } = assess({ ...inputs, end: { months: 7, to: 'old-terms' } });
    expect(breakEven).toMatchObject({ known: false, because: expect.stringContaining('for a time only') });
  });

  it('counts nothing any more where the product ends with it', () => {
    const product: Inputs = { ...inputs, end: { months: 20, to: 'product' } };
    const case20: Case = { ...other, lastMonth: 20, endsProduct: true };
    expect(worthOf(product, 12)).toBeCloseTo(worthAfter(case20, 12), 1);
    expect(worthOf(product, 36)).toBeCloseTo(worthAfter(case20, 36), 1);
    expect(worthOf(product, 36)).toBe(worthOf(product, 24));
    expect(assess(product).breakEven.known).toBe(true);
  });

  it('never reaches those whose old terms last longer', () => {
    const spared: Inputs = { ...inputs, newCustomersPerYear: undefined, oneOffCost: 0, grandfatherMonths: 9 };
    expect(worthOf({ ...spared, end: { months: 7, to: 'old-terms' } }, 36)).toBe(0);
  });

  it('is read from the last day of a review', () => {
    const dates = { ends: '2027-02-28' };
    expect(fromReview(reviewWith({ change: { dates } })).end).toEqual({ months: 5, to: 'old-terms' });
    expect(fromReview(reviewWith({ change: { dates, endsWith: 'product' } })).end?.to).toBe('product');
    expect(fromReview(reviewWith({})).end).toBeUndefined();
  });
});
