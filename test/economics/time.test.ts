import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Review } from '../../src/domain/review.ts';
import { assess } from '../../src/economics/assess.ts';
import { netValueAt } from '../../src/economics/evaluate.ts';
import { fromReview } from '../../src/economics/from-review.ts';
import type { Inputs } from '../../src/economics/inputs.ts';
import { type Case, type Like, worthAfter } from './independent.ts';

const example = (name: string): Review =>
  parse(readFileSync(new URL(`../../templates/examples/${name}.yaml`, import.meta.url), 'utf8'));

const worthOf = (inputs: Inputs, months: number) => netValueAt(assess(inputs), months) ?? Number.NaN;

/** Pro customers of the example; the last four join what the months on the old terms make of them. */
const pro = (customers: number, oldTermsFor: number): Like => ({
  customers,
  oldTermsFor,
  before: 132,
  after: 192,
  stay: 0.87,
  leave: 0.06,
  leaveLater: 0.02,
  referrals: 0.2,
  conversion: 0.25,
  referralWorth: 499,
  contacts: 0.25,
  contactCost: 4.5,
});

const rise = (groups: readonly Like[], notice: number): Case => ({
  interest: 0.1,
  paidAtOnce: 75_000,
  groups,
  joining: { perYear: 1300, change: -0.03, before: 132, after: 192, stay: 0.87, oldTermsFor: notice },
});

describe('the course of a change', () => {
  it('begins at the announcement, and earns nothing before the change holds', () => {
    const { exempt: _, ...inputs } = fromReview(example('price-rise'));
    expect(inputs.noticeMonths).toBe(2);
    const atOnce = worthOf({ ...inputs, noticeMonths: 0 }, 12);
    expect(atOnce).toBeCloseTo(189_759.97, 1);
    expect(atOnce).toBeCloseTo(worthAfter(rise([pro(6000, 0)], 0), 12), 1);
    const told = worthOf(inputs, 12);
    expect(told).toBeCloseTo(worthAfter(rise([pro(6000, 2)], 2), 12), 1);
    // Notice that earned money took nothing off; two months of it are more than a fifth of the first year.
    expect(1 - told / atOnce).toBeGreaterThan(0.2);
    expect(1 - told / atOnce).toBeLessThan(0.3);
  });

  it('reaches exempt contracts on the day on which theirs end: 600 of them, and 210 spared accounts', () => {
    const inputs = fromReview(example('price-rise'));
    expect(inputs.exempt).toEqual([
      { id: 'yearly-contracts', customers: 600, months: 12 },
      { id: 'reduced-fee', customers: 210, months: 14 },
    ]);
    const groups = [pro(5190, 2), pro(600, 12), pro(210, 14)];
    for (const months of [12, 24, 36]) {
      expect(worthOf(inputs, months)).toBeCloseTo(worthAfter(rise(groups, 2), months), 1);
    }
  });

  it('leaves out for good who keeps the old terms for good', () => {
    const inputs: Inputs = {
      customers: 1000,
      contributionBefore: 100,
      contributionAfter: 130,
      retentionBefore: 0.8,
      lossAtAnnouncement: 0.05,
      discountRate: 0.1,
      exempt: [{ id: 'for-good', customers: 250 }],
    };
    expect(worthOf(inputs, 36)).toBeCloseTo(0.75 * worthOf({ ...inputs, exempt: [] }, 36), 1);
  });

  it('keeps exempt contracts to their own segment', () => {
    const segments = [
      { segment: 'a', customers: 100 },
      { segment: 'b', customers: 300 },
    ];
    const inputs: Inputs = {
      contributionBefore: 100,
      contributionAfter: 130,
      retentionBefore: 0.8,
      lossAtAnnouncement: 0.05,
      discountRate: 0.1,
      segments,
    };
    const spared = { ...inputs, exempt: [{ id: 'a', segment: 'a', customers: 100 }] };
    const { 1: rest } = segments;
    expect(worthOf(spared, 36)).toBeCloseTo(worthOf({ ...inputs, segments: rest ? [rest] : [] }, 36), 1);
  });

  it('says what happens only after all of the months that are looked at', () => {
    const inputs: Inputs = {
      customers: 1000,
      contributionBefore: 100,
      contributionAfter: 130,
      retentionBefore: 0.8,
      lossAtAnnouncement: 0.5,
      discountRate: 0.1,
    };
    const parts = (more: Partial<Inputs>) => assess({ ...inputs, ...more }).omitted.map(({ part }) => part);
    expect(parts({ grandfatherMonths: 36 })).toContain('after-horizon');
    expect(parts({ grandfatherMonths: 36, horizonMonths: 60 })).not.toContain('after-horizon');
    expect(parts({ leaveWhenFree: 0.9, freeAfterMonths: 40 })).toContain('after-horizon');
    expect(parts({ leaveWhenFree: 0.9, freeAfterMonths: 30 })).not.toContain('after-horizon');
  });
});

describe('people who join', () => {
  it('bring what they bring, and not what those of the change do', () => {
    const review = example('free-tier-withdrawal');
    const inputs = fromReview(review);
    const without = { ...inputs, newCustomersPerYear: undefined };
    // A free account costs 6.20 a year: were joiners such accounts, to lose them all would look like a gain.
    const none = { ...inputs, newCustomersChange: -1 };
    expect(worthOf(none, 36)).toBeLessThan(worthOf(without, 36));
  });

  it('count those once who do not come for want of a recommendation', () => {
    const all = { ...fromReview(example('price-rise')), exempt: [] };
    const alone = { ...all, newCustomersPerYear: 0 };
    const few = { ...all, newCustomersChange: -0.001 };
    expect(assess(all).referralsInJoiners).toBe(true);
    // 1.3 fewer a year are among the 18 and more who are not recommended: nothing but the change itself is left of them.
    expect(worthOf(few, 36)).toBeCloseTo(worthOf({ ...all, newCustomersChange: 0 }, 36), 2);
    const { referralValue: _, ...unknown } = all;
    expect(assess(unknown).referralsInJoiners).toBe(false);
    const { newCustomersChange: __, ...still } = all;
    expect(assess(still).referralsInJoiners).toBe(false);
    // Everybody who would join stays away, and the referred are a part of them.
    const none = { ...all, newCustomersChange: -1 };
    const both = worthOf(alone, 36) - worthOf({ ...alone, referralsPerCustomer: 0 }, 36);
    const joiners =
      worthOf({ ...none, referralsPerCustomer: 0 }, 36) - worthOf({ ...alone, referralsPerCustomer: 0 }, 36);
    expect(worthOf(none, 36)).toBeGreaterThan(
      worthOf({ ...alone, referralsPerCustomer: 0 }, 36) + both + joiners,
    );
    expect(worthOf(none, 36)).toBeLessThan(worthOf({ ...none, referralsPerCustomer: 0 }, 36));
  });

  it('stay out of the sum where nobody says what they bring, which is said', () => {
    const inputs = fromReview(example('price-rise'));
    const unknown = { ...inputs, joinerContributionAfter: undefined };
    expect(worthOf(unknown, 36)).toBe(worthOf({ ...inputs, newCustomersPerYear: 0 }, 36));
    expect(assess(unknown).omitted).toContainEqual({
      part: 'new-customers',
      missing: ['joinerContributionAfter'],
    });
  });
});
