import { currencySigns, sharedSigns } from './figure-words.ts';
import { notUnderstood, type Parsed, understood } from './parsed.ts';

const regionNames = new Intl.DisplayNames(['en'], { type: 'region' });
const currencyNames = new Intl.DisplayNames(['en'], { type: 'currency' });

const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();

/** Names in daily use that the standard list spells otherwise. */
const daily: Readonly<Record<string, string>> = {
  uk: 'GB',
  england: 'GB',
  'great britain': 'GB',
  usa: 'US',
  'united states of america': 'US',
  america: 'US',
  'the netherlands': 'NL',
  holland: 'NL',
  'czech republic': 'CZ',
  california: 'US-CA',
  'new york': 'US-NY',
  texas: 'US-TX',
  'northern ireland': 'GB-NIR',
  scotland: 'GB-SCT',
  wales: 'GB-WLS',
};

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Codes of countries that are no more mean their successors. */
const isCurrent = (country: string): boolean =>
  Intl.getCanonicalLocales(`und-${country}`)[0] === `und-${country}`;

/** Name of a place, or undefined where the code means none. */
function placeName(code: string): string | undefined {
  const [country = '', part] = code.split('-');
  const name = regionNames.of(country);
  if (name === undefined || name === country || !isCurrent(country)) return undefined;
  const known = Object.entries(daily).find(([, one]) => one === code)?.[0];
  if (part === undefined) return name;
  return known === undefined
    ? `${name} (${part})`
    : known.replace(/\b\p{L}/gu, (letter) => letter.toUpperCase());
}

function findCode(text: string): string | undefined {
  const code = text.trim().toUpperCase();
  if (/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(code) && code !== 'UK' && placeName(code) !== undefined) return code;
  const wanted = fold(text);
  if (wanted === '') return undefined;
  const named = daily[wanted];
  if (named !== undefined) return named;
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .find((one) => fold(placeName(one) ?? '') === wanted);
}

/** Places as ISO 3166 codes, or EU: "GB, EU", "United Kingdom and California". */
export function parseJurisdictions(text: string): Parsed<string[]> {
  const example = 'GB, EU, US-CA';
  const words = text
    .split(/[,;\n]| and /)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  // "GB EU US" parts its codes with spaces only.
  const parts =
    words.length === 1 &&
    /^[A-Za-z-]{2,6}( [A-Za-z-]{2,6})+$/.test(words[0] ?? '') &&
    findCode(words[0] ?? '') === undefined
      ? (words[0] ?? '').split(' ')
      : words;
  if (parts.length === 0) return notUnderstood('There is no place in it.', example);
  const codes: string[] = [];
  for (const part of parts) {
    const code = findCode(part);
    if (code === undefined)
      return notUnderstood(`“${part}” is not a country or region that is known here.`, example);
    if (!codes.includes(code)) codes.push(code);
  }
  return understood(codes, codes.map((code) => placeName(code) ?? code).join(', '));
}

/** A currency as an ISO 4217 code: "EUR", "€", "euro". A shared sign is refused with what it can stand for. */
export function parseCurrency(text: string): Parsed<string> {
  const example = 'EUR';
  const plain = text.trim();
  const named = currencySigns.get(plain.toLowerCase()) ?? plain.toUpperCase();
  const shared = sharedSigns.get(named);
  if (shared !== undefined) {
    return notUnderstood(
      `“${plain}” can be ${shared.slice(0, 3).join(', ')} and others.`,
      shared[0] ?? example,
    );
  }
  const known = Intl.supportedValuesOf('currency');
  const code = known.includes(named)
    ? named
    : known.find((one) => fold(currencyNames.of(one) ?? '') === fold(plain));
  if (code === undefined) return notUnderstood(`“${plain}” is not a currency that is known here.`, example);
  return understood(code, `${code}, ${currencyNames.of(code) ?? code}`);
}
