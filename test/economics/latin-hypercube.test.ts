import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BATCHES,
  batchStandardError,
  batchStart,
  latinHypercube,
} from '../../src/economics/latin-hypercube.ts';
import { sfc32 } from '../../src/economics/sfc32.ts';
import { runsAtEffort } from '../support/effort.ts';

describe('Latin hypercube', () => {
  it('takes one value from every slice, in every batch', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 3000 }), fc.integer({ min: 0, max: 1e6 }), (draws, seed) => {
        const shares = latinHypercube(draws, sfc32(seed));
        for (let batch = 0; batch < BATCHES; batch++) {
          const own = [...shares.subarray(batchStart(draws, batch), batchStart(draws, batch + 1))];
          const slices = own.map((share) => Math.floor(share * own.length)).sort((a, b) => a - b);
          expect(slices).toEqual(own.map((_, index) => index));
        }
      }),
      { numRuns: runsAtEffort(10) },
    );
  });

  it('does not keep the slices in order', () => {
    const shares = latinHypercube(20_000, sfc32(5));
    let rising = 0;
    for (let draw = 1; draw < shares.length; draw++) {
      if ((shares[draw] ?? 0) > (shares[draw - 1] ?? 0)) rising += 1;
    }
    expect(rising / shares.length).toBeCloseTo(0.5, 1);
  });

  it('leaves no draw out', () => {
    expect(batchStart(1003, 0)).toBe(0);
    expect(batchStart(1003, BATCHES)).toBe(1003);
  });
});

describe('standard error of batches', () => {
  it('is the deviation of their means over the root of their number', () => {
    // Means 1, 2, 1, 2 …: deviation 0.51299, over the root of 20.
    const sums = Array.from({ length: BATCHES }, (_, batch) => 50 * (1 + (batch % 2)));
    expect(batchStandardError(sums, 1000)).toBeCloseTo(0.51299 / Math.sqrt(20), 5);
  });

  it('is 0 where the batches agree', () => {
    expect(batchStandardError(new Array<number>(BATCHES).fill(50), 1000)).toBe(0);
  });
});
