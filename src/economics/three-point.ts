/** A value that is not known exactly: never below `low`, most likely `likely`, never above `high`. */
export interface Range {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** How values between the three points are weighed. */
export type Distribution = 'pert' | 'triangular';

/** PERT mean: (low + 4 · likely + high) ÷ 6. */
export function pertMean({ low, likely, high }: Range): number {
  return (low + 4 * likely + high) / 6;
}

/**
 * The rule of thumb for a PERT standard deviation, (high − low) ÷ 6.
 * Source: https://calhub.xyz/other/pert
 */
export function pertRuleOfThumbDeviation({ low, high }: Range): number {
  return (high - low) / 6;
}

/** Variance of the beta distribution that PERT stands for: (mean − low)(high − mean) ÷ 7. */
export function pertVariance(range: Range): number {
  const mean = pertMean(range);
  return ((mean - range.low) * (range.high - mean)) / 7;
}

/**
 * The two shapes of the beta distribution behind PERT; they always add up to 6. Both are 3, the
 * middle, where low equals high.
 */
export function pertShape({ low, likely, high }: Range): { readonly alpha: number; readonly beta: number } {
  const position = high > low ? (likely - low) / (high - low) : 0.5;
  return { alpha: 1 + 4 * position, beta: 5 - 4 * position };
}

/** Triangular mean: (low + likely + high) ÷ 3. */
export function triangularMean({ low, likely, high }: Range): number {
  return (low + likely + high) / 3;
}

/**
 * Triangular variance. Some pages put PERT's (high − low) ÷ 6 here too; it is too small.
 */
export function triangularVariance({ low, likely, high }: Range): number {
  const squares = low * low + likely * likely + high * high;
  return (squares - low * likely - low * high - likely * high) / 18;
}
