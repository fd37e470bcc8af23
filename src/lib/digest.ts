import { createHash } from 'node:crypto';

/** `sha256:` and 64 small hexadecimal digits. */
export type Digest = `sha256:${string}`;

/** SHA-256 of bytes, or of text as UTF-8. */
export function digestOf(content: Uint8Array | string): Digest {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/**
 * JSON in the one form that RFC 8785 allows: no white space, keys sorted by UTF-16 code units, numbers and
 * strings as ECMAScript writes them.
 * @throws TypeError for what JSON or the RFC has no form for: undefined, functions, bigints, NaN, infinities,
 * lone surrogates, and objects that are not plain (a Date, a Map)
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'boolean':
      return String(value);
    case 'string':
      return canonicalString(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`canonical JSON has no form for ${value}`);
      return JSON.stringify(value);
    case 'object':
      return value === null ? 'null' : canonicalCollection(value);
    default:
      throw new TypeError(`canonical JSON has no form for ${typeof value}`);
  }
}

/** Digest of data, whatever the order of its keys. */
export function digestOfData(value: unknown): Digest {
  return digestOf(canonicalJson(value));
}

function canonicalString(text: string): string {
  if (/\p{Surrogate}/u.test(text))
    throw new TypeError('canonical JSON has no form for half a surrogate pair');
  return JSON.stringify(text);
}

function canonicalCollection(value: object): string {
  // Array.from fills the holes of a sparse array with undefined, which then throws; map would skip them.
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`canonical JSON has no form for a ${value.constructor.name}`);
  }
  const members = Object.entries(value)
    // Strings compare by UTF-16 code units, as the RFC asks.
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${canonicalString(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
