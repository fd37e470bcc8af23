import { Temporal } from 'temporal-polyfill';
import { monthNames } from '../lib/month-names.ts';
import { capitalised } from '../lib/words.ts';
import { dateInWords, fromToday } from './format.ts';
import { notUnderstood, type Parsed, understood } from './parsed.ts';

const example = '15 January 2027 (or 2027-01-15, or in 6 weeks)';

/** Month by its name or its first three letters or more; undefined where there is none such. */
function findMonth(word: string): number | undefined {
  const small = word.toLowerCase().replace(/\.$/, '');
  const found =
    small === 'sept' ? 8 : monthNames.findIndex((month) => small.length >= 3 && month.startsWith(small));
  return found === -1 ? undefined : found + 1;
}

function answer(date: Temporal.PlainDate, today: string): Parsed<string> {
  const iso = date.toString();
  return understood(iso, `${dateInWords(iso)}, ${fromToday(iso, today)}`);
}

function calendarDate(year: number, month: number, day: number, today: string): Parsed<string> {
  if (year < 1900 || year > 2200) return notUnderstood(`${year} is not a year that can be meant.`, example);
  if (month < 1 || month > 12) return notUnderstood(`There is no month ${month}.`, example);
  const { daysInMonth } = Temporal.PlainYearMonth.from({ year, month });
  if (day < 1 || day > daysInMonth) {
    return notUnderstood(
      `${capitalised(monthNames[month - 1] ?? '')} ${year} has ${daysInMonth} days.`,
      example,
    );
  }
  return answer(Temporal.PlainDate.from({ year, month, day }), today);
}

const units: Readonly<Record<string, 'days' | 'weeks' | 'months' | 'years'>> = {
  day: 'days',
  week: 'weeks',
  month: 'months',
  year: 'years',
};

const smallNumbers = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

function readAmount(word: string): number {
  const small = word.toLowerCase();
  if (small === 'a' || small === 'an') return 1;
  const named = smallNumbers.indexOf(small);
  return named > 0 ? named : Number(word);
}

/** "tomorrow", "in 6 weeks", "2 months ago". Months are calendar months. */
function relativeDate(text: string, today: string): Parsed<string> | undefined {
  const from = Temporal.PlainDate.from(today);
  const small = text.toLowerCase();
  if (small === 'today' || small === 'now') return answer(from, today);
  if (small === 'tomorrow') return answer(from.add({ days: 1 }), today);
  if (small === 'yesterday') return answer(from.subtract({ days: 1 }), today);
  const found = /^(in )?(\d{1,4}|[a-z]+) (day|week|month|year)s?( ago| from now| from today)?$/.exec(small);
  if (found === null) return undefined;
  const [, ahead, word = '', unit = '', after] = found;
  const amount = readAmount(word);
  if (!Number.isInteger(amount)) return undefined;
  if ((ahead === undefined) === (after === undefined)) {
    return notUnderstood('Is that ahead or behind?', `in ${amount} ${unit}s (or ${amount} ${unit}s ago)`);
  }
  const span = { [units[unit] ?? 'days']: amount };
  const date = after === ' ago' ? from.subtract(span) : from.add(span);
  return calendarDate(date.year, date.month, date.day, today);
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** "friday" is the first one after today; "next friday" is that one to some people, and the one after to others. */
function weekdayDate(text: string, today: string): Parsed<string> | undefined {
  const found = /^(?:(?<which>on|this|coming|this coming|next)\s+)?(?<name>\p{L}{3,})\.?$/u.exec(
    text.toLowerCase(),
  );
  const { which, name = '' } = found?.groups ?? {};
  const wanted = weekdays.findIndex((day) => day.startsWith(name));
  if (found === null || wanted === -1) return undefined;
  const from = Temporal.PlainDate.from(today);
  const first = from.add({ days: ((wanted + 7 - from.dayOfWeek) % 7) + 1 });
  if (which !== 'next') return answer(first, today);
  const [one, other] = [first, first.add({ weeks: 1 })].map((day) => dateInWords(day.toString()));
  return notUnderstood(`“${text}” can be ${one} or ${other}.`, `${one} (or ${other})`);
}

/** "Friday 15th of January 2027": the weekday has to be that of the date, or one of them is a slip. */
function namedDate(text: string, today: string): Parsed<string> | undefined {
  const read = dayAndMonth(text, today);
  const named = /^(?:on\s+)?(?<name>mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s/i.exec(text)?.groups?.name;
  if (named === undefined || read === undefined || 'problem' in read) return read;
  const date = Temporal.PlainDate.from(read.value);
  const wanted = weekdays.findIndex((day) => day.startsWith(named.toLowerCase())) + 1;
  if (date.dayOfWeek === wanted) return read;
  const nearest = [-3, -2, -1, 1, 2, 3]
    .map((days) => date.add({ days }))
    .find(({ dayOfWeek }) => dayOfWeek === wanted);
  const other = nearest === undefined ? '' : ` (or ${dateInWords(nearest.toString())})`;
  return notUnderstood(
    `That day is a ${capitalised(weekdays[date.dayOfWeek - 1] ?? '')}, not a ${capitalised(weekdays[wanted - 1] ?? '')}.`,
    `${dateInWords(read.value)}${other}`,
  );
}

/** "15 Jan 2027", "Jan 15, 2027", with or without a weekday in front. */
function dayAndMonth(text: string, today: string): Parsed<string> | undefined {
  const plain = text
    .replace(/^(?:on\s+)?(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+/i, '')
    .replace(/\b(\d{1,2})(?:st|nd|rd|th)\b/i, '$1')
    .replace(/\b(?:of|the)\s+/gi, '');
  const found =
    /^(?<day>\d{1,2})[\s.-]+(?<month>\p{L}{3,}\.?)[\s,.-]*(?<year>\d{4}|\d{2})?$/u.exec(plain)?.groups ??
    /^(?<month>\p{L}{3,}\.?)[\s.-]+(?<day>\d{1,2})(?:[\s,.-]+(?<year>\d{4}|\d{2}))?$/u.exec(plain)?.groups ??
    /^(?<year>\d{4})[\s,.-]+(?<month>\p{L}{3,}\.?)[\s,.-]+(?<day>\d{1,2})$/u.exec(plain)?.groups;
  if (found !== undefined) {
    const { day = '', month = '', year } = found;
    const number = findMonth(month);
    if (number === undefined) return undefined;
    if (year === undefined || year.length < 4) {
      const name = capitalised(monthNames[number - 1] ?? '');
      return notUnderstood(
        'Which year? Write it in four digits.',
        `${day} ${name} ${nextYearFor(number, Number(day), today)}`,
      );
    }
    return calendarDate(Number(year), number, Number(day), today);
  }
  const monthOnly = /^(?<month>\p{L}{3,}\.?)\s+(?<year>\d{4})$/u.exec(plain)?.groups;
  const number = monthOnly?.month === undefined ? undefined : findMonth(monthOnly.month);
  if (number === undefined) return undefined;
  return notUnderstood(
    'Which day of the month?',
    `1 ${capitalised(monthNames[number - 1] ?? '')} ${monthOnly?.year}`,
  );
}

/** The year in which that day comes next. */
function nextYearFor(month: number, day: number, today: string): number {
  const { year, month: thisMonth, day: thisDay } = Temporal.PlainDate.from(today);
  return month < thisMonth || (month === thisMonth && day < thisDay) ? year + 1 : year;
}

/** "2027-01-15", "15/01/2027", "15.1.2027". Where day and month could be swapped, both readings are named. */
function numericDate(text: string, today: string): Parsed<string> | undefined {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (iso !== null) return calendarDate(Number(iso[1]), Number(iso[2]), Number(iso[3]), today);
  const found = /^(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d{2})$/.exec(text);
  if (found === null) return undefined;
  const [first, sign, second, year] = [Number(found[1]), found[2], Number(found[3]), found[4] ?? ''];
  if (year.length < 4) return notUnderstood('Write the year in four digits.', example);
  // Points part days from months only where the day comes first; a number above twelve is a day.
  if (sign === '.' || first > 12 || first === second) return calendarDate(Number(year), second, first, today);
  if (second > 12) return calendarDate(Number(year), first, second, today);
  const readings = [
    [first, second],
    [second, first],
  ].map(([day = 1, month = 1]) => `${day} ${capitalised(monthNames[month - 1] ?? '')} ${year}`);
  return notUnderstood(
    `${text} can be ${readings[0]} or ${readings[1]}.`,
    `${readings[0]} (or ${readings[1]})`,
  );
}

/**
 * A calendar date as ISO 8601: ISO itself, "15 Jan 2027", "Jan 15 2027", "15/01/2027", "in 6 weeks", "friday".
 * "03/04/2027" is refused with both readings.
 * @param today calendar date that relative dates count from
 */
export function parseDate(text: string, today: string): Parsed<string> {
  const plain = text.trim().replace(/\s+/g, ' ');
  return (
    relativeDate(plain, today) ??
    weekdayDate(plain, today) ??
    numericDate(plain, today) ??
    namedDate(plain, today) ??
    notUnderstood(plain === '' ? 'There is no date in it.' : `“${plain}” is not a date.`, example)
  );
}
