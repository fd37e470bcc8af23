import type { Range } from './three-point.ts';

/** Point by point: low with low, likely with likely, high with high. For quantities that are not negative. */
export function times(...factors: readonly Range[]): Range {
  return factors.reduce((product, { low, likely, high }) => ({
    low: product.low * low,
    likely: product.likely * likely,
    high: product.high * high,
  }));
}

/** Point by point; an empty sum is 0. */
export function sum(terms: readonly Range[]): Range {
  const total = { low: 0, likely: 0, high: 0 };
  for (const { low, likely, high } of terms) {
    total.low += low;
    total.likely += likely;
    total.high += high;
  }
  return total;
}

/** The same done to each of the three points. */
export function mapRange({ low, likely, high }: Range, change: (value: number) => number): Range {
  return { low: change(low), likely: change(likely), high: change(high) };
}
