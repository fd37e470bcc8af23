/** The sign of a currency as the pages write it, or its code where it has none: €, US$, CHF. */
export function currencySign(currency: string): string {
  const parts = new Intl.NumberFormat('en-GB', { style: 'currency', currency }).formatToParts(0);
  return parts.find(({ type }) => type === 'currency')?.value ?? currency;
}

/** An amount as the pages write it: €1,200.50. Whole amounts have no decimals. */
export function moneyInWords(value: number, currency: string | undefined): string {
  const minimumFractionDigits = Number.isInteger(value) ? 0 : 2;
  const digits = { minimumFractionDigits, maximumFractionDigits: 6 };
  if (currency === undefined) return value.toLocaleString('en-GB', digits);
  return value.toLocaleString('en-GB', { style: 'currency', currency, ...digits });
}
