import { describe, expect, it } from 'vitest';
import { run } from './support.ts';

const groups = [{ segment: 'regular' }, { segment: 'charities' }];
const isFound = (oldFigure: string, newFigure: string, money: number): boolean => {
  const loyal = { segment: 'loyal', oldFigure, newFigure, lost: { money } };
  return run({ review: { consequences: [loyal, ...groups] } } as never, ['loss-understated']).own.length > 0;
};

describe('loss-understated', () => {
  it.each([
    ['1.050 EUR a month', '990 EUR a month', 0],
    ['1.200 EUR a month', '1.500 EUR a month', 3600],
    ['1 200 EUR a month', '1 500 EUR a month', 3600],
    ['20 EUR a month', '25 EUR a month', 60],
  ])('reads %s to %s as no more than %d', (before, after, money) => {
    expect(isFound(before, after, money)).toBe(false);
  });

  it.each([
    ['1.200 EUR a month', '1.500 EUR a month', 100],
    ['1.200,00 EUR a month', '1.500,00 EUR a month', 100],
    ['1,200.00 EUR a month', '1,500.00 EUR a month', 100],
    ['1 200 EUR a month', '1 500 EUR a month', 100],
    ['€20/mo', '€25/mo', 5],
    ['EUR 20 p.m.', 'EUR 25 p.m.', 5],
  ])('reads %s to %s as more than %d a year', (before, after, money) => {
    expect(isFound(before, after, money)).toBe(true);
  });
});
