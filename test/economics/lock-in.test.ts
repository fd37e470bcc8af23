import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Review } from '../../src/domain/review.ts';
import { assess } from '../../src/economics/assess.ts';
import { evaluate } from '../../src/economics/evaluate.ts';
import { known } from '../../src/economics/figure.ts';
import { fromReview } from '../../src/economics/from-review.ts';
import type { Inputs } from '../../src/economics/inputs.ts';
import { type Case, chanceOfLoss, worthAfter } from './independent.ts';

const priceRise = (): Review =>
  parse(readFileSync(new URL('../../templates/examples/price-rise.yaml', import.meta.url), 'utf8'));

/** The figures of the example, as its review gives them, with what the month of freedom brings. */
const theSame = (freeIn: number | undefined, oldTermsFor = 0): Case => ({
  interest: 0.1,
  paidAtOnce: 30_000 + 45_000,
  groups: [
    {
      customers: 6000,
      before: 132,
      after: 192,
      stay: 0.87,
      leave: { low: 0.03, likely: 0.06, high: 0.11 },
      leaveLater: { low: 0.01, likely: 0.02, high: 0.04 },
      oldTermsFor,
      ...(freeIn === undefined ? {} : { freeIn, leaveWhenFree: { low: 0.4, likely: 0.6, high: 0.8 } }),
      referrals: { low: 0.1, likely: 0.2, high: 0.3 },
      conversion: { low: 0.15, likely: 0.25, high: 0.35 },
      referralWorth: 499,
      contacts: { low: 0.15, likely: 0.25, high: 0.45 },
      contactCost: 4.5,
    },
  ],
  joining: {
    perYear: 1300,
    change: { low: -0.06, likely: -0.03, high: 0 },
    before: 132,
    after: 192,
    stay: 0.87,
  },
});

/** The example, were all of its customers bound for another year and 60 % of them gone after it. */
function bound(): Review {
  const review = priceRise();
  return {
    ...review,
    // Told on the day on which it holds: the course then begins there, and they are free in month 11.
    change: { ...review.change, dates: { told: '2027-03-01', effective: '2027-03-01' }, exempt: [] },
    consequences: (review.consequences ?? []).map((row) => ({
      ...row,
      freedom: 'stuck',
      lockedShare: 0.95,
      leaveWhenFree: { low: 0.4, likely: 0.6, high: 0.8 },
      nextFree: '2028-01-14',
    })),
  };
}

const worthOf = (inputs: Inputs, months = 36) =>
  known(assess(inputs).netValue)?.horizons.find((one) => one.months === months)?.value ?? Number.NaN;

describe('customers who stay only because they must', () => {
  it('are in the value of the change: a loss of 281,000 instead of a gain of 686,000', () => {
    // Counted twice, those who are not recommended any more would make −299,703 and 672,875 of these.
    const free = { ...fromReview(bound()), bound: [] };
    expect(worthOf(free)).toBeCloseTo(686_379.87, 2);
    expect(worthOf(fromReview(bound()))).toBeCloseTo(-280_615.47, 2);
    expect(worthAfter(theSame(undefined), 36)).toBeCloseTo(686_379.87, 2);
    expect(worthAfter(theSame(11), 36)).toBeCloseTo(-280_615.47, 2);
  });

  it('turn the gain into a loss in the course, and in the draws', () => {
    const results = evaluate(fromReview(bound()), { seed: 1 });
    expect(known(results.netValue)?.course.turnsToLoss).toBe(17);
    const drawn = known(results.simulation)?.horizons.find(({ months }) => months === 24);
    expect(drawn?.probabilityOfLoss).toBeCloseTo(chanceOfLoss(theSame(11), 24, 4000), 1);
    expect(drawn?.probabilityOfLoss).toBeGreaterThan(0.9);
  });

  it('count in the comparison with the break-even', () => {
    const figure = known(assess(fromReview(bound())).breakEven);
    // 1 − 0.97 × 0.6, 1 − 0.94 × 0.4, 1 − 0.89 × 0.2
    expect(figure?.forecast).toEqual({ low: 0.418, likely: 0.624, high: 0.822 });
    expect(figure).toMatchObject({ position: 'beyond', likelyBeyond: true, countsWhenFree: true });
  });

  it('stand in the tornado, as one input of all groups', () => {
    const rows = known(assess(fromReview(bound())).tornado) ?? [];
    expect(rows[0]).toMatchObject({
      input: 'leaveWhenFree',
      paths: ['consequences.loyal.leaveWhenFree', 'consequences.small-teams.leaveWhenFree'],
      decides: true,
    });
    expect(rows[0]?.atHigh).toBeCloseTo(
      worthAfter(
        { ...theSame(11), groups: theSame(11).groups.map((g) => ({ ...g, leaveWhenFree: 0.8 })) },
        36,
      ),
      1,
    );
  });

  it('leave group by group, each in its month', () => {
    const review = bound();
    const [loyal, small] = review.consequences ?? [];
    const mixed = {
      ...review,
      consequences: [{ ...loyal, nextFree: '2027-08-15' }, small].filter((row) => row !== undefined),
    } as Review;
    const [group] = theSame(undefined).groups;
    const each = (customers: number, freeIn: number) => ({
      ...(group as Case['groups'][number]),
      customers,
      freeIn,
      leaveWhenFree: 0.6,
    });
    expect(worthOf(fromReview(mixed))).toBeCloseTo(
      worthAfter({ ...theSame(undefined), groups: [each(4200, 6), each(1800, 11)] }, 36),
      2,
    );
  });

  it('leave no earlier than the new terms reach them', () => {
    const inputs: Inputs = {
      customers: 100,
      contributionBefore: 100,
      contributionAfter: 120,
      retentionBefore: 0.9,
      lossAtAnnouncement: 0.05,
      discountRate: 0,
      grandfatherMonths: 12,
      leaveWhenFree: 0.3,
      freeAfterMonths: 4,
    };
    const before = known(assess(inputs).netValue)?.cumulated ?? [];
    expect(before[12]).toBe(0);
    expect(worthOf(inputs, 24)).toBeCloseTo(
      worthAfter(
        {
          interest: 0,
          paidAtOnce: 0,
          groups: [
            {
              customers: 100,
              before: 100,
              after: 120,
              stay: 0.9,
              leave: 0.05,
              oldTermsFor: 12,
              freeIn: 13,
              leaveWhenFree: 0.3,
            },
          ],
        },
        24,
      ),
      2,
    );
  });

  it('are no more than those who are bound', () => {
    const review = bound();
    const few = {
      ...review,
      consequences: (review.consequences ?? []).map((row) => ({ ...row, lockedShare: 0.5 })),
    };
    expect(fromReview(few).bound?.map(({ leaveWhenFree }) => leaveWhenFree)).toEqual([
      { low: 0.4, likely: 0.5, high: 0.5 },
      { low: 0.4, likely: 0.5, high: 0.5 },
    ]);
  });

  it('leave at the announcement where they are free by then, and are not counted twice', () => {
    const review = bound();
    const free = {
      ...review,
      consequences: (review.consequences ?? []).map((row) => ({ ...row, nextFree: '2027-03-01' })),
    };
    expect(fromReview(free).bound).toBeUndefined();
  });

  it('are named as left out where nobody says when or how many', () => {
    const review = bound();
    const without = (key: 'nextFree' | 'leaveWhenFree') => ({
      ...review,
      consequences: (review.consequences ?? []).map(({ [key]: _, ...row }) => row),
    });
    for (const key of ['nextFree', 'leaveWhenFree'] as const) {
      expect(assess(fromReview(without(key) as Review)).omitted).toContainEqual({
        part: 'lock-in',
        missing: [`consequences.loyal.${key}`, `consequences.small-teams.${key}`],
      });
    }
  });
});
