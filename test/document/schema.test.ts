import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readConfig, readReview } from '../../src/document/review.ts';
import { Failure } from '../../src/lib/failure.ts';
import { runsAtEffort } from '../support/effort.ts';
import { texts } from './random-yaml.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const problemsOf = (text: string) => readReview(bytes(text), 'cx-reviews/a.yaml').problems;

/** `line:column path message`, a line each. */
function told(body: string): string[] {
  return problemsOf(`schema: cx-review/1\n${body}`).map(
    ({ place, path, message }) => `${place.line}:${place.column} ${path}: ${message}`,
  );
}

function hintFor(body: string): string | undefined {
  const problems = problemsOf(`schema: cx-review/1\n${body}`);
  expect(problems).toHaveLength(1);
  return problems[0]?.hint;
}

describe('a valid review', () => {
  it('is given typed, with its document and no problems', () => {
    const read = readReview(bytes('schema: cx-review/1\ntitle: Rise\n'), 'a.yaml');
    expect(read.problems).toEqual([]);
    expect(read.review).toEqual({ schema: 'cx-review/1', title: 'Rise' });
    expect(read.document.placeOf('title')).toEqual({ file: 'a.yaml', line: 2, column: 8 });
  });

  it('is not given as a review where there are problems', () => {
    const read = readReview(bytes('schema: cx-review/1\ntitel: Rise\n'), 'a.yaml');
    expect(read.review).toBeUndefined();
    expect(read.problems).toHaveLength(1);
  });
});

describe('keys', () => {
  it('that are unknown, with what was probably meant', () => {
    expect(told('custommers: {}')).toEqual(['2:1 custommers: `custommers` is not a key of the file']);
    expect(hintFor('custommers: {}')).toBe('Did you mean `customers`?');
    expect(told('customers:\n  segments:\n    - id: loyal\n      coun: 5')).toEqual([
      '5:7 customers.segments.loyal.coun: `coun` is not a key of an item of `segments`',
    ]);
    expect(hintFor('customers:\n  segments:\n    - id: loyal\n      coun: 5')).toBe('Did you mean `count`?');
  });

  it('that are unknown and near nothing, with what there is', () => {
    expect(hintFor('change:\n  dates:\n    xyz: 1')).toBe(
      'The keys here are briefed, told, effective, ends.',
    );
    expect(hintFor('economics:\n  xyz: 1')).toMatch(/^The keys here are \w+(?:, \w+){11} and \d+ more\.$/);
  });

  it('that are missing', () => {
    expect(told('customers:\n  segments:\n    - count: 5')).toEqual([
      '4:7 customers.segments: an item of `segments` has no `id`',
    ]);
    expect(told('consequences:\n  - feel: x')[0]).toMatch(
      /^3:5 consequences: an item of `consequences` has no `segment`$/,
    );
    expect(problemsOf('title: x\n')).toMatchObject([
      { path: 'schema', message: 'the file has no `schema`', hint: 'Add `schema: cx-review/1`.' },
    ]);
  });

  it('that cannot be keys, told once', () => {
    expect(told('answers: {Bad Key: 1}')).toEqual([
      '2:11 answers.Bad Key: `Bad Key` cannot be a key of `answers`',
    ]);
    expect(hintFor('answers: {Bad Key: 1}')).toMatch(/^Expected: .*(?:letters|digits)/);
  });

  it('of rows that are called the same', () => {
    expect(told('customers:\n  segments:\n    - id: a\n    - id: b\n    - id: a')).toEqual([
      '6:7 customers.segments.a: two rows of `customers.segments` are called `a`',
    ]);
    expect(told('consequences:\n- segment: a\n- segment: a')).toHaveLength(1);
  });
});

describe('values', () => {
  it.each([
    [
      'depth: ful',
      '2:8 depth: `depth` is `ful`, which is not one of the choices',
      'Did you mean `full`? Choose one of light, standard, full.',
    ],
    [
      'depth: xyz',
      '2:8 depth: `depth` is `xyz`, which is not one of the choices',
      'Choose one of light, standard, full.',
    ],
    ['depth: 5', '2:8 depth: `depth` is a number, not text', 'Choose one of light, standard, full.'],
    ['title: 2026', '2:8 title: `title` is a number, not text', 'Put it in quotes: "2026".'],
    ['title: true', '2:8 title: `title` is true or false, not text', 'Put it in quotes: "true".'],
    ['title:', '2:1 title: `title` is empty, not text', 'Delete the key if there is no answer yet.'],
    ['title: ""', '2:8 title: `title` is empty', 'Write an answer, or delete the key if there is none yet.'],
    [`title: ${'x'.repeat(501)}`, '2:8 title: `title` has 501 characters', 'Shorten it to 500.'],
    [
      'verdict: go',
      '2:10 verdict: `verdict` is text, not a group of keys',
      expect.stringMatching(/^Its keys are decision, /),
    ],
    [
      'approvals: {}',
      '2:12 approvals: `approvals` is a group of keys, not a list',
      'Write one item a line, each behind a dash.',
    ],
    [
      'currency: eur',
      '2:11 currency: `currency` is `eur`, which has another form than it should',
      'Expected: 3 capital letters.',
    ],
    [
      'id: A b',
      '2:5 id: `id` is `A b`, which has another form than it should',
      'Expected: small letters, digits and hyphens, at most 120.',
    ],
    [
      'customers: {total: "5"}',
      '2:20 customers.total: `total` is text, not a whole number',
      'Write the number without quotes or separators: 5.',
    ],
    [
      "customers: {total: 1'200'000}",
      '2:20 customers.total: `total` is text, not a whole number',
      'Write the number without quotes or separators: 1200000.',
    ],
    [
      'customers: {total: many}',
      '2:20 customers.total: `total` is text, not a whole number',
      'Write a plain number, without a unit.',
    ],
    [
      'customers: {total: 1.5}',
      '2:20 customers.total: `total` is `1.5`, not a whole number',
      'Write a whole number.',
    ],
    [
      'customers: {total: -1}',
      '2:20 customers.total: `total` is `-1`, and must be 0 or more',
      'Write a number 0 or more.',
    ],
    [
      'customers: {wrongFitShare: 4}',
      '2:28 customers.wrongFitShare: `wrongFitShare` is `4`, and must be from 0 to 1',
      'A share is written from 0 to 1: 4 % is 0.04.',
    ],
    [
      'customers: {wrongFitShare: 4 %}',
      '2:28 customers.wrongFitShare: `wrongFitShare` is text, not a number',
      'Write a share from 0 to 1: 0.04.',
    ],
    [
      'change: {dates: {told: 2026-02-30}}',
      '2:24 change.dates.told: `told` is `2026-02-30`, which is no calendar date',
      'Write year, month and day: 2026-12-31.',
    ],
  ])('%s', (body, problem, hint) => {
    expect(told(body)).toEqual([problem]);
    expect(hintFor(body)).toEqual(hint);
  });

  it('of a choice of forms: what concerns the form that was meant', () => {
    expect(told('customers: {worseOff: {low: 1, hihg: 2}}')).toEqual([
      '2:23 customers.worseOff.high: `worseOff` has no `high`',
      '2:32 customers.worseOff.hihg: `hihg` is not a key of `worseOff`',
    ]);
    expect(told('customers: {worseOff: -1}')).toEqual([
      '2:23 customers.worseOff: `worseOff` is `-1`, and must be 0 or more',
    ]);
    expect(told('customers: {worseOff: {low: 1, high: x}}')).toEqual([
      '2:38 customers.worseOff.high: `high` is text, not a whole number',
    ]);
    expect(told('customers: {worseOff: many}')).toEqual([
      '2:23 customers.worseOff: `worseOff` is `many`, which does not fit here',
    ]);
    expect(hintFor('customers: {worseOff: many}')).toBe('Expected: a whole number, or low and high.');
    expect(hintFor('policy: {files: [{id: a, before: x}]}')).toBe(
      'Expected: a SHA-256 digest, or none where there is no file.',
    );
    expect(hintFor('answers: {ok: [1]}')).toBe('Expected: text or a number or true or false.');
  });

  it('of the whole file', () => {
    expect(problemsOf('')).toMatchObject([{ path: '', message: 'the file is empty, not a group of keys' }]);
    expect(problemsOf('[]')).toMatchObject([
      { message: 'the file is a list, not a group of keys', hint: 'It starts with `schema: cx-review/1`.' },
    ]);
    expect(problemsOf('schema: cx-review/2')).toMatchObject([
      { path: 'schema', message: '`schema` is `cx-review/2`, not `cx-review/1`' },
    ]);
  });

  it('come in the order of the file', () => {
    const lines = told('title: 5\nverdict: go\ncustomers: {total: x, segments: [{id: A}]}\ndepth: x').map(
      (line) => Number(line.split(':')[0]),
    );
    expect(lines).toEqual([2, 3, 4, 4, 5]);
  });
});

describe('a config', () => {
  const config = 'schema: cx-review-config/1\n';

  function refusalOf(text: string): Failure {
    try {
      readConfig(bytes(text), 'cx-reviews/config.yaml');
    } catch (error) {
      if (error instanceof Failure) return error;
      throw error;
    }
    throw new Error('was not refused');
  }

  it('is given typed', () => {
    expect(readConfig(bytes(`${config}currency: EUR\n`), 'c.yaml')).toEqual({
      schema: 'cx-review-config/1',
      currency: 'EUR',
    });
  });

  it.each([
    [
      'rules: {thin-answer: eror}',
      '2:22',
      '`thin-answer` is `eror`, which is not one of the choices',
      'Did you mean `error`? Choose one of error, warning, info, off.',
    ],
    [
      'rules: {thin-answer: [warning, 1]}',
      '2:32',
      'an item of `thin-answer` is `1`, which does not fit here',
      'Expected: text or a group of keys.',
    ],
    [
      'people: {A b: {name: x}}',
      '2:10',
      '`A b` cannot be a key of `people`',
      'Expected: small letters, digits, dots, underscores and hyphens, at most 63.',
    ],
    ['policies: [{id: p, files: []}]', '2:27', '`files` has too few rows', 'Add one, or delete the key.'],
  ])('%s is refused as misuse', (body, place, message, why) => {
    const failure = refusalOf(config + body);
    expect(failure.kind).toBe('misuse');
    expect(failure.message).toBe(`The config cannot be used: ${message}.`);
    expect(`${failure.place?.line}:${failure.place?.column}`).toBe(place);
    expect(failure.why).toBe(why);
  });

  it('that is not YAML is misuse, too', () => {
    const failure = refusalOf('a: &x 1');
    expect(failure).toMatchObject({
      kind: 'misuse',
      place: { file: 'cx-reviews/config.yaml', line: 1, column: 4 },
    });
    expect(failure.message).toMatch(/anchor/);
  });
});

const anyName = fc.oneof(
  fc.constantFrom(
    'schema',
    'title',
    'customers',
    'segments',
    'id',
    'segment',
    'count',
    'answers',
    'policy',
    'files',
    'before',
    'economics',
    'worseOff',
    'low',
    'approvals',
    'x',
  ),
  texts.filter((text) => text.length < 20 && !/^(?:__proto__|constructor|prototype)$/.test(text)),
);
const anything = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(
      texts,
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
      fc.boolean(),
      fc.constant(null),
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(anyName, tie('value'), { maxKeys: 4 }),
  ),
})).value;

describe('any data at all', () => {
  it('is valid, or every problem is told in plain words at a place in the file', () => {
    fc.assert(
      fc.property(fc.dictionary(anyName, anything, { maxKeys: 4 }), (data) => {
        const text = JSON.stringify(data, null, 1);
        fc.pre(!/[\u007f-\u009f]|\\ud[89a-f]/.test(text));
        const { review, problems } = readReview(bytes(text), 'f');
        expect(review === undefined).toBe(problems.length > 0);
        const lines = text.split('\n').length;
        for (const { message, hint, place, path } of problems) {
          expect(place.line).toBeGreaterThan(0);
          expect(place.line).toBeLessThanOrEqual(lines);
          expect(message).not.toMatch(/must NOT|must match|must be equal|undefined|\[object|\^\[|schema in/);
          expect(hint ?? '').not.toMatch(/undefined|\[object|\^\[/);
          expect(path).not.toMatch(/undefined/);
        }
      }),
      { numRuns: runsAtEffort(80) },
    );
  });
});
