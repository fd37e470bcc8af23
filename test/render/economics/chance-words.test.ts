import { expect, it } from 'vitest';
import { chanceWords, countDraws } from '../../../src/render/economics/words.ts';
import { formatFor } from '../../../src/render/format.ts';

const words = { format: formatFor('en-GB', 'EUR'), pages: undefined };

it.each([
  [0, 100_000, 'below 0.1\u00a0%'],
  [0.0009, 100_000, 'below 0.1\u00a0%'],
  [0.001, 100_000, '0.1\u00a0%'],
  [0, 1000, 'below 0.3\u00a0%'],
  [0.002, 1000, 'below 0.3\u00a0%'],
  [0.37, 1000, '37\u00a0%'],
  [1, 1000, 'above 99.7\u00a0%'],
  [1, 100_000, 'above 99.9\u00a0%'],
  // Without draws it is arithmetic, and sure.
  [0, undefined, '0\u00a0%'],
  [1, undefined, '100\u00a0%'],
])('a chance of %d out of %s draws is said as %s', (share, draws, said) => {
  expect(chanceWords(share, draws, words)).toBe(said);
});

it('counts no draws where every figure is a single number', () => {
  expect(countDraws({ draws: 1000, varied: [] })).toBeUndefined();
  expect(countDraws({ draws: 1000, varied: ['lossAtAnnouncement'] })).toBe(1000);
  expect(countDraws(undefined)).toBeUndefined();
});
