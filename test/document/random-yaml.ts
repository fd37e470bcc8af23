import fc from 'fast-check';

/** YAML as people write it: the same data in any mix of styles, with comments, gaps and odd indentation. */

const words = ['loyal', 'a b c', 'Rise of the price', 'x', 'yes', 'no', '2026-11-22', 'ü', '50 %', 'one-two'];
const trickyTexts = [
  ...[
    'true',
    'null',
    '~',
    '12',
    '1e3',
    '0x1F',
    '.inf',
    '-',
    '- a',
    '? a',
    ': a',
    'a: b',
    'a #b',
    '# a',
    'a:',
    '',
    ' lead',
    'trail ',
    '\ttab',
    'a\tb',
  ],
  ...[
    "it's",
    'say "hi"',
    `"both" and 'both'`,
    '[a]',
    '{a}',
    '&a',
    '*a',
    '!a',
    '|',
    '>',
    '%a',
    '@a',
    '`a`',
    ',',
    'a, b',
    'a]b',
    '---',
    '... x',
    '<<',
    '=',
    '\\',
    'C:\\x',
  ],
  ...[
    'a\u0085b',
    'a\u2028b',
    'a\u00a0b',
    '\ufeffx',
    'a\u0007b',
    'a\u007fb',
    '😀',
    'a\u200bb',
    'x'.repeat(300),
    `${'word '.repeat(60)}end`,
  ],
];
const longTexts = [
  ...[
    'One.\n\nTwo.',
    'One\ntwo\n',
    'a\n',
    'a\n\n',
    '\na',
    'a\n  indented\nb',
    'a\n\n\nb',
    ' a\nb',
    'a \nb ',
    'a\n\t',
    'a\r\nb',
    'a\n   \nb',
    '# no\n# comment',
    '---\na\n...',
  ],
  ...[
    '- a\n- b',
    'k: v\nl: w',
    'a\n\n\n',
    '\n',
    '\n\n',
    'tab\n\tin',
    `"q"\n'q'`,
    'a: |\n  b',
    'one\u2028two\nthree',
  ],
];

export const texts = fc.oneof(
  fc.constantFrom(...words),
  fc.constantFrom(...trickyTexts),
  fc.constantFrom(...longTexts),
  fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/\p{Surrogate}/gu, '')),
);

export const scalars: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: texts },
  { weight: 2, arbitrary: fc.constantFrom(0, 1, -3, 2.5, 0.1, 1e-7, 123456.78, 9007199254740991) },
  fc.boolean(),
  fc.constant(null),
);

export const keys = ['a', 'b', 'c', 'd', 'note', 'rows', 'perSegment', 'list'] as const;
const rowNames = ['r1', 'r2', 'r3'];

type Map_ = Readonly<Record<string, unknown>>;

/** Data in the shape of the tests: `rows` and `perSegment` are lists of rows, `list` holds anything. */
function mapOf(depth: number): fc.Arbitrary<Map_> {
  if (depth === 0)
    return fc.record({ a: scalars, note: texts, d: fc.constantFrom([], {}, null) }, { requiredKeys: [] });
  const below = mapOf(depth - 1);
  const node = fc.oneof({ weight: 2, arbitrary: scalars }, below);
  const item = fc.oneof({ weight: 3, arbitrary: scalars }, below, fc.array(scalars, { maxLength: 2 }));
  return fc.record(
    {
      a: node,
      b: node,
      c: scalars,
      d: node,
      note: texts,
      rows: rowsOf('id', below),
      perSegment: rowsOf('segment', below),
      list: fc.array(item, { maxLength: 3 }),
    },
    { requiredKeys: [] },
  );
}

export const data = fc.oneof({ weight: 4, arbitrary: mapOf(1) }, mapOf(2));

function rowsOf(key: 'id' | 'segment', row: fc.Arbitrary<Map_>): fc.Arbitrary<unknown[]> {
  return fc
    .tuple(
      fc.uniqueArray(fc.constantFrom(...rowNames), { maxLength: 3 }),
      fc.array(row, { minLength: 3, maxLength: 3 }),
    )
    .map(([names, rows]) => names.map((name, index) => ({ [key]: name, ...rows[index] })));
}

/** Takes one decision after another out of a list of numbers. */
class Chooser {
  readonly #numbers: readonly number[];
  #at = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers.length === 0 ? [0] : numbers;
  }

  below(count: number): number {
    const number = this.#numbers[this.#at % this.#numbers.length] ?? 0;
    this.#at += 1;
    return (number + Math.floor(this.#at / this.#numbers.length)) % count;
  }

  oneIn(count: number): boolean {
    return this.below(count) === count - 1;
  }

  of<T>(...choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }
}

const isMap = (value: unknown): value is Map_ =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Writes data as YAML in a random style. Every comment is another, so that a test can follow them. */
class RandomWriter {
  readonly #choose: Chooser;
  readonly #indent: number;
  readonly #indentLists: boolean;
  #comments = 0;
  /** After `|+` every blank line is text. */
  #isKeeping = false;

  constructor(choose: Chooser) {
    this.#choose = choose;
    this.#indent = choose.of(2, 2, 4, 3);
    this.#indentLists = choose.oneIn(2);
  }

  file(data: unknown): string {
    const choose = this.#choose;
    const head = choose.oneIn(3) ? `# yaml-language-server: $schema=x\n${choose.of('', '\n')}` : '';
    const start = choose.oneIn(6) ? '---\n' : '';
    const body =
      isMap(data) && Object.keys(data).length > 0 && !choose.oneIn(8)
        ? this.#map(data, 0)
        : `${this.#inline(data, false)}\n`;
    const end = choose.oneIn(8) ? `${this.#isKeeping ? '' : choose.of('', '\n')}${this.#comment()}\n` : '';
    const text = head + start + body + end;
    const trimmed = choose.oneIn(5) && !this.#isKeeping ? text.replace(/\n$/, '') : text;
    const mark = choose.oneIn(10) ? '\ufeff' : '';
    return mark + (choose.oneIn(4) ? trimmed.replaceAll('\n', '\r\n') : trimmed);
  }

  #comment(): string {
    this.#comments += 1;
    return `# c${this.#comments}${this.#choose.of('', ': with a colon', ' - dash')}`;
  }

  #gap(column: number): string {
    const choose = this.#choose;
    const blank = choose.oneIn(6) && !this.#isKeeping ? choose.of('\n', '\n\n', ' \n') : '';
    this.#isKeeping = false;
    const comment = choose.oneIn(5) ? `${' '.repeat(column)}${this.#comment()}\n` : '';
    const more = comment !== '' && choose.oneIn(4) ? '\n' : '';
    return blank + comment + more;
  }

  /** Lines, each with its line end, the first one indented too. */
  #map(map: Map_, column: number): string {
    return Object.entries(map)
      .map(
        ([key, value]) =>
          `${this.#gap(column)}${' '.repeat(column)}${this.#key(key)}:${this.#behind(value, column, ':')}`,
      )
      .join('');
  }

  #list(list: readonly unknown[], column: number): string {
    return list
      .map((item) => `${this.#gap(column)}${' '.repeat(column)}-${this.#behind(item, column, '-')}`)
      .join('');
  }

  #key(key: string): string {
    return this.#choose.oneIn(6) ? this.#choose.of(`"${key}"`, `'${key}'`) : key;
  }

  #trail(): string {
    return this.#choose.oneIn(5) ? `${this.#choose.of(' ', '   ')}${this.#comment()}` : '';
  }

  #behind(value: unknown, column: number, indicator: ':' | '-'): string {
    const choose = this.#choose;
    const isSet = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
    if (isSet && !choose.oneIn(4)) {
      const isUnderKey = indicator === ':' && Array.isArray(value) && !this.#indentLists;
      const inner = column + (isUnderKey ? 0 : indicator === '-' ? 2 : this.#indent);
      const lines = Array.isArray(value) ? this.#list(value, inner) : this.#map(value as Map_, inner);
      const startsClean = /^ *[^ \n#]/.test(lines);
      if (indicator === '-' && startsClean && !choose.oneIn(4)) return ` ${lines.trimStart()}`;
      return `${this.#trail()}\n${lines}`;
    }
    const block = typeof value === 'string' && choose.oneIn(2) ? this.#block(value, column) : undefined;
    if (block !== undefined) return ` ${block}`;
    const deeper = choose.oneIn(12) ? `${' '.repeat(column + 2)}${this.#comment()}\n` : '';
    const text = this.#inline(value, false);
    if (text === '') return `${this.#trail()}\n`;
    const isBelow = choose.oneIn(10) && !text.startsWith('{') && !text.startsWith('[');
    const space = isBelow ? `\n${' '.repeat(column + 1 + choose.below(3))}` : choose.of(' ', ' ', '  ');
    return `${space}${text}${this.#trail()}\n${deeper}`;
  }

  #block(text: string, column: number): string | undefined {
    const isPlain =
      /^[^\s\u0000-\u001f\u007f-\u009f\ufeff][^\r\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]*$/s.test(
        text,
      );
    if (!isPlain || /\n[ \t]+\n?$/.test(text)) return undefined;
    const body = text.replace(/\n+$/, '');
    const ends = text.length - body.length;
    this.#isKeeping = ends > 1;
    const chomp = ends === 0 ? '-' : ends === 1 ? '' : '+';
    const indent = ' '.repeat(column + this.#choose.of(1, 2, 4));
    const lines = body.replace(/\n(?=[^\n])/g, `\n${indent}`);
    return `|${chomp}${this.#trail()}\n${indent}${lines}${'\n'.repeat(Math.max(1, ends))}`;
  }

  #inline(value: unknown, flow: boolean): string {
    const choose = this.#choose;
    if (value === null) return flow ? choose.of('null', '~') : choose.of('', '~', 'null');
    if (typeof value === 'string') return this.#text(value, flow);
    if (Array.isArray(value))
      return this.#brackets(
        '[',
        ']',
        value.map((item) => this.#inline(item, true)),
      );
    if (!isMap(value)) return String(value);
    const members = Object.entries(value).map(([key, member]) => {
      const text = this.#inline(member, true);
      return `${this.#key(key)}: ${text}`;
    });
    return this.#brackets('{', '}', members);
  }

  #brackets(open: string, close: string, members: readonly string[]): string {
    const choose = this.#choose;
    const padding = choose.of('', ' ');
    const trail = members.length > 0 && choose.oneIn(5) ? ',' : '';
    return `${open}${padding}${members.join(choose.of(', ', ',  ', ' , '))}${trail}${padding}${close}`;
  }

  #text(text: string, flow: boolean): string {
    const choose = this.#choose;
    const isPlain = /^[a-zA-Zü][\wü %-]*[\wü%]$/.test(text) && !/^(?:true|false|null)$/i.test(text);
    if (isPlain && choose.below(3) > 0) {
      // Several lines that fold into the same text.
      return !flow && choose.oneIn(5) ? text.replace(/(?<=\w) (?=\w)/, `\n${' '.repeat(20)}`) : text;
    }
    const isSingle = !/[\n\r\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\ufffe\uffff]/.test(text);
    if (isSingle && choose.oneIn(3)) return `'${text.replaceAll("'", "''")}'`;
    return JSON.stringify(text).replace(/[\u007f-\u009f\ufeff\ufffe\uffff]/g, (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
  }
}

/** A file with the data that is in it. */
export const files = fc
  .tuple(data, fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 60 }))
  .map(([content, numbers]) => ({
    data: content as unknown,
    text: new RandomWriter(new Chooser(numbers)).file(content),
  }));
