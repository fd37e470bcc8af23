import { expect, it } from 'vitest';
import { closest } from '../../src/lib/suggest.ts';

it.each([
  ['cuont', ['count', 'name'], 'count'],
  ['PRICE-RISE', ['price-rise', 'new-fee'], 'price-rise'],
  ['pric-rise', ['price-rise', 'new-fee'], 'price-rise'],
  ['id', ['by', 'id'], 'id'],
  ['xyz', ['by', 'id'], undefined],
  ['churn', ['customers', 'horizonMonths'], undefined],
  ['anything', [], undefined],
])('%s among %j is %s', (word, known, expected) => {
  expect(closest(word, known)).toBe(expected);
});
