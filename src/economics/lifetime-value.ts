/** Retention and discount rate per year, both as shares. */
interface LifetimeRates {
  readonly retention: number;
  readonly discountRate: number;
}

/**
 * What one unit of yearly contribution is worth over a customer's whole life with us: r ÷ (1 + i − r),
 * the first contribution at the end of the first year, because only who stays the year brings it.
 * NaN where it does not converge (nobody ever leaves and nothing is discounted).
 *
 * Source: https://ealhamed.github.io/frameworks-library/ms/m02.html
 */
export function lifetimeMultiple({ retention, discountRate }: LifetimeRates): number {
  const fade = 1 + discountRate - retention;
  return fade > 0 ? retention / fade : Number.NaN;
}
