import { describe, expect, it } from 'vitest';
import { rowsInWords } from '../../src/lib/rows-in-words.ts';

describe('rowsInWords', () => {
  it.each([
    [0, 'group', 'none'],
    [1, 'duty', '1 duty'],
    [2, 'duty', '2 duties'],
    [3, 'way', '3 ways'],
    [5, 'group', '5 groups'],
  ])('says %i of %s', (count, rowName, words) => {
    expect(rowsInWords(count, rowName)).toBe(words);
  });
});
