import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildBand } from '../../src/economics/percentile.ts';

describe('percentiles', () => {
  it('are those of the sorted values', () => {
    const values = fc.array(
      fc.oneof(
        fc.double({ noNaN: true }).map((value) => value + 0),
        fc.integer({ min: -3, max: 3 }),
      ),
      {
        minLength: 1,
        maxLength: 400,
      },
    );
    fc.assert(
      fc.property(values, (given) => {
        const sorted = Float64Array.from(given).sort();
        const place = (share: number) => sorted[Math.max(0, Math.ceil(share * given.length) - 1)];
        expect(buildBand(Float64Array.from(given))).toEqual({
          p10: place(0.1),
          p50: place(0.5),
          p90: place(0.9),
        });
      }),
    );
  });

  it('keep every value', () => {
    const values = Float64Array.from({ length: 999 }, (_, index) => (index * 7919) % 1000);
    const before = [...values].sort((a, b) => a - b);
    buildBand(values);
    expect([...values].sort((a, b) => a - b)).toEqual(before);
  });
});
