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

  describe('however little each loses', () => {
    /** Six minutes a year for each, which nothing makes worse. */
    const minutesOf = (worseOff: number | undefined, total: number, answers = {}) =>
      review({
        customers: { total, ...(worseOff === undefined ? {} : { worseOff }), freedom: 'free' },
        consequences: [{ segment: 'all', lost: { money: 0, hours: 0.1, stops: 'nothing' } }],
        reversal: { undo: 'within-ten-days' },
        change: { reachesBack: 'new-sales-only' },
        fairness: { vulnerability: 'no-harder' },
        screening: { answers },
      });

    it.each<[string, number, number, Depth]>([
      ['hundreds of thousands', 400_000, 90_000_000, 'standard'],
      ['10,000 people', 10_000, 90_000_000, 'standard'],
      ['9,999 people', 9999, 90_000_000, 'light'],
      ['10 % of all', 100, 1000, 'standard'],
      ['less than 10 % of all', 99, 1000, 'light'],
      ['nobody', 0, 1000, 'light'],
    ])('%s: %j of %j is %s', (_name, worseOff, total, depth) => {
      expect(screen(minutesOf(worseOff, total)).depth).toBe(depth);
    });

    it('says that the number of people alone makes it standard', () => {
      expect(whyThisDepth(screen(minutesOf(400_000, 90_000_000)))).toBe(
        'Standard, because a small loss of 400,000 customers is not a small matter.',
      );
    });

    it('takes a number that nobody knows for many', () => {
      const unknown = screen(minutesOf(undefined, 1000, { S1: 'dont-know' }));
      expect(whyThisDepth(unknown)).toBe(
        'Standard, because nobody knows yet how many customers are worse off.',
      );
    });

    it('goes by the limits of the config', () => {
      const limits = { reach: { count: 500_000, share: 0.5 } };
      expect(screen(minutesOf(400_000, 90_000_000), limits).depth).toBe('light');
      expect(screen(minutesOf(300, 1000), { reach: { count: 300 } }).depth).toBe('standard');
    });

    it('never lowers a depth', () => {
      for (const set of everySet) {
        const { depth } = screen(review({ screening: { answers: set } }));
        expect(depth).toBe(set.S1 === 'c' && depthOf(set) === 'light' ? 'standard' : depthOf(set));
      }
    });
  });

  it('lets the policy files win over the answers, and says so', () => {
    const mild = review({
      ...severe,
      consequences: [{ segment: 'loyal', lost: { money: 1, hours: 0, stops: 'nothing' } }],
    });
    const diff = diffFacts([
      { id: 'p', pointer: 'plans.pro.price', from: 20, to: 25, unit: 'EUR per month' },
    ]);
    const { answers, corrections } = screen(mild, {}, diff);
    expect(answers.find(({ id }) => id === 'S2')).toMatchObject({ class: 'c', from: 'policy' });
    expect(corrections).toEqual([expect.stringContaining('plans.pro.price goes from 20 to 25, +25\u00a0%')]);
  });

  it('asks three questions only where nobody is worse off and the files agree', () => {
    const harmless = review({ screening: { nobodyWorseOff: true } });
    expect(screen(harmless)).toMatchObject({ nobodyWorseOff: true, depth: 'light', missing: [] });
    const rise = diffFacts([{ id: 'p', pointer: 'price', from: 20, to: 25 }]);
    const contradicted = screen(harmless, {}, rise);
    expect(contradicted).toMatchObject({ nobodyWorseOff: false, depth: undefined });
    expect(contradicted.corrections).toHaveLength(1);
    const unclear = screen(harmless, {}, diffFacts([{ id: 'p', pointer: 'phone', from: true, to: false }]));
    expect(unclear).toMatchObject({ nobodyWorseOff: false, depth: undefined });
    expect(unclear.corrections).toEqual([
      expect.stringContaining('do not show it: phone goes from true to false'),
    ]);
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
  const facts = (pointer: string, from?: unknown, to?: unknown, unit?: string) =>
    diffFacts([
      {
        id: 'r',
        pointer,
        ...(from === undefined ? {} : { from: from as string }),
        ...(to === undefined ? {} : { to: to as string }),
        ...(unit === undefined ? {} : { unit }),
      },
    ]);

  it('says nothing where nothing changed', () => {
    expect(diffFacts([])).toBeUndefined();
  });

  it.each<[string, unknown, unknown, string?]>([
    ['plans.pro.price', 20, 99],
    ['plans.pro.price', '20', '99'],
    ['plans.pro', '$20/mo', '$25/mo'],
    ['plans.pro.price', 18, '35 EUR'],
    ['plans.pro.price', null, 99],
    ['plans.pro.price', 0, 99],
    ['plans.pro.price[0]', 20, 99],
    ['plans.pro.price.amount', 20, 99],
    ['plans.pro.monthly', 20, 99, 'EUR per month'],
    ['late_fee', undefined, 5],
    ['fees.late', 5, 6],
    ['price_per_seat', 5, 6],
    ['refunds', '30 days', '14 days'],
    ['refund_days', 30, 1],
    ['first_response_hours', 4, 48],
    ['time_to_answer', '4 hours', '2 days'],
    ['generated_images_per_month', 100, 20],
    ['corporate_seats', 10, 5],
    ['feeds', 10, 5],
    ['rate_limit', 100, 60],
    ['discount_rate', 20, 10],
    ['discount', 50, 0],
    ['credits.amount', 200, 100],
    ['returns.days', 60, 30],
  ])('%s: %j to %j is worse', (pointer, from, to, unit) => {
    expect(facts(pointer, from, to, unit)).toMatchObject({ worse: true });
  });

  it.each<[string, unknown, unknown, string?]>([
    ['phone_support', true, false],
    ['plans.pro.price', 20, undefined],
    ['plans.pro.price_eur', undefined, '99 EUR or more'],
    ['plans.pro', undefined, 'price: 99'],
    ['setup', undefined, 50],
    ['plans.pro.price', 20, '20 EUR'],
    ['plans.pro.price', '20 USD', '19 EUR'],
    ['plans.pro.note', 'a', 'b'],
    ['tier', 'gold', 'silver'],
    ['monthly', 20, 99],
    ['monthly', 99, 20],
    ['days', 30, 60],
    ['minimum_seats', 5, 3],
    ['notice_days', 30, 60],
    ['free_shipping_over', 50, 40],
    ['refund_fee', 5, 4],
    ['refund_processing_days', 5, 4],
    ['price_limit', 5, 4],
    ['shipping.cutoff_hour', 16, 14],
    ['fee_days', 10, 5],
    ['price_id', 10, 5],
    ['storage', '20 GB', '30 MB'],
    ['data', 20, 10, 'GB per month'],
    ['effective', '2026-12-01', '2027-12-01'],
    ['goodwill', -5, 5],
  ])('%s: %j to %j shows nothing', (pointer, from, to, unit) => {
    expect(facts(pointer, from, to, unit)).toMatchObject({ worse: undefined, lossShare: undefined });
  });

  it.each<[string, unknown, unknown]>([
    ['plans.pro.price', 25, 20],
    ['plans.pro.price', '25', 20],
    ['plans.pro.price', '20', 20],
    ['plans.pro', '€25 per month', '€20 per month'],
    ['uploads', 20, 25],
    ['return_window', '14 days', '30 days'],
    ['response_hours', 8, 4],
  ])('%s: %j to %j costs nobody anything', (pointer, from, to) => {
    expect(facts(pointer, from, to)).toMatchObject({ worse: false, because: '' });
  });

  it('calls a change harmless only if every value is shown to be, and every file was read', () => {
    const changes = [
      { id: 'one', pointer: 'plans.pro.price', from: 25, to: 20 },
      { id: 'two', pointer: 'plans.pro.note', from: 'a', to: 'b' },
    ];
    expect(diffFacts(changes)).toMatchObject({ worse: undefined, because: expect.stringContaining('note') });
    expect(diffFacts(changes.slice(0, 1))).toMatchObject({ worse: false });
    expect(diffFacts(changes.slice(0, 1), ['terms.md'])).toMatchObject({
      worse: undefined,
      because: 'nobody can read what changes in terms.md',
    });
    expect(diffFacts([], ['terms.md'])).toMatchObject({ worse: undefined });
  });

  it('takes the largest rise', () => {
    const changes = [
      { id: 'one', pointer: 'plans.basic.price', from: 10, to: 11 },
      { id: 'two', pointer: 'plans.pro.price', from: '$20/mo', to: '$25/mo' },
      { id: 'three', pointer: 'seats', from: 20, to: 1 },
    ];
    expect(diffFacts(changes)).toMatchObject({ lossShare: 0.25 });
  });
});
