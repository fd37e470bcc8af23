import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discounted, presentValue } from '../../src/economics/present-value.ts';

describe('present value of a cohort, against a published table', () => {
  // https://ebrary.net/80498/management/measuring_customer_lifetime_value : 100 customers won at $40 each, 10 %.
  const staying = [90, 80, 72, 60, 48, 34, 23, 12, 6, 2];
  const margins = [30, 38, 45, 49, 52, 56, 60, 61, 61, 62];
  const flows = staying.map((customers, year) => customers * (margins[year] ?? Number.NaN));
  const cents = (value: number) => Math.round(value * 100) / 100;

  it('is $13,286.52 with each year rounded to the cent, as it was published', () => {
    const total = cents(discounted(flows, 0.1).reduce((sum, value) => sum + cents(value), 0));
    expect(total).toBe(13_286.52);
    expect(cents(total - 100 * 40)).toBe(9_286.52);
    expect(((total - 4000) / 100).toFixed(2)).toBe('92.87');
  });

  it('is a cent less without rounding on the way', () => {
    expect(presentValue(flows, 0.1).toFixed(2)).toBe('13286.51');
  });
});

describe('present value', () => {
  it('is the plain sum where nothing is discounted', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 40 }), (flows) => {
        expect(presentValue(flows, 0)).toBe(flows.reduce((sum, flow) => sum + flow, 0));
      }),
    );
  });

  it('falls as the rate rises, for payments that are received', () => {
    expect(presentValue([100, 100, 100], 0.1)).toBeCloseTo(248.685, 3);
    expect(presentValue([100, 100, 100], 0.12)).toBeLessThan(presentValue([100, 100, 100], 0.1));
  });
});
