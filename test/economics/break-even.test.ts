import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakEvenLoss } from '../../src/economics/break-even.ts';

const amount = fc.double({ min: 0.01, max: 1e6, noNaN: true });

describe('break-even loss of customers, against published figures', () => {
  // https://www.coursehero.com/file/6610338/Mk-4010-Computing-Percent-Breakeven-Price-Change/
  it.each([
    ['a rise of $0.50 on $2.50 with $1.00 variable cost', 1.5, 2, 0.25],
    ['a cut of $0.50 on the same: so many more are needed', 1.5, 1, -0.5],
  ])('%s', (_, before, after, expected) => {
    expect(breakEvenLoss(before, after)).toBeCloseTo(expected, 12);
  });

  // https://www.rgmacademy.app/preview/pricing/2-break-even . The page's own formula gives the last two; its text
  // says 8 %: a lower margin tolerates more loss for a rise, not less.
  it.each([
    ['50 %', 0.5, '16.7'],
    ['42 %', 0.42, '19.2'],
    ['25 %', 0.25, '28.6'],
    ['22 %', 0.22, '31.3'],
  ])('a rise of 10 %% at a margin of %s', (_, margin, percent) => {
    expect((breakEvenLoss(margin, margin + 0.1) * 100).toFixed(1)).toBe(percent);
  });

  it('a rise of 10 % on revenue alone, as if serving cost nothing', () => {
    // https://metrickittools.com/guides/price-increase-guide
    expect((breakEvenLoss(1, 1.1) * 100).toFixed(2)).toBe('9.09');
  });
});

describe('break-even loss of customers', () => {
  it('has no answer where a customer brings nothing afterwards', () => {
    expect(breakEvenLoss(10, 0)).toBeNaN();
    expect(breakEvenLoss(10, -1)).toBeNaN();
  });

  it('leaves what there was when it is put back', () => {
    fc.assert(
      fc.property(amount, amount, amount, (before, after, customers) => {
        const left = customers * (1 - breakEvenLoss(before, after)) * after;
        expect(Math.abs(left - customers * before)).toBeLessThan(1e-9 * customers * (before + after));
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
          expect(breakEvenLoss(margin, margin + price * rise)).toBeGreaterThan(breakEvenLoss(1, 1 + rise));
        },
      ),
    );
  });
});
