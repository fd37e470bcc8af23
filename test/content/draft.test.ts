import { describe, expect, it } from 'vitest';
import { fillDraft, findDraft } from '../../src/content/draft.ts';
import { shipped } from './shipped.ts';

describe('a draft', () => {
  it.each([
    [
      'a full stop of the fact in the middle of a sentence goes',
      'You get {{x}}, and soon.',
      '5 EUR back.',
      'You get 5 EUR back, and soon.',
    ],
    ['a full stop at the end stays one', 'You get {{x}}.', '5 EUR back.', 'You get 5 EUR back.'],
    ['a question mark needs no full stop', 'They ask: {{x}}.', 'why me?', 'They ask: why me?'],
    [
      'a fact that opens the sentence begins with a capital',
      '{{x}} ends.',
      'the branch in Cork',
      'The branch in Cork ends.',
    ],
    ['a fact that ends the text gets a full stop', '{{x}}', 'Tell me more.', 'Tell me more.'],
    ['line ends and runs of spaces become one space', 'You get\n  {{x}}.', '5\n\nEUR', 'You get 5 EUR.'],
    [
      'nothing is escaped, for a person reads it',
      'You get {{x}}.',
      `A & B's "5 < 6"`,
      `You get A & B's "5 < 6".`,
    ],
    ['a template in a fact stays a text', 'You get {{x}}.', '{{secret}}', 'You get {{secret}}.'],
  ])('%s', (_, template, x, filled) => {
    expect(fillDraft(template, { x, secret: 'no' })).toBe(filled);
  });

  it('finds facts within facts and leaves out what is empty', () => {
    expect(
      fillDraft('From{{#a.b}} {{a.b}}{{/a.b}} on{{#c}} {{c}}{{/c}}.', { a: { b: '1 May.' }, c: '' }),
    ).toBe('From 1 May on.');
  });

  it('of nothing is nothing', () => {
    expect(fillDraft('{{#x}}{{x}}{{/x}}', {})).toBe('');
  });

  it('knows the customers’ own words of the situation', () => {
    const [rise] = shipped.situations.filter(({ id }) => id === 'price-rise');
    if (rise === undefined) throw new Error('there is no price rise');
    const template = '{{customerTerms.new}}, {{title}}';
    const own = { ...rise, drafts: { what: template } };
    expect(findDraft(own, 'what', { title: 'Pro plan' })).toBe('Your new price, Pro plan.');
    expect(findDraft(own, 'thank', {})).toBeUndefined();
  });
});
