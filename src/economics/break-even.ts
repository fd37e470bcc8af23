/**
 * Share of customers whose loss, once and for good, uses up the whole gain: Δm ÷ (m + Δm),
 * that is 1 − before ÷ after. The same over every horizon if those who stay leave at the old rate.
 * Negative where the change lowers the contribution: so many more customers would be needed.
 * NaN where the contribution afterwards is not above 0.
 *
 * A widespread mistake says the opposite: for a *rise*, a lower margin tolerates *more* loss, because the
 * rise is then a larger part of what each remaining customer brings.
 *
 * Source: T. Nagle's break-even sales analysis,
 * https://www.coursehero.com/file/6610338/Mk-4010-Computing-Percent-Breakeven-Price-Change/
 *
 * @param contributionBefore money per customer and year, after variable cost
 * @param contributionAfter the same under the new terms
 */
export function breakEvenLoss(contributionBefore: number, contributionAfter: number): number {
  if (!(contributionAfter > 0)) return Number.NaN;
  return 1 - contributionBefore / contributionAfter;
}
