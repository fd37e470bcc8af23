import { Temporal } from 'temporal-polyfill';
import type { Config } from '../domain/config.ts';
import type { FieldType } from '../domain/content.ts';
import { moneyInWords } from '../lib/money.ts';
import { exactPercent } from '../lib/percent.ts';
import { counted, rowsInWords } from '../lib/words.ts';

/** What is needed to say a value in words. */
export interface Surroundings {
  /** Calendar date, ISO 8601. */
  readonly today: string;
  /** ISO 4217 code of the review. */
  readonly currency: string | undefined;
  readonly people: NonNullable<Config['people']>;
  readonly segments: readonly { readonly id: string; readonly name?: string }[];
}

/** A number with its thousands parted: 1,200.5. */
export function numberInWords(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: 6 });
}

interface Range {
  readonly low: number;
  readonly likely?: number;
  readonly high: number;
}

function isRange(value: unknown): value is Range {
  return typeof value === 'object' && value !== null && 'low' in value && 'high' in value;
}

function figureInWords(value: unknown, words: (value: number) => string): string {
  if (typeof value === 'number') return words(value);
  if (!isRange(value)) return String(value);
  const likely = value.likely === undefined ? '' : `, most likely ${words(value.likely)}`;
  return `${words(value.low)} to ${words(value.high)}${likely}`;
}

function distanceInWords(days: number): string {
  if (days < 14 || (days < 21 && days % 7 !== 0)) return counted(days, 'day');
  if (days < 85)
    return days % 7 === 0 ? counted(days / 7, 'week') : `about ${counted(Math.round(days / 7), 'week')}`;
  if (days < 700) return `about ${counted(Math.round(days / 30.44), 'month')}`;
  return `about ${counted(Math.round(days / 365.25), 'year')}`;
}

/** How far a date is from today: "in 8 weeks", "3 days ago", "tomorrow". */
export function fromToday(date: string, today: string): string {
  const days = Temporal.PlainDate.from(today).until(Temporal.PlainDate.from(date)).days;
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  return days > 0 ? `in ${distanceInWords(days)}` : `${distanceInWords(-days)} ago`;
}

/** A date as people say it: Friday 15 January 2027. */
export function dateInWords(date: string): string {
  return Temporal.PlainDate.from(date)
    .toLocaleString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
    .replace(',', '');
}

/** A person by name where the config knows them. */
export function personInWords(key: string, people: Surroundings['people']): string {
  const person = people[key];
  if (person === undefined) return key;
  return person.title === undefined ? person.name : `${person.name}, ${person.title}`;
}

interface Formattable {
  readonly type: FieldType;
  /** What a row of a list is called. */
  readonly rowName?: string;
  readonly choices?: Readonly<Record<string, string>>;
}

function isDate(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
}

/** A stored value in words, as it is echoed and listed. */
export function valueInWords(value: unknown, field: Formattable, around: Surroundings): string {
  switch (field.type) {
    case 'money':
    case 'signed-money':
      return figureInWords(value, (one) => moneyInWords(one, around.currency));
    case 'share':
    case 'share-estimate':
    case 'share-range':
    case 'signed-share-range':
      return figureInWords(value, exactPercent);
    case 'integer':
    case 'number':
    case 'count-estimate':
    // Estimates count money, minutes or referrals: the label says which.
    case 'estimate':
    case 'signed-estimate':
      return figureInWords(value, numberInWords);
    case 'date':
      return isDate(value) ? `${dateInWords(value)}, ${fromToday(value, around.today)}` : String(value);
    case 'yes-no':
      return value === true ? 'yes' : value === false ? 'no' : String(value);
    case 'person':
    case 'owner':
      return personInWords(String(value), around.people);
    case 'choice':
      return field.choices?.[String(value)] ?? String(value);
    case 'segment':
      return around.segments.find(({ id }) => id === value)?.name ?? String(value);
    case 'jurisdictions':
      return Array.isArray(value) ? value.join(', ') : String(value);
    case 'list':
      return Array.isArray(value) ? rowsInWords(value.length, field.rowName ?? 'row') : String(value);
    case 'line':
    case 'text':
    case 'currency':
      return String(value);
  }
}
