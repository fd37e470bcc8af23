import { saysMoney, splitWords } from '../lib/name-words.ts';
import { findQuantity, findTimeUnit, isCurrency, sharedUnit } from '../lib/quantity.ts';
import { capitalised } from '../lib/words.ts';
import { findEntry, isScalar, type Value, type ValueMap } from './value.ts';

/** Where in a file a value stands. */
export interface Surroundings {
  /** Names from the top of the file to the value; the last is the value's own. */
  readonly names: readonly string[];
  /** The maps around the value, from the outermost to the one that holds it. */
  readonly maps: readonly ValueMap[];
}

// Codes that are also words (ALL, TRY, TOP) count in capitals only.
const plainCodes = new Set('eur usd gbp chf jpy cad aud nzd sek nok dkk pln czk inr cny brl mxn'.split(' '));

/**
 * What a number counts, by the first of these that says it: the text itself (`€20`, `30 days`), the
 * value's own name (`price_eur`, `notice_days`, `discount_percent`), a `unit` or `currency` beside it,
 * a name further up (`days: {standard: 30}`), a `currency` further up. Undefined where nothing does.
 */
export function guessUnit(
  from: Value | undefined,
  to: Value | undefined,
  where: Surroundings,
): string | undefined {
  if (findQuantity(to ?? from) === undefined && findQuantity(from) === undefined) return undefined;
  const written = sharedUnit(from, to);
  if (written !== undefined) return written;
  const bare = [from, to].every(
    (value) => value === undefined || value === null || findQuantity(value)?.measure === 'number',
  );
  if (!bare) return undefined;
  const name = where.names.at(-1) ?? '';
  if (saysMinor(name)) return minorUnit(where, name);
  const guess = saysMoney(name)
    ? moneyUnit(where, name)
    : (unitInName(name) ?? unitBeside(where, name) ?? unitAbove(where));
  return guess ?? windowUnit(name, to ?? from);
}

function moneyUnit(where: Surroundings, name: string): string | undefined {
  const period = periodIn(name);
  const found = currencyInName(name) ?? unitBeside(where, name) ?? currencyAbove(where);
  if (found === undefined || period === '' || found.includes(' per ')) return found;
  return `${found}${period}`;
}

/** Names under which payment providers keep whole numbers of a currency's smallest unit: `unit_amount`, `price_cents`. */
function saysMinor(name: string): boolean {
  const words = splitWords(name);
  return words.includes('cents') || /^unit amount(?: decimal)?$/.test(words.join(' '));
}

/** `EUR cents`; the currency alone where it has no smaller unit (JPY), nothing where that is no hundredth (KWD). */
function minorUnit(where: Surroundings, name: string): string | undefined {
  const code = (currencyInName(name) ?? currencyBeside(where) ?? currencyAbove(where))?.toUpperCase();
  if (code === undefined) return splitWords(name).includes('cents') ? `cents${periodIn(name)}` : undefined;
  const { maximumFractionDigits: digits } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency: code,
  }).resolvedOptions();
  if (digits === 0) return `${code}${periodIn(name)}`;
  return digits === 2 ? `${code} cents${periodIn(name)}` : undefined;
}

function currencyBeside(where: Surroundings): string | undefined {
  const map = where.maps.at(-1) ?? {};
  return inAnyCase('currency')
    .map((key) => findEntry(map, key))
    .find((value) => typeof value === 'string' && isCurrency(value.toUpperCase())) as string | undefined;
}

/** An amount in the whole unit that people are told: 2000 `EUR cents` are 20. */
export function inWholeUnits(amount: number, unit: string | undefined): number {
  return unit !== undefined && /^(?:[A-Z]{3} )?cents\b/.test(unit) ? amount / 100 : amount;
}

function unitInName(name: string): string | undefined {
  for (const word of splitWords(name).reverse()) {
    // Only the plural counts something: `days`, and not `day`, which may be a date.
    const unit = word.endsWith('s') && word.length > 3 ? findTimeUnit(word) : undefined;
    if (unit !== undefined) return unit;
    if (['percent', 'percentage', 'pct', '%'].includes(word)) return '%';
  }
  return currencyInName(name);
}

function currencyInName(name: string): string | undefined {
  for (const part of name.split(/[^\p{L}]+/u)) {
    const code = part.toUpperCase();
    const meant = /^[A-Z]{3}$/.test(part) ? isCurrency(part) : plainCodes.has(part.toLowerCase());
    if (meant) return code;
  }
  return undefined;
}

/** A `unit`, or for money a `currency`, in the same map; `price_unit` goes before `unit`. */
function unitBeside(where: Surroundings, name: string): string | undefined {
  const map = where.maps.at(-1);
  if (map === undefined) return undefined;
  const money = saysMoney(name) ? [`${name}_currency`, ...inAnyCase('currency')] : [];
  for (const key of [`${name}_unit`, `${name}Unit`, ...inAnyCase('unit'), ...inAnyCase('units'), ...money]) {
    const value = findEntry(map, key);
    if (typeof value === 'string' && value !== '' && value.length <= 40) {
      return value.trim();
    }
  }
  return undefined;
}

/** The ways in which a key is written. Looked up one by one: a map may have a thousand keys. */
function inAnyCase(key: string): string[] {
  return [key, capitalised(key), key.toUpperCase()];
}

function unitAbove(where: Surroundings): string | undefined {
  const above = where.names.slice(0, -1).reverse();
  for (const name of above) {
    const found = saysMoney(name)
      ? moneyUnit({ ...where, maps: where.maps.slice(0, -1) }, name)
      : unitInName(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function currencyAbove(where: Surroundings): string | undefined {
  for (const map of where.maps.slice(0, -1).reverse()) {
    const [, value] = Object.entries(map).find(([key]) => key.toLowerCase() === 'currency') ?? [];
    if (typeof value === 'string' && isCurrency(value)) return value;
  }
  return undefined;
}

function periodIn(name: string): string {
  const words = splitWords(name);
  if (words.some((word) => word === 'monthly' || word === 'month')) return ' per month';
  if (words.some((word) => ['yearly', 'annual', 'annually', 'year'].includes(word))) return ' per year';
  return '';
}

function windowUnit(name: string, value: Value | undefined): string | undefined {
  const counts = isScalar(value) && typeof value === 'number' && Number.isInteger(value) && value > 0;
  if (!counts || !splitWords(name).includes('window')) return undefined;
  return 'days';
}
