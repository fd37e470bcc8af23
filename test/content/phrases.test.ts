import { describe, expect, it } from 'vitest';
import type { Content } from '../../src/domain/content.ts';
import validate from '../../src/generated/validate-phrases.js';
import { folded, isPhraseOf, phrasesIn } from '../../src/rules/support/words.ts';
import { shipped } from './shipped.ts';

type ListName = Content['phrases'][number]['list'];

const found = (list: ListName, text: string) => phrasesIn(text, list, shipped).map(({ phrase }) => phrase);

describe('the shipped lists of phrases', () => {
  it('are there, each once', () => {
    expect(shipped.phrases.map(({ list }) => list).toSorted()).toEqual([
      'burden',
      'denial',
      'dismissive',
      'euphemism',
      'hedges',
      'loss',
      'placeholder',
      'team-words',
    ]);
  });

  it.each(shipped.phrases.map((one) => [one.list, one] as const))('%s is in order', (list, one) => {
    expect(validate(one), JSON.stringify(validate.errors)).toBe(true);
    const phrases = one.phrases.map(({ phrase }) => phrase);
    expect(new Set(phrases).size).toBe(phrases.length);
    for (const phrase of phrases) expect(phrase).toBe(folded(phrase));
    expect(phrases.length).toBeGreaterThanOrEqual(25);
    const isAdvice = !['placeholder', 'team-words', 'burden'].includes(list);
    for (const { phrase, instead } of one.phrases) {
      if (isAdvice) expect(instead, phrase).toBeDefined();
      // It is put after a colon in a sentence.
      expect(instead ?? '').not.toMatch(/\.$|^\p{Lu}/u);
    }
  });
});

describe('dismissive phrases', () => {
  it.each([
    'We apologise for any inconvenience caused.',
    'As per policy, there is nothing we can do.',
    'AS PER OUR POLICY this cannot be waived.',
    'For your convenience the branch is now closed.',
    'I’m afraid there’s nothing I can do.',
    'Thank you for your patience and understanding.',
    'It is less than a cup of coffee a day.',
    'I am sorry you feel that way.',
    'We are changing this to serve you better.',
    'As a valued customer you know how it works.',
    'I hear you, but everybody pays it.',
  ])('are found in: %s', (text) => {
    expect(found('dismissive', text)).not.toEqual([]);
  });

  it.each([
    'I am sorry. We held 20 euros for 3 years and could not hold it any longer.',
    'The policy changes on 1 March; I can read it to you.',
    'Thank you for telling me.',
    'You should have our letter by Friday. You should have received it on the 15th.',
    'I understand that this is not what you were promised.',
    'It is only possible until 31 March, and I can set it now.',
    'You need to do nothing; the old price stays until June.',
    'That is inconvenient, and I cannot change it.',
    'The contract you signed in May keeps the old price.',
    'No exceptions are needed here: I may decide that myself.',
    'I can bring you to the right department and stay on the line.',
  ])('are not found in: %s', (text) => {
    expect(found('dismissive', text)).toEqual([]);
  });
});

describe('euphemisms', () => {
  it.each([
    'We are aligning our plans with the market.',
    'A price adjustment takes effect in spring.',
    'We streamline our support channels.',
    'Our branch network is being optimised.',
    'To serve you even better we enhance the terms.',
    'Harmonised terms for all customers.',
    'We are sunsetting the free plan.',
  ])('are found in: %s', (text) => {
    expect(found('euphemism', text)).not.toEqual([]);
  });

  it.each([
    'The Pro plan goes from 20 to 25 EUR a month on 1 March 2027.',
    'Phone hours end at 17:00 instead of 20:00.',
    'Running one account costs us 9 euros a month, up from 4.',
    'Phones can be unlocked after 12 months instead of 6.',
    'The optimum is 40 degrees, and the signal is misaligned.',
    'The fair use limit falls from 100 to 50 GB.',
    'The shop closes at sunset from November on.',
    'The free plan ends on 28 November; data is kept for 90 days.',
    'Two bills are consolidated into one.',
  ])('are not found in: %s', (text) => {
    expect(found('euphemism', text)).toEqual([]);
  });
});

describe('placeholders', () => {
  it.each([
    'TBD',
    'tbd.',
    ' n/a ',
    '(to do)',
    'ASAP!',
    'Lorem ipsum',
    '???',
    '-',
    '…',
    'To be confirmed',
    'xxx',
  ])('are the whole of: %s', (text) => {
    expect(isPhraseOf(text, 'placeholder', shipped)).toBe(true);
  });

  it.each([
    'None',
    'No',
    'Nobody',
    'Nothing',
    'Free of charge',
    'The test ended on 30 November.',
    'Soon after the bill of March 2027.',
    'Later than 31 March it costs 10 EUR.',
    'Nobody knows yet; Maya asks finance by 3 May.',
    'Text message',
    'Bar and shop',
  ])('are not the whole of: %s', (text) => {
    expect(isPhraseOf(text, 'placeholder', shipped)).toBe(false);
  });
});

describe('words for groups of people', () => {
  it.each(['the team', 'Marketing', 'ops', 'Everyone', 'the pricing committee', 'IT', 'HR', 'the supplier'])(
    'are found in: %s',
    (owner) => {
      expect(found('team-words', owner)).not.toEqual([]);
    },
  );

  it.each([
    'sam',
    'Ines Okafor',
    'Maya Lindqvist',
    'Noor Haddad, CFO',
    'Anne-Marie Teamer',
    'Sam (US)',
    'Itzel Prado',
  ])('are not found in: %s', (owner) => {
    expect(found('team-words', owner)).toEqual([]);
  });
});

describe('hedges', () => {
  it.each([
    'We will look into it in due course.',
    'We review it regularly.',
    'Case by case, where possible.',
  ])('are found in: %s', (text) => {
    expect(found('hedges', text)).not.toEqual([]);
  });

  it.each([
    'On the first Monday of each month.',
    'Within 4 hours, by Sam.',
    'It is tested on 22 February 2027.',
  ])('are not found in: %s', (text) => {
    expect(found('hedges', text)).toEqual([]);
  });
});

describe('the words that we write ourselves', () => {
  const drafts = shipped.situations.flatMap(({ id, drafts: own }) =>
    Object.entries(own).map(([name, text]) => [`${id} ${name}`, text] as const),
  );

  it.each(drafts)('belittle nobody: %s', (_, text) => {
    expect(found('dismissive', text)).toEqual([]);
    expect(found('euphemism', text)).toEqual([]);
  });

  it('belittle nobody in strong answers either', () => {
    for (const { id, strong } of shipped.sections.flatMap(({ questions }) => questions)) {
      expect(found('dismissive', JSON.stringify(strong.values)), id).toEqual([]);
      expect(found('euphemism', JSON.stringify(strong.values)), id).toEqual([]);
    }
  });
});
