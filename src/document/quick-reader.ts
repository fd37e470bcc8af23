import { rowKey } from '../lib/path.ts';
import type { Entry, Layout } from './layout.ts';
import { limits } from './limits.ts';
import {
  countSpaces,
  readBlockScalar,
  readDoubleQuoted,
  readPlain,
  readSingleQuoted,
  type Scalar,
} from './quick-scalars.ts';

/** What a text says, and where everything stands in it. */
export interface Quick {
  readonly data: unknown;
  readonly layout: Layout;
}

/** Invisible characters, tabs, line ends other than `\n`, halves of characters: `yaml` knows what they mean. */
const unusual = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff\p{Surrogate}]/u;
/** A key with its colon behind it: a plain word, or one in quotes (`"n"`, which older readers take for no). */
const key = /(?:([A-Za-z_][\w.-]{0,199})|(["'])([\w.-]{1,200})\2)(?=:[ \n])/y;
/** Words that mean something inside the program, for whose refusal see parse.ts. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);
/** More than the lexer of `yaml` makes of one line, or of one part of a flow collection. */
const tokensOfPart = 12;

/** Thrown, and caught, by `readQuickly` alone. */
const leftToYaml = Symbol('left to yaml');

/**
 * Reads the part of YAML that reviews are mostly written in, in one pass: maps and lists by indentation with
 * plain keys, text on one line with or without quotes, `|` and `>`, and brackets on one line. Fifty times as
 * fast as `yaml`, and to the same data and places: whatever is not surely read alike is left to `yaml`, and so
 * is every refusal.
 * @param text with at most `limits.bytes` bytes, without conflict markers
 * @returns undefined where the text is left to `yaml`
 */
export function readQuickly(text: string): Quick | undefined {
  if (!text.endsWith('\n') || unusual.test(text)) return undefined;
  try {
    return new QuickReader(text).read();
  } catch (error) {
    if (error !== leftToYaml) throw error;
    return undefined;
  }
}

class QuickReader {
  readonly #text: string;
  /** Where the next content stands, and in which column: at the start of a line, or behind a dash. */
  #at = 0;
  #column = 0;
  #depth = 0;
  #parts = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Quick {
    this.#goToContent(0);
    if (this.#column !== 0) throw leftToYaml;
    const quick = this.#collection();
    if (this.#at < this.#text.length) throw leftToYaml;
    return quick;
  }

  /** Steps over blank lines and comments. At the end of the text the column is -1. */
  #goToContent(lineStart: number): void {
    const text = this.#text;
    for (let line = lineStart; line < text.length; line = text.indexOf('\n', line) + 1) {
      this.#count();
      const spaces = countSpaces(text, line);
      const first = text.charCodeAt(line + spaces);
      if (first === 0x0a || first === 0x23) continue;
      this.#at = line + spaces;
      this.#column = spaces;
      return;
    }
    this.#at = text.length;
    this.#column = -1;
  }

  #count(): void {
    this.#parts += 1;
    if (this.#parts * tokensOfPart > limits.tokens) throw leftToYaml;
  }

  #isDash(at = this.#at): boolean {
    const behind = this.#text.charCodeAt(at + 1);
    return this.#text.charCodeAt(at) === 0x2d && (behind === 0x20 || behind === 0x0a);
  }

  /** The map or list whose first key or dash stands here. */
  #collection(): Quick {
    this.#depth += 1;
    if (this.#depth >= limits.depth) throw leftToYaml;
    const column = this.#column;
    const quick = this.#isDash() ? this.#list(column) : this.#map(column);
    this.#depth -= 1;
    // What stands further in than this collection, and belongs to nothing in it, is no YAML.
    if (this.#column > column) throw leftToYaml;
    return quick;
  }

  #list(column: number): Quick {
    const data: unknown[] = [];
    const entries: Entry[] = [];
    while (this.#column === column && this.#isDash()) {
      const start = this.#at;
      const value = this.#value(start + 1, column, 'item');
      data.push(value.data);
      const end = Math.max(start + 1, value.layout.end);
      const name = rowKey(value.data);
      entries.push({ name, start, nameEnd: start, indicatorEnd: start + 1, value: value.layout, end });
    }
    return { data, layout: blockLayout('list', entries) };
  }

  #map(column: number): Quick {
    const data: Record<string, unknown> = {};
    const entries: Entry[] = [];
    while (this.#column === column && !(entries.length > 0 && this.#isDash())) {
      const start = this.#at;
      const { name, nameEnd } = this.#key(start, data);
      const indicatorEnd = nameEnd + 1;
      if (entries.length === limits.keys) throw leftToYaml;
      const value = this.#value(indicatorEnd, column, 'of a key');
      data[name] = value.data;
      const end = Math.max(indicatorEnd, value.layout.end);
      entries.push({ name, start, nameEnd, indicatorEnd, value: value.layout, end });
    }
    return { data, layout: blockLayout('map', entries) };
  }

  #key(start: number, data: object): { readonly name: string; readonly nameEnd: number } {
    key.lastIndex = start;
    const found = key.exec(this.#text);
    const name = found?.[1] ?? found?.[3];
    if (name === undefined || forbidden.has(name) || Object.hasOwn(data, name)) throw leftToYaml;
    return { name, nameEnd: key.lastIndex };
  }

  /**
   * What stands behind a colon or dash.
   * @param from behind it
   * @param column in which the key or dash stands
   */
  #value(from: number, column: number, kind: 'item' | 'of a key'): Quick {
    const text = this.#text;
    const start = from + countSpaces(text, from);
    const first = text[start];
    if (first === '\n' || (first === '#' && start > from)) return this.#below(from, column, kind);
    if (first === '|' || first === '>') {
      const scalar = readBlockScalar(text, start, column);
      if (scalar === undefined) throw leftToYaml;
      this.#goToContent(scalar.end);
      return { data: scalar.data, layout: { kind: 'scalar', style: 'block', start, end: scalar.end } };
    }
    if (kind === 'item') {
      key.lastIndex = start;
      if (this.#isDash(start) || key.test(text)) {
        this.#at = start;
        this.#column = column + start - from + 1;
        return this.#collection();
      }
    }
    const quick = this.#inline(start);
    // A line that stands further in goes on with the text of this one, or is no YAML.
    if (this.#column > column) throw leftToYaml;
    return quick;
  }

  /** What stands on the lines below a key or dash. */
  #below(from: number, column: number, kind: 'item' | 'of a key'): Quick {
    this.#goToContent(this.#text.indexOf('\n', from) + 1);
    const isUnderKey = kind === 'of a key' && this.#column === column && this.#isDash();
    if (this.#column > column || isUnderKey) return this.#collection();
    return { data: null, layout: { kind: 'scalar', style: 'absent', start: from, end: from } };
  }

  /** A value on one line, and whatever comment stands behind it. */
  #inline(start: number): Quick {
    const text = this.#text;
    const first = text[start];
    const isClosed = first === '[' || first === '{' || first === '"' || first === "'";
    const lineEnd = text.indexOf('\n', start);
    const quick = isClosed
      ? this.#flowValue(start)
      : plain(withoutComment(text.slice(start, lineEnd)), start, false);
    const rest = quick.layout.end + countSpaces(text, quick.layout.end);
    const isComment = text[rest] === '#' && rest > quick.layout.end;
    if (text[rest] !== '\n' && !isComment) throw leftToYaml;
    this.#goToContent(lineEnd + 1);
    return quick;
  }

  #flowValue(start: number): Quick {
    this.#count();
    const text = this.#text;
    const first = text[start];
    if (first === '[' || first === '{') return this.#flowCollection(start, first);
    if (first === '"') return quotedValue('double', start, readDoubleQuoted(text, start));
    if (first === "'") return quotedValue('single', start, readSingleQuoted(text, start));
    let end = start;
    while (!/[,\]}\n]/.test(text[end] ?? '\n')) end += 1;
    while (text[end - 1] === ' ') end -= 1;
    const source = text.slice(start, end);
    if (source.includes('#')) throw leftToYaml;
    return plain(source, start, true);
  }

  #flowCollection(start: number, open: '[' | '{'): Quick {
    this.#depth += 1;
    if (this.#depth >= limits.depth) throw leftToYaml;
    const text = this.#text;
    const close = open === '[' ? ']' : '}';
    const list: unknown[] = [];
    const map: Record<string, unknown> = {};
    const entries: Entry[] = [];
    let at = start + 1 + countSpaces(text, start + 1);
    while (text[at] !== close || entries.length > 0) {
      const entry = open === '[' ? this.#flowItem(at, list) : this.#flowPair(at, map);
      entries.push(entry);
      at = entry.end + countSpaces(text, entry.end);
      if (text[at] === close) break;
      if (text[at] !== ',' || entries.length > limits.keys) throw leftToYaml;
      at += 1 + countSpaces(text, at + 1);
    }
    this.#depth -= 1;
    const kind = open === '[' ? 'list' : 'map';
    const layout: Layout = { kind, flow: true, start, end: at + 1, entries };
    return { data: open === '[' ? list : map, layout };
  }

  #flowItem(start: number, list: unknown[]): Entry {
    const { data, layout } = this.#flowValue(start);
    list.push(data);
    const name = rowKey(data);
    return { name, start, nameEnd: start, indicatorEnd: start, value: layout, end: layout.end };
  }

  #flowPair(start: number, map: Record<string, unknown>): Entry {
    const { name, nameEnd } = this.#key(start, map);
    const from = nameEnd + 1;
    const { data, layout } = this.#flowValue(from + countSpaces(this.#text, from));
    map[name] = data;
    return { name, start, nameEnd, indicatorEnd: from, value: layout, end: layout.end };
  }
}

function blockLayout(kind: 'map' | 'list', entries: readonly Entry[]): Layout {
  const [first] = entries;
  const last = entries.at(-1);
  return { kind, flow: false, start: first?.start ?? 0, end: last?.end ?? 0, entries };
}

function withoutComment(line: string): string {
  const comment = line.indexOf(' #');
  let end = comment === -1 ? line.length : comment;
  // Spaces alone: a space that does not break is a part of the text.
  while (line.charCodeAt(end - 1) === 0x20) end -= 1;
  return line.slice(0, end);
}

function plain(source: string, start: number, isInFlow: boolean): Quick {
  const read = readPlain(source, isInFlow);
  if (read === undefined) throw leftToYaml;
  return {
    data: read.data,
    layout: { kind: 'scalar', style: 'plain', start, end: start + source.length },
  };
}

function quotedValue(style: 'single' | 'double', start: number, scalar: Scalar | undefined): Quick {
  if (scalar === undefined) throw leftToYaml;
  return { data: scalar.data, layout: { kind: 'scalar', style, start, end: scalar.end } };
}
