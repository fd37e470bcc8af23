import { Temporal } from 'temporal-polyfill';
import { plural } from './words.ts';

/**
 * Calendar dates are ISO 8601 text (`2026-12-31`), which sorts as the days do. They come from a validated
 * review or config, so each is a real day.
 */
type Day = string;

/** A length of notice; months are calendar months. */
export type Span =
  | { readonly days: number }
  | { readonly weeks: number }
  | { readonly months: number }
  | { readonly businessDays: number };

const parseDay = (date: Day) => Temporal.PlainDate.from(date);

/** Days since 1 January 1970; negative before it. */
export const countDays = (date: Day): number => daysBetween('1970-01-01', date);

/** A day in words: 15 January 2027. */
export function dayInWords(date: Day, locale: string): string {
  return parseDay(date).toLocaleString(locale, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** Days from one to the other; negative where the second comes first. */
export function daysBetween(from: Day, to: Day): number {
  return parseDay(from).until(parseDay(to), { largestUnit: 'days' }).days;
}

export function addDays(date: Day, days: number): Day {
  return parseDay(date).add({ days }).toString();
}

/** The last day from which the span fits in before the date; the 31st becomes the last day of a shorter month. */
export function subtractSpan(date: Day, span: Span, holidays: ReadonlySet<string> = new Set()): Day {
  if ('businessDays' in span) return businessDaysBefore(date, span.businessDays, holidays);
  return parseDay(date).subtract(span).toString();
}

export function monthsBetween(from: Day, to: Day): number {
  return parseDay(from).until(parseDay(to), { largestUnit: 'months' }).months;
}

/** The month after one day in which another lies, counted from 1; 0 where it does not lie after it. */
export function monthAfter(from: Day, to: Day): number {
  const { months, days } = parseDay(from).until(parseDay(to), { largestUnit: 'months' });
  return Math.max(0, days > 0 ? months + 1 : months);
}

/** Monday to Friday, and none of the holidays that the config lists. */
export function isBusinessDay(date: Day, holidays: ReadonlySet<string>): boolean {
  return parseDay(date).dayOfWeek <= 5 && !holidays.has(date);
}

/**
 * Business days from one day to a later one, the first not counted and the second counted: from Monday to
 * the next Monday 5. 0 where the second is not later.
 */
export function businessDaysBetween(from: Day, to: Day, holidays: ReadonlySet<string>): number {
  const length = daysBetween(from, to);
  if (length <= 0) return 0;
  const { dayOfWeek } = parseDay(from);
  const rest = Array.from({ length: length % 7 }, (_, step) => (dayOfWeek + step) % 7);
  const weekdays = 5 * Math.floor(length / 7) + rest.filter((day) => day < 5).length;
  const free = [...holidays].filter((day) => day > from && day <= to && parseDay(day).dayOfWeek <= 5);
  return weekdays - free.length;
}

/** The last business day that lies the given number of business days before a date. */
export function businessDaysBefore(date: Day, days: number, holidays: ReadonlySet<string>): Day {
  let day = date;
  for (let left = days; left > 0; ) {
    day = addDays(day, -1);
    // What counts is the days that follow the one looked for, the date itself included.
    if (isBusinessDay(addDays(day, 1), holidays)) left -= 1;
  }
  while (!isBusinessDay(day, holidays)) day = addDays(day, -1);
  return day;
}

/** `1 calendar month`, `12 weeks`. */
export function spanInWords(span: Span): string {
  const [[unit, count] = ['days', 0]] = Object.entries(span);
  const nouns: Readonly<Record<string, string>> = {
    days: 'calendar day',
    weeks: 'week',
    months: 'calendar month',
    businessDays: 'business day',
  };
  return `${count} ${plural(count, nouns[unit] ?? unit)}`;
}
