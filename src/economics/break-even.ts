/**
 * How much may be lost before a change has gained nothing.
 *
 * Beware of a widespread slip: for a *rise*, a lower margin tolerates *more* loss, because the
 * rise is then a larger part of what each remaining customer brings.
 */

/** Prices and margins per unit sold, in one currency; or all as shares of the old price. */
export interface PriceChange {
  /** New price less old price. */
  readonly priceChange: number;
  /** Old price less variable cost. */
  readonly contributionMargin: number;
  /** Extra fixed cost that the change brings, per period. */
  readonly extraFixedCost?: number;
  /** Units sold before the change in the same period; needed with `extraFixedCost`. */
  readonly unitsSold?: number;
}

/**
 * Change in units sold at which the contribution is what it was: −ΔP ÷ (CM + ΔP), plus
 * ΔF ÷ ((CM + ΔP) · Q) where fixed costs rise. Negative: the share of sales that may be lost.
 * Positive: the share that must be gained. NaN where the new margin is not above 0.
 *
 * Source: T. Nagle's break-even sales analysis,
 * https://www.coursehero.com/file/6610338/Mk-4010-Computing-Percent-Breakeven-Price-Change/
 */
export function breakEvenSalesChange(change: PriceChange): number {
  const { priceChange, contributionMargin, extraFixedCost = 0, unitsSold } = change;
  const newMargin = contributionMargin + priceChange;
  if (!(newMargin > 0)) return Number.NaN;
  const fixed = extraFixedCost === 0 ? 0 : extraFixedCost / (newMargin * (unitsSold ?? Number.NaN));
  return -priceChange / newMargin + fixed;
}

/**
 * Share of customers whose loss, once and for good, uses up the whole gain: Δm ÷ (m + Δm),
 * that is 1 − before ÷ after. The same over every horizon if those who stay leave at the old rate.
 * Negative where the change lowers the contribution: so many more customers would be needed.
 * NaN where the contribution afterwards is not above 0.
 *
 * @param contributionBefore money per customer and year, after variable cost
 * @param contributionAfter the same under the new terms
 */
export function breakEvenLoss(contributionBefore: number, contributionAfter: number): number {
  if (!(contributionAfter > 0)) return Number.NaN;
  return 1 - contributionBefore / contributionAfter;
}

/**
 * The same on revenue alone, as if serving a customer cost nothing: 1 − 1 ÷ (1 + p). For a rise it
 * is the *least* loss that breaks even; with any variable cost more may be lost.
 *
 * Source: https://metrickittools.com/guides/price-increase-guide
 * @param rise the price rise as a share, above −1: 0.1 is ten per cent
 */
export function breakEvenLossOnRevenue(rise: number): number {
  return breakEvenLoss(1, 1 + rise);
}
