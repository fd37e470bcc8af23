import { isExact } from '../lib/exact-number.ts';
import { deepest, refusedKeys, Unreadable, withinLimits } from './limits.ts';
import type { Value } from './value.ts';

// A string, a mark, or a run of anything else (a number or a word), after white space.
const token = /[ \t\r\n]*(?:("[^"\\]*(?:\\.[^"\\]*)*")|([{}[\]:,])|([^\s"{}[\]:,]+))/y;

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/**
 * Reads JSON. Refused besides what is no JSON: a key twice in a map (each parser keeps another one),
 * keys that JavaScript gives a meaning. A number that a double cannot tell from its neighbours is text, as it
 * is written.
 *
 * @throws Unreadable with line and column
 */
export function readJson(text: string): Value {
  return withinLimits(parsed(quoteInexact(text, checkTokens(text))));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable('it is not valid JSON');
  }
}

/** A number in the text: where it starts, and as it is written. */
interface Literal {
  readonly at: number;
  readonly word: string;
}

function quoteInexact(text: string, numbers: readonly Literal[]): string {
  let done = 0;
  const parts = numbers.map(({ at, word }) => {
    const part = `${text.slice(done, at)}"${word}"`;
    done = at + word.length;
    return part;
  });
  return parts.join('') + text.slice(done);
}

/**
 * Checks only what JSON.parse accepts and we do not; JSON.parse checks the grammar. Gives the numbers that are
 * not exact.
 */
function checkTokens(text: string): Literal[] {
  const inexact: Literal[] = [];
  const open: (Set<string> | undefined)[] = [];
  let key: string | undefined;
  for (const tokens = new RegExp(token); ; ) {
    const start = tokens.lastIndex;
    const [, string, mark, word] = tokens.exec(text) ?? [];
    if (string === undefined && mark === undefined && word === undefined) {
      if (/^[ \t\r\n]*$/.test(text.slice(start))) return inexact;
      throw new Unreadable(`it is not valid JSON from ${describePlace(text, start)}`);
    }
    const at = tokens.lastIndex - (string ?? mark ?? word ?? '').length;
    if (mark === '{' || mark === '[') {
      open.push(mark === '{' ? new Set() : undefined);
      if (open.length > deepest)
        throw new Unreadable(`it is nested deeper than ${deepest}, ${describePlace(text, at)}`);
    } else if (mark === '}' || mark === ']') open.pop();
    else if (mark === ':' && key !== undefined) {
      const keys = open.at(-1);
      if (refusedKeys.has(key)) throw new Unreadable(`it has the key ${key}, ${describePlace(text, at)}`);
      if (keys?.has(key))
        throw new Unreadable(`it has the key ${JSON.stringify(key)} twice, ${describePlace(text, at)}`);
      keys?.add(key);
    } else if (word !== undefined && jsonNumber.test(word) && !isExact(word)) inexact.push({ at, word });
    key = string === undefined ? undefined : unquoted(string);
  }
}

function unquoted(string: string): string | undefined {
  if (!string.includes('\\')) return string.slice(1, -1);
  try {
    return JSON.parse(string) as string;
  } catch {
    return undefined;
  }
}

/** Line and column of an offset, both from 1. */
function describePlace(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return `line ${line}, column ${offset - before.lastIndexOf('\n')}`;
}
