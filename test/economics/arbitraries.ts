import fc from 'fast-check';
import type { Inputs } from '../../src/economics/inputs.ts';
import type { Range } from '../../src/economics/three-point.ts';

/** Three numbers in order. */
export function ranges(min: number, max: number): fc.Arbitrary<Range> {
  const point = fc.double({ min, max, noNaN: true });
  return fc.tuple(point, point, point).map((points) => {
    const [low, likely, high] = points.sort((a, b) => a - b) as [number, number, number];
    return { low, likely, high };
  });
}

/** The six numbers without which there is no net value. */
export const sixNumbers: fc.Arbitrary<Inputs> = fc.record({
  customers: fc.integer({ min: 1, max: 1_000_000 }),
  contributionBefore: fc.integer({ min: 1, max: 1000 }),
  contributionAfter: fc.integer({ min: 1, max: 2000 }),
  retentionBefore: fc.double({ min: 0.05, max: 1, noNaN: true }),
  lossAtAnnouncement: fc.double({ min: 0, max: 1, noNaN: true }),
  discountRate: fc.double({ min: 0, max: 0.5, noNaN: true }),
});
