import {
  Composer,
  type CST,
  type Document,
  isCollection,
  isPair,
  isScalar,
  Lexer,
  type Pair,
  Parser,
} from 'yaml';
import { conflictMarkerAdvice, findConflictMarker } from '../lib/conflict-markers.ts';
import { Failure } from '../lib/failure.ts';
import { buildLayout, type Layout } from './layout.ts';
import { limits } from './limits.ts';
import { readQuickly } from './quick-reader.ts';
import { type Refuse, refusalIn } from './refusal.ts';
import { type Extras, scan } from './scan.ts';
import { buildRefusal } from './syntax-error.ts';
import { TextLines } from './text-lines.ts';
import { buildDocument, type YamlDocument } from './yaml-document.ts';

/**
 * Reads a YAML file that anybody may have written: within limits, as plain data, with no way to run, grow
 * or hide anything.
 * @param file its path, for messages
 * @throws Failure `invalid` with file, line and column, the limit or rule that it breaks, and what to do
 */
export function parseYaml(bytes: Uint8Array, file: string): YamlDocument {
  return parseText(decode(bytes, file), file);
}

/** What a text was read to, before anything is made of it. */
interface Composed {
  /** The text without a byte order mark. */
  readonly text: string;
  readonly hasByteOrderMark: boolean;
  readonly document: Document.Parsed;
  readonly refuse: Refuse;
}

/**
 * Reads bytes to a tree of nodes, within limits; of what `extras` allows the caller takes care.
 * @throws Failure as {@link parseYaml}
 */
export function composeYaml(bytes: Uint8Array, file: string, extras: Extras): Composed {
  return composeText(decode(bytes, file), file, extras);
}

function composeText(source: string, file: string, extras?: Extras): Composed {
  refuseTooLong(source, file);
  const hasByteOrderMark = source.startsWith('\ufeff');
  const text = hasByteOrderMark ? source.slice(1) : source;
  let lines: TextLines | undefined;
  const positionOf = (offset: number) => {
    lines ??= new TextLines(text);
    return lines.positionOf(offset);
  };
  const refuse = refusalIn(file, positionOf);

  const conflict = findConflictMarker(text);
  if (conflict !== undefined) throw refuse(conflict, conflictMarkerAdvice);
  scan(text, refuse, extras);
  const tokens = parseTokens(text, refuse);
  refuseTooBig(tokens, refuse);
  const document = compose(tokens, text, refuse);
  return { text, hasByteOrderMark, document, refuse };
}

/** As {@link parseYaml}, of a text that is decoded already. */
export function parseText(source: string, file: string): YamlDocument {
  const { text, hasByteOrderMark, document, refuse } = composeText(source, file);
  refuseValues(document, refuse);
  let layout: Layout | undefined;
  return buildDocument({
    file,
    text,
    hasByteOrderMark,
    data: document.toJS({ maxAliasCount: 0 }),
    layout: () => {
      layout ??= buildLayout(document.contents, text);
      return layout;
    },
  });
}

/**
 * As {@link parseYaml}, and many times as fast for a file that is written in the usual way. For looking through
 * many files: what an approval binds to, what the gate lets through and what is written, `yaml` itself reads.
 * @throws Failure as {@link parseYaml}
 */
export function parseQuickly(bytes: Uint8Array, file: string): YamlDocument {
  return parseTextQuickly(decode(bytes, file), file);
}

/** As {@link parseQuickly}, of a text that is decoded already. */
export function parseTextQuickly(text: string, file: string): YamlDocument {
  refuseTooLong(text, file);
  const quick = findConflictMarker(text) === undefined ? readQuickly(text) : undefined;
  if (quick === undefined) return parseText(text, file);
  const { data, layout } = quick;
  return buildDocument({ file, text, hasByteOrderMark: false, data, layout: () => layout });
}

/** @throws Failure `invalid` where the content has more bytes than are read */
export function refuseTooLong(content: string | Uint8Array, file: string): void {
  if (Buffer.byteLength(content) <= limits.bytes) return;
  throw new Failure('invalid', `the file is larger than ${limits.bytes / 1024} KB`, {
    place: { file },
    why: 'No review is that long; so large a file can hold up the reader.',
    next: 'Shorten the file: keep evidence in files of its own and name them.',
  });
}

/**
 * @returns the text, with its byte order mark
 * @throws Failure `invalid` where the bytes are too many, or not UTF-8
 */
export function decode(bytes: Uint8Array, file: string): string {
  refuseTooLong(bytes, file);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Failure('invalid', 'the file is not UTF-8', {
      place: { file, ...firstInvalid(bytes) },
      why: 'There is a byte here that is no character in UTF-8.',
      next: 'Open the file in an editor, choose the encoding UTF-8 and save it.',
    });
  }
}

/** A line end is never part of another character, so the lines can be decoded one by one. */
function firstInvalid(bytes: Uint8Array): { readonly line: number; readonly column: number } | undefined {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for (let line = 1, start = 0; start < bytes.length; line += 1) {
    const found = bytes.indexOf(0x0a, start);
    const end = found === -1 ? bytes.length : found + 1;
    const part = bytes.subarray(start, end);
    try {
      decoder.decode(part);
    } catch {
      const lossy = new TextDecoder('utf-8', { ignoreBOM: true }).decode(part);
      return { line, column: lossy.indexOf('\ufffd') + 1 };
    }
    start = end;
  }
  return undefined;
}

/**
 * Parses while it watches how deep the parser stands. In text that is not YAML at all the parser recovers
 * by taking things as keys, and can come to stand as deep as the text is long, whatever its indentation;
 * on its way back it would use up the stack of the process.
 */
function parseTokens(text: string, refuse: Refuse): CST.Token[] {
  const parser = new Parser();
  const watched = parser as unknown as { readonly stack: readonly unknown[]; readonly offset: number };
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    // The document and a scalar are on the stack besides the collections.
    if (watched.stack.length > limits.depth + 2) throw refuse(watched.offset, tooDeep);
  }
  return [...tokens, ...parser.end()];
}

/** What the scan can only bound, counted: maps in one another and keys in one map, of which the parser is afraid. */
function refuseTooBig(tokens: readonly CST.Token[], refuse: Refuse): void {
  const open = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (token.type === 'document') {
      if (token.value !== undefined) open.push({ token: token.value, depth });
    } else if ('items' in token) {
      if (depth >= limits.depth) throw refuse(token.offset, tooDeep);
      const tooMany = isMapToken(token) ? token.items.filter(({ key }) => key)[limits.keys] : undefined;
      if (tooMany?.key) throw refuse(tooMany.key.offset, tooManyKeys);
      for (const { key, value } of token.items) {
        if (key) open.push({ token: key, depth: depth + 1 });
        if (value) open.push({ token: value, depth: depth + 1 });
      }
    }
  }
}

function isMapToken(token: CST.BlockMap | CST.BlockSequence | CST.FlowCollection): boolean {
  return token.type === 'block-map' || (token.type === 'flow-collection' && token.start.source === '{');
}

const tooDeep = {
  what: `more than ${limits.depth} levels in one another`,
  why: 'No review is that deep; deep nesting can end the reader.',
  next: 'Bring the file back to the shape that the schema describes.',
};

const tooManyKeys = {
  what: `more than ${limits.keys.toLocaleString('en')} keys in one group`,
  why: 'No review has that many; comparing them all can hold up the reader for minutes.',
  next: 'Shorten the file or split it.',
};

function compose(tokens: readonly CST.Token[], text: string, refuse: Refuse): Document.Parsed {
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    stringKeys: true,
    uniqueKeys: true,
    strict: true,
    keepSourceTokens: true,
    // What is to be said is told by us: `yaml` would print it on standard error itself.
    logLevel: 'silent',
  });
  const [document] = [...composer.compose(tokens, true, text.length)];
  if (document === undefined) throw new Error('the composer gave no document');
  // A tag that nobody knows is refused before, or read by whoever let it through.
  const faults = [
    ...document.errors,
    ...document.warnings.filter(({ code }) => code !== 'TAG_RESOLVE_FAILED'),
  ];
  const [first] = faults.sort((a, b) => a.pos[0] - b.pos[0]);
  if (first !== undefined) throw refuse(Math.min(first.pos[0], text.length), buildRefusal(first));
  return document as Document.Parsed;
}

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** Recursion is bounded: by now nothing is deeper than the limit. */
function refuseValues(document: Document.Parsed, refuse: Refuse): void {
  const visit = (node: unknown): void => {
    if (isPair(node)) {
      refuseKey(node, refuse);
      visit(node.key);
      visit(node.value);
    } else if (isCollection(node)) {
      for (const item of node.items) visit(item);
    } else if (isScalar(node)) {
      refuseScalar(node.value, node.range?.[0] ?? 0, refuse);
    }
  };
  visit(document.contents);
}

/** @throws what `refuse` gives for a key that means something to the program itself */
export function refuseKey({ key }: Pair, refuse: Refuse): void {
  if (!isScalar(key) || typeof key.value !== 'string' || !forbiddenKeys.has(key.value)) return;
  throw refuse(key.range?.[0] ?? 0, {
    what: `the key \`${key.value}\``,
    why: 'The word has a meaning inside the program, so it cannot be a key.',
    next: 'Choose another word.',
  });
}

function refuseScalar(value: unknown, offset: number, refuse: Refuse): void {
  if (typeof value === 'number') {
    const isExact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
    if (isExact) return;
    throw refuse(offset, {
      what: Number.isFinite(value) ? 'a number too large to be exact' : 'a number that is not finite',
      why: `Numbers go up to ${Number.MAX_SAFE_INTEGER.toLocaleString('en')}; beyond it digits are lost.`,
      next: 'Write a smaller number, or put it in quotes if it is a name and not an amount.',
    });
  }
  if (typeof value === 'string' && /\p{Surrogate}/u.test(value)) {
    throw refuse(offset, {
      what: 'half a character',
      why: 'An escape such as \\ud83d is one half of a pair, and the other half is missing.',
      next: 'Write the character itself.',
    });
  }
}
