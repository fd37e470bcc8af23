import { describe, expect, it } from 'vitest';
import { sfc32 } from '../../src/economics/sfc32.ts';

const take = (count: number, seed: number, stream?: number) => {
  const random = sfc32(seed, stream);
  return Array.from({ length: count }, () => random() * 4294967296);
};

describe('sfc32', () => {
  // Computed with an independent implementation in Python's unbounded integers.
  it.each([
    [1, 0, [3387734806, 1080862987, 3546521498, 2861869171, 428981239]],
    [20_261_122, 3, [552346301, 3908573540, 28034805, 3419650000, 1492450843]],
    [Number.MAX_SAFE_INTEGER, 1, [879457980, 2322007091, 257452798]],
  ])('gives the known numbers for seed %s, stream %s', (seed, stream, expected) => {
    expect(take(expected.length, seed, stream)).toEqual(expected);
  });

  it('tells seeds and streams apart, also where only the upper half of a seed differs', () => {
    const first = [take(4, 1), take(4, 2), take(4, 1, 1), take(4, 1 + 2 ** 32)].map((numbers) =>
      numbers.join(),
    );
    expect(new Set(first).size).toBe(4);
  });

  it('spreads evenly over ten bins', () => {
    const random = sfc32(7);
    const bins = new Array<number>(10).fill(0);
    for (let count = 0; count < 100_000; count++) {
      const bin = Math.floor(random() * 10);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    const chiSquare = bins.reduce((sum, found) => sum + (found - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(27.9); // 99.9 % point at 9 degrees of freedom; the seed is fixed
  });
});
