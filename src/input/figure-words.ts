/** Words and signs that mean something beside a figure. */

export type Label = 'low' | 'likely' | 'high';

export const labels: ReadonlyMap<string, Label> = new Map([
  ['low', 'low'],
  ['lowest', 'low'],
  ['minimum', 'low'],
  ['least', 'low'],
  ['likely', 'likely'],
  ['probably', 'likely'],
  ['expected', 'likely'],
  ['high', 'high'],
  ['highest', 'high'],
  ['maximum', 'high'],
]);

/** What joins the two ends of a range, besides a dash. */
export const joiners: ReadonlySet<string> = new Set(['to', 'and', 'until', 'through']);

/** What may stand beside a figure and changes nothing. */
export const fillers: ReadonlySet<string> = new Set(
  'a an per each every between from about around roughly approx ca circa at most up maybe say the middle'.split(
    ' ',
  ),
);

/** How often a shorter time goes into a year. */
export const periodsOfYear: ReadonlyMap<string, number> = new Map([
  ['day', 365],
  ['week', 52],
  ['month', 12],
  ['quarter', 4],
]);

/** What happens more than once a year, nobody knows how often: a figure for one of them is none for a year. */
export const occasions: ReadonlySet<string> = new Set(
  'bill booking call contact delivery letter message order purchase request return ride ticket time trip visit'.split(
    ' ',
  ),
);

export const magnitudes: ReadonlyMap<string, number> = new Map([
  ['k', 1e3],
  ['thousand', 1e3],
  ['m', 1e6],
  ['mn', 1e6],
  ['mio', 1e6],
  ['million', 1e6],
  ['bn', 1e9],
  ['billion', 1e9],
]);

/** Signs and words of currencies: an ISO 4217 code, or the sign itself where several currencies share it. */
export const currencySigns: ReadonlyMap<string, string> = new Map([
  ['€', 'EUR'],
  ['euro', 'EUR'],
  ['euros', 'EUR'],
  ['£', 'GBP'],
  ['pound', 'GBP'],
  ['pounds', 'GBP'],
  ['₹', 'INR'],
  ['rupees', 'INR'],
  ['$', '$'],
  ['dollar', '$'],
  ['dollars', '$'],
  ['¥', '¥'],
]);

/** Currencies that a shared sign can stand for. */
export const sharedSigns: ReadonlyMap<string, readonly string[]> = new Map([
  ['$', ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN']],
  ['¥', ['JPY', 'CNY']],
]);

/** A word without its plural, so that "hours" and "hour" are one. */
export function stem(word: string): string {
  const small = word.toLowerCase().replace(/\.$/, '');
  return small.length > 3 ? small.replace(/s$/, '') : small;
}
