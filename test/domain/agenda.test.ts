import { describe, expect, it } from 'vitest';
import { buildAgenda, holds, isAnswered, listUnanswered } from '../../src/domain/agenda.ts';
import type { Content, Question } from '../../src/domain/content.ts';
import type { Review } from '../../src/domain/review.ts';

const answer = { says: 'x', values: {} };
const question = (id: string, more: Partial<Question> = {}): Question => ({
  id,
  depths: ['light', 'standard', 'full'],
  ask: `${id}?`,
  help: 'Because.',
  weak: answer,
  strong: answer,
  minutes: 1,
  ideas: [],
  fields: [{ path: `answers.${id.toLowerCase()}`, type: 'text', label: id }],
  ...more,
});
const contentOf = (...questions: Question[]): Content => ({
  sections: [{ section: 'change', title: 'Change', questions }],
  situations: [],
  duties: [],
  cases: [],
  phrases: [],
});
const review = (more: Partial<Review> = {}): Review => ({
  schema: 'cx-review/1',
  depth: 'standard',
  ...more,
});
const keys = (what: Review, content: Content) => buildAgenda(what, content).map(({ key }) => key);

describe('the agenda', () => {
  it('asks what the depth asks, and more under a condition', () => {
    const content = contentOf(
      question('A', { depths: ['full'] }),
      question('B', { depths: ['full'], alsoAt: [{ depth: 'standard', when: { situation: 'new-fee' } }] }),
      question('C'),
    );
    expect(keys(review(), content)).toEqual(['C']);
    expect(keys(review({ situation: 'new-fee' }), content)).toEqual(['B', 'C']);
    expect(keys(review({ depth: 'full' }), content)).toEqual(['A', 'B', 'C']);
  });

  it('asks nothing but the start and the screening before the depth is known', () => {
    expect(buildAgenda({ schema: 'cx-review/1' }, contentOf(question('C')))).toEqual([]);
  });

  it('asks row by row, with the row in every path', () => {
    const content = contentOf(
      question('K', {
        each: 'customers.segments',
        fields: [{ path: 'consequences.*.feeling', type: 'line', label: 'Feeling' }],
      }),
    );
    const segments = [{ id: 'loyal', name: 'Loyal' }, { id: 'new' }];
    const items = buildAgenda(
      review({ customers: { segments }, consequences: [{ segment: 'new', feeling: 'angry' }] }),
      content,
    );
    expect(items.map(({ key, row, fields }) => [key, row?.name, fields[0]?.path, fields[0]?.state])).toEqual([
      ['K/loyal', 'Loyal', 'consequences.loyal.feeling', 'missing'],
      ['K/new', 'new', 'consequences.new.feeling', 'answered'],
    ]);
  });

  it('asks only a few things where nobody is worse off', () => {
    const content = contentOf(question('A'), question('B', { evenIfHarmless: true }));
    expect(keys(review({ screening: { nobodyWorseOff: true } }), content)).toEqual(['B']);
  });

  it('counts an empty list as an answer, a draft and a skipped question as open', () => {
    const content = contentOf(
      question('A', { fields: [{ path: 'alternatives', type: 'list', label: 'A' }] }),
      question('B'),
      question('C'),
      question('D'),
    );
    const what = review({
      alternatives: [],
      answers: { b: 'a draft' },
      open: [
        { id: 'one', path: 'answers.b', state: 'draft' },
        { id: 'two', path: 'C', state: 'not-applicable', reason: 'none' },
        { id: 'three', path: 'D', state: 'skipped' },
      ],
    });
    expect(buildAgenda(what, content).map((item) => isAnswered(item))).toEqual([true, false, false, false]);
    expect(listUnanswered(what, content).map(({ key }) => key)).toEqual(['B', 'D']);
  });

  it('knows whose section it is', () => {
    const what = review({ open: [{ id: 'one', path: 'change', state: 'assigned', owner: 'sam' }] });
    expect(buildAgenda(what, contentOf(question('A'))).map(({ assignedTo }) => assignedTo)).toEqual(['sam']);
  });
});

describe('a condition', () => {
  const what = review({ situation: 'new-fee', consequences: [{ segment: 'loyal', freedom: 'stuck' }] });

  it.each([
    [undefined, true],
    [{ situation: 'new-fee' }, true],
    [{ situation: 'price-rise' }, false],
    [{ situation: ['price-rise', 'new-fee'] }, true],
    [{ 'consequences.*.freedom': ['stuck'] }, true],
    [{ situation: 'new-fee', 'consequences.*.freedom': 'free' }, false],
  ])('%j is %s', (when, expected) => {
    expect(holds(when, what, 'loyal')).toBe(expected);
  });
});
