import { describe, expect, it } from 'vitest';
import { restatedShare } from '../../../src/rules/support/restated.ts';
import {
  figureCount,
  hasDetail,
  isPhraseOf,
  namesDate,
  phrasesIn,
  saysNothing,
  splitSentences,
  splitWords,
} from '../../../src/rules/support/words.ts';
import { content } from '../support.ts';

describe('a detail', () => {
  it.each([
    ['a number', 'It costs 5 more'],
    ['a number in words', 'Costs have doubled, twice as much as before'],
    ['a month', 'We look again in july'],
    ['a weekday', 'every monday'],
    ['a name inside a sentence', 'Ask Mara about it'],
    ['an acronym', 'the CFO agrees'],
    ['a span of time', 'within a week of the notice'],
    ['a script without capitals', '托管费用上涨了'],
  ])('is %s', (_, text) => expect(hasDetail(text)).toBe(true));

  it.each([
    ['a capital at the beginning', 'Customers will understand'],
    ['a capital after a full stop', 'We do. Better things come'],
    ['the word I', 'we think that I can'],
    ['nothing', ''],
    ['promises', 'we will do our best to serve you well'],
  ])('is not %s', (_, text) => expect(hasDetail(text)).toBe(false));

  it('is looked for in time that grows with the text', () => {
    const hostile = [
      'A '.repeat(50_000),
      ' '.repeat(100_000),
      '('.repeat(100_000),
      `a${','.repeat(100_000)}`,
    ];
    // Quadratic time would take minutes here; the limit of the test is what fails.
    for (const text of hostile) expect(typeof hasDetail(text)).toBe('boolean');
  });
});

describe('figures', () => {
  it.each([
    ['20 to 25 EUR on 1 December 2026', 2],
    ['from twenty to thirty', 2],
    ['on 2026-12-01', 0],
    ['in March 2024 and on 12/31/2024', 0],
    ['1,200.50 EUR', 1],
    ['half of it', 1],
  ])('in "%s" are %i', (text, count) => expect(figureCount(text)).toBe(count));

  it('leave days to dates', () => {
    expect(namesDate('by 31 January 2027')).toBe(true);
    expect(namesDate('within a year')).toBe(false);
  });
});

describe('phrases', () => {
  it('are found as whole words, whatever the case and the apostrophe', () => {
    const found = (text: string) => phrasesIn(text, 'dismissive', content).map((one) => one.phrase);
    expect(found('AS PER POLICY, no.')).toContain('as per policy');
    expect(found('That’s our policy')).toContain("that's our policy");
    expect(found('a calmdown app')).toEqual([]);
    expect(found('please calm  down')).toContain('calm down');
  });

  it('can be the whole text, whatever stands around it', () => {
    expect(isPhraseOf(' [TBD]. ', 'placeholder', content)).toBe(true);
    expect(isPhraseOf('TBD by Friday', 'placeholder', content)).toBe(false);
    expect(isPhraseOf('', 'placeholder', content)).toBe(false);
  });
});

describe('words and sentences', () => {
  it('are counted as a person would', () => {
    expect(splitWords("It's a well-known rise of 2.5 %.")).toEqual([
      "it's",
      'a',
      'well-known',
      'rise',
      'of',
      '2.5',
    ]);
    expect(splitSentences('One. Two! Three? And four')).toHaveLength(4);
    expect(splitSentences('It costs 2.50 EUR.')).toHaveLength(1);
  });

  it('say nothing in several ways', () => {
    for (const text of ['None.', 'no', 'N/A', '', undefined]) expect(saysNothing(text)).toBe(true);
    for (const text of ['None lost, as the letter says', 'Nobody but charities'])
      expect(saysNothing(text)).toBe(false);
  });
});

describe('an answer that says the question again', () => {
  const ask = 'When did these customers last pay more, and by how much?';
  it.each([
    ['the question itself', ask, 1],
    ['its words in another order', 'These customers last had to pay more', 1],
    ['its words and a date', 'These customers last paid more on 1 March 2023', 0],
    ['too few words to judge', 'customers', 0],
  ])('is %s', (_, answer, share) => expect(restatedShare(answer, ask, 3)).toBe(share));
});
