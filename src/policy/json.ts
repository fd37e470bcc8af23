import { deepest, refusedKeys, Unreadable, withinLimits } from './limits.ts';
import { isExact } from './number.ts';
import type { Value } from './value.ts';

// A string, a mark, or a run of anything else (a number or a word), after white space.
const token = /[ \t\r\n]*(?:("[^"\\]*(?:\\.[^"\\]*)*")|([{}[\]:,])|([^\s"{}[\]:,]+))/y;

/**
 * Reads JSON. Refused besides what is no JSON: a key twice in a map (each parser keeps another one),
 * keys that JavaScript gives a meaning, numbers that a double cannot tell from their neighbours.
 *
 * @throws Unreadable with line and column
 */
export function readJson(text: string): Value {
  checkTokens(text);
  return withinLimits(parsed(text));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable('it is not valid JSON');
  }
}

/** Checks only what JSON.parse accepts and we do not; JSON.parse checks the grammar. */
function checkTokens(text: string): void {
  const open: (Set<string> | undefined)[] = [];
  let key: string | undefined;
  for (const tokens = new RegExp(token); ; ) {
    const start = tokens.lastIndex;
    const [, string, mark, word] = tokens.exec(text) ?? [];
    if (string === undefined && mark === undefined && word === undefined) {
      if (/^[ \t\r\n]*$/.test(text.slice(start))) return;
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
    } else if (word !== undefined && /^-?\d/.test(word) && !isExact(word)) {
      throw new Unreadable(`it holds a number that cannot be compared exactly, ${describePlace(text, at)}`);
    }
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
