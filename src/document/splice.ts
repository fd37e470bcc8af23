import type { CollectionLayout, Entry, Layout } from './layout.ts';
import type { Keys, Operation } from './plan-edit.ts';
import type { YamlDocument } from './yaml-document.ts';
import {
  blockText,
  inlineText,
  isEmpty,
  keyText,
  type Quotes,
  type WritingStyle,
  yamlText,
} from './yaml-text.ts';

/** What replaces a range of the text; every byte outside the range stays. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What an operation changes in the text. */
export function spliceFor(document: YamlDocument, operation: Operation): Splice {
  const splicer = new Splicer(document);
  const splice = splicer.splice(operation);
  const { lineEnd } = splicer.style;
  return { ...splice, text: splice.text.replace(/\r?\n/g, lineEnd) };
}

/** A value with the entry that holds it; the root has none. */
interface Spot {
  readonly value: Layout;
  readonly entry: Entry | undefined;
  readonly holder: CollectionLayout | undefined;
  /** Whether brackets are open around it. */
  readonly flow: boolean;
}

class Splicer {
  readonly #text: string;
  readonly #root: Layout;
  readonly style: WritingStyle;

  constructor(document: YamlDocument) {
    this.#text = document.text;
    this.#root = document.layout();
    this.style = findStyle(document.text, this.#root);
  }

  splice(operation: Operation): Splice {
    switch (operation.kind) {
      case 'set':
        return this.#set(this.#spot(operation.keys), operation.value);
      case 'remove':
        return this.#remove(operation.keys);
      case 'insertKey':
        return this.#insertKey(operation);
      case 'insertItem':
        return this.#insertItem(operation);
    }
  }

  #spot(keys: Keys): Spot {
    let spot: Spot = { value: this.#root, entry: undefined, holder: undefined, flow: false };
    for (const key of keys) {
      const holder = spot.value;
      if (holder.kind === 'scalar') throw new Error(`nothing at ${keys.join('.')}`);
      const entry: Entry | undefined =
        typeof key === 'number' ? holder.entries[key] : holder.entries.find(({ name }) => name === key);
      if (entry === undefined) throw new Error(`nothing at ${keys.join('.')}`);
      spot = { value: entry.value, entry, holder, flow: spot.flow || holder.flow };
    }
    return spot;
  }

  // Lines. The end of a line is the place in front of its line end.

  #lineStart(offset: number): number {
    return offset === 0 ? 0 : this.#text.lastIndexOf('\n', offset - 1) + 1;
  }

  #lineEnd(offset: number): number {
    const found = this.#text.indexOf('\n', offset);
    if (found === -1) return this.#text.length;
    return found > offset && this.#text[found - 1] === '\r' ? found - 1 : found;
  }

  #nextLine(offset: number): number {
    const found = this.#text.indexOf('\n', offset);
    return found === -1 ? this.#text.length : found + 1;
  }

  #column(offset: number): number {
    return offset - this.#lineStart(offset);
  }

  #line(start: number): string {
    return this.#text.slice(start, this.#lineEnd(start));
  }

  /** Where the last line of something ends. The text of a block scalar has its line end in it. */
  #lastLineEnd(end: number): number {
    const inside = end > 0 && this.#text[end - 1] === '\n' ? end - 1 : end;
    return this.#lineEnd(this.#text[inside - 1] === '\r' && inside < end ? inside - 1 : inside);
  }

  /** Where an entry in block style ends: with its last line and the comments below that stand further in. */
  #entryEnd(entry: Entry): number {
    const column = this.#column(entry.start);
    let end = this.#lastLineEnd(entry.end);
    for (let start = this.#nextLine(end); start < this.#text.length; start = this.#nextLine(start)) {
      const line = this.#line(start);
      const indent = line.search(/\S/);
      if (indent === -1) continue;
      if (line[indent] !== '#' || indent <= column) break;
      end = this.#lineEnd(start);
    }
    return end;
  }

  // Setting.

  #set(spot: Spot, value: unknown): Splice {
    const { value: old, entry } = spot;
    if (entry === undefined) return this.#setRoot(value);
    if (spot.flow) return this.#setInFlow(spot, value);
    const isInline = old.kind === 'scalar' ? old.style !== 'block' && old.style !== 'absent' : old.flow;
    const keepsBrackets = old.kind !== 'scalar' && old.flow && old.entries.length > 0;
    if (isInline && (isOneLine(value, this.style) || keepsBrackets)) {
      const text = inlineText(value, this.style, false, findQuotes(old));
      return { start: old.start, end: old.end, text };
    }
    return this.#rewrite(spot, entry, value);
  }

  #setInFlow({ value: old, entry, holder }: Spot, value: unknown): Splice {
    if (entry === undefined) throw new Error('brackets without an entry');
    const quotes = this.#isJson(holder) ? 'double' : findQuotes(old);
    const text = inlineText(value, this.style, true, quotes);
    if (old.start < old.end) return { start: old.start, end: old.end, text };
    const hasColon = entry.indicatorEnd > entry.nameEnd;
    return { start: entry.indicatorEnd, end: entry.indicatorEnd, text: hasColon ? ` ${text}` : `: ${text}` };
  }

  /** Whether keys are written as in JSON, so that what is added looks the same. */
  #isJson(holder: CollectionLayout | undefined): boolean {
    const [first] = holder?.entries ?? [];
    return holder?.kind === 'map' && first !== undefined && this.#text[first.start] === '"';
  }

  #setRoot(value: unknown): Splice {
    const { start, end } = this.#root;
    const text = yamlText(value, { style: this.style });
    if (start < end) return { start, end: this.#lastLineEnd(end), text };
    // An empty file, or one of comments only.
    const documentEnd = /^\.\.\.(?=\s|$)/m.exec(this.#text);
    const at = documentEnd?.index ?? this.#text.length;
    const isOnNewLine = at === 0 || this.#text[at - 1] === '\n';
    return { start: at, end: at, text: `${isOnNewLine ? '' : '\n'}${text}\n` };
  }

  /**
   * Writes what stands behind a colon or dash anew, but for the comment on its line. Comments on lines of
   * their own that would end up inside a text behind `|` move up, above the key.
   */
  #rewrite({ value: old, holder }: Spot, entry: Entry, value: unknown): Splice {
    const start = entry.indicatorEnd;
    const column = this.#column(entry.start);
    const behind = holder?.kind === 'list' ? '-' : ':';
    const lineEnd = this.#lastLineEnd(Math.max(entry.end, start));
    const text = blockText(value, this.style, { column, behind, comment: this.#commentOnLine(old, start) });
    const isText = endsInText(value);
    const end = isText ? this.#entryEnd(entry) : lineEnd;
    const comments = old.kind === 'scalar' || isText ? this.#commentLines(old, start, end) : [];
    if (comments.length === 0) return { start, end, text };
    const lineStart = this.#lineStart(entry.start);
    const lead = this.#text.slice(lineStart, entry.start);
    // On the line of a dash there is no room above.
    if (lead.trim() !== '')
      return { start, end: lineEnd, text: ` ${inlineText(value, this.style, false, 'double')}` };
    const moved = comments.map((comment) => `${lead}${comment}\n`).join('');
    return { start: lineStart, end, text: moved + this.#text.slice(lineStart, start) + text };
  }

  /** Comments on lines of their own, outside of the old value. */
  #commentLines(old: Layout, start: number, end: number): string[] {
    const comments: string[] = [];
    for (let at = this.#nextLine(start); at < end; at = this.#nextLine(at)) {
      const comment = this.#line(at).trim();
      const isInside = at >= old.start && at < old.end;
      if (!isInside && comment.startsWith('#')) comments.push(comment);
    }
    return comments;
  }

  #commentOnLine(old: Layout, indicatorEnd: number): string | undefined {
    const isBeside = old.start > indicatorEnd && old.start <= this.#lineEnd(indicatorEnd);
    const isCompact = isBeside && old.kind !== 'scalar' && !old.flow;
    if (isCompact) return undefined;
    const isInline = old.start < old.end && (old.kind === 'scalar' ? old.style !== 'block' : old.flow);
    const from = isInline ? old.end : indicatorEnd;
    return /(?:^|\s)(#.*)$/.exec(this.#text.slice(from, this.#lineEnd(from)))?.[1];
  }

  // Inserting.

  #insertKey({ keys, name, value, order }: Operation & { kind: 'insertKey' }): Splice {
    const spot = this.#spot(keys);
    const map = spot.value;
    if (map.kind === 'scalar' || map.entries.length === 0) return this.#set(spot, { [name]: value });
    const rank = order.indexOf(name);
    const isBefore = (entry: Entry) => {
      const other = order.indexOf(entry.name ?? '');
      return rank === -1 || (other !== -1 && other < rank);
    };
    const index = map.entries.findLastIndex(isBefore) + 1;
    const quotes: Quotes = this.#isJson(map) ? 'double' : undefined;
    const key = keyText(name, this.style, quotes);
    if (spot.flow || map.flow)
      return this.#insertInFlow(map, index, `${key}: ${inlineText(value, this.style, true, quotes)}`);
    const column = this.#column(map.entries[0]?.start ?? 0);
    return this.#insertInBlock(
      spot,
      map,
      index,
      `${key}:${blockText(value, this.style, { column, behind: ':' })}`,
    );
  }

  #insertItem({ keys, index, value }: Operation & { kind: 'insertItem' }): Splice {
    const spot = this.#spot(keys);
    const list = spot.value;
    if (list.kind === 'scalar' || list.entries.length === 0) return this.#set(spot, [value]);
    if (spot.flow || list.flow) return this.#insertInFlow(list, index, inlineText(value, this.style, true));
    const column = this.#column(list.entries[0]?.start ?? 0);
    return this.#insertInBlock(
      spot,
      list,
      index,
      `-${blockText(value, this.style, { column, behind: '-' })}`,
    );
  }

  #insertInBlock(spot: Spot, holder: CollectionLayout, index: number, text: string): Splice {
    const column = this.#column(holder.entries[0]?.start ?? 0);
    const before = holder.entries[index - 1];
    if (before !== undefined) {
      const at = this.#entryEnd(before);
      const isSection = text.includes('\n') || this.#text.slice(before.start, before.end).includes('\n');
      const gap = isSection && this.#hasBlankLine(holder, index) ? '\n' : '';
      return { start: at, end: at, text: `\n${gap}${' '.repeat(column)}${text}` };
    }
    const at = this.#startOfEntries(spot, holder);
    const isOnNewLine = this.#column(at) === 0 && column > 0;
    const indent = ' '.repeat(column);
    return { start: at, end: at, text: isOnNewLine ? `${indent}${text}\n` : `${text}\n${indent}` };
  }

  /** Whether entries are set apart by blank lines here, so that a new one of several lines is, too. */
  #hasBlankLine(holder: CollectionLayout, index: number): boolean {
    const before = holder.entries[index - 1];
    const after = holder.entries[index];
    if (before === undefined || this.#keepsBlankLines(before)) return false;
    if (after !== undefined) return this.#line(this.#nextLine(this.#entryEnd(before))).trim() === '';
    const twoBefore = holder.entries[index - 2];
    return twoBefore !== undefined && this.#line(this.#nextLine(this.#entryEnd(twoBefore))).trim() === '';
  }

  /** Where a new first entry goes: above the comments on the old first one, but below the head of the file. */
  #startOfEntries(spot: Spot, holder: CollectionLayout): number {
    const first = holder.entries[0]?.start ?? 0;
    const isCompact = this.#text.slice(this.#lineStart(first), first).trim() !== '';
    if (isCompact) return first;
    const lead = this.#leadingComments(first);
    return spot.entry === undefined && this.#isHeadOfFile(lead) ? first : lead;
  }

  /** Start of the comment lines right above, at the same column; or of the line itself. */
  #leadingComments(offset: number): number {
    const column = this.#column(offset);
    let start = this.#lineStart(offset);
    while (start > 0) {
      const above = this.#lineStart(start - 1);
      if (this.#line(above).search(/\S/) !== column || this.#text[above + column] !== '#') break;
      start = above;
    }
    return start;
  }

  #isHeadOfFile(offset: number): boolean {
    return /^(?:---[^\n]*\n)?$/.test(this.#text.slice(0, offset));
  }

  #insertInFlow(holder: CollectionLayout, index: number, text: string): Splice {
    const before = holder.entries[index - 1];
    if (before !== undefined) {
      const isAlone =
        this.#isAlone(before) &&
        /^[ \t]*,?[ \t]*$/.test(this.#text.slice(before.end, this.#lineEnd(before.end)));
      const gap = isAlone ? `\n${' '.repeat(this.#column(before.start))}` : ' ';
      return { start: before.end, end: before.end, text: `,${gap}${text}` };
    }
    const first = holder.entries[0];
    if (first === undefined) throw new Error('brackets without an entry');
    const gap = this.#isAlone(first) ? `\n${' '.repeat(this.#column(first.start))}` : ' ';
    return { start: first.start, end: first.start, text: `${text},${gap}` };
  }

  #isAlone(entry: Entry): boolean {
    return this.#text.slice(this.#lineStart(entry.start), entry.start).trim() === '';
  }

  // Removing.

  #remove(keys: Keys): Splice {
    const { entry, holder, flow } = this.#spot(keys);
    if (entry === undefined || holder === undefined) throw new Error('the root cannot be removed');
    if (holder.entries.length === 1)
      return this.#set(this.#spot(keys.slice(0, -1)), holder.kind === 'map' ? {} : []);
    return flow ? this.#removeFromFlow(holder, entry) : this.#removeFromBlock(keys, holder, entry);
  }

  #removeFromFlow(holder: CollectionLayout, entry: Entry): Splice {
    const index = holder.entries.indexOf(entry);
    const after = holder.entries[index + 1];
    if (after !== undefined) return { start: entry.start, end: after.start, text: '' };
    const before = holder.entries[index - 1];
    if (before === undefined) throw new Error('the only entry');
    // A comment in between says something of the entry before: it stays, with the comma in front of it.
    const hasComment = this.#text.slice(before.end, entry.start).includes('#');
    return { start: hasComment ? entry.start : before.end, end: entry.end, text: '' };
  }

  #removeFromBlock(keys: Keys, holder: CollectionLayout, entry: Entry): Splice {
    const index = holder.entries.indexOf(entry);
    if (this.#text.slice(this.#lineStart(entry.start), entry.start).trim() !== '')
      return this.#removeCompact(holder, entry);
    const below = this.#nextLine(this.#entryEnd(entry));
    const end = this.#keepsBlankLines(holder.entries[index - 1]) ? this.#behindBlankLines(below) : below;
    const lead = this.#leadingComments(entry.start);
    const isHead = keys.length === 1 && index === 0 && this.#isHeadOfFile(lead);
    const start = isHead ? this.#lineStart(entry.start) : lead;
    return { start: this.#withoutDoubleGap(holder, index, start, end), end, text: '' };
  }

  /** Whether an entry ends in text behind `|+` or `>+`, which takes in all blank lines below it. */
  #keepsBlankLines(entry: Entry | undefined): boolean {
    let last = entry?.value;
    while (last !== undefined && last.kind !== 'scalar') last = last.entries.at(-1)?.value;
    return last?.style === 'block' && /^[|>]\d?\+/.test(this.#line(last.start));
  }

  #behindBlankLines(lineStart: number): number {
    let start = lineStart;
    while (start < this.#text.length && this.#line(start).trim() === '') start = this.#nextLine(start);
    return start;
  }

  /** The first entry of a row stands on the line of the dash: the next one moves up to it. */
  #removeCompact(holder: CollectionLayout, entry: Entry): Splice {
    const next = holder.entries[1];
    if (next === undefined) throw new Error('the only entry');
    const hasComment = this.#text.slice(this.#lastLineEnd(entry.end), next.start).includes('#');
    if (!hasComment) return { start: entry.start, end: next.start, text: '' };
    return { start: entry.start, end: this.#lastLineEnd(entry.end), text: '' };
  }

  /** Where blank lines stand above and below, those above go, too. */
  #withoutDoubleGap(holder: CollectionLayout, index: number, start: number, end: number): number {
    const isGapBelow = end >= this.#text.length || this.#line(end).trim() === '';
    if (!isGapBelow) return start;
    // Blank lines may belong to the text of the entry above.
    const above = holder.entries[index - 1];
    const floor = above === undefined ? start : Math.max(above.end, this.#nextLine(this.#entryEnd(above)));
    let gap = start;
    while (gap > floor && this.#line(this.#lineStart(gap - 1)).trim() === '') gap = this.#lineStart(gap - 1);
    return Math.max(gap, Math.min(floor, start));
  }
}

function isOneLine(value: unknown, style: WritingStyle): boolean {
  if (typeof value === 'object' && value !== null) return isEmpty(value);
  return !yamlText({ k: value }, { style }).includes('\n');
}

/** Whether the last thing written is text of several lines, which takes in whatever is indented below it. */
function endsInText(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return endsInText(Object.values(value).at(-1));
  return typeof value === 'string' && value.includes('\n');
}

function findQuotes(old: Layout): Quotes {
  if (old.kind !== 'scalar') return undefined;
  return old.style === 'single' || old.style === 'double' ? old.style : undefined;
}

/** How the file is written so far: its own indentation and line ends. */
function findStyle(text: string, root: Layout): WritingStyle {
  const column = (offset: number) => offset - (offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1);
  let indent: number | undefined;
  let indentLists: boolean | undefined;
  const open: Layout[] = [root];
  for (let layout = open.pop(); layout !== undefined; layout = open.pop()) {
    if (layout.kind === 'scalar' || layout.flow) continue;
    for (const { start, value } of layout.kind === 'map' ? layout.entries : []) {
      const first = value.kind === 'scalar' || value.flow ? undefined : value.entries[0];
      if (first === undefined) continue;
      const step = column(first.start) - column(start);
      if (value.kind === 'list') indentLists ??= step > 0;
      if (step > 0) indent ??= Math.min(8, Math.max(2, step));
    }
    open.push(...layout.entries.map(({ value }) => value).reverse());
  }
  const firstLine = text.indexOf('\n');
  const lineEnd = firstLine > 0 && text[firstLine - 1] === '\r' ? '\r\n' : '\n';
  return { indent: indent ?? 2, indentLists: indentLists ?? true, lineEnd };
}
