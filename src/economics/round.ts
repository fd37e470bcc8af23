function rounded(value: number, factor: number): number {
  const scaled = Math.round(value * factor) / factor;
  // Where the factor would push the value past 2^53 there is nothing left to round. Adding 0 turns -0 into 0.
  return (Number.isFinite(scaled) ? scaled : value) + 0;
}

/** Money as it is reported: to the hundredth of the currency's unit. */
export const roundMoney = (value: number): number => rounded(value, 100);

/** Shares, probabilities and multiples as they are reported: to six decimals. */
export const roundShare = (value: number): number => rounded(value, 1_000_000);

/** Counts of customers, contacts and hours as they are reported: to one decimal. */
export const roundCount = (value: number): number => rounded(value, 10);
