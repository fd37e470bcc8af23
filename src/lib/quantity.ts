import { isCalendarDate } from './calendar-date.ts';
import { countDays } from './dates.ts';
import { readNumber } from './exact-number.ts';

/** An amount of something, read out of a value. */
export interface Quantity {
  readonly amount: number;
  readonly measure: 'number' | 'money' | 'share' | 'duration' | 'date';
  /** As it is shown: `EUR`, `EUR per month`, `days`, `%`. Undefined for bare numbers and for dates. */
  readonly unit: string | undefined;
  /** Two amounts may be compared where this is the same. */
  readonly scale: string;
  /** The amount in the smallest unit of its scale; days for a date. */
  readonly size: number;
}

/** How an amount changed. */
export interface Move {
  readonly measure: Quantity['measure'];
  readonly direction: 'up' | 'down' | 'same';
  /** By how much: in the smallest unit of the scale, days for dates. */
  readonly by: number;
  /** The same as a share of the old amount: 0.25 for 20 → 25. Undefined from 0, and for dates. */
  readonly share: number | undefined;
}

const symbols: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  US$: 'USD',
  A$: 'AUD',
  C$: 'CAD',
  '₹': 'INR',
  zł: 'PLN',
};

interface TimeUnit {
  readonly name: string;
  /** Units of one scale convert exactly; months do not convert into days. */
  readonly scale: 'seconds' | 'months' | 'business days';
  readonly size: number;
}

const second: TimeUnit = { name: 'seconds', scale: 'seconds', size: 1 };
const minute: TimeUnit = { name: 'minutes', scale: 'seconds', size: 60 };
const hour: TimeUnit = { name: 'hours', scale: 'seconds', size: 3600 };
const day: TimeUnit = { name: 'days', scale: 'seconds', size: 86_400 };
const week: TimeUnit = { name: 'weeks', scale: 'seconds', size: 604_800 };
const month: TimeUnit = { name: 'months', scale: 'months', size: 1 };
const year: TimeUnit = { name: 'years', scale: 'months', size: 12 };
const businessDay: TimeUnit = { name: 'business days', scale: 'business days', size: 1 };

// Without `m`, which is minutes to some and months to others.
const timeUnits = new Map<string, TimeUnit>([
  ...['s', 'sec', 'secs', 'second', 'seconds'].map((word) => [word, second] as const),
  ...['min', 'mins', 'minute', 'minutes'].map((word) => [word, minute] as const),
  ...['h', 'hr', 'hrs', 'hour', 'hours'].map((word) => [word, hour] as const),
  ...['d', 'day', 'days'].map((word) => [word, day] as const),
  ...['w', 'wk', 'wks', 'week', 'weeks'].map((word) => [word, week] as const),
  ...['mo', 'mth', 'month', 'months'].map((word) => [word, month] as const),
  ...['y', 'yr', 'yrs', 'year', 'years'].map((word) => [word, year] as const),
  ...['business day', 'business days', 'working day', 'working days'].map(
    (word) => [word, businessDay] as const,
  ),
]);

const isoUnits: Readonly<Record<string, TimeUnit>> = {
  PD: day,
  PW: week,
  PM: month,
  PY: year,
  PTH: hour,
  PTM: minute,
  PTS: second,
};

const number = String.raw`\d[\d.,'\u00a0\u202f ]*?`;
const currency = String.raw`US\$|A\$|C\$|[€£$¥₹]|zł|[A-Z]{3}`;
const per = String.raw`(?:\s*(?:/|per |a )\s*([a-z]{1,20}))?`;
const moneyFirst = new RegExp(`^([-−]?)(${currency})\\s?([-−]?)(${number})(?:[.,][-–—])?${per}$`, 'u');
const moneyLast = new RegExp(`^([-−]?)(${number})(?:[.,][-–—])?\\s?(${currency})${per}$`, 'u');
const counted = new RegExp(`^([-−]?${number})[ -]?([a-z]+(?: [a-z]+)?|%)$`, 'iu');

/** The quantity that a value is; undefined for what is none, or is written in a doubtful way. */
export function findQuantity(value: unknown): Quantity | undefined {
  if (typeof value === 'number')
    return { amount: value, measure: 'number', unit: undefined, scale: '', size: value };
  if (typeof value !== 'string' || value.length > 60) return undefined;
  const text = value.trim();
  return findDate(text) ?? bareNumber(text) ?? findMoney(text) ?? shareOrDuration(text) ?? isoDuration(text);
}

/** How a quantity moved; undefined where the two are not both quantities in units that compare. */
export function findMove(from: unknown, to: unknown): Move | undefined {
  const [before, after] = [findQuantity(from), findQuantity(to)];
  if (before === undefined || after === undefined) return undefined;
  if (before.measure !== after.measure || before.scale !== after.scale) return undefined;
  const by = after.size - before.size;
  return {
    measure: after.measure,
    direction: by > 0 ? 'up' : by < 0 ? 'down' : 'same',
    by,
    share: before.size === 0 || after.measure === 'date' ? undefined : by / Math.abs(before.size),
  };
}

/** The unit that two values share as they are written; undefined where they name none, or two. */
export function sharedUnit(from: unknown, to: unknown): string | undefined {
  const units = [from, to].filter((value) => value !== undefined).map((value) => findQuantity(value)?.unit);
  return units.every((unit) => unit === units[0]) ? units[0] : undefined;
}

/** Whether a text is a calendar date that exists. */
export function isDate(value: unknown): value is string {
  return typeof value === 'string' && findDate(value) !== undefined;
}

/** The unit of time that a word names: `days`. */
export function findTimeUnit(word: string): string | undefined {
  return timeUnits.get(word)?.name;
}

function findDate(text: string): Quantity | undefined {
  if (!isCalendarDate(text)) return undefined;
  const days = countDays(text);
  return { amount: days, measure: 'date', unit: undefined, scale: 'date', size: days };
}

function bareNumber(text: string): Quantity | undefined {
  const amount = readNumber(text, false);
  return amount === undefined
    ? undefined
    : { amount, measure: 'number', unit: undefined, scale: '', size: amount };
}

function findMoney(text: string): Quantity | undefined {
  const first = moneyFirst.exec(text);
  const [, sign = '', name = '', inner = '', digits = '', each] = first ?? reordered(moneyLast.exec(text));
  const amount = readNumber(`${sign || inner}${digits.trim()}`, false);
  if (amount === undefined) return undefined;
  const code = Object.hasOwn(symbols, name) ? (symbols[name] ?? name) : name;
  if (/^[A-Z]{3}$/.test(code) && !isCurrency(code)) return undefined;
  const unit = each === undefined ? code : `${code} per ${findPeriod(each)}`;
  return { amount, measure: 'money', unit, scale: unit, size: amount };
}

function reordered(match: RegExpExecArray | null): (string | undefined)[] {
  if (match === null) return [];
  const [whole, sign, digits, name, each] = match;
  return [whole, sign, name, '', digits, each];
}

function shareOrDuration(text: string): Quantity | undefined {
  const [, digits = '', word = ''] = counted.exec(text) ?? [];
  const amount = readNumber(digits.trim(), false);
  if (amount === undefined) return undefined;
  if (word === '%') return { amount, measure: 'share', unit: '%', scale: '%', size: amount };
  return findDuration(amount, timeUnits.get(word.toLowerCase()));
}

function isoDuration(text: string): Quantity | undefined {
  const match = /^(PT?)(\d{1,9})([A-Z])$/.exec(text);
  if (match === null) return undefined;
  const designator = `${match[1]}${match[3]}`;
  return findDuration(
    Number(match[2]),
    Object.hasOwn(isoUnits, designator) ? isoUnits[designator] : undefined,
  );
}

function findDuration(amount: number, unit: TimeUnit | undefined): Quantity | undefined {
  if (unit === undefined) return undefined;
  return { amount, measure: 'duration', unit: unit.name, scale: unit.scale, size: amount * unit.size };
}

/** `mo` and `month` are one period; what is no period (a user, an order) stays as it is. */
function findPeriod(word: string): string {
  if (word === 'annum') return 'year';
  return timeUnits.get(word)?.name.replace(/s$/, '') ?? word;
}

/** Whether three letters are a currency of ISO 4217. */
export function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code);
}
