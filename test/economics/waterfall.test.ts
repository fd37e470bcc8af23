import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { assess } from '../../src/economics/assess.ts';
import { netValueAt } from '../../src/economics/evaluate.ts';
import { known } from '../../src/economics/figure.ts';
import { fromReview } from '../../src/economics/from-review.ts';
import type { Inputs } from '../../src/economics/inputs.ts';
import { type Case, worthAfter } from './independent.ts';

const inputs: Inputs = {
  customers: 1000,
  contributionBefore: 100,
  contributionAfter: 130,
  retentionBefore: 0.9,
  discountRate: 0.1,
  lossAtAnnouncement: { low: 0.04, likely: 0.08, high: 0.12 },
  lossAfterPerYear: 0.03,
  leaveWhenFree: 0.1,
  freeAfterMonths: 14,
  downgradeShare: 0.2,
  downgradeContribution: 90,
  referralsPerCustomer: 0.2,
  referralConversion: 0.25,
  referralValue: 300,
  newCustomersPerYear: 200,
  newCustomersChange: -0.1,
  joinerContributionBefore: 80,
  joinerContributionAfter: 100,
  driftPerYear: 1000,
  contactsPerCustomer: 0.3,
  contactCost: 5,
  offerTakeUp: 0.1,
  offerCost: 20,
  goodwillBudget: 700,
  oneOffCost: 1100,
};

/** The whole case, with the parts after a given one left out. */
function upTo(steps: number): Case {
  const has = (step: number) => steps >= step;
  return {
    interest: 0.1,
    paidAtOnce: (has(11) ? 1100 : 0) + (has(10) ? 700 : 0),
    driftPerYear: has(7) ? 1000 : 0,
    groups: [
      {
        customers: 1000,
        before: 100,
        after: 130,
        stay: 0.9,
        leave: has(2) ? 0.08 : 0,
        leaveLater: has(3) ? 0.03 : 0,
        freeIn: 14,
        leaveWhenFree: has(4) ? 0.1 : 0,
        downgrade: has(1) ? 0.2 : 0,
        downgraded: 90,
        referrals: has(5) ? 0.2 : 0,
        conversion: 0.25,
        referralWorth: 300,
        contacts: has(8) ? 0.3 : 0,
        contactCost: 5,
        takeUp: has(9) ? 0.1 : 0,
        offer: 20,
      },
    ],
    joining: { perYear: has(6) ? 200 : 0, change: -0.1, before: 80, after: 100, stay: 0.9 },
  };
}

describe('the way from the gain to the net value', () => {
  it('has the steps that another implementation finds', () => {
    const figure = known(assess(inputs).waterfall);
    expect(figure?.steps.map(({ part }) => part)).toEqual([
      'gain',
      'reduced-use',
      'leave',
      'leave-later',
      'leave-when-free',
      'recommendations',
      'joiners',
      'drift',
      'contacts',
      'offers',
      'goodwill',
      'one-off',
    ]);
    for (const [step, { left }] of (figure?.steps ?? []).entries()) {
      expect(left, `step ${step}`).toBeCloseTo(worthAfter(upTo(step), 36), 1);
    }
  });

  it.each(['price-rise', 'returns-cut', 'support-cut', 'free-tier-withdrawal'])(
    'adds up to the net value of %s',
    (name) => {
      const text = readFileSync(new URL(`../../templates/examples/${name}.yaml`, import.meta.url), 'utf8');
      const assessment = assess(fromReview(parse(text)));
      const figure = known(assessment.waterfall);
      expect(figure?.netValue).toBe(netValueAt(assessment, assessment.decisionMonths));
      const sum = (figure?.steps ?? []).reduce((all, { value }) => all + value, 0);
      expect(sum).toBeCloseTo(figure?.netValue ?? Number.NaN, 1);
      for (const { part, value } of figure?.steps ?? []) if (part !== 'gain') expect(value).not.toBe(0);
    },
  );

  it('leaves out what is not there, and says what it lacks', () => {
    const six = { ...inputs, lossAfterPerYear: undefined };
    expect(known(assess(six).waterfall)?.steps.map(({ part }) => part)).not.toContain('leave-later');
    expect(assess({ ...inputs, discountRate: undefined }).waterfall).toEqual({
      known: false,
      missing: ['discountRate'],
    });
    expect(assess({ ...inputs, retentionBefore: 0 }).waterfall.known).toBe(false);
  });
});
