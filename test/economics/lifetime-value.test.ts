import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lifetimeMultiple, lifetimeSensitivity, lifetimeValue } from '../../src/economics/lifetime-value.ts';

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
  it('is one year of contribution more if the first one comes now', () => {
    fc.assert(
      fc.property(retention, rate, (r, i) => {
        const end = lifetimeMultiple({ retention: r, discountRate: i });
        expect(lifetimeMultiple({ retention: r, discountRate: i, timing: 'start' })).toBeCloseTo(end + 1, 9);
      }),
    );
  });

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

describe('lifetime value', () => {
  it('is contribution times multiple less the cost of winning the customer', () => {
    expect(
      lifetimeValue({ contribution: 120, retention: 0.8, discountRate: 0.1, acquisitionCost: 50 }),
    ).toBeCloseTo(270, 9);
  });

  it('moves by about 5 % with retention, 1 % with contribution and 0.1 % with acquisition cost', () => {
    // https://id.scribd.com/document/212074341/6-Valuing-Customers-Gupta gives these as the usual order of
    // size; they come out for a business that keeps 86 % at 10 % and spends a tenth of the value on winning.
    const inputs = { contribution: 100, retention: 0.86, discountRate: 0.1, acquisitionCost: 33 };
    const { retention: kept, contribution, acquisitionCost } = lifetimeSensitivity(inputs);
    expect(Math.round(kept * 100)).toBe(5);
    expect(Math.round(contribution * 100)).toBe(1);
    expect((acquisitionCost * 100).toFixed(1)).toBe('0.1');
  });

  it('has no sensitivity where it is not worth anything', () => {
    const inputs = { contribution: 0, retention: 0.8, discountRate: 0.1 };
    expect(lifetimeSensitivity(inputs).retention).toBeNaN();
  });
});
