import { describe, expect, it } from 'vitest';
import type { Review } from '../../src/domain/review.ts';
import { toldOtherwise } from '../../src/gate/announced-figures.ts';

const review = (oldFigure: string, newFigure: string): Review =>
  ({ schema: 'cx-review/1', consequences: [{ segment: 'loyal', oldFigure, newFigure }] }) as Review;
const move = (from: unknown, to: unknown, pointer = 'plans.pro.price', unit?: string) =>
  ({ path: 'policies/plans.yaml', pointer, from, to, unit }) as Parameters<typeof toldOtherwise>[1][number];

describe('figures that people read', () => {
  it.each([
    ['another new price', '20 EUR a month', '25 EUR a month', [move(20, 24)]],
    ['cents', '€4.99', '€5.49', [move(4.99, 5.99)]],
    ['cents with a comma', '4,99 EUR', '5,49 EUR', [move(4.99, 5.99)]],
    ['minor units', '20.00 EUR', '24.00 EUR', [move(2000, 2500, 'pro.unit_amount', 'EUR cents')]],
    ['thousands', '1,200 EUR', '1,500 EUR', [move(1200, 1400)]],
    ['the second of two numbers', '20 EUR, 240 a year', '24 EUR, 300 a year', [move(20, 24), move(240, 288)]],
    ['an allowance', '20 uploads', '15 uploads', [move(20, 10, 'plans.pro.uploads')]],
    ['a number written as text', '30 days', '14 days', [move('30', '20')]],
  ])('are told otherwise: %s', (_name, old, now, found) => {
    const [first, ...more] = toldOtherwise(review(old, now), found);
    expect(more).toEqual([]);
    expect(first?.path).toBe('consequences.loyal.newFigure');
    expect(first?.file).toBe('policies/plans.yaml');
    expect(first?.message).toContain(`customers are told "${now}" after "${old}"`);
  });

  it.each([
    ['they agree', '20 EUR a month', '24 EUR a month', [move(20, 24)]],
    ['cents agree in another way of writing', '1.200,50 EUR', '1.500,50 EUR', []],
    [
      'they agree in minor units',
      '20.00 EUR',
      '25.00 EUR',
      [move(2000, 2500, 'pro.unit_amount', 'EUR cents')],
    ],
    ['they agree as thousands', '1.200 EUR', '1.400 EUR', [move(1200, 1400)]],
    ['one of several equal values agrees', '20 EUR', '24 EUR', [move(20, 30), move(20, 24, 'plans.b.price')]],
    ['the old figure is of something else', '19 EUR', '25 EUR', [move(20, 24)]],
    ['the words differ', '20 EUR a month', '25 EUR with tax', [move(20, 24)]],
    ['some keep the old price', '20 EUR', '20 EUR', [move(20, 24)]],
    ['nothing changes in the file', '20 EUR', '25 EUR', []],
    [
      'money is told and an allowance changes',
      '20 EUR a month',
      '25 EUR a month',
      [move(20, 23, 'plans.pro.uploads')],
    ],
    ['it is no number', '20 EUR', '25 EUR', [move(true, false), move(20, undefined)]],
  ])('are left alone where %s', (_name, old, now, found) => {
    expect(toldOtherwise(review(old, now), found)).toEqual([]);
  });

  it('are left alone where they are not there', () => {
    expect(toldOtherwise({ schema: 'cx-review/1' }, [move(20, 24)])).toEqual([]);
    expect(
      toldOtherwise({ schema: 'cx-review/1', consequences: [{ segment: 'loyal' }] } as Review, [
        move(20, 24),
      ]),
    ).toEqual([]);
  });
});
