/**
 * Scalars of the subset of YAML that the quick reader takes. Every function gives undefined for what it leaves
 * to `yaml`: a wrong guess here would be a second meaning of the same file.
 */

/** Characters after which text without quotes may be something else than text. */
const startsOther = /^[-?:,[\]{}#&*!|>'"%@`]/;
/** A dash in front of a digit or letter starts no list. */
const startsWithDash = /^-[\w.]/;
const inFlow = /[,[\]{}:]/;
/** What the core schema of YAML 1.2 does not take as text: https://yaml.org/spec/1.2.2/#1032-tag-resolution */
const isNull = /^(?:~|[Nn]ull|NULL)$/;
const isTrue = /^(?:[Tt]rue|TRUE)$/;
const isFalse = /^(?:[Ff]alse|FALSE)$/;
const mayBeOther = /^[-+.\d~nNtTfF]/;
const isNumber =
  /^(?:0o[0-7]+|0x[\da-fA-F]+|[-+]?\d+|[-+]?(?:\.\d+|\d+\.\d*)|[-+]?(?:\.\d+|\d+(?:\.\d*)?)[eE][-+]?\d+|[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/;
/** Numbers in the one way in which they are mostly written, small enough to be exact. */
const isEverydayNumber = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/;

const simpleEscapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  '"': '"',
  '\\': '\\',
  '/': '/',
};

/** What was read, in an object because null is a value too. */
export interface Scalar {
  readonly data: unknown;
  readonly end: number;
}

/** The value of text without quotes, which is on one line and has no space around it. */
export function readPlain(source: string, isInFlow: boolean): { readonly data: unknown } | undefined {
  if (source === '' || (startsOther.test(source) && !startsWithDash.test(source))) return undefined;
  if (isInFlow ? inFlow.test(source) : source.endsWith(':') || source.includes(': ')) return undefined;
  if (!mayBeOther.test(source)) return { data: source };
  if (isEverydayNumber.test(source)) return { data: Number(source) };
  if (isNumber.test(source)) return undefined;
  if (isNull.test(source)) return { data: null };
  if (isTrue.test(source)) return { data: true };
  return { data: isFalse.test(source) ? false : source };
}

/** @param start where the quote stands that opens it; what it holds has to be on the same line */
export function readSingleQuoted(text: string, start: number): Scalar | undefined {
  let end = start + 1;
  for (; text[end] !== "'" || text[end + 1] === "'"; end += 1) {
    if (text[end] === '\n') return undefined;
    if (text[end] === "'") end += 1;
  }
  return { data: text.slice(start + 1, end).replaceAll("''", "'"), end: end + 1 };
}

/** @param start where the quote stands that opens it; what it holds has to be on the same line */
export function readDoubleQuoted(text: string, start: number): Scalar | undefined {
  let data = '';
  let from = start + 1;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\n') return undefined;
    if (character === '"') return { data: data + text.slice(from, at), end: at + 1 };
    if (character !== '\\') continue;
    const escaped = simpleEscapes[text[at + 1] ?? ''];
    if (escaped === undefined) return undefined;
    data += text.slice(from, at) + escaped;
    at += 1;
    from = at + 1;
  }
  return undefined;
}

/**
 * Text behind `|` or `>` that is written in the usual way: at least one line, no line that stands in further
 * than the first, one line end or none after the last.
 * @param start where the `|` or `>` stands
 * @param column of the key or dash in front of it
 */
export function readBlockScalar(text: string, start: number, column: number): Scalar | undefined {
  const header = /[|>](-?)(?: *| +#.*)\n/y;
  header.lastIndex = start;
  const found = header.exec(text);
  if (found === null) return undefined;
  const isFolded = text[start] === '>';
  const first = header.lastIndex;
  const indent = countSpaces(text, first);
  if (indent <= column || text[first + indent] === '\n' || first + indent >= text.length) return undefined;
  let data = '';
  let blank = 0;
  let end = first;
  for (let line = first; line < text.length; ) {
    const lineEnd = text.indexOf('\n', line);
    const spaces = countSpaces(text, line);
    if (line + spaces === lineEnd) {
      // More spaces than the text stands in are a part of it.
      if (spaces > indent) return undefined;
      blank += 1;
    } else if (spaces < indent) {
      if (spaces > column) return undefined;
      break;
    } else {
      if (isFolded && spaces > indent) return undefined;
      const gap = isFolded && blank === 0 ? ' ' : '\n'.repeat(isFolded ? blank : blank + 1);
      data += (line === first ? '' : gap) + text.slice(line + indent, lineEnd);
      blank = 0;
      end = lineEnd + 1;
    }
    line = lineEnd + 1;
  }
  return { data: found[1] === '-' ? data : `${data}\n`, end };
}

export function countSpaces(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === 0x20) at += 1;
  return at - start;
}
