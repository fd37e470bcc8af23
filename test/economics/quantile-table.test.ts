import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaCdf, betaQuantiles } from '../../src/economics/beta.ts';
import { quantile, quantileTable, TABLE_CELLS } from '../../src/economics/quantile-table.ts';
import { pertShape } from '../../src/economics/three-point.ts';
import { runsAtEffort } from '../support/effort.ts';
import { ranges } from './arbitraries.ts';
import { pertMean, pertVariance, triangularMean, triangularVariance } from './moments.ts';

describe('inverse of the beta distribution', () => {
  // scipy.stats.beta (SciPy 1.17): ppf at 1/2048, 0.25, 0.5, 2047/2048, and cdf at 0.3.
  it.each([
    [1, 5, [9.767532907617423e-5, 0.05591248870509801, 0.12944943670387585, 0.782362359175969], 0.83193],
    [5, 1, [0.217637640824031, 0.757858283255199, 0.8705505632961241, 0.9999023246709239], 0.00243],
    [3, 3, [0.03724647103807699, 0.3594361647896471, 0.5, 0.962753528961923], 0.16308],
    [
      2.6,
      3.4,
      [0.0216168814151489, 0.290598770621511, 0.42547080200229975, 0.9417276746668345],
      0.26623126913377476,
    ],
    [
      1.4,
      4.6,
      [0.0010525286846763155, 0.1064053247811447, 0.2026648503614662, 0.8373514514255227],
      0.6995266717911153,
    ],
    [
      4.84,
      1.16,
      [0.19388642265542383, 0.7215009983793866, 0.8414182589505685, 0.9996964360873012],
      0.003966932212399064,
    ],
  ])('agrees with SciPy for shapes %s and %s', (alpha, beta, expected, below) => {
    const nodes = betaQuantiles({ alpha, beta }, 2048);
    for (const [index, node] of [1, 512, 1024, 2047].entries()) {
      expect(Math.abs((nodes[node] ?? Number.NaN) - (expected[index] ?? Number.NaN))).toBeLessThan(1e-12);
    }
    expect(Math.abs(betaCdf({ alpha, beta })(0.3) - below)).toBeLessThan(1e-13);
  });

  it('undoes the distribution at every node, for every shape that PERT takes', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 5, noNaN: true }), (alpha) => {
        const shape = { alpha, beta: 6 - alpha };
        const cdf = betaCdf(shape);
        const nodes = betaQuantiles(shape, 64);
        for (let node = 0; node <= 64; node++) {
          expect(Math.abs(cdf(nodes[node] ?? Number.NaN) - node / 64)).toBeLessThan(1e-11);
        }
      }),
      { numRuns: runsAtEffort(20) },
    );
  });

  it('is 0 below and 1 above', () => {
    const cdf = betaCdf({ alpha: 2, beta: 4 });
    expect([cdf(-1), cdf(0), cdf(1), cdf(2)]).toEqual([0, 0, 1, 1]);
  });
});

/** Mean and variance of what evenly spread shares give. */
function moments(table: Float64Array): { mean: number; variance: number } {
  const draws = 1 << 17;
  let sum = 0;
  let squares = 0;
  for (let draw = 0; draw < draws; draw++) {
    const value = quantile(table, (draw + 0.5) / draws);
    sum += value;
    squares += value * value;
  }
  return { mean: sum / draws, variance: squares / draws - (sum / draws) ** 2 };
}

describe('tables', () => {
  // Published means of PERT: https://calhub.xyz/other/pert and
  // https://schematex.js.org/examples/pert-three-point-estimation . 1.425 is the deviation of its beta
  // distribution, 7.333 and 1.700 are those of a triangle.
  it.each([
    ['pert', { low: 4, likely: 6, high: 12 }, '6.67', '1.43'],
    ['pert', { low: 5, likely: 8, high: 14 }, '8.50', '1.66'],
    ['triangular', { low: 4, likely: 6, high: 12 }, '7.33', '1.70'],
  ] as const)(
    'of the %s distribution give what is published of %o',
    (distribution, range, mean, deviation) => {
      const found = moments(quantileTable(range, distribution));
      expect(found.mean.toFixed(2)).toBe(mean);
      expect(Math.sqrt(found.variance).toFixed(2)).toBe(deviation);
    },
  );

  it('of PERT have shapes that add up to 6', () => {
    fc.assert(
      fc.property(ranges(0, 100), (range) => {
        const { alpha, beta } = pertShape(range);
        expect(alpha + beta).toBeCloseTo(6, 9);
      }),
    );
  });

  it.each([
    ['pert', pertMean, pertVariance],
    ['triangular', triangularMean, triangularVariance],
  ] as const)('have the mean and the variance of the %s distribution', (distribution, meanOf, varianceOf) => {
    fc.assert(
      fc.property(ranges(0, 100), (range) => {
        const width = range.high - range.low;
        fc.pre(width > 1e-3);
        const { mean, variance } = moments(quantileTable(range, distribution));
        // A straight line within a cell is off by at most the first cell's bend.
        expect(Math.abs(mean - meanOf(range)) / width).toBeLessThan(1e-4);
        expect(Math.abs(variance - varianceOf(range)) / (width * width)).toBeLessThan(1e-4);
      }),
      { numRuns: runsAtEffort(20) },
    );
  });

  it.each(['pert', 'triangular'] as const)('of the %s distribution rise from low to high', (distribution) => {
    fc.assert(
      fc.property(ranges(-50, 50), (range) => {
        const table = quantileTable(range, distribution);
        expect(table).toHaveLength(TABLE_CELLS + 1);
        for (let node = 1; node <= TABLE_CELLS; node++) {
          expect((table[node] ?? 0) - (table[node - 1] ?? 0)).toBeGreaterThanOrEqual(-1e-12);
        }
        expect(table[0]).toBeCloseTo(range.low, 9);
        expect(table[TABLE_CELLS]).toBeCloseTo(range.high, 9);
      }),
      { numRuns: runsAtEffort(10) },
    );
  });

  it('hold one value for a range without width', () => {
    const table = quantileTable({ low: 3, likely: 3, high: 3 }, 'pert');
    expect([quantile(table, 0), quantile(table, 0.5), quantile(table, 0.999999)]).toEqual([3, 3, 3]);
  });
});
