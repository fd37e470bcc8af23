import type { Range } from '../../src/economics/three-point.ts';

/** PERT mean: (low + 4 · likely + high) ÷ 6. */
export function pertMean({ low, likely, high }: Range): number {
  return (low + 4 * likely + high) / 6;
}

/** Variance of the beta distribution that PERT stands for: (mean − low)(high − mean) ÷ 7. */
export function pertVariance(range: Range): number {
  const mean = pertMean(range);
  return ((mean - range.low) * (range.high - mean)) / 7;
}

/** Triangular mean: (low + likely + high) ÷ 3. */
export function triangularMean({ low, likely, high }: Range): number {
  return (low + likely + high) / 3;
}

/** Triangular variance. Some pages put PERT's rule of thumb, ((high − low) ÷ 6)², here too; it is too small. */
export function triangularVariance({ low, likely, high }: Range): number {
  const squares = low * low + likely * likely + high * high;
  return (squares - low * likely - low * high - likely * high) / 18;
}
