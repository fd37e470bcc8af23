import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnyField, parseAnswer } from '../../src/input/answer.ts';
import type { Surroundings } from '../../src/input/format.ts';
import { parseOwner, parsePerson } from '../../src/input/people.ts';
import { parseCurrency, parseJurisdictions } from '../../src/input/places.ts';
import { parseLine, parseText, parseYesNo } from '../../src/input/text.ts';
import { runsAtEffort } from '../support/effort.ts';

const people: Surroundings['people'] = {
  dana: { name: 'Dana Okafor', title: 'head of support', email: 'dana@example.com' },
  ravi: { name: 'Ravi Shah' },
  ravi2: { name: 'Ravi Lindqvist' },
};

const around: Surroundings = {
  today: '2026-11-22',
  currency: 'EUR',
  people,
  segments: [{ id: 'loyal', name: 'Loyal customers' }, { id: 'new' }],
};

const field = (type: AnyField['type'], more: Partial<AnyField> = {}): AnyField => ({
  type,
  label: 'It',
  ...more,
});

describe('parsePerson', () => {
  it.each([
    ['dana', 'dana'],
    ['Dana Okafor', 'dana'],
    ['DANA@example.com', 'dana'],
    ['Dana', 'dana'],
  ])('knows %j', (text, value) => {
    expect(parsePerson(text, people)).toEqual({ value, echo: 'Dana Okafor, head of support' });
  });

  it('asks which of two is meant', () => {
    const twoRavis = { a: { name: 'Ravi Shah' }, b: { name: 'Ravi Holm' } };
    expect(parsePerson('ravi', twoRavis)).toMatchObject({
      problem: '“ravi” can be Ravi Shah (a) or Ravi Holm (b).',
    });
  });

  it('asks back about a slip of the finger', () => {
    expect(parsePerson('danna', people)).toMatchObject({
      problem: 'Nobody is called “danna”. Did you mean Dana Okafor?',
    });
  });

  it('gives a new person a key, and says that the config does not know them', () => {
    expect(parsePerson('Zoë Müller', people)).toEqual({
      value: 'zoe-muller',
      echo: 'Zoë Müller, as zoe-muller: not in cx-reviews/config.yaml yet',
    });
    expect(parsePerson('Zoë Müller', {})).toEqual({ value: 'zoe-muller', echo: 'Zoë Müller, as zoe-muller' });
  });

  it('makes keys that the format takes, or says that it is no name', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const parsed = parsePerson(text, {});
        if (parsed.problem === undefined) expect(parsed.value).toMatch(/^[a-z0-9][a-z0-9._-]{0,62}$/);
      }),
      { numRuns: runsAtEffort(80) },
    );
  });
});

describe('parseOwner', () => {
  it('takes anybody by their full name', () => {
    expect(parseOwner('Maria da Silva', people)).toEqual({ value: 'Maria da Silva', echo: 'Maria da Silva' });
  });

  it('takes somebody whose name resembles a known one by the full name', () => {
    expect(parseOwner('Dana Okafors', people)).toMatchObject({ value: 'Dana Okafors' });
    expect(parseOwner('danaa', people)).toMatchObject({ problem: expect.stringContaining('Dana Okafor') });
  });

  it('wants a name', () => {
    expect(parseOwner('  ', people)).toMatchObject({ problem: 'There is no name in it.' });
  });
});

describe('parseJurisdictions', () => {
  it.each([
    ['GB', ['GB'], 'United Kingdom'],
    ['gb, eu, us-ca', ['GB', 'EU', 'US-CA'], 'United Kingdom, European Union, California'],
    ['UK and Germany', ['GB', 'DE'], 'United Kingdom, Germany'],
    ['GB EU', ['GB', 'EU'], 'United Kingdom, European Union'],
    ['United Kingdom', ['GB'], 'United Kingdom'],
    ['California', ['US-CA'], 'California'],
    ['GB, GB', ['GB'], 'United Kingdom'],
  ])('reads %j', (text, value, echo) => {
    expect(parseJurisdictions(text)).toEqual({ value, echo });
  });

  it('names what it does not know', () => {
    expect(parseJurisdictions('GB, Atlantis')).toMatchObject({
      problem: '“Atlantis” is not a country or region that is known here.',
    });
  });
});

describe('parseCurrency', () => {
  it.each([
    ['eur', 'EUR'],
    ['€', 'EUR'],
    ['pounds', 'GBP'],
    ['Swiss franc', 'CHF'],
  ])('reads %j', (text, value) => {
    expect(parseCurrency(text)).toMatchObject({ value });
  });

  it('refuses a sign that several share', () => {
    expect(parseCurrency('$')).toMatchObject({ problem: '“$” can be USD, CAD, AUD and others.' });
    expect(parseCurrency('shells')).toMatchObject({ problem: expect.stringContaining('not a currency') });
  });
});

describe('text', () => {
  it('keeps paragraphs and drops what does not belong', () => {
    const pasted = 'First\u001b[31m line \r\nstill first\t\n\n\n\n second\u202e paragraph';
    expect(parseText(pasted)).toMatchObject({
      value: 'First[31m line\nstill first\n\n second paragraph',
    });
  });

  it('makes one line of several', () => {
    expect(parseLine(' two\n lines ')).toMatchObject({ value: 'two lines' });
  });

  it('refuses what is empty or too long', () => {
    expect(parseText(' \n ')).toMatchObject({ problem: 'There is nothing in it.' });
    expect(parseLine('x'.repeat(501))).toMatchObject({
      problem: 'It has 501 characters; there is room for 500.',
    });
    expect(parseText('x'.repeat(20_001))).toMatchObject({ problem: expect.stringContaining('20,001') });
  });

  it('reads yes and no', () => {
    expect(['y', 'YES', 'n', 'No'].map((word) => parseYesNo(word))).toMatchObject([
      { value: true },
      { value: true },
      { value: false },
      { value: false },
    ]);
    expect(parseYesNo('perhaps')).toMatchObject({ problem: '“perhaps” is neither yes nor no.' });
  });
});

describe('parseAnswer', () => {
  const choices = { cost: 'Our costs rose', abuse: 'Some abuse it', law: 'The law demands it' };

  it.each([
    ['2', 'abuse'],
    ['cost', 'cost'],
    ['The law demands it', 'law'],
    ['our', 'cost'],
  ])('takes a choice by number, value or beginning: %j', (text, value) => {
    expect(parseAnswer(field('choice', { choices }), text, around)).toMatchObject({ value });
  });

  it('refuses what is no choice', () => {
    expect(parseAnswer(field('choice', { choices }), '4', around)).toMatchObject({
      example: 'a number from 1 to 3',
    });
    expect(
      parseAnswer(field('choice', { choices: { a: 'One way', b: 'One more' } }), 'one', around),
    ).toMatchObject({ problem: '“one” can be One way or One more.' });
  });

  it('offers the groups of customers as choices', () => {
    expect(parseAnswer(field('segment'), 'loyal cust', around)).toEqual({
      value: 'loyal',
      echo: 'Loyal customers',
    });
  });

  it.each([
    'yes-no',
    'integer',
    'number',
    'money',
    'signed-money',
    'share',
    'estimate',
    'share-estimate',
    'count-estimate',
    'signed-estimate',
    'share-range',
    'signed-share-range',
    'date',
    'person',
    'owner',
    'jurisdictions',
    'currency',
  ] as const)('understands its own examples as they are printed: %s', (type) => {
    for (const text of ['', 'soon?', '6 weeks', 'danna', '0.5 of it']) {
      const { problem, example } = { example: '', ...parseAnswer(field(type), text, around) };
      // One way of writing it, and others in brackets.
      const [, first = '', others = ''] =
        /^([^(]*?)(?: \((.*)\))?$/.exec(problem === undefined ? '' : example) ?? [];
      const ways = [first, ...others.replace(/^or /, '').split(/,? or /)].filter(
        (way) => !/^$|somebody else/.test(way),
      );
      for (const way of ways)
        expect([way, parseAnswer(field(type), way, around)]).toEqual([
          way,
          expect.not.objectContaining({ problem: expect.anything() }),
        ]);
    }
  });

  it('never throws, whatever is typed', () => {
    const types: AnyField['type'][] = [
      'line',
      'text',
      'choice',
      'yes-no',
      'integer',
      'number',
      'money',
      'signed-money',
      'share',
      'estimate',
      'share-estimate',
      'count-estimate',
      'signed-estimate',
      'share-range',
      'signed-share-range',
      'date',
      'person',
      'owner',
      'list',
      'jurisdictions',
      'currency',
      'segment',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.string({ unit: 'grapheme', maxLength: 40 }), (type, text) => {
        const parsed = parseAnswer(field(type, { choices }), text, around);
        expect(parsed.problem === undefined ? parsed.echo : parsed.problem).toBeTypeOf('string');
      }),
      { numRuns: runsAtEffort(100) },
    );
  });
});
