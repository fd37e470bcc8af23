import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  breakEvenLoss,
  breakEvenLossOnRevenue,
  breakEvenSalesChange,
} from '../../src/economics/break-even.ts';

const amount = fc.double({ min: 0.01, max: 1e6, noNaN: true });

describe('break-even sales change, against published figures', () => {
  // https://www.coursehero.com/file/6610338/Mk-4010-Computing-Percent-Breakeven-Price-Change/
  it.each([
    ['a rise of $0.50 on $2.50 with $1.00 variable cost', 0.5, 1.5, -0.25],
    ['a cut of $0.50 on the same', -0.5, 1.5, 0.5],
  ])('%s', (_, priceChange, contributionMargin, expected) => {
    expect(breakEvenSalesChange({ priceChange, contributionMargin })).toBeCloseTo(expected, 12);
  });

  // https://www.rgmacademy.app/preview/pricing/2-break-even
  it.each([
    ['a 42 % margin', 0.42, '-19.2'],
    ['a 50 % margin', 0.5, '-16.7'],
  ])('a rise of 10 %% at %s', (_, contributionMargin, percent) => {
    const change = breakEvenSalesChange({ priceChange: 0.1, contributionMargin });
    expect((change * 100).toFixed(1)).toBe(percent);
  });

  it('prints the 50 % margin as the page does, to the whole per cent', () => {
    expect(Math.round(breakEvenSalesChange({ priceChange: 0.1, contributionMargin: 0.5 }) * 100)).toBe(-17);
  });

  // The page's own formula gives these; its text says 8 %.
  it.each([
    ['25 %', 0.25, '28.6'],
    ['22 %', 0.22, '31.3'],
  ])('a lower margin of %s tolerates more loss for a rise, not less', (_, contributionMargin, percent) => {
    expect((-breakEvenSalesChange({ priceChange: 0.1, contributionMargin }) * 100).toFixed(1)).toBe(percent);
  });
});

describe('break-even sales change', () => {
  it('adds what extra fixed cost must be earned back', () => {
    // 100 units at a margin of 1.50, price up by 0.50: 75 units bring the old 150; 20 more need 10 units.
    const change = { priceChange: 0.5, contributionMargin: 1.5, extraFixedCost: 20, unitsSold: 100 };
    expect(breakEvenSalesChange(change)).toBeCloseTo(-0.15, 12);
  });

  it('does not know the effect of a fixed cost without the units sold', () => {
    expect(breakEvenSalesChange({ priceChange: 0.5, contributionMargin: 1.5, extraFixedCost: 20 })).toBeNaN();
  });

  it('has no answer where the new margin is not above 0', () => {
    expect(breakEvenSalesChange({ priceChange: -2, contributionMargin: 1.5 })).toBeNaN();
    expect(breakEvenSalesChange({ priceChange: -1.5, contributionMargin: 1.5 })).toBeNaN();
  });

  it('gives a profit of 0 when it is put back', () => {
    fc.assert(
      fc.property(
        amount,
        amount,
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        amount,
        (rise, margin, fixed, units) => {
          const change = breakEvenSalesChange({
            priceChange: rise,
            contributionMargin: margin,
            extraFixedCost: fixed,
            unitsSold: units,
          });
          const profit = units * (1 + change) * (margin + rise) - fixed - units * margin;
          expect(Math.abs(profit)).toBeLessThan(1e-9 * (units * (margin + rise) + fixed));
        },
      ),
    );
  });
});

describe('break-even loss of customers', () => {
  it('on revenue alone is 9.09 % for a rise of 10 %', () => {
    // https://metrickittools.com/guides/price-increase-guide
    expect((breakEvenLossOnRevenue(0.1) * 100).toFixed(2)).toBe('9.09');
  });

  it('has no answer where a customer brings nothing afterwards', () => {
    expect(breakEvenLoss(10, 0)).toBeNaN();
    expect(breakEvenLoss(10, -1)).toBeNaN();
  });

  it('is the mirror of the break-even sales change for a rise', () => {
    fc.assert(
      fc.property(amount, amount, (margin, rise) => {
        const sales = breakEvenSalesChange({ priceChange: rise, contributionMargin: margin });
        expect(breakEvenLoss(margin, margin + rise)).toBeCloseTo(-sales, 9);
      }),
    );
  });

  it('rises with the gain and falls as the starting margin rises', () => {
    fc.assert(
      fc.property(amount, amount, fc.double({ min: 1.01, max: 10, noNaN: true }), (margin, gain, more) => {
        const share = breakEvenLoss(margin, margin + gain);
        expect(breakEvenLoss(margin, margin + gain * more)).toBeGreaterThan(share);
        expect(breakEvenLoss(margin * more, margin * more + gain)).toBeLessThan(share);
      }),
    );
  });

  it('is least where a customer costs nothing to serve', () => {
    fc.assert(
      fc.property(
        amount,
        fc.double({ min: 0.001, max: 1, noNaN: true }),
        fc.double({ min: 0.001, max: 0.99, noNaN: true }),
        (price, rise, cost) => {
          const margin = price * (1 - cost);
          expect(breakEvenLoss(margin, margin + price * rise)).toBeGreaterThan(breakEvenLossOnRevenue(rise));
        },
      ),
    );
  });
});
