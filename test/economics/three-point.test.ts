import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  pertMean,
  pertRuleOfThumbDeviation,
  pertShape,
  pertVariance,
  triangularMean,
  triangularVariance,
} from '../../src/economics/three-point.ts';
import { ranges } from './arbitraries.ts';

describe('three-point estimates, against published figures', () => {
  // https://calhub.xyz/other/pert and https://schematex.js.org/examples/pert-three-point-estimation
  it.each([
    [{ low: 4, likely: 6, high: 12 }, '6.67', '1.33'],
    [{ low: 5, likely: 8, high: 14 }, '8.50', '1.50'],
  ])('%o', (range, mean, deviation) => {
    expect(pertMean(range).toFixed(2)).toBe(mean);
    expect(pertRuleOfThumbDeviation(range).toFixed(2)).toBe(deviation);
  });

  const range = { low: 4, likely: 6, high: 12 };

  it('4, 6, 12 has a standard deviation of 1.425 as a beta distribution', () => {
    expect(Math.sqrt(pertVariance(range)).toFixed(3)).toBe('1.425');
  });

  it('4, 6, 12 has a mean of 7.333 and a standard deviation of 1.700 as a triangle', () => {
    expect(triangularMean(range).toFixed(3)).toBe('7.333');
    expect(Math.sqrt(triangularVariance(range)).toFixed(3)).toBe('1.700');
  });

  it('does not fall for (high − low) ÷ 6 as the deviation of a triangle', () => {
    // https://mypreppilot.com/pmp/tools/pert-estimator does.
    expect(Math.sqrt(triangularVariance(range))).toBeGreaterThan(pertRuleOfThumbDeviation(range) * 1.2);
  });
});

describe('three-point estimates', () => {
  it('have their mean within the range', () => {
    fc.assert(
      fc.property(ranges(-1e6, 1e6), (range) => {
        for (const mean of [pertMean(range), triangularMean(range)]) {
          expect(mean).toBeGreaterThanOrEqual(range.low - 1e-9 * Math.abs(range.low));
          expect(mean).toBeLessThanOrEqual(range.high + 1e-9 * Math.abs(range.high));
        }
      }),
    );
  });

  it('have the moments of the beta distribution behind PERT', () => {
    fc.assert(
      fc.property(ranges(0, 100), (range) => {
        const { alpha, beta } = pertShape(range);
        const width = range.high - range.low;
        expect(alpha + beta).toBeCloseTo(6, 9);
        expect(range.low + (width * alpha) / 6).toBeCloseTo(pertMean(range), 6);
        expect((width * width * alpha * beta) / (36 * 7)).toBeCloseTo(pertVariance(range), 6);
      }),
    );
  });
});
