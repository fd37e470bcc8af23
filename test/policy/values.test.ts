import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isExact, readNumber } from '../../src/lib/exact-number.ts';
import { Failure } from '../../src/lib/failure.ts';
import { diffValues } from '../../src/policy/diff.ts';
import type { Value } from '../../src/policy/value.ts';
import { type FileValues, readValues } from '../../src/policy/values.ts';
import { runsAtEffort } from '../support/effort.ts';

const readers = {
  yaml: (bytes: Uint8Array): unknown => {
    if (bytes.length === 0)
      throw new Failure('invalid', 'an alias is not allowed', { place: { file: 'f', line: 3, column: 7 } });
    return { price: 20 };
  },
};
const read = (file: string, content: string | Uint8Array): FileValues =>
  readValues(typeof content === 'string' ? Buffer.from(content) : content, file, readers);
const dataOf = (file: string, content: string): Value => {
  const values = read(file, content);
  if (values.kind === 'text') throw new Error(values.why);
  return values.value;
};
const why = (file: string, content: string | Uint8Array): string => {
  const values = read(file, content);
  if (values.kind === 'values') throw new Error('it was read');
  return values.why;
};

describe('any file', () => {
  it('is read by what its name says, in any case', () => {
    expect(dataOf('a/PLANS.JSON', '{"price": 20}')).toEqual({ price: 20 });
    expect(dataOf('plans.yml', 'price: 20')).toEqual({ price: 20 });
    expect(dataOf('plans.tsv', 'a\tb\n1\t2\n')).toEqual([{ a: 1, b: 2 }]);
    for (const file of ['terms.md', 'plans', 'json', '.json/terms', 'x.toString'])
      expect(why(file, '{}')).toContain('its name');
  });

  it('counts as text where it is refused, and says why', () => {
    expect(why('a.json', ' '.repeat(256 * 1024 + 1))).toBe('it is larger than 256 KB');
    expect(why('a.json', Uint8Array.of(0x22, 0xff, 0x22))).toBe('it is not UTF-8 text');
    expect(why('a.yaml', '')).toBe('it is not read as YAML: an alias is not allowed, line 3, column 7');
  });

  it('does not swallow a bug in a reader', () => {
    const broken = {
      yaml: () => {
        throw new TypeError('x');
      },
    };
    expect(() => readValues(Buffer.from('a'), 'a.yaml', broken)).toThrow(TypeError);
  });

  it('never throws, whatever the bytes', () => {
    const syntax = fc.string({ unit: fc.constantFrom(...'{}[]",:=\n\\;1ae-.#\'\t') });
    fc.assert(
      fc.property(
        fc.constantFrom('a.json', 'a.toml', 'a.csv'),
        fc.oneof(
          fc.uint8Array(),
          syntax.map((text) => Buffer.from(text)),
        ),
        (file, bytes) => {
          expect(['values', 'text']).toContain(read(file, bytes).kind);
        },
      ),
      { numRuns: runsAtEffort(150) },
    );
  });
});

describe('JSON', () => {
  it('is read as JSON.parse reads it, wherever it is accepted', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const values = read('a.json', text);
        if (values.kind === 'values') expect(values.value).toEqual(JSON.parse(text));
        else expect(values.why).toMatch(/it has the key/);
      }),
      { numRuns: runsAtEffort(100) },
    );
  });

  it.each([
    ['{"a": 1, "a": 2}', 'it has the key "a" twice, line 1, column 13'],
    ['{"a": 1,\n "\\u0061": 2}', 'it has the key "a" twice, line 2, column 10'],
    ['{"__proto__": 1}', 'it has the key __proto__'],
    ['{"a": {"constructor": 1}}', 'it has the key constructor'],
    ['{"a": 1,}', 'it is not valid JSON'],
    ['// a\n{}', 'it is not valid JSON'],
    ['{"a": "x\ny"}', 'it is not valid JSON'],
    ['"abc', 'it is not valid JSON from line 1, column 1'],
    ['', 'it is not valid JSON'],
    ['['.repeat(33) + ']'.repeat(33), 'it is nested deeper than 32'],
    ['['.repeat(200_000), 'it is nested deeper than 32'],
    [`[${'1,'.repeat(50_000)}1]`, 'it holds more than 50000 values'],
    [
      `{${Array.from({ length: 1001 }, (_, at) => `"k${at}":1`).join(',')}}`,
      'a map in it has more than 1000 keys',
    ],
  ])('%.40j is refused', (text, reason) => {
    expect(why('a.json', text)).toContain(reason);
  });

  it('takes a number that cannot be compared exactly for its text, and reads the others', () => {
    expect(dataOf('a.json', '{"serial": 9007199254740993, "price":20}')).toEqual({
      serial: '9007199254740993',
      price: 20,
    });
    expect(dataOf('a.json', '[0.12345678901234567890, 1e400,-1E+400 , "1e400"]')).toEqual([
      '0.12345678901234567890',
      '1e400',
      '-1E+400',
      '1e400',
    ]);
    expect(why('a.json', '[1e400x]')).toBe('it is not valid JSON');
    expect(why('a.json', '[09007199254740993]')).toBe('it is not valid JSON');
  });

  it('knows one zero', () => {
    expect(Object.is((dataOf('a.json', '[-0]') as number[])[0], 0)).toBe(true);
  });

  it('takes the same key in two maps, a value that is like a key, and a byte order mark', () => {
    expect(dataOf('a.json', '\ufeff[{"a": "a"}, {"a": ["a", "a"], "b": {"a": 0.1}}]')).toEqual([
      { a: 'a' },
      { a: ['a', 'a'], b: { a: 0.1 } },
    ]);
  });
});

describe('TOML', () => {
  it('gives dates as ISO 8601 text and large integers as decimal text', () => {
    const text =
      'day = 2026-11-22\nat = 2026-11-22T08:00:00+01:00\nlarge = 9007199254740993\n[plans.pro]\nprice = 20.5';
    expect(dataOf('a.toml', text)).toEqual({
      day: '2026-11-22',
      at: '2026-11-22T08:00:00.000+01:00',
      large: '9007199254740993',
      plans: { pro: { price: 20.5 } },
    });
  });

  it('takes what is no finite number for its text, and reads the others', () => {
    expect(dataOf('a.toml', 'a = inf\nb = nan\nprice = 20')).toEqual({ a: 'Infinity', b: 'NaN', price: 20 });
  });

  it.each([
    ['a = 1\na = 2', 'it is not valid TOML'],
    ['a = \n', 'line 1'],
    ['__proto__.x = 1', 'unsafe'],
    [`${'a.'.repeat(40)}a = 1`, 'nested deeper than 32'],
    [`a = ${'['.repeat(100_000)}`, 'nested'],
  ])('%.40j is refused', (text, reason) => {
    expect(why('a.toml', text)).toContain(reason);
  });
});

describe('CSV', () => {
  it('finds the delimiter, quoted cells and numbers', () => {
    expect(dataOf('a.csv', 'plan,price,note\nPro,20.50,"a, b"\nMax,40,"two\nlines"\n')).toEqual([
      { plan: 'Pro', price: 20.5, note: 'a, b' },
      { plan: 'Max', price: 40, note: 'two\nlines' },
    ]);
    expect(dataOf('a.csv', '\ufeffplan;price\r\nPro;1.234,50\r\nMax;3,5\r\n;\r\n')).toEqual([
      { plan: 'Pro', price: 1234.5 },
      { plan: 'Max', price: 3.5 },
    ]);
    expect(dataOf('a.csv', '"a,b,c";d\n1;2\n')).toEqual([{ 'a,b,c': 1, d: 2 }]);
    expect(dataOf('a.csv', 'fee\n1\n\n2\n')).toEqual([{ fee: 1 }, { fee: 2 }]);
  });

  it('does not mind spaces around cells, nor line ends of several kinds', () => {
    expect(dataOf('a.csv', 'plan , "price"\r\n pro, 20 \nmax , 40\r')).toEqual([
      { plan: 'pro', price: 20 },
      { plan: 'max', price: 40 },
    ]);
  });

  it('keeps the order of the columns, which names such as 2026 would lose', () => {
    expect(read('a.csv', 'plan,2026\nPro,20\n')).toMatchObject({ columns: ['plan', '2026'] });
  });

  it('reads each cell by itself, and takes no doubtful one for a number', () => {
    expect(dataOf('a.csv', 'a;b;c;d\n1.234;0,125;007;+49 30 1\n')).toEqual([
      { a: '1.234', b: 0.125, c: '007', d: '+49 30 1' },
    ]);
    expect(dataOf('a.csv', 'a,b\n1.234,"1,234"\n')).toEqual([{ a: 1.234, b: '1,234' }]);
  });

  it.each([
    [
      'a name and a price',
      'pro;20\nmax;40\n',
      [
        ['pro', 20],
        ['max', 40],
      ],
    ],
    [
      'figures that go up',
      'pro,20,25\nmax,40,45\n',
      [
        ['pro', 20, 25],
        ['max', 40, 45],
      ],
    ],
    [
      'an amount with its currency',
      'pro,EUR 20\nmax,EUR 40\n',
      [
        ['pro', 'EUR 20'],
        ['max', 'EUR 40'],
      ],
    ],
    [
      'nothing but numbers',
      '1,2\n3,4\n',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['one row', 'pro;19,90\n', [['pro', 19.9]]],
  ])('is read whole where it has no header: %s', (_what, text, rows) => {
    const names = rows[0]?.map((_, at) => `column-${at + 1}`) ?? [];
    expect(read('a.csv', text)).toMatchObject({ columns: names });
    const expected = rows.map((row) => Object.fromEntries(row.map((cell, at) => [names[at], cell])));
    expect(dataOf('a.csv', text)).toEqual(expected);
  });

  it.each([
    ['years', 'Tarif,2026,2027\nPro,20,25\n', ['Tarif', '2026', '2027']],
    ['tiers beside a name', 'Plan,10,100\nPro,20,15\n', ['Plan', '10', '100']],
    ['text', 'DE,basic\nFR,pro\n', ['DE', 'basic']],
  ])('takes its first row for names: %s', (_what, text, columns) => {
    expect(read('a.csv', text)).toMatchObject({ columns });
  });

  it('without a header is compared row by row, wherever a row stands', () => {
    const before = dataOf('a.csv', 'pro;20\nmax;40\n');
    const after = dataOf('a.csv', 'max;40\nmini;9\npro;25\n');
    const changes = diffValues(before, after, { columns: ['column-1', 'column-2'] }).changes;
    expect(changes.map(({ pointer, from, to }) => [pointer, from, to])).toEqual([
      ['pro.column-2', 20, 25],
      ['mini', undefined, { 'column-1': 'mini', 'column-2': 9 }],
    ]);
  });

  it.each([
    ['', 'it is empty'],
    ['a,b\n1,2,3\n', 'it is not a table'],
    ['a,b\n1,"2\n', 'it is not a table'],
    ['a,,c\n1,2,3\n', 'column 2 has no name'],
    ['a,b,a\n1,2,3\n', 'it has the column "a" twice'],
    ['a,__proto__\n1,2\n', 'it has the column __proto__'],
    [`${'a,'.repeat(1000)}a\n`, 'it has more than 1000 columns'],
    [`a,b,c\n${'1,2,3\n'.repeat(20_000)}`, 'it holds more than 50000 values'],
  ])('%.30j is refused', (text, reason) => {
    expect(why('a.csv', text)).toContain(reason);
  });
});

describe('readNumber', () => {
  it.each([
    ['20', 20],
    ['-5', -5],
    ['−5', -5],
    ['0', 0],
    ['-0', 0],
    ['3.5', 3.5],
    ['3,5', 3.5],
    ['0,125', 0.125],
    ['0.125', 0.125],
    ['1234.5', 1234.5],
    ['1234,567', 1234.567],
    ['1.4590', 1.459],
    ['1,234.50', 1234.5],
    ['1.234,50', 1234.5],
    ['1,234,567', 1234567],
    ['1.234.567', 1234567],
    ["1'234.50", 1234.5],
    ['1\u202f234,50', 1234.5],
    ['1 234,50', 1234.5],
  ])('%s is %d', (text, value) => {
    expect(readNumber(text, false)).toBe(value);
  });

  it.each([
    '',
    '-',
    '1.234',
    '1,234',
    '007',
    '00.5',
    '+5',
    '800 123 456',
    '1,23,456',
    '1.234.56',
    '1,234,56',
    '1.2.3',
    '1 2',
    '1e3',
    'Infinity',
    '12a',
    '1,234,567,',
    '9007199254740993',
    '١٢',
  ])('%j is none', (text) => {
    expect(readNumber(text, false)).toBeUndefined();
  });

  it('takes a point before three digits for the decimal mark where it can be nothing else', () => {
    expect(readNumber('1.459', true)).toBe(1.459);
    expect(readNumber('1,459', true)).toBeUndefined();
  });

  it('reads back every number as it is printed', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), (value) => {
        const text = String(value);
        fc.pre(!text.includes('e'));
        expect(readNumber(text, true)).toBe(value === 0 ? 0 : value);
        expect(isExact(text)).toBe(true);
      }),
    );
  });
});
