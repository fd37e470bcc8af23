import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readPolicyYaml } from '../../src/document/policy-yaml.ts';
import { runsAtEffort } from '../support/effort.ts';

const read = (text: string): unknown => readPolicyYaml(Buffer.from(text), 'plans.yaml');

describe('the YAML of a policy file', () => {
  it.each<[string, unknown]>([
    ['price: &p 20\nnote: *p\n', { price: 20, note: 20 }],
    ['a: &a 1\nb: *a\nc: &a 2\nd: *a\n', { a: 1, b: 1, c: 2, d: 2 }],
    ['a: &a\n  x: 1\nb: &b\n  x: 2\n  y: 2\nc:\n  <<: [*a, *b]\n  z: 3\n', { c: { x: 1, y: 2, z: 3 } }],
    ['a: &a\n  x: 1\nc:\n  x: 9\n  <<: *a\n', { c: { x: 9 } }],
    ['c:\n  <<: {x: 1}\n  y: 2\n', { c: { x: 1, y: 2 } }],
    ['c:\n  "<<": {x: 1}\n', { c: { '<<': { x: 1 } } }],
    ['c:\n  <<: no map\n', { c: { '<<': 'no map' } }],
    ['plans:\n- &p {price: 20}\n- *p\n', { plans: [{ price: 20 }, { price: 20 }] }],
  ])('%j is read as what it stands for', (text, expected) => {
    expect(read(text)).toMatchObject(expected as object);
  });

  it.each<[string, unknown]>([
    ['price: 99\nserial: 90071992547409931\n', { price: 99, serial: '90071992547409931' }],
    ['price: 99\nmost: .inf\nleast: -1e400\n', { price: 99, most: '.inf', least: '-1e400' }],
    ['price: !eur 99\nfee: 1\n', { price: '!eur 99', fee: 1 }],
    ['pro: !monthly {price: 99}\nfee: 1\n', { pro: { '!monthly': { price: 99 } }, fee: 1 }],
    [
      'a: !!binary aGk=\nb: !!str 5\nc: !!timestamp 2026-12-01\n',
      { a: '!!binary aGk=', b: '5', c: '2026-12-01' },
    ],
    ['price: 99\nnote: *nothing\n', { price: 99, note: '*nothing' }],
    ['price: 99\nnote: &n [*n]\n', { price: 99, note: ['*n'] }],
    ['price: 99\nnote: &n\n  <<: *n\n', { price: 99, note: { '<<': '*n' } }],
    ['price: 99\nnote: "\\ud83d"\n', { price: 99, note: '"\\ud83d"' }],
  ])('%j: what has no plain reading is text, and hides nothing else', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('is refused where it stands for too much, in maps as in lists', () => {
    const levels = (line: (one: string, other: string) => string) =>
      Array.from({ length: 20 }, (_, at) => line(`n${at + 1}`, `n${at}`)).join('');
    const list = `n0: &n0 x\n${levels((one, other) => `${one}: &${one} [*${other}, *${other}, *${other}]\n`)}`;
    expect(() => read(list)).toThrow('stand for more than 10,000 values');
    const map = `n0: &n0 {}\n${levels((one, other) => `${one}: &${one}\n  <<: [*${other}, *${other}, *${other}]\n`)}`;
    expect(() => read(map)).toThrow('stand for more than 10,000 values');
    const chain = `n0: &n0 [x]\n${Array.from({ length: 40 }, (_, at) => `n${at + 1}: &n${at + 1} [*n${at}]\n`).join('')}`;
    expect(() => read(chain)).toThrow('more than 32 levels');
    expect(() => read(`a: [${'&a 1, '.repeat(1001)}]\n`)).toThrow('more than 1,000 anchors');
    expect(read(`n0: &n0 [${'1, '.repeat(90)}]\nall: [${'*n0, '.repeat(100)}]\n`)).toHaveProperty('all');
  });

  it.each([
    'a: &a 1\n*a : 2\n',
    '? a\n: 1\n',
    'a: 1\n---\n{}\n',
    '%YAML 1.2\n---\na: 1\n',
    'a: 1\na: 2\n',
    'a:\n  <<: {__proto__: 1}\n',
    '<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> other\n',
  ])('%j is refused as elsewhere', (text) => {
    expect(() => read(text)).toThrow('cannot be read');
  });

  it('with anchors, aliases and merge keys is read as yaml reads it', () => {
    const name = fc.constantFrom('a', 'b', 'c');
    const { value } = fc.letrec<{ value: string; map: string }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('1', '"x"', 'null', 'true'),
        name.map((one) => `*${one}`),
        fc.tuple(name, fc.constantFrom('1', '[2]', '{k: 3}')).map(([one, text]) => `&${one} ${text}`),
        fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
        tie('map'),
        fc.tuple(name, tie('map')).map(([one, text]) => `&${one} ${text}`),
      ),
      map: fc
        .uniqueArray(fc.tuple(fc.constantFrom('k', 'l', 'm', '<<'), tie('value')), {
          maxLength: 3,
          selector: ([key]) => key,
        })
        .map((entries) => `{${entries.map(([key, text]) => `${key}: ${text}`).join(', ')}}`),
    }));
    let compared = 0;
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 6 }), (lines) => {
        const text = `x: &a {k: 0}\ny: &b [0]\nz: &c 0\n${lines.map((line, at) => `k${at}: ${line}\n`).join('')}`;
        let expected: unknown;
        try {
          expected = parse(text, { merge: true, version: '1.2', logLevel: 'error' });
        } catch {
          return;
        }
        // What holds itself is none of what can be compared.
        if (isCyclic(expected)) return;
        compared += 1;
        expect(read(text)).toEqual(expected);
      }),
      { numRuns: runsAtEffort(300) },
    );
    expect(compared).toBeGreaterThan(50);
  });
});

function isCyclic(data: unknown): boolean {
  try {
    JSON.stringify(data);
    return false;
  } catch {
    return true;
  }
}
