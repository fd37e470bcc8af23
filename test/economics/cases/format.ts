/** Rounded for a page: `4.09`, without digits that say nothing. */
export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** A share as a page writes it: `16.6 %`. */
export function percent(share: number, digits = 1): string {
  return `${round(share * 100, digits)} %`;
}
