import { describe, expect, it } from 'vitest';
import type { Content, Question } from '../../src/domain/content.ts';
import type { Finding } from '../../src/domain/finding.ts';
import type { Review } from '../../src/domain/review.ts';
import { damningAnswer } from '../../src/rules/answers/damning-answer.ts';
import { checkReview } from '../../src/rules/engine/run.ts';
import { content } from '../rules/support.ts';
import { withValues } from './put-values.ts';
import { shipped } from './shipped.ts';

const offered = shipped.situations.filter((situation) => situation.builtIn !== true);
const judging = [
  ...shipped.sections.flatMap(({ questions }) =>
    questions.map((question) => ({ question, situation: 'price-rise' })),
  ),
  ...offered.flatMap(({ id, questions }) => questions.map((question) => ({ question, situation: id }))),
].filter(({ question }) => question.raises !== undefined);
const named = judging.map((one) => [one.question.id, one] as const);

/** What these answers raise by themselves, in a review that says nothing else. */
function raisedBy(question: Question, situation: string, values: object): readonly Finding[] {
  const empty: Review = {
    schema: 'cx-review/1',
    situation,
    customers: { segments: [{ id: 'loyal', name: 'Loyal' }] },
  };
  const review = withValues(empty, values as Record<string, unknown>, question.each);
  return checkReview(review, { config: undefined, content, rules: [damningAnswer] });
}

/** The answers that would raise one of them: its choices, and figures just beyond its limits. */
function answersThatRaise({ when = {}, above = {}, below = {} }: NonNullable<Question['raises']>[number]) {
  const first = (wanted: unknown) => (Array.isArray(wanted) ? wanted[0] : wanted);
  return Object.fromEntries([
    ...Object.entries(when).map(([path, wanted]) => [path, first(wanted)]),
    ...Object.entries(above).map(([path, limit]) => [path, limit + 0.01]),
    ...Object.entries(below).map(([path, limit]) => [path, limit - 0.01]),
  ]);
}

describe('what answers raise', () => {
  it.each(offered.map((situation) => [situation.id, situation] as const))(
    'is said by every question of %s, and what decides is among it',
    (_, { questions }) => {
      expect(questions.filter(({ raises }) => raises === undefined).map(({ id }) => id)).toEqual([]);
      const all = questions.flatMap(({ raises = [] }) => raises);
      expect(all.some((raise) => raise.class === 'decides' && raise.severity === 'error')).toBe(true);
    },
  );

  it.each(named)(
    '%s: the weak answer raises something, the strong one nothing',
    (_, { question, situation }) => {
      expect(raisedBy(question, situation, question.weak.values)).not.toEqual([]);
      expect(raisedBy(question, situation, question.strong.values)).toEqual([]);
    },
  );

  it.each(named)('%s: each of them can be raised, and says so of its class', (_, { question, situation }) => {
    for (const raise of question.raises ?? []) {
      const [finding, ...others] = raisedBy(question, situation, answersThatRaise(raise));
      expect(others).toEqual([]);
      expect(finding).toMatchObject({ class: raise.class, severity: raise.severity });
      expect(finding?.message.endsWith(raise.message)).toBe(true);
      expect(finding?.gravity).toBe(raise.gravity);
    }
  });

  it.each(named)(
    '%s: every choice is kept apart from another by what it raises, or raises nothing',
    (_, { question }) => {
      const known = new Set(question.fields.flatMap(({ choices }) => Object.keys(choices ?? {})));
      const raising = (question.raises ?? []).flatMap(({ when = {} }) => Object.values(when).flat());
      expect([...known].some((choice) => !raising.includes(choice))).toBe(true);
    },
  );

  it('is said in plain sentences', () => {
    for (const { question } of judging) {
      for (const { message, hint } of question.raises ?? []) {
        expect(message).toMatch(/^[\p{Lu}"].*\.$/u);
        expect(hint).toMatch(/^\p{Lu}.*\.$/u);
        expect(message.split(' ').length).toBeLessThanOrEqual(24);
      }
    }
  });
});

describe('a figure', () => {
  const raise = {
    class: 'evidence',
    severity: 'warning',
    message: 'Many leave.',
    hint: 'Count again.',
  } as const;
  const own = (id: string, raises: NonNullable<Question['raises']>): Content => ({
    ...content,
    sections: content.sections.map((pack) => ({
      ...pack,
      questions: pack.questions.map((one) => (one.id === id ? { ...one, raises } : one)),
    })),
  });
  const raisedWith = (id: string, raises: NonNullable<Question['raises']>, review: Partial<Review>) =>
    checkReview(
      { schema: 'cx-review/1', ...review },
      { config: undefined, content: own(id, raises), rules: [damningAnswer] },
    ).map(({ path, message }) => `${path} ${message}`);
  const high = [{ ...raise, above: { 'economics.lossAtAnnouncement.high': 0.2 } }];
  const loss = (likely: number, high: number): Partial<Review> => ({
    economics: { lossAtAnnouncement: { low: 0.1, likely, high } },
  });

  it('raises above its limit, and neither at it nor where nobody has said it', () => {
    const beyond = loss(0.15, 0.21);
    expect(raisedWith('M2', high, beyond)).toEqual(['economics.lossAtAnnouncement.high Many leave.']);
    expect(raisedWith('M2', high, loss(0.15, 0.2))).toEqual([]);
    expect(raisedWith('M2', high, {})).toEqual([]);
  });

  it('that is written alone counts as the low, the likely and the high of an estimate', () => {
    const raises = [{ ...raise, above: { 'economics.contributionAfter.high': 12 } }];
    const alone = (contributionAfter: number) =>
      raisedWith('M1', raises, { economics: { contributionAfter } });
    expect(alone(13)).toEqual(['economics.contributionAfter.high Many leave.']);
    expect(alone(12)).toEqual([]);
  });

  it('of each row is compared by itself, and its group is named', () => {
    const raises = [{ ...raise, below: { 'consequences.*.comesBack.probability': 0.5 } }];
    const review: Partial<Review> = {
      customers: {
        segments: [
          { id: 'loyal', name: 'Loyal ones' },
          { id: 'new', name: 'New ones' },
        ],
      },
      consequences: [
        { segment: 'loyal', comesBack: { probability: 0.4 } },
        { segment: 'new', comesBack: { probability: 0.5 } },
      ],
    };
    expect(raisedWith('K4', raises, review)).toEqual([
      'consequences.loyal.comesBack.probability Loyal ones: Many leave.',
    ]);
  });
});
