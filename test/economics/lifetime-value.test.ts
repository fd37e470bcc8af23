import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../src/economics/assess.ts';
import { known } from '../../src/economics/figure.ts';
import { lifetimeMultiple } from '../../src/economics/lifetime-value.ts';

const retention = fc.double({ min: 0, max: 0.999, noNaN: true });
const rate = fc.double({ min: 0.001, max: 1, noNaN: true });

describe('lifetime multiple, against published figures', () => {
  it('is 2.67 at 80 % retention and 10 %', () => {
    // https://ealhamed.github.io/frameworks-library/ms/m02.html
    expect(lifetimeMultiple({ retention: 0.8, discountRate: 0.1 }).toFixed(2)).toBe('2.67');
  });

  // The grid of S. Gupta and D. Lehmann, recomputed from their formula.
  it.each([
    [0.6, ['1.20', '1.15', '1.11', '1.07']],
    [0.7, ['1.75', '1.67', '1.59', '1.52']],
    [0.8, ['2.67', '2.50', '2.35', '2.22']],
    [0.9, ['4.50', '4.09', '3.75', '3.46']],
  ])('at a retention of %s, for discount rates of 10, 12, 14 and 16 %%', (given, expected) => {
    const multiples = [0.1, 0.12, 0.14, 0.16].map((discountRate) =>
      lifetimeMultiple({ retention: given, discountRate }),
    );
    expect(multiples.map((multiple) => multiple.toFixed(2))).toEqual(expected);
  });
});

describe('lifetime multiple', () => {
  it('rises with retention and falls as the discount rate rises', () => {
    fc.assert(
      fc.property(retention, retention, rate, rate, (r1, r2, i1, i2) => {
        fc.pre(Math.abs(r1 - r2) > 1e-6 && Math.abs(i1 - i2) > 1e-6);
        const [low, high] = [Math.min(r1, r2), Math.max(r1, r2)];
        expect(lifetimeMultiple({ retention: high, discountRate: i1 })).toBeGreaterThan(
          lifetimeMultiple({ retention: low, discountRate: i1 }),
        );
        const [cheap, dear] = [Math.min(i1, i2), Math.max(i1, i2)];
        expect(lifetimeMultiple({ retention: high, discountRate: cheap })).toBeGreaterThan(
          lifetimeMultiple({ retention: high, discountRate: dear }),
        );
      }),
    );
  });

  it('is what the yearly contributions add up to', () => {
    let sum = 0;
    for (let year = 1; year <= 2000; year++) sum += (0.85 / 1.1) ** year;
    expect(lifetimeMultiple({ retention: 0.85, discountRate: 0.1 })).toBeCloseTo(sum, 10);
  });

  it('has no value where nobody leaves and nothing is discounted', () => {
    expect(lifetimeMultiple({ retention: 1, discountRate: 0 })).toBeNaN();
  });
});

/** What a new customer is worth, as it is reported. */
function worthOfNew(contributionBefore: number, retentionBefore: number, acquisitionCost: number): number {
  const inputs = { contributionBefore, retentionBefore, acquisitionCost, discountRate: 0.1 };
  return known(assess(inputs).lifetime)?.perNewCustomer ?? Number.NaN;
}

describe('lifetime value of a new customer', () => {
  it('is contribution times multiple less the cost of winning the customer', () => {
    expect(worthOfNew(120, 0.8, 50)).toBeCloseTo(270, 2);
  });

  it('moves by about 5 % with retention, 1 % with contribution and 0.1 % with acquisition cost', () => {
    // https://id.scribd.com/document/212074341/6-Valuing-Customers-Gupta gives these as the usual order of
    // size; they come out for a business that keeps 86 % at 10 % and spends a tenth of the value on winning.
    const base = worthOfNew(100, 0.86, 33);
    expect(Math.round((worthOfNew(100, 0.86 * 1.01, 33) / base - 1) * 100)).toBe(5);
    expect(Math.round((worthOfNew(101, 0.86, 33) / base - 1) * 100)).toBe(1);
    expect(((worthOfNew(100, 0.86, 33 * 0.99) / base - 1) * 100).toFixed(1)).toBe('0.1');
  });
});
