import { CST, Lexer } from 'yaml';
import type { Failure } from '../lib/failure.ts';
import { limits } from './limits.ts';
import { quoted, type Refusal, type Refuse } from './refusal.ts';

type TokenType = CST.TokenType | null;

/** An open collection in block style: where its keys or dashes stand. */
interface Frame {
  readonly column: number;
  readonly kind: 'map' | 'list';
}

/** What a file may hold besides plain data. */
export type Extras = ReadonlySet<'anchor' | 'alias' | 'tag'>;

const noExtras: Extras = new Set();

const forbidden: Partial<Record<NonNullable<TokenType>, (source: string) => Refusal>> = {
  anchor: (source) => ({
    what: `an anchor, ${quoted(source)}`,
    why: 'With anchors a small file can grow without bound.',
    next: 'Write the value out wherever it is needed; text that starts with & needs quotes.',
  }),
  alias: (source) => ({
    what: `an alias, ${quoted(source)}`,
    why: 'With aliases a small file can grow without bound.',
    next: 'Write the value out here; text that starts with * needs quotes.',
  }),
  tag: (source) => ({
    what: `a tag, ${quoted(source)}`,
    why: 'Every value here is plain text, a number, true, false or null, so no tag is needed.',
    next: 'Leave the tag out; text that starts with ! needs quotes.',
  }),
  'directive-line': (source) => ({
    what: `a directive, ${quoted(source)}`,
    why: 'The file is read as YAML 1.2; nothing else is needed or known.',
    next: 'Delete the line.',
  }),
  'explicit-key-ind': () => ({
    what: 'a key that is announced with `? `',
    why: 'Keys here are short words; long ones can hold up the reader for minutes.',
    next: 'Write `key: value`; text that starts with ? needs quotes.',
  }),
};

/**
 * Looks through the tokens of a text before it is parsed, and refuses what could harm the parser or grow
 * without bound. One pass, linear in the length of the text.
 *
 * Whatever passes gives the parser no more than `limits.depth` collections in one another: the rules below
 * on `- ` and `: ` refuse every way (all of them errors in YAML too) to nest without a deeper indentation.
 * @param extras what is let through to whoever reads it with care; at most `limits.names` of them
 * @throws what `refuse` gives
 */
export function scan(text: string, refuse: Refuse, extras = noExtras): void {
  refuseControls(text, refuse);
  const scanner = new Scanner(refuse, extras);
  let isScalar = false;
  for (const source of new Lexer().lex(text)) {
    const type = isScalar ? 'scalar' : CST.tokenType(source);
    if (!isScalar && source === CST.SCALAR) {
      isScalar = true;
      continue;
    }
    isScalar = false;
    if (source === CST.DOCUMENT) continue;
    if (source === CST.FLOW_END) scanner.endFlow();
    else scanner.take(type, source);
  }
}

/** What YAML does not allow raw (section 5.1), and a line end that some take for one and some do not. */
function refuseControls(text: string, refuse: Refuse): void {
  const found =
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]|\r(?!\n)/.exec(text);
  if (found === null) return;
  const code = found[0].charCodeAt(0);
  throw refuse(found.index, {
    what: `the invisible character U+${code.toString(16).toUpperCase().padStart(4, '0')}`,
    why: 'Control characters are not allowed in YAML; they can hide what a file says.',
    next: code === 0x0d ? 'Save the file with LF or CRLF line ends.' : 'Delete the character.',
  });
}

class Scanner {
  readonly #refuse: Refuse;
  readonly #extras: ReadonlySet<TokenType>;
  #tokens = 0;
  #names = 0;
  #offset = 0;
  #lineStart = 0;
  #flowDepth = 0;
  readonly #frames: Frame[] = [];
  /** Whether a key of a block map has been read on this line. */
  #hasKey = false;
  /** The last token on this line that is neither space nor comment. */
  #last: { readonly type: TokenType; readonly source: string; readonly offset: number } | undefined;
  #hasStart = false;
  #hasContent = false;
  #isOver = false;

  constructor(refuse: Refuse, extras: Extras) {
    this.#refuse = refuse;
    this.#extras = extras;
  }

  endFlow(): void {
    this.#flowDepth = 0;
  }

  take(type: TokenType, source: string): void {
    this.#tokens += 1;
    if (this.#tokens > limits.tokens) throw this.#refuse(this.#offset, tooManyTokens);
    const isExtra = this.#extras.has(type);
    this.#names += Number(isExtra);
    if (this.#names > limits.names) throw this.#refuse(this.#offset, tooManyNames);
    const refusal = type === null || isExtra ? undefined : forbidden[type]?.(source);
    if (refusal !== undefined) throw this.#refuse(this.#offset, refusal);
    this.#check(type, source);
    this.#advance(type, source);
  }

  #check(type: TokenType, source: string): void {
    switch (type) {
      case 'space':
      case 'comment':
      case 'newline':
      case 'byte-order-mark':
        return;
      case 'doc-start':
        if (this.#hasStart || this.#hasContent || this.#isOver)
          throw this.#refuse(this.#offset, secondDocument);
        this.#hasStart = true;
        return;
      case 'doc-end':
        this.#isOver = true;
        return;
    }
    if (this.#isOver) throw this.#refuse(this.#offset, secondDocument);
    this.#hasContent = true;
    if (type === 'scalar') this.#refuseOddIndent(source);
    if (type === 'seq-item-ind') this.#item();
    else if (type === 'map-value-ind' && this.#flowDepth === 0) this.#key();
    else if (type === 'flow-map-start' || type === 'flow-seq-start') this.#open(source);
    else if (type === 'flow-map-end' || type === 'flow-seq-end')
      this.#flowDepth = Math.max(0, this.#flowDepth - 1);
  }

  /**
   * A line of a file of ours that begins with a space that looks like indentation and is none: to YAML all but the
   * plain one are letters, so that the line belongs elsewhere, and the fault is told of another line or of none.
   */
  #refuseOddIndent(source: string): void {
    const isPlainFirst = source.charCodeAt(0) < firstBeyondAscii;
    if (isPlainFirst || this.#last !== undefined || this.#extras.size > 0) return;
    if (/^\p{Zs}/u.test(source)) throw this.#refuse(this.#offset, oddIndent);
  }

  #open(source: string): void {
    this.#flowDepth += 1;
    if (this.#depth() > limits.depth) throw this.#refuse(this.#offset, tooDeep(source));
  }

  #item(): void {
    if (this.#flowDepth > 0) throw this.#refuse(this.#offset, itemInFlow);
    const column = this.#offset - this.#lineStart;
    this.#closeBeyond(column);
    if (this.#isTop(column, 'list')) return;
    this.#push({ column, kind: 'list' }, '- ');
  }

  /** A colon makes a key of what stands before it. */
  #key(): void {
    const key = this.#last;
    if (key === undefined || !isKey(key.type)) throw this.#refuse(this.#offset, noKey);
    if (key.source.includes('\n')) throw this.#keyOfLines(key.source, key.offset);
    if (this.#hasKey) throw this.#refuse(this.#offset, secondColon);
    this.#hasKey = true;
    const column = key.offset - this.#lineStart;
    this.#closeBeyond(column);
    if (this.#isTop(column, 'list')) this.#frames.pop();
    if (!this.#isTop(column, 'map')) this.#push({ column, kind: 'map' }, key.source);
  }

  #keyOfLines(source: string, offset: number): Failure {
    if (/^["']/.test(source)) return this.#refuse(offset, keyOverLines);
    const odd = /\n *(?=[^ ])\p{Zs}/u.exec(source);
    if (odd !== null) return this.#refuse(offset + odd.index + odd[0].length - 1, oddIndent);
    if (!this.#hasKey) return this.#refuse(offset, noColon(source));
    const lastLine = source.slice(source.lastIndexOf('\n') + 1).trimStart();
    return this.#refuse(offset + source.length - lastLine.length, strayIndent(lastLine));
  }

  #closeBeyond(column: number): void {
    for (let top = this.#frames.at(-1); top !== undefined && top.column > column; top = this.#frames.at(-1)) {
      this.#frames.pop();
    }
  }

  #isTop(column: number, kind: Frame['kind']): boolean {
    const top = this.#frames.at(-1);
    return top?.column === column && top.kind === kind;
  }

  #push(frame: Frame, source: string): void {
    this.#frames.push(frame);
    if (this.#depth() > limits.depth) throw this.#refuse(this.#offset, tooDeep(source));
  }

  #depth(): number {
    return this.#frames.length + this.#flowDepth;
  }

  #advance(type: TokenType, source: string): void {
    if (type !== 'space' && type !== 'comment') this.#last = { type, source, offset: this.#offset };
    const lineEnd = source.lastIndexOf('\n');
    if (lineEnd !== -1) this.#lineStart = this.#offset + lineEnd + 1;
    // The text of a block scalar takes its line end with it.
    if (type === 'newline' || (lineEnd !== -1 && lineEnd === source.length - 1)) {
      this.#hasKey = false;
      this.#last = undefined;
    }
    this.#offset += source.length;
  }
}

const firstBeyondAscii = 0x80;

function isKey(type: TokenType): boolean {
  return type === 'scalar' || type === 'single-quoted-scalar' || type === 'double-quoted-scalar';
}

const tooManyTokens: Refusal = {
  what: `more than ${limits.tokens.toLocaleString('en')} words and marks`,
  why: 'No review is that long; so large a file can hold up the reader.',
  next: 'Shorten the file or split it.',
};

const tooManyNames: Refusal = {
  what: `more than ${limits.names.toLocaleString('en')} anchors, aliases and tags`,
  why: 'So many can hold up the reader for minutes.',
  next: 'Write values out where they are needed, or split the file.',
};

const tooDeep = (source: string): Refusal => ({
  what: `${quoted(source)} stands more than ${limits.depth} levels deep`,
  why: 'No review is that deep; deep nesting can end the reader.',
  next: 'Bring the file back to the shape that the schema describes.',
});

const secondDocument: Refusal = {
  what: 'a second document',
  why: 'A file holds one document; what follows would be overlooked.',
  next: 'Delete the line with --- or ... and what does not belong to the first document.',
};

const itemInFlow: Refusal = {
  what: 'a `- ` inside brackets',
  why: 'Inside [ ] and { } items are parted by commas.',
  next: 'Write [one, two], or put every item on a line of its own without brackets.',
};

const oddIndent: Refusal = {
  what: 'a line that is indented by a space of another kind',
  why: 'A no-break space, or a wide one, looks like a space and is none to YAML: the line belongs elsewhere.',
  next: 'Replace the space at the start of the line by plain ones.',
};

const noKey: Refusal = {
  what: 'a colon without a key in front of it',
  why: 'A key is a word in front of its colon, on the same line.',
  next: 'Write `key: value`; text with a colon in it needs quotes.',
};

const keyOverLines: Refusal = {
  what: 'a key of several lines',
  why: 'A key and its colon stand on one line.',
  next: 'Write the key on one line; text with a colon in it needs quotes.',
};

const secondColon: Refusal = {
  what: 'a second `: ` on the line',
  why: 'What follows the first colon would become a key itself.',
  next: 'Put the text after the first colon in quotes.',
};

const noColon = (source: string): Refusal => ({
  what: `${quoted(source.slice(0, source.indexOf('\n')))} is neither \`key: value\` nor a part of the line above`,
  why: 'Every line of a group starts with a key and a colon.',
  next: 'Put a key and a colon in front of it, or indent it below the text that it belongs to.',
});

const strayIndent = (source: string): Refusal => ({
  what: `${quoted(source)} is indented below a key that has a value already`,
  why: 'The line would be read as a part of the value above it.',
  next: 'Indent it like the key above; text with a colon in it needs quotes.',
});
