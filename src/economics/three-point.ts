/** A value that is not known exactly: never below `low`, most likely `likely`, never above `high`. */
export interface Range {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** How values between the three points are weighed. */
export type Distribution = 'pert' | 'triangular';

/**
 * The two shapes of the beta distribution behind PERT; they always add up to 6. Both are 3, the
 * middle, where low equals high.
 */
export function pertShape({ low, likely, high }: Range): { readonly alpha: number; readonly beta: number } {
  const position = high > low ? (likely - low) / (high - low) : 0.5;
  return { alpha: 1 + 4 * position, beta: 5 - 4 * position };
}
