import { describe, expect, it } from 'vitest';
import { diffFacts } from '../../src/domain/diff-facts.ts';
import type { Review } from '../../src/domain/review.ts';
import { compareDepths, type Depth } from '../../src/domain/review.ts';
import { depthOf, screen, whyThisDepth } from '../../src/domain/screening.ts';
import { type ScreeningClass, type ScreeningId, screeningIds } from '../../src/domain/screening-facts.ts';

const classes = ['a', 'b', 'c'] as const;
type Answers = Record<ScreeningId, ScreeningClass>;

/** All 729 sets of answers. */
const everySet: Answers[] = screeningIds.reduce<Partial<Answers>[]>(
  (sets, id) => sets.flatMap((set) => classes.map((letter) => ({ ...set, [id]: letter }))),
  [{}],
) as Answers[];

const review = (parts: Omit<Review, 'schema'> = {}): Review => ({ schema: 'cx-review/1', ...parts });

/** A price rise that takes 25 % of the spend of people who cannot leave. */
const severe = review({
  customers: {
    total: 50_000,
    worseOff: { low: 3000, high: 6000 },
    freedom: 'stuck',
    segments: [{ id: 'loyal', annualValue: 240 }],
  },
  consequences: [{ segment: 'loyal', lost: { money: 60, hours: 0, stops: 'nothing' } }],
  reversal: { undo: 'some-loss-stays' },
  change: { reachesBack: 'mid-term' },
  fairness: { vulnerability: 'no-harder' },
});

describe('depthOf', () => {
  it('gives 64 light, 352 standard and 313 full over all sets of answers', () => {
    const counts: Record<Depth, number> = { light: 0, standard: 0, full: 0 };
    for (const set of everySet) counts[depthOf(set)] += 1;
    expect(everySet).toHaveLength(729);
    expect(counts).toEqual({ light: 64, standard: 352, full: 313 });
  });

  it('never gives less depth for a worse answer', () => {
    const worse: Record<string, ScreeningClass> = { a: 'b', b: 'c' };
    const lowered = everySet.flatMap((set) =>
      screeningIds.flatMap((id) => {
        const next = worse[set[id]];
        if (next === undefined) return [];
        return compareDepths(depthOf({ ...set, [id]: next }), depthOf(set)) < 0 ? [{ set, id }] : [];
      }),
    );
    expect(lowered).toEqual([]);
  });
});

describe('screen', () => {
  it('judges every question by the facts, a range by its upper end', () => {
    const { answers, depth, missing } = screen(severe);
    expect(Object.fromEntries(answers.map((answer) => [answer.id, answer.class]))).toEqual({
      S1: 'c',
      S2: 'c',
      S3: 'b',
      S4: 'c',
      S5: 'b',
      S6: 'c',
    });
    expect({ depth, missing }).toEqual({ depth: 'full', missing: [] });
  });

  it.each<[string, number | { low: number; high: number }, number, ScreeningClass]>([
    ['1 % and 999 customers', 999, 99_900, 'a'],
    ['1,000 customers, however few that is', 1000, 10_000_000, 'b'],
    ['more than 1 %', 11, 1000, 'b'],
    ['10 %', 100, 1000, 'b'],
    ['more than 10 %', 101, 1000, 'c'],
    ['100,000 customers', 100_000, 90_000_000, 'c'],
    ['the upper end of a range', { low: 5, high: 101 }, 1000, 'c'],
    ['nobody', 0, 1000, 'a'],
  ])('puts %s where it belongs', (_name, worseOff, total, expected) => {
    const found = screen(review({ customers: { total, worseOff } })).answers.find(({ id }) => id === 'S1');
    expect(found?.class).toBe(expected);
  });

  it.each<
    [string, { money: number; hours: number; stops: 'nothing' | 'access' | 'earned-value' }, ScreeningClass]
  >([
    ['1 % and a quarter of an hour', { money: 10, hours: 0.25, stops: 'nothing' }, 'a'],
    ['16 minutes', { money: 0, hours: 0.27, stops: 'nothing' }, 'b'],
    ['10 % and 2 hours', { money: 100, hours: 2, stops: 'nothing' }, 'b'],
    ['more than 10 %', { money: 101, hours: 0, stops: 'nothing' }, 'c'],
    ['more than 2 hours', { money: 0, hours: 2.1, stops: 'nothing' }, 'c'],
    ['losing access', { money: 0, hours: 0, stops: 'access' }, 'c'],
    ['losing what was earned', { money: 0, hours: 0, stops: 'earned-value' }, 'c'],
  ])('judges a yearly loss of %s', (_name, lost, expected) => {
    const facts = review({
      customers: { segments: [{ id: 'loyal', annualValue: 1000 }] },
      consequences: [{ segment: 'loyal', lost }],
    });
    expect(screen(facts).answers).toMatchObject([{ id: 'S2', class: expected }]);
  });

  it('lets the worst-hit group decide', () => {
    const two = review({
      customers: {
        segments: [
          { id: 'one', annualValue: 100 },
          { id: 'two', annualValue: 100 },
        ],
      },
      consequences: [
        { segment: 'one', lost: { money: 1, hours: 0, stops: 'nothing' } },
        { segment: 'two', lost: { money: 20, hours: 0, stops: 'nothing' } },
      ],
    });
    expect(screen(two).answers).toMatchObject([
      { class: 'c', because: 'the worst-hit customer loses 20\u00a0% of their spend' },
    ]);
  });

  it('takes the limits of the config', () => {
    const facts = review({ customers: { total: 1000, worseOff: 101 } });
    expect(screen(facts, { worseOffShare: { c: 0.2 } }).answers).toMatchObject([{ class: 'b' }]);
  });

  it('counts “I do not know” as severe', () => {
    const { answers } = screen(review({ screening: { answers: { S3: 'dont-know' } } }));
    expect(answers).toMatchObject([{ id: 'S3', class: 'c', known: false }]);
  });

  it('counts “checked, none” without a source as not known', () => {
    const unsourced = screen(review({ fairness: { vulnerability: 'checked-none' } }));
    const sourced = screen(review({ fairness: { vulnerability: 'checked-none', checked: 'CRM flags' } }));
    expect([unsourced.answers[0]?.class, sourced.answers[0]?.class]).toEqual(['c', 'a']);
  });

  it('uses a chosen class where facts are missing, and facts where they say worse', () => {
    const chosen = { screening: { answers: { S1: 'b' as const } } };
    expect(screen(review(chosen)).answers).toMatchObject([{ class: 'b', from: 'answer' }]);
    expect(screen(review({ ...chosen, customers: { worseOff: 200_000 } })).answers).toMatchObject([
      { class: 'c', from: 'facts' },
    ]);
  });

  it('gives no depth before all six are answered', () => {
    const { depth, missing } = screen(review({ change: { reachesBack: 'mid-term' } }));
    expect({ depth, missing }).toEqual({ depth: undefined, missing: ['S1', 'S2', 'S3', 'S5', 'S6'] });
  });

  it('lets the policy files win over the answers, and says so', () => {
    const mild = review({
      ...severe,
      consequences: [{ segment: 'loyal', lost: { money: 1, hours: 0, stops: 'nothing' } }],
    });
    const diff = diffFacts(
      [{ id: 'p', pointer: 'plans.pro.price', from: 20, to: 25, unit: 'EUR per month' }],
      'up',
    );
    const { answers, corrections } = screen(mild, {}, diff);
    expect(answers.find(({ id }) => id === 'S2')).toMatchObject({ class: 'c', from: 'policy' });
    expect(corrections).toEqual([expect.stringContaining('plans.pro.price goes from 20 to 25, +25\u00a0%')]);
  });

  it('asks three questions only where nobody is worse off and the files agree', () => {
    const harmless = review({ screening: { nobodyWorseOff: true } });
    expect(screen(harmless)).toMatchObject({ nobodyWorseOff: true, depth: 'light', missing: [] });
    const rise = diffFacts([{ id: 'p', pointer: 'price', from: 20, to: 25 }], 'up');
    const contradicted = screen(harmless, {}, rise);
    expect(contradicted).toMatchObject({ nobodyWorseOff: false, depth: undefined });
    expect(contradicted.corrections).toHaveLength(1);
    const counted = screen(review({ screening: { nobodyWorseOff: true }, customers: { worseOff: 3 } }));
    expect(counted).toMatchObject({ nobodyWorseOff: false, depth: undefined });
  });
});

describe('whyThisDepth', () => {
  it('names the loss first, then what else is severe', () => {
    expect(whyThisDepth(screen(severe))).toBe(
      'Full, because the worst-hit customer loses 25\u00a0% of their spend, 6,000 customers are worse off (12\u00a0%), ' +
        'it reaches people who have already committed or paid and customers are stuck and cannot leave.',
    );
  });

  it('has a sentence for every set of answers', () => {
    for (const set of everySet) {
      expect(whyThisDepth(screen(review({ screening: { answers: set } })))).toMatch(
        /^(Light|Standard|Full), because .+\.$/,
      );
    }
  });
});

describe('diffFacts', () => {
  it('says nothing where nothing changed', () => {
    expect(diffFacts([], 'up')).toBeUndefined();
  });

  it('knows the direction that hurts in the situation', () => {
    const shorter = [{ id: 'r', pointer: 'returns.days', from: 60, to: 30 }];
    expect(diffFacts(shorter, 'down')).toMatchObject({ worse: true, lossShare: undefined });
    expect(diffFacts(shorter, 'up')).toMatchObject({ worse: false });
    expect(diffFacts(shorter, 'any')).toMatchObject({ worse: undefined });
  });

  it('calls a change harmless only if every value moves in favour of customers', () => {
    const changes = [
      { id: 'one', pointer: 'plans.pro.price', from: 25, to: 20 },
      { id: 'two', pointer: 'plans.pro.note', from: 'a', to: 'b' },
    ];
    expect(diffFacts(changes, 'up')).toMatchObject({ worse: undefined });
    expect(diffFacts(changes.slice(0, 1), 'up')).toMatchObject({ worse: false });
  });

  it('takes the largest rise', () => {
    const changes = [
      { id: 'one', pointer: 'plans.basic.price', from: 10, to: 11 },
      { id: 'two', pointer: 'plans.pro.price', from: 20, to: 25 },
    ];
    expect(diffFacts(changes, 'up')).toMatchObject({ lossShare: 0.25 });
  });
});
