import type { Value } from './value.ts';

/** Most bytes of a file whose values are read; the author of a change controls every one of them. */
export const largestFile = 256 * 1024;
/** Deepest nesting of maps and lists. */
export const deepest = 32;
/** Most keys of one map. */
export const mostKeys = 1000;
/** Most values in one file. */
export const mostValues = 50_000;

/** Keys that mean something to JavaScript itself. */
export const refusedKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Why the values of a file are not read. The reason is a clause: "it is larger than 256 KB". */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/**
 * Turns what a parser gave into values within the limits. A number that is none (infinite, too large to be
 * exact) is its text, so that it hides no other value.
 *
 * @throws Unreadable for what no policy file needs: too deep, too much, keys that mean something to JavaScript
 */
export function withinLimits(parsed: unknown): Value {
  let values = 0;

  function convert(node: unknown, depth: number): Value {
    values += 1;
    if (values > mostValues) throw new Unreadable(`it holds more than ${mostValues} values`);
    if (depth > deepest) throw new Unreadable(`it is nested deeper than ${deepest}`);
    if (node === null || typeof node === 'boolean' || typeof node === 'string') return node;
    if (typeof node === 'bigint') return String(node);
    if (typeof node === 'number') {
      if (!Number.isFinite(node)) return String(node);
      return node === 0 ? 0 : node;
    }
    if (node instanceof Date) return node.toISOString();
    if (Array.isArray(node)) return node.map((item) => convert(item, depth + 1));
    if (typeof node !== 'object') throw new Unreadable(`it holds a ${typeof node}`);
    const entries = Object.entries(node);
    if (entries.length > mostKeys) throw new Unreadable(`a map in it has more than ${mostKeys} keys`);
    return Object.fromEntries(
      entries.map(([key, member]) => {
        if (refusedKeys.has(key)) throw new Unreadable(`it has the key ${key}`);
        return [key, convert(member, depth + 1)];
      }),
    );
  }

  return convert(parsed, 0);
}

/** Text out of UTF-8, without a byte order mark; undefined where the bytes are not UTF-8. */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
