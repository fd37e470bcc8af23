import { describe, expect, it } from 'vitest';
import {
  capitalised,
  counted,
  grouped,
  listed,
  listedInPart,
  plural,
  quoted,
  rowsInWords,
} from '../../src/lib/words.ts';

describe('grouped', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [12_400, '12,400'],
    [-1200.5, '-1,200.5'],
    [2.005_9, '2.01'],
  ])('writes %f as %s', (value, words) => {
    expect(grouped(value)).toBe(words);
  });
});

describe('plural', () => {
  it.each([
    [1, 'day', undefined, 'day'],
    [0, 'day', undefined, 'days'],
    [2, 'day', undefined, 'days'],
    [2, 'duty', undefined, 'duties'],
    [1, 'is', 'are', 'is'],
    [3, 'is', 'are', 'are'],
  ])('with %i goes, of %s and %s, %s', (count, one, many, word) => {
    expect(plural(count, one, many)).toBe(word);
  });
});

describe('counted', () => {
  it.each([
    [0, 'review', undefined, '0 reviews'],
    [1, 'review', undefined, '1 review'],
    [1200, 'changed file', undefined, '1,200 changed files'],
    [2, 'finding is', 'findings are', '2 findings are'],
  ])('says of %i %s (%s): %s', (count, noun, many, words) => {
    expect(counted(count, noun, many)).toBe(words);
  });
});

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

describe('listed', () => {
  it.each([
    [[], ''],
    [['cost'], 'cost'],
    [['cost', 'law'], 'cost and law'],
    [['cost', 'law', 'profit'], 'cost, law and profit'],
  ])('says %j as %j', (words, sentence) => {
    expect(listed(words)).toBe(sentence);
  });

  it('takes another word before the last', () => {
    expect(listed(['cost', 'law', 'profit'], 'or')).toBe('cost, law or profit');
  });
});

describe('listedInPart', () => {
  const letters = [...'abcdef'];

  it('counts what is beyond five', () => {
    expect(listedInPart(letters)).toBe('a, b, c, d, e and 1 more');
    expect(listedInPart(letters.slice(0, 5))).toBe('a, b, c, d and e');
  });

  it('names as many as it is told to', () => {
    expect(listedInPart(letters, 2)).toBe('a, b and 4 more');
    expect(listedInPart(letters, 6)).toBe('a, b, c, d, e and f');
  });
});

describe('capitalised', () => {
  it.each([
    ['', ''],
    ['january', 'January'],
    ['Pro plan', 'Pro plan'],
    ['12 weeks', '12 weeks'],
  ])('makes of %j %j', (text, capital) => {
    expect(capitalised(text)).toBe(capital);
  });
});

describe('quoted', () => {
  it('folds white space, so that it stays on one line', () => {
    expect(quoted(' Pro\n\tplan ')).toBe('"Pro plan"');
  });

  it('cuts what is too long by characters, and never through one', () => {
    expect(quoted('12345', 5)).toBe('"12345"');
    expect(quoted('123456', 5)).toBe('"1234…"');
    expect(quoted('🙂🙂🙂🙂', 3)).toBe('"🙂🙂…"');
    expect(quoted('one two three', 5)).toBe('"one…"');
  });
});
