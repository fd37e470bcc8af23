import { describe, expect, it } from 'vitest';
import { roundCount, roundMoney, roundShare } from '../../src/economics/round.ts';

describe('rounding of what is reported', () => {
  it.each([
    [roundMoney, 1.005, 1],
    [roundMoney, -12.348, -12.35],
    [roundMoney, -0.001, 0],
    [roundShare, 0.123_456_7, 0.123_457],
    [roundCount, 12.34, 12.3],
    [roundMoney, 1e300, 1e300],
    [roundMoney, 1e308, 1e308],
  ])('%o of %s is %s', (round, value, expected) => {
    expect(round(value)).toBe(expected);
  });
});
