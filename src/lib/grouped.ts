/** With thousands grouped and at most two decimals, whatever the locale of the machine. */
export function grouped(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: 2 });
}
