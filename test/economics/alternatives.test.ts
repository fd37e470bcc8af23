import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Review } from '../../src/domain/review.ts';
import { buildAlternatives } from '../../src/economics/alternatives.ts';
import { compare } from '../../src/economics/compare.ts';
import { fromReview } from '../../src/economics/from-review.ts';
import { worthAfter } from './independent.ts';

const example = (name: string): Review =>
  parse(readFileSync(new URL(`../../templates/examples/${name}.yaml`, import.meta.url), 'utf8'));

const built = (review: Review) => buildAlternatives(review, fromReview(review));

const rise = {
  schema: 'cx-review/1',
  economics: {
    customers: 8000,
    contributionBefore: 120,
    contributionAfter: 132,
    retentionBefore: 0.85,
    lossAtAnnouncement: { low: 0.04, likely: 0.07, high: 0.12 },
    lossAfterPerYear: { low: 0.01, likely: 0.02, high: 0.03 },
    goodwillBudget: 9000,
    contactsPerCustomer: 0.3,
    contactCost: 4,
    oneOffCost: 50_000,
    discountRate: 0.1,
  },
} as unknown as Review;

const loss = { low: 0, likely: 0.01, high: 0.02 };

describe('alternatives of a review', () => {
  const withRows = (alternatives: NonNullable<Review['alternatives']>) => ({ ...rise, alternatives });

  it('are charged with their own loss and costs, and with nothing that the change loses or costs', () => {
    const { comparable } = built(
      withRows([
        { id: 'less', kind: 'other', annualGain: 40_000, economics: { lossAtAnnouncement: loss } },
        { id: 'dear', economics: { contributionAfter: 125, lossAtAnnouncement: loss, oneOffCost: 3000 } },
      ]),
    );
    const facts = {
      customers: 8000,
      contributionBefore: 120,
      retentionBefore: 0.85,
      discountRate: 0.1,
      lossAtAnnouncement: loss,
    };
    expect(comparable).toEqual([
      { id: 'less', inputs: { ...facts, annualGain: 40_000 } },
      { id: 'dear', inputs: { ...facts, contributionAfter: 125, oneOffCost: 3000 } },
    ]);
  });

  it('are not reckoned without a gain or a loss of their own, and borrow neither', () => {
    const { comparable, notReckoned } = built(
      withRows([
        { id: 'nothing', kind: 'do-nothing' },
        { id: 'later', kind: 'exempt', economics: { grandfatherMonths: 12 } },
        { id: 'half', kind: 'phase', annualGain: 40_000 },
        { id: 'kind', kind: 'give-more', economics: { lossAtAnnouncement: loss } },
      ]),
    );
    expect(comparable).toEqual([{ id: 'nothing', inputs: 'do-nothing' }]);
    expect(notReckoned).toEqual([
      { id: 'later', lacks: ['gain', 'loss'] },
      { id: 'half', lacks: ['loss'] },
      { id: 'kind', lacks: ['gain'] },
    ]);
    expect(built(rise)).toEqual({ comparable: [], notReckoned: [] });
  });

  it('keep today’s segments, without what the change does to them, unless they hold for others', () => {
    const divided = {
      ...rise,
      economics: {
        ...rise.economics,
        segments: [
          { segment: 'a', customers: 500, lossAtAnnouncement: { low: 0.3, likely: 0.4, high: 0.5 } },
          { segment: 'b', customers: 900, contributionAfter: 200 },
        ],
      },
      alternatives: [
        { id: 'all', annualGain: 1000, economics: { lossAtAnnouncement: loss } },
        { id: 'few', annualGain: 1000, economics: { customers: 70, lossAtAnnouncement: loss } },
      ],
    } as unknown as Review;
    const [all, few] = built(divided).comparable.map(({ inputs }) => inputs);
    expect(all).toMatchObject({
      segments: [
        { segment: 'a', customers: 500 },
        { segment: 'b', customers: 900 },
      ],
    });
    expect(few).toMatchObject({ customers: 70 });
    expect(few).not.toHaveProperty('segments');
  });

  it('of the examples come to what their own figures make', () => {
    const cases = [
      // [example, alternative, customers, today, stay, gain a year, loss, interest, worth of recommendations a year]
      ['support-cut', 'spare-those-without', 186_000, 118, 0.84, 640_000, 0.001, 0.09, 0.08 * 0.3 * 310],
      ['returns-cut', 'only-abusers', 410_000, 56.2, 0.72, 165_000, 0.0005, 0.08, 0.1 * 0.2 * 95],
      ['free-tier-withdrawal', 'keep-existing', 211_400, -6.2, 0.7, 190_000, 0.001, 0.11, 0.02 * 0.25 * 160],
    ] as const;
    for (const [name, id, customers, before, stay, gain, leave, interest, referralWorth] of cases) {
      const review = example(name);
      const oldTermsFor = fromReview(review).noticeMonths ?? 0;
      const { alternatives } = compare(fromReview(review), built(review).comparable, {
        seed: 1,
        draws: 1000,
      });
      const found = alternatives.find((one) => one.id === id)?.horizons;
      const after = before + gain / customers;
      const group = {
        customers,
        before,
        after,
        stay,
        leave,
        oldTermsFor,
        referrals: 1,
        conversion: 1,
        referralWorth,
      };
      for (const months of [12, 36]) {
        const value = found?.find((one) => one.months === months)?.value ?? Number.NaN;
        const expected = worthAfter({ groups: [group], interest, paidAtOnce: 0 }, months);
        expect(value, `${name} ${id} ${months}`).toBeCloseTo(expected, 0);
        expect(value).toBeGreaterThan(0);
      }
    }
  });
});
