import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, digestOf, digestOfData } from '../../src/lib/digest.ts';

/** The same data with the keys of every object in another order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, shuffled(member)]),
  );
}

describe('canonicalJson', () => {
  it('writes the example of RFC 8785, section 3.2.2', () => {
    const input = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`);
    expect(canonicalJson(input)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('sorts as section 3.2.3 does: by UTF-16 code units, so that an emoji comes before U+FB33', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6'];
    const sorted = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33'];
    const json = canonicalJson(Object.fromEntries(keys.map((key) => [key, 0])));
    expect(json).toBe(`{${sorted.map((key) => `${JSON.stringify(key)}:0`).join(',')}}`);
  });

  // From appendix B of the RFC.
  it.each([
    [0, '0'],
    [-0, '0'],
    [5e-324, '5e-324'],
    [1.7976931348623157e308, '1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'],
    [295147905179352830000, '295147905179352830000'],
    [1e21, '1e+21'],
    [9.999999999999997e22, '9.999999999999997e+22'],
    [0.000001, '0.000001'],
    [333333333.3333332, '333333333.3333332'],
  ])('writes %d as %s', (number, text) => expect(canonicalJson(number)).toBe(text));

  it.each([
    ['undefined', { a: undefined }],
    ['a hole', new Array(1)],
    ['NaN', Number.NaN],
    ['an infinity', [Number.POSITIVE_INFINITY]],
    ['a function', () => 0],
    ['a bigint', 1n],
    ['a date', new Date(0)],
    ['half a pair', 'a\ud800'],
    ['half a pair in a key', { '\udc00': 1 }],
  ])('refuses %s', (_, value) => expect(() => canonicalJson(value)).toThrow(TypeError));

  it('keeps the data and forgets the order of keys', () => {
    const wellFormed = fc.jsonValue({ stringUnit: 'grapheme' });
    fc.assert(
      fc.property(wellFormed, (value) => {
        const json = canonicalJson(value);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(shuffled(value))).toBe(json);
      }),
    );
  });
});

describe('digestOf', () => {
  it('is SHA-256 in hexadecimal', () => {
    // The published vector for "abc": FIPS 180-2, appendix B.1.
    const abc = 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(digestOf('abc')).toBe(abc);
    expect(digestOf(new Uint8Array([97, 98, 99]))).toBe(abc);
  });

  it('takes data by its canonical form', () => {
    const sha = createHash('sha256').update('{"a":[1,"ö"],"b":null}').digest('hex');
    expect(digestOfData({ b: null, a: [1, 'ö'] })).toBe(`sha256:${sha}`);
  });
});
