import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp, ln, power, twelfthRoot } from '../../src/economics/exact-math.ts';

const relative = (found: number, expected: number) => Math.abs(found / expected - 1);

describe('logarithm, exponential and powers of the four operations', () => {
  it('agree with the engine’s own to the last digits', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
        fc.pre(Math.abs(x - 1) > 1e-3);
        expect(relative(ln(x), Math.log(x))).toBeLessThan(1e-14);
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(relative(exp(x), Math.exp(x))).toBeLessThan(1e-14);
      }),
    );
    fc.assert(
      fc.property(
        fc.double({ min: 1e-9, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (x, y) => {
          expect(relative(power(x, y), x ** y)).toBeLessThan(1e-13);
        },
      ),
    );
  });

  it('know their ends', () => {
    expect([ln(1), exp(0), power(0, 0), power(0, 2), power(0, -1), power(1, 99)]).toEqual([
      0,
      1,
      1,
      0,
      Number.POSITIVE_INFINITY,
      1,
    ]);
    expect(exp(-746)).toBe(0);
    expect(exp(710)).toBe(Number.POSITIVE_INFINITY);
  });

  it('make twelve months a year', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 2, noNaN: true }), (yearly) => {
        expect(relative(twelfthRoot(yearly) ** 12, yearly)).toBeLessThan(1e-13);
      }),
    );
    expect(twelfthRoot(0)).toBe(0);
    expect(twelfthRoot(1)).toBe(1);
  });

  it('are the only ones that the economics use', () => {
    // What the engine may round as it likes must not get near a result.
    const folder = new URL('../../src/economics/', import.meta.url);
    const inexact =
      /Math\.(exp|expm1|log\w*|pow|sqrt|cbrt|hypot|a?sinh?|a?cosh?|a?tanh?|atan2|random)\b|\*\*/;
    const files = [
      'simulate',
      'net-value',
      'beta',
      'quantile-table',
      'latin-hypercube',
      'sfc32',
      'erlang',
      'tornado',
      'percentile',
    ];
    for (const file of files) {
      const code = readFileSync(new URL(`${file}.ts`, folder), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
      expect(code, file).not.toMatch(inexact);
    }
  });
});
