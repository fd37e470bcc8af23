import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { parse as parseWithYaml } from 'yaml';
import { parseText } from '../../src/document/parse.ts';
import { anyShape, buildShape } from '../../src/document/shape.ts';
import { writeYaml } from '../../src/document/write.ts';
import { ownStyle, yamlText } from '../../src/document/yaml-text.ts';
import { runsAtEffort } from '../support/effort.ts';

const schema: unknown = JSON.parse(
  readFileSync(new URL('../../templates/schemas/review.schema.json', import.meta.url), 'utf8'),
);
const shape = buildShape(schema);

describe('writeYaml', () => {
  it('writes the keys in the order of the schema, with gaps between sections and without wrapping', () => {
    const long = `${'a long word '.repeat(40)}end`;
    const review = {
      zebra: 1,
      customers: { segments: [{ count: 5, id: 'loyal', name: 'Loyal: the best' }], total: 10 },
      approvals: [],
      title: long,
      change: { jurisdictions: ['GB', 'EU'], what: 'One.\n\nTwo: "two".\n', reason: '12' },
      schema: 'cx-review/1',
      depth: undefined,
    };
    expect(
      writeYaml(review, ['# yaml-language-server: $schema=x', 'second line'], shape),
    ).toBe(`# yaml-language-server: $schema=x
# second line
schema: cx-review/1
title: ${long}

change:
  what: |
    One.

    Two: "two".
  reason: "12"
  jurisdictions:
    - GB
    - EU

customers:
  total: 10
  segments:
    - id: loyal
      name: "Loyal: the best"
      count: 5

approvals: []
zebra: 1
`);
  });

  it.each([
    ['a text that starts with a space', ' a\nb'],
    ['a text that ends in blank lines', 'a\n\n\n'],
    ['a text of blanks', ' \n '],
    ['Windows line ends', 'a\r\nb'],
    ['a control character', 'a\u0007b'],
    ['a separator that no editor shows', 'a\u2028b\nc'],
    ['a byte order mark', '\ufeffa'],
    [
      'what older readers take for something else',
      ['yes', 'null', '~', '0x1f', '1e3', '2026-11-22', '=', '<<'],
    ],
    [
      'marks',
      ['- a', '? a', ': a', '#a', '&a', '*a', '!a', '|', '>', '%', '@', '`', '[', '{', '"', "'", ','],
    ],
    ['empty things', { a: [], b: {}, c: '', d: [[]], e: [{}] }],
    ['lists in lists', [[1, [2, 3]], [[{ a: [4] }]]]],
    ['numbers', [0, -1, 0.1, 1e-7, 9007199254740991, 123456.78]],
    ['keys that need quotes', { 'a: b': 1, true: 2, '': 3, '- c': 4, 'new\nline': 5, '12': 6, ü: 7 }],
  ])('keeps %s', (_, value) => {
    const text = writeYaml({ value }, [], anyShape);
    expect(parseText(text, 'f').data).toEqual({ value });
    // By another reader's defaults, too.
    expect(parseWithYaml(text)).toEqual({ value });
    expect(text).toMatch(/^[\n\x20-\x7e\u00a1-\u2027\u202a-\ud7ff]*$/);
  });

  it('writes lists and empty files', () => {
    expect(writeYaml([{ id: 'a' }, 'b'], [], anyShape)).toBe('- id: a\n- b\n');
    expect(writeYaml({}, ['head'], anyShape)).toBe('# head\n{}\n');
  });

  it('writes a value that stands in two places twice', () => {
    const same = { a: 1 };
    expect(writeYaml({ x: same, y: [same] }, [], anyShape)).toBe('x:\n  a: 1\n\n"y":\n  - a: 1\n');
  });
});

describe('shapeOf', () => {
  it('knows order, lists and what rows are called by, through references and choices', () => {
    expect(shape.keys.slice(0, 3)).toEqual(['schema', 'id', 'title']);
    expect(shape.child('customers').child('segments')).toMatchObject({ kind: 'list', rowKey: 'id' });
    expect(shape.child('consequences').rowKey).toBe('segment');
    expect(shape.child('consequences').child('loyal').keys[0]).toBe('segment');
    expect(shape.child('customers').child('worseOff').keys).toEqual(['low', 'high']);
    expect(shape.child('change').child('jurisdictions')).toMatchObject({ kind: 'list', rowKey: undefined });
    expect(shape.child('nothing').child('at').kind).toBe('value');
  });

  it('follows a schema that leads back to itself only as far as it is asked', () => {
    const tree = buildShape({
      $ref: '#/$defs/node',
      $defs: { node: { properties: { id: {}, children: { items: { $ref: '#/$defs/node' } } } } },
    });
    expect(tree.child('children').child('x').child('children').rowKey).toBe('id');
  });

  it('refuses a reference to nothing', () => {
    expect(() => buildShape({ $ref: '#/$defs/none' })).toThrow('the schema has no #/$defs/none');
  });

  it('knows the shape of what stands under any key', () => {
    const people = buildShape({
      properties: { people: { additionalProperties: { properties: { name: {}, email: {} } } } },
    });
    expect(people.child('people').child('anna.meyer').keys).toEqual(['name', 'email']);
  });
});

describe('what is written, before a reader of YAML 1.1', () => {
  const words = fc.constantFrom(
    ...'yes No ON off y N true Null ~ << = 012 0o7 0b101 0x1F 1_000 12:30 190:20:30.15 .inf -.INF .nan 1e3 .5 +1 1.'.split(
      ' ',
    ),
    '2026-11-20 10:00:00',
    '2026-11-20T10:00:00Z',
  );
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789_.:+-exbTZ ynoof'), maxLength: 12 });

  it('is the same text, in every way of writing it', () => {
    fc.assert(
      fc.property(fc.oneof(words, digits), fc.boolean(), (text, flow) => {
        // A plain day is one to both, and ours to write without quotes.
        fc.pre(!/^\d{4}-\d{2}-\d{2}$/.test(text));
        const written = yamlText({ key: text, list: [text], [text]: 1 }, { style: ownStyle, flow });
        const read = parseWithYaml(written, { version: '1.1' });
        expect(read.key, written).toBe(text);
        expect(read.list, written).toEqual([text]);
        expect(Object.keys(read), written).toContain(text);
      }),
      { numRuns: 500 },
    );
  });
});

describe('what is written, before a formatter', () => {
  const part = fc.constantFrom(
    ...[
      'a',
      'the "plan"',
      "it's",
      '- x',
      '# y',
      ': z',
      '100%',
      '{x}',
      '[y]',
      '\n',
      '\n\n',
      '  ',
      '\\',
      '\t',
      '`d`',
      '!',
      '~',
    ],
    'long words '.repeat(12),
  );
  const text = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));

  it('is left as it is', async () => {
    const row = fc.record({ id: fc.constant('a'), text });
    const data = fc.record({
      text,
      list: fc.array(text, { maxLength: 3 }),
      rows: fc.array(row, { maxLength: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(data, async (review) => {
        const written = writeYaml(review, ['# of one line'], anyShape);
        expect(await format(written, { parser: 'yaml' })).toBe(written);
      }),
      { numRuns: runsAtEffort(100) },
    );
  });
});
