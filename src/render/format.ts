import { isCalendarDate } from '../lib/calendar-date.ts';
import { dayInWords } from '../lib/dates.ts';
import { percentFor, roughPercentFor } from '../lib/percent.ts';

/** A way to write a locale's numbers and dates. Nothing here depends on the machine's own settings. */
export interface Format {
  /** BCP 47: `en-GB`. */
  readonly locale: string;
  /** An amount in the currency of the review; whole amounts without cents. A bare number without a currency. */
  money(amount: number): string;
  /** Up to six decimals, grouped. */
  number(value: number): string;
  /** A share from 0 to 1 as per cent, up to two decimals: 0.0905 is 9.05 %. */
  share(value: number): string;
  /** A computed share as per cent with one decimal, or two digits where that would be nought. */
  roughShare(value: number): string;
  /** A computed amount, rounded to three digits, because its inputs are guesses. */
  roughMoney(amount: number): string;
  /** `2027-01-15` as 15 January 2027. What is no calendar date comes back as it is. */
  date(iso: string): string;
  /** Hours as minutes, hours or whole days, whichever reads best. */
  hours(hours: number): string;
  days(days: number): string;
  /** Joined as in running text: "a, b and c". */
  list(items: readonly string[]): string;
}

const known = new Map<string, Format>();

/**
 * Made once for a locale and a currency: each card asks for it, and making it took a twelfth of all the time of
 * the rules.
 * @param locale BCP 47, explicit so that the same review gives the same page on every machine
 * @param currency ISO 4217, the currency of the review
 */
export function formatFor(locale: string, currency: string | undefined): Format {
  const key = `${locale} ${currency ?? ''}`;
  const format = known.get(key) ?? buildFormat(locale, currency);
  known.set(key, format);
  return format;
}

function buildFormat(locale: string, currency: string | undefined): Format {
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  const days = new Map<string, string>();
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  // Making one costs more than using it a hundred times.
  const made = new Map<string, Intl.NumberFormat>();
  const numberFormat = (key: string, options: Intl.NumberFormatOptions) => {
    const format = made.get(key) ?? new Intl.NumberFormat(locale, options);
    made.set(key, format);
    return format;
  };
  const unit = (name: string, value: number) =>
    numberFormat(name, { style: 'unit', unit: name, unitDisplay: 'long', maximumFractionDigits: 2 }).format(
      value,
    );
  const money = (amount: number, whole: boolean) =>
    currency === undefined
      ? numbers.format(amount)
      : numberFormat(whole ? 'whole money' : 'money', {
          style: 'currency',
          currency,
          ...(whole ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {}),
        }).format(amount);
  return {
    locale,
    money: (amount) => money(amount, Number.isInteger(amount)),
    number: (value) => numbers.format(value),
    share: percentFor(locale, { maximumFractionDigits: 2 }),
    roughShare: roughPercentFor(locale),
    roughMoney: (amount) => {
      const rounded = Number(amount.toPrecision(3));
      return money(rounded, Math.abs(amount) >= 100 || Number.isInteger(rounded));
    },
    date: (iso) => {
      const day = days.get(iso) ?? (isCalendarDate(iso) ? dayInWords(iso, locale) : iso);
      days.set(iso, day);
      return day;
    },
    hours: (hours) => {
      if (hours > 0 && hours < 1) return unit('minute', Math.round(hours * 60));
      if (hours >= 48 && hours % 24 === 0) return unit('day', hours / 24);
      return unit('hour', hours);
    },
    days: (days) => unit('day', days),
    list: (items) => lists.format(items),
  };
}

/** The lines of a text, trimmed, without empty ones. */
export function splitLines(text: string): string[] {
  return text
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The text on one line. */
export function oneLine(text: string): string {
  return splitLines(text).join(' ');
}

/** With a capital at the beginning, unless it begins with an address or a name such as iPhone. */
export function startSentence(text: string, locale: string): string {
  const [first = ''] = text;
  const [word = ''] = text.split(/\s/u);
  if (/[@/.]\S|\p{Lu}/u.test(word)) return text;
  return first.toLocaleUpperCase(locale) + text.slice(first.length);
}

/**
 * Words as a person counts them: runs between spaces that hold a letter or a digit. A no-break space joins,
 * so that `31 %` or `1 200` is one word.
 */
export function countWords(text: string): number {
  return text.split(/[ \t\r\n\v\f]+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
