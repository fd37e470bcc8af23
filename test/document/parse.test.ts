import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse as parseWithYaml } from 'yaml';
import { parseText, parseYaml } from '../../src/document/parse.ts';
import { Failure } from '../../src/lib/failure.ts';
import { runsAtEffort } from '../support/effort.ts';

const runs = { numRuns: runsAtEffort(100) };
const file = 'cx-reviews/a.yaml';
const dataOf = (text: string) => parseText(text, file).data;

function refusalOf(text: string | Uint8Array): Failure {
  try {
    if (typeof text === 'string') parseText(text, file);
    else parseYaml(text, file);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('was not refused');
}

function expectRefusal(text: string | Uint8Array, place: string, message: RegExp): void {
  const failure = refusalOf(text);
  expect(failure.message).toMatch(message);
  expect(`${failure.place?.line ?? '-'}:${failure.place?.column ?? '-'}`).toBe(place);
  expect(failure.kind).toBe('invalid');
  expect(failure.place?.file).toBe(file);
  expect(failure.why).toBeTruthy();
  expect(failure.next).toBeTruthy();
}

const numbered = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

describe('what is read', () => {
  it.each([
    ['', null],
    ['# only a comment\n', null],
    ['---\na: 1\n', { a: 1 }],
    ['a: 1\n...\n# the end\n', { a: 1 }],
    ['\ufeffa: 1\n', { a: 1 }],
    ['a: 1\r\nb:\r\n  - x\r\n', { a: 1, b: ['x'] }],
    ['a: |\n  one\n\n  two\n', { a: 'one\n\ntwo\n' }],
    ['a: |-\r\n  one\r\n  two\r\n', { a: 'one\ntwo' }],
    ['a: >\n  one\n  two\n', { a: 'one two\n' }],
    ['a: {b: [1, 2.5, -3], "c": \'d\'}\n', { a: { b: [1, 2.5, -3], c: 'd' } }],
    ['{"a": [true, false, null, "\\u00e4"]}', { a: [true, false, null, 'ä'] }],
    ['a: ~\nb:\nc: null\n', { a: null, b: null, c: null }],
    ['a:\n- b\n- - c\n', { a: ['b', ['c']] }],
  ])('reads %j', (text, data) => expect(dataOf(text)).toEqual(data));

  it('takes as text what is text in YAML 1.2, whatever older readers made of it', () => {
    const text = 'a: [yes, no, on, off, 2026-11-22, 12:30:00, 1_000, 0777, <<, =]\n';
    expect(dataOf(text)).toEqual({
      a: ['yes', 'no', 'on', 'off', '2026-11-22', '12:30:00', '1_000', 777, '<<', '='],
    });
  });

  it('takes every key as text', () => {
    expect(dataOf('1: a\ntrue: b\n~: c\n')).toEqual({ 1: 'a', true: 'b', '~': 'c' });
  });

  it('does not merge', () => {
    expect(dataOf('a:\n  <<: {b: 1}\n  c: 2\n')).toEqual({ a: { '<<': { b: 1 }, c: 2 } });
  });

  it('keeps the text without the byte order mark', () => {
    const document = parseYaml(new TextEncoder().encode('\ufeffa: 1\n'), file);
    expect(document.text).toBe('a: 1\n');
    expect(document.hasByteOrderMark).toBe(true);
    expect(document.placeOf('a')).toEqual({ file, line: 1, column: 4 });
  });
});

describe('bytes', () => {
  it('refuses what is not UTF-8, and says where', () => {
    expectRefusal(new Uint8Array([0x61, 0x3a, 0x20, 0x31, 0x0a, 0x62, 0xff]), '2:2', /not UTF-8/);
    expectRefusal(new Uint8Array([0x61, 0xe4, 0x0a]), '1:2', /not UTF-8/);
    // UTF-16, as some editors save.
    expectRefusal(new Uint8Array([0xff, 0xfe, 0x61, 0x00]), '1:1', /not UTF-8/);
    // Half a character at the end, an overlong slash, a surrogate.
    expectRefusal(new Uint8Array([0x61, 0xe2, 0x82]), '1:2', /not UTF-8/);
    expectRefusal(new Uint8Array([0xc0, 0xaf]), '1:1', /not UTF-8/);
    expectRefusal(new Uint8Array([0xed, 0xa0, 0x80]), '1:1', /not UTF-8/);
  });

  it('refuses more than 256 KB before it decodes anything', () => {
    const most = `#${' '.repeat(256 * 1024 - 1)}`;
    expect(dataOf(most)).toBeNull();
    expectRefusal(`${most} `, '-:-', /larger than 256 KB/);
    expectRefusal(new Uint8Array(256 * 1024 + 1).fill(0xff), '-:-', /larger than 256 KB/);
    expectRefusal(`#${'ä'.repeat(128 * 1024)}`, '-:-', /larger than 256 KB/);
  });

  it.each([
    ['a: \0', '1:4', /U\+0000/],
    ['a: b\n# \u001b[31m', '2:3', /U\+001B/],
    ['"\u007f"', '1:2', /U\+007F/],
    ['a: \u009b', '1:4', /U\+009B/],
    ['a: 1\rb: 2', '1:5', /U\+000D/],
    ['a: \uffff', '1:4', /U\+FFFF/],
  ])('refuses the raw character in %j', (text, place, message) => expectRefusal(text, place, message));

  it('takes the same characters escaped', () => {
    expect(dataOf('a: "\\0\\e[31m\\x7f\\r"')).toEqual({ a: '\0\u001b[31m\u007f\r' });
  });
});

describe('limits', () => {
  it.each([
    ['brackets', '['.repeat(2000), '1:33'],
    ['braces', '{'.repeat(2000), '1:33'],
    ['brackets, as many as fit', '['.repeat(256 * 1024), '1:33'],
    ['closed brackets', `${'['.repeat(33)}${']'.repeat(33)}`, '1:33'],
    ['dashes on a line', `${'- '.repeat(33)}a`, '1:65'],
    ['maps', numbered(33, (depth) => `${' '.repeat(depth)}k:`), '33:34'],
    ['maps in lists', numbered(17, (depth) => `${'  '.repeat(depth)}- k:`), '17:33'],
    [
      'quoted keys that step to the right',
      numbered(700, (depth) => `${' '.repeat(depth)}"k${depth}": "v"`),
      '33:38',
    ],
    ['maps that the parser makes up in recovering', `${'"x":\n  -\n  |+\n'.repeat(3000)}y: 1`, '98:4'],
    ['brackets in maps', `${numbered(20, (depth) => `${' '.repeat(depth)}k:`)} ${'['.repeat(13)}`, '20:35'],
  ])('refuses more than 32 levels of %s', (_, text, place) =>
    expectRefusal(text, place, /more than 32 levels/),
  );

  it.each([
    ['brackets', `${'['.repeat(32)}${']'.repeat(32)}`],
    ['dashes', `${'- '.repeat(32)}a`],
    ['maps', numbered(32, (depth) => `${' '.repeat(depth)}k:`)],
    [
      'lists at the column of their key',
      `${numbered(16, (depth) => `${'  '.repeat(depth)}k:\n${'  '.repeat(depth)}-`)} a`,
    ],
    ['a long list of deep rows', numbered(500, () => `- a:\n    b:\n      c: [[[1]]]`)],
  ])('takes 32 levels of %s', (_, text) => expect(refusalOrData(text)).not.toBeInstanceOf(Failure));

  it('refuses more than 1,000 keys in a map, and says at which', () => {
    const keys = (count: number) => numbered(count, (index) => `k${index}: 1`);
    expect(Object.keys(dataOf(keys(1000)) as object)).toHaveLength(1000);
    expectRefusal(keys(1001), '1001:1', /more than 1,000 keys/);
    expectRefusal(keys(20_000), '10001:1', /more than 50,000 words/);
    const flow = (count: number) => `{${Array.from({ length: count }, (_, index) => `k${index}`).join(',')}}`;
    expect(Object.keys(dataOf(flow(1000)) as object)).toHaveLength(1000);
    expectRefusal(flow(1001), '1:4892', /more than 1,000 keys/);
    // Keys of one map to the parser, although they stand at two columns.
    expectRefusal(
      numbered(6000, (index) => `${'  '.repeat(index % 2)}"k${index}": "v"`),
      '1001:1',
      /more than 1,000 keys/,
    );
  });

  it('counts pairs in the brackets of a list one by one', () => {
    expect(dataOf(`[${'a: b,'.repeat(2000)}]`)).toHaveLength(2000);
  });

  it('refuses more than 50,000 words and marks', () => {
    expectRefusal('- a\n'.repeat(20_000), '12501:1', /more than 50,000 words/);
    expectRefusal('\n'.repeat(60_000), '50001:1', /more than 50,000 words/);
    expectRefusal(`[${'a,'.repeat(30_000)}]`, '1:50001', /more than 50,000 words/);
  });

  // Each of these takes the parser seconds or minutes, or more memory than there is.
  it.each([
    ['announced keys', '? '.repeat(500), '1:1', /announced with `\? `/],
    ['colons', ': '.repeat(5000), '1:1', /colon without a key/],
    ['keys on a line', 'a: '.repeat(5000), '1:5', /second `: `/],
    ['keys in the text of others', `a: b\n${' c: d\n'.repeat(5000)}`, '2:2', /`c` is indented below a key/],
    ['anchors', numbered(16_000, (index) => `- &a${index} 1`), '1:3', /an anchor, `&a0`/],
    [
      'dashes in brackets',
      `[\n${numbered(300, (depth) => `${' '.repeat(depth)}- `)}`,
      '2:1',
      /`- ` inside brackets/,
    ],
    ['brackets as keys', `${'[a]: '.repeat(1000)}`, '1:4', /colon without a key/],
  ])('refuses many %s at the first', (_, text, place, message) => expectRefusal(text, place, message));

  it.each([
    ['blank lines and comments', `a:\n  b: 1\n${'\n'.repeat(20_000)}${'  #\n'.repeat(9000)}`],
    ['a quoted text of many lines', `a: "${'x   \n  '.repeat(29_000)}"`],
    ['a quoted text of spaces', `a: "${' '.repeat(260_000)}\n  b"`],
    ['a plain text of many lines', `a: ${'x\n  '.repeat(52_000)}`],
    ['quotes', `a: ${"''".repeat(131_000)}`],
    ['backslashes', `a: "${'\\'.repeat(262_000)}"`],
    [
      'maps as large as allowed',
      numbered(
        12,
        (map) => `m${map}: {${Array.from({ length: 1000 }, (_, index) => `k${index}`).join(',')}}`,
      ),
    ],
    ['bad quotes on every line', `- "'\n`.repeat(12_000)],
    ['a number of many digits', `a: ${'9'.repeat(262_000)}`],
    ['commas', `[${','.repeat(40_000)}`],
  ])('is done with %s before the test runs out of time', (_, text) => {
    expect(refusalOrData(text)).toBeDefined();
  });
});

function refusalOrData(text: string): unknown {
  try {
    return dataOf(text);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

describe('what is refused whatever its size', () => {
  it.each([
    ['a: &x 1', '1:4', /an anchor, `&x`/],
    ['a: *x', '1:4', /an alias, `\*x`/],
    ['a: !!str 1', '1:4', /a tag, `!!str`/],
    ['a: ! 1', '1:4', /a tag/],
    ['!<x> a', '1:1', /a tag/],
    ['%YAML 1.1\n---\na: 1', '1:1', /a directive/],
    ['? a\n: b', '1:1', /announced/],
    ['{? a : b}', '1:2', /announced/],
    ['a: 1\n---\nb: 2', '2:1', /second document/],
    ['---\n---\n', '2:1', /second document/],
    ['a: 1\n...\nb: 2', '3:1', /second document/],
    ['a: 1\n...\n---\n', '3:1', /second document/],
  ])('refuses %j', (text, place, message) => expectRefusal(text, place, message));

  it.each([
    ['__proto__: 1', '1:1'],
    ['a:\n  - constructor: 1', '2:5'],
    ['{"proto\\x74ype": 1}', '1:2'],
    ['a: {__proto__}', '1:5'],
  ])('refuses the key in %j', (text, place) =>
    expectRefusal(text, place, /the key `(?:__proto__|constructor|prototype)`/),
  );

  it('takes the same words as values', () => {
    expect(dataOf('a: [__proto__, constructor]')).toEqual({ a: ['__proto__', 'constructor'] });
  });

  it.each([
    ['a: .inf', '1:4', /not finite/],
    ['a: -.Inf', '1:4', /not finite/],
    ['a: .nan', '1:4', /not finite/],
    ['a: 1e999', '1:4', /not finite/],
    ['a: 9007199254740992', '1:4', /too large to be exact/],
    ['a: [1, -9007199254740993]', '1:8', /too large to be exact/],
    ['a: 0xffffffffffffffff', '1:4', /too large to be exact/],
    ['a: 1e300', '1:4', /too large to be exact/],
    ['a: "\\ud83d"', '1:4', /half a character/],
    ['"\\udc00": 1', '1:1', /half a character/],
  ])('refuses the value in %j', (text, place, message) => expectRefusal(text, place, message));

  it('takes numbers up to the largest that is exact', () => {
    expect(dataOf('[9007199254740991, -9007199254740991, 0.1, 1e-7, 123456.78]')).toEqual([
      9007199254740991, -9007199254740991, 0.1, 1e-7, 123456.78,
    ]);
  });
});

describe('mistakes', () => {
  it.each([
    ['a: 1\na: 2', '2:1', /a key that is there already/],
    ['a: 1\n"a": 2', '2:1', /a key that is there already/],
    ['why: Note: this', '1:10', /a second `: ` on the line/],
    ['title: Rise\n  why: x', '2:3', /`why` is indented below a key that has a value already/],
    ['a:\n  b: 1\n c: 2', '3:1', /not indented like its neighbours/],
    ['a:\n\tb: 1', '2:1', /a tab at the start/],
    ['a: "x', '1:6', /never closed/],
    ['a: [1, 2', '1:9', /never closed|not indented/],
    ['a: 1\njust text\nb: 2', '2:1', /neither `key: value`/],
    ['a: "\\q"', '1:5', /unknown escape/],
    ['a: @x', '1:4', /has a meaning in YAML/],
    ['a: `x`', '1:4', /has a meaning in YAML/],
    ['a: - b', '1:4', /key or a list where a value|not YAML/],
    ['a: b: - c', '1:5', /second `: `/],
    ['[a]: b', '1:4', /colon without a key/],
    ['{[a]: b}', '1:2', /not text/],
    ['{a, a}', '1:5', /there already/],
    ['a: }', '1:4', /not YAML/],
    ['"a\n b": c', '1:1', /a key of several lines/],
  ])('%j at %s', (text, place, message) => expectRefusal(text, place, message));
});

describe('placeOf', () => {
  const text = `# a review
title: "Rise"
customers:
  total: 10
  segments:
    - id: new
      count: 1
    # the best
    - count: 5
      id: loyal
      lost: { money: 38, hours:  2 }
    -
      id: odd
  note: |
    Two
    paragraphs
consequences:
- segment: loyal
  feel: betrayed
files: [one,  two]
empty:
late:
  here
`;
  const document = parseText(text, file);
  it.each([
    ['', '2:1'],
    ['title', '2:8'],
    ['customers', '3:1'],
    ['customers.total', '4:10'],
    ['customers.segments', '5:3'],
    ['customers.segments.new', '6:7'],
    ['customers.segments.loyal', '9:7'],
    ['customers.segments.loyal.count', '9:14'],
    ['customers.segments.loyal.lost', '11:13'],
    ['customers.segments.loyal.lost.hours', '11:34'],
    ['customers.segments.odd', '12:5'],
    ['customers.segments.odd.id', '13:11'],
    ['customers.note', '14:9'],
    ['consequences.loyal.feel', '19:9'],
    ['files', '20:8'],
    ['empty', '21:1'],
    ['late', '22:1'],
    ['customers.segments.nobody.count', '5:3'],
    ['customers.segments.loyal.nothing', '9:7'],
    ['customers.total.deeper', '4:10'],
    ['nothing.at.all', '2:1'],
  ])('finds %j at %s', (path, place) => {
    const { line, column } = document.placeOf(path);
    expect(`${line}:${column}`).toBe(place);
  });

  it.each([
    [['customers', 'segments', 1, 'count'], 'value', '9:14'],
    [['customers', 'segments', 1, 'count'], 'key', '9:7'],
    [['customers', 'segments', 1], 'value', '9:7'],
    [['files', 1], 'value', '20:15'],
    [['files', 7], 'value', '20:8'],
    [[], 'value', '2:1'],
    [['title', 'deeper'], 'value', '2:8'],
    [['nothing'], 'key', '2:1'],
  ] as const)('finds %j by keys and indexes, at the %s', (keys, at, place) => {
    const { line, column } = document.placeAt(keys, at);
    expect(`${line}:${column}`).toBe(place);
  });

  it('finds places in an empty file and in one line of JSON', () => {
    expect(parseText('# nothing\n', file).placeOf('a.b')).toEqual({ file, line: 2, column: 1 });
    expect(parseText('{"a": {"b": 1}}', file).placeOf('a.b')).toEqual({ file, line: 1, column: 13 });
  });
});

/** Marks, words and white space in any order: what a hostile or broken file is made of. */
const soup = fc
  .array(
    fc.constantFrom(
      ...[
        'a',
        'b: 1',
        'key',
        'id: x',
        '1',
        '-',
        '- ',
        '- ',
        ':',
        ': ',
        ': ',
        '?',
        '? ',
        '[',
        ']',
        '{',
        '}',
        ',',
        ', ',
        '"',
        "'",
        '\\',
      ],
      ...[
        '|',
        '>',
        '|-\n',
        '|+\n',
        '>2\n',
        '#',
        ' # c',
        '&x',
        '*x',
        '!t',
        '%d',
        '---',
        '...',
        '\n',
        '\n',
        '\n ',
        '\n  ',
        '\n    ',
        '\r\n',
        '\t',
        ' ',
      ],
      ...['\ufeff', 'é', '😀', '~', 'null', 'true', '1e9', '\u0085', '\u2028'],
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(''));

describe('any text', () => {
  it('is refused with a place in the file, or read as `yaml` itself reads it', () => {
    fc.assert(
      fc.property(soup, (text) => {
        const result = refusalOrData(text);
        if (result instanceof Failure) {
          const lines = text.split('\n');
          const { line = 0, column = 0 } = result.place ?? {};
          expect(line).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeGreaterThan(0);
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 2);
          return;
        }
        const options = { version: '1.2', schema: 'core', stringKeys: true, strict: true } as const;
        expect(result).toEqual(parseWithYaml(text.replace(/^\ufeff/, ''), options));
      }),
      runs,
    );
  });

  it('has every scalar where the layout says', () => {
    fc.assert(
      fc.property(soup, (text) => {
        if (refusalOrData(text) instanceof Failure) return;
        const document = parseText(text, file);
        const layout = document.layout();
        expect(layout.end).toBeLessThanOrEqual(document.text.length);
        if (layout.kind === 'scalar') return;
        let before = layout.start;
        for (const { start, nameEnd, indicatorEnd, value, end } of layout.entries) {
          const places = [before, start, nameEnd, indicatorEnd, value.start, value.end];
          expect(places).toEqual([...places].sort((a, b) => a - b));
          expect(end).toBe(value.end);
          before = end;
        }
      }),
      runs,
    );
  });
});

describe('a merge that was left half done', () => {
  it.each([
    ['whole', 'title: A\n<<<<<<< HEAD\ncurrency: EUR\n=======\ncurrency: USD\n>>>>>>> other\n', 2],
    ['with Windows line ends', 'title: A\r\n<<<<<<< HEAD\r\ncurrency: EUR\r\n', 2],
    ['its last marker alone', 'title: A\ncurrency: EUR\n>>>>>>> other\n', 3],
    ['the common ancestor', 'a: 1\nb: 2\n||||||| 1234567\nb: 3\n', 3],
  ])('is named, %s', (_, text, line) => {
    expect(() => parseYaml(new TextEncoder().encode(text), 'own.yaml')).toThrowError(
      expect.objectContaining({
        kind: 'invalid',
        message: 'the file cannot be read: a merge conflict is left in it',
        place: { file: 'own.yaml', line, column: 1 },
        next: expect.stringContaining('Keep the lines that are right'),
      }),
    );
  });

  it('is not seen in an answer that speaks of one', () => {
    const text = 'a: |\n  <<<<<<< HEAD\n  =======\n  >>>>>>> other\nb: <<<<<<< x\n';
    expect(parseYaml(new TextEncoder().encode(text), 'own.yaml').data).toMatchObject({ b: '<<<<<<< x' });
  });
});

describe('a space that is none to YAML', () => {
  it.each([
    [
      'a no-break space for the first',
      'a:\n  - id: x\n    name: y\n\u00a0   count: 4200\n    value: 3\n',
      4,
      1,
    ],
    ['one before the key', 'a:\n  - id: x\n    name: y\n   \u00a0count: 4200\n', 4, 4],
    ['where the file could be read', 'a: 1\n\u2003b: 2\n', 2, 1],
    ['before an item', 'a:\n  - b\n\u00a0 - c\n', 3, 1],
    ['on a line of its own', 'a: 1\n\u3000\nb: 2\n', 2, 1],
    ['further in than the text above it', 'a:\n  b: x\n   \u00a0c: 1\n', 3, 4],
    ['on the first line', '\u00a0a: 1\n', 1, 1],
  ])('is named at the line that it stands on: %s', (_, text, line, column) => {
    expect(() => parseYaml(new TextEncoder().encode(text), 'own.yaml')).toThrowError(
      expect.objectContaining({
        kind: 'invalid',
        message: 'the file cannot be read: a line that is indented by a space of another kind',
        place: { file: 'own.yaml', line, column },
        next: 'Replace the space at the start of the line by plain ones.',
      }),
    );
  });

  it('is a letter like any other within a text', () => {
    const text = 'a: 20\u00a0EUR\nb: \u00a0x\nc: |\n  \u00a0 y\nd: "\n  \u00a0z"\n';
    expect(parseYaml(new TextEncoder().encode(text), 'own.yaml').data).toEqual({
      a: '20\u00a0EUR',
      b: '\u00a0x',
      c: '\u00a0 y\n',
      d: ' \u00a0z',
    });
  });
});
