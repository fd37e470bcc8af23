import { Document, type Scalar, visit } from 'yaml';

/** How a file is written. */
export interface WritingStyle {
  /** Spaces by which a group stands in from its key. */
  readonly indent: number;
  /** Whether the dashes of a list stand in from its key. */
  readonly indentLists: boolean;
  readonly lineEnd: '\n' | '\r\n';
}

export const ownStyle: WritingStyle = { indent: 2, indentLists: true, lineEnd: '\n' };

export type Quotes = 'single' | 'double' | undefined;

/** Characters that are not written raw, because they are not allowed in YAML or cannot be seen. */
const unseen =
  /[\u0000-\u0008\u000b\u000c\u000d\u000e-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]/;
const rawUnseen = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** Text in several lines that `|` can hold whatever the indentation. */
function isLiteral(text: string): boolean {
  return text.includes('\n') && !/^\s|[ \t]$|\n\n$|\n[ \t]+\n?$/.test(text);
}

function hasUnseen(text: string): boolean {
  // A whole pair of surrogates is a character as any other.
  return unseen.test(text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ''));
}

/**
 * Text that a reader of YAML 1.1 takes for something else where it stands without quotes: truth values,
 * numbers in other bases, grouped or by sixties, merge keys. Days are left alone: they are days to both.
 */
const isOther11 =
  /^(?:y|n|yes|no|on|off|true|false|null|~|<<|=|[-+]?(?:0b[01_]+|0x[\da-f_]+|0[0-7_]*|[\d][\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?|[\d_]*\.?[\d_]*(?:e[-+]?\d*)?|\.inf)|\.nan|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d.*)$/i;

function scalarType(text: string, flow: boolean, isKey: boolean, quotes: Quotes): Scalar.Type | undefined {
  if (hasUnseen(text)) return 'QUOTE_DOUBLE';
  if (text.includes('\n')) return !flow && !isKey && isLiteral(text) ? 'BLOCK_LITERAL' : 'QUOTE_DOUBLE';
  if (quotes === undefined && isOther11.test(text)) return 'QUOTE_DOUBLE';
  if (quotes === undefined) return isBetterSingle(text, flow) ? 'QUOTE_SINGLE' : undefined;
  if (isKey) return isOther11.test(text) ? 'QUOTE_DOUBLE' : undefined;
  return quotes === 'single' ? 'QUOTE_SINGLE' : 'QUOTE_DOUBLE';
}

/**
 * Whether text that has to stand in quotes reads better, and is left alone by formatters, in single ones: it holds
 * both kinds, and nothing that takes a backslash.
 */
function isBetterSingle(text: string, flow: boolean): boolean {
  if (!text.includes('"') || !text.includes("'") || /[\\\t]/.test(text)) return false;
  const alone = new Document([text], { version: '1.2', schema: 'core' });
  return /^[-[] *"/.test(alone.toString({ collectionStyle: flow ? 'flow' : 'any', lineWidth: 0 }));
}

interface HowToWrite {
  readonly style: WritingStyle;
  /** With brackets, on one line. */
  readonly flow?: boolean;
  /** For every text that is a value. */
  readonly quotes?: Quotes;
}

/** The data as `yaml` writes it, without the last line end; lines end with `\n`. */
export function yamlText(data: unknown, { style, flow = false, quotes }: HowToWrite): string {
  const document = new Document(data, { version: '1.2', schema: 'core', aliasDuplicateObjects: false });
  visit(document, {
    Scalar(key, node) {
      if (typeof node.value !== 'string') return;
      const type = scalarType(node.value, flow, key === 'key', quotes);
      if (type !== undefined) node.type = type;
    },
  });
  const text = document.toString({
    indent: style.indent,
    indentSeq: style.indentLists,
    collectionStyle: flow ? 'flow' : 'any',
    flowCollectionPadding: false,
    blockQuote: 'literal',
    doubleQuotedAsJSON: true,
    lineWidth: 0,
  });
  // Only texts in double quotes hold such characters, and there they can be escaped.
  const escaped = text.replace(rawUnseen, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return escaped.replace(/\n$/, '');
}

/** Every line but the first and the empty ones set in by some columns. */
function setIn(text: string, columns: number): string {
  return text.replace(/\n(?=[^\n])/g, `\n${' '.repeat(columns)}`);
}

function isCollection(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

export function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}

/** A value in brackets, quotes or plain, on one line. */
export function inlineText(value: unknown, style: WritingStyle, flow: boolean, quotes?: Quotes): string {
  if (isCollection(value)) return yamlText(value, { style, flow: true, quotes });
  const wrapped = yamlText([value], { style, flow: true, quotes });
  if (flow) return wrapped.slice(1, -1);
  const text = yamlText({ k: value }, { style, quotes }).slice('k: '.length);
  return text.includes('\n') ? wrapped.slice(1, -1) : text;
}

/** A key as it stands in front of its colon. */
export function keyText(key: string, style: WritingStyle, quotes?: Quotes): string {
  return quotes === 'double'
    ? JSON.stringify(key)
    : yamlText({ [key]: 0 }, { style }).slice(0, -': 0'.length);
}

/**
 * What stands behind a colon or a dash in block style, starting with the space or line end.
 * @param column of the key or dash
 * @param comment that stays on the line of the colon or dash, from its `#`
 */
export function blockText(
  value: unknown,
  style: WritingStyle,
  {
    column,
    behind,
    comment,
  }: { readonly column: number; readonly behind: ':' | '-'; readonly comment?: string | undefined },
): string {
  const note = comment === undefined ? '' : ` ${comment}`;
  if (!isCollection(value) || isEmpty(value)) {
    const text =
      behind === ':' ? yamlText({ k: value }, { style }).slice(2) : yamlText([value], { style }).slice(1);
    const [head = '', ...lines] = text.split('\n');
    return [`${head}${note}`, ...lines].join('\n').replace(/\n(?=[^\n])/g, `\n${' '.repeat(column)}`);
  }
  const isCompact = behind === '-' && comment === undefined;
  const isUnderKey = behind === ':' && Array.isArray(value) && !style.indentLists;
  const step = behind === '-' ? 2 : isUnderKey ? 0 : style.indent;
  const lines = setIn(`\n${yamlText(value, { style })}`, column + step);
  return isCompact ? ` ${lines.trimStart()}` : `${note}${lines}`;
}
