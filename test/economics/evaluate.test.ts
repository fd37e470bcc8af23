import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../src/economics/assess.ts';
import { evaluate, netValueAt } from '../../src/economics/evaluate.ts';
import { known } from '../../src/economics/figure.ts';
import type { Inputs } from '../../src/economics/inputs.ts';
import { buildModel } from '../../src/economics/model.ts';
import { simulate } from '../../src/economics/simulate.ts';
import { runsAtEffort } from '../support/effort.ts';
import { sixNumbers } from './arbitraries.ts';

const six: Inputs = {
  customers: 20_000,
  contributionBefore: 120,
  contributionAfter: 132,
  retentionBefore: 0.85,
  lossAtAnnouncement: { low: 0.04, likely: 0.07, high: 0.12 },
  discountRate: 0.1,
};

const rich: Inputs = {
  ...six,
  lossAfterPerYear: { low: 0, likely: 0.02, high: 0.06 },
  acquisitionCost: { low: 60, likely: 80, high: 120 },
  referralsPerCustomer: 0.3,
  referralConversion: { low: 0.05, likely: 0.1, high: 0.2 },
  referralValue: 250,
  contactsPerCustomer: { low: 0.05, likely: 0.12, high: 0.3 },
  contactCost: 6,
  contactMinutes: 7,
  goodwillBudget: 20_000,
  oneOffCost: 35_000,
  newCustomersPerYear: 2500,
  newCustomersChange: { low: -0.1, likely: -0.03, high: 0 },
  joinerContributionBefore: 120,
  joinerContributionAfter: 132,
};

const everyFigure = (results: ReturnType<typeof assess>) =>
  [results.breakEven, results.lifetime, results.lifetimeAtRisk, results.netValue, results.tornado].map(
    ({ known }) => known,
  );

describe('six numbers', () => {
  it('are enough for break-even, lifetime value, net value and simulation', () => {
    const results = evaluate(six, { seed: 1, draws: 2000 });
    expect(everyFigure(results)).toEqual([true, true, true, true, true]);
    expect(results.simulation.known).toBe(true);
    expect(known(results.breakEven)).toMatchObject({
      share: 0.090909,
      customers: 1818.2,
      gainPerYear: 240_000,
      forecast: { low: 0.04, likely: 0.07, high: 0.12 },
      position: 'inside',
      likelyBeyond: false,
    });
    expect(known(results.lifetime)).toEqual({ multiple: 3.4, perCustomer: 408, segments: [] });
    expect(known(results.lifetimeAtRisk)).toEqual({ low: 326_400, likely: 571_200, high: 979_200 });
  });

  it('say aloud what is left out of the net value', () => {
    expect(assess(six).omitted.map(({ part }) => part)).toEqual([
      'extra-loss',
      'referrals',
      'contacts',
      'goodwill',
      'one-off-cost',
      'new-customers',
    ]);
    expect(assess(rich).omitted).toEqual([]);
    expect(assess(rich).missing).toEqual([]);
  });

  it('are each missed by name', () => {
    for (const key of Object.keys(six)) {
      const { [key as keyof Inputs]: _, ...rest } = six;
      const results = evaluate(rest, { seed: 1, draws: 1000 });
      expect(results.netValue, key).toEqual({ known: false, missing: [key] });
      expect(results.simulation, key).toEqual({ known: false, missing: [key] });
      expect(results.missing.find(({ input }) => input === key)?.figures, key).toContain('netValue');
    }
  });

  it('give nothing for nothing', () => {
    const results = evaluate({}, { seed: 1, draws: 1000 });
    expect(everyFigure(results)).toEqual([false, false, false, false, false]);
    expect(results.missing.map(({ input }) => input)).toEqual(
      expect.arrayContaining([...Object.keys(six), 'acquisitionCost', 'goodwillBudget']),
    );
  });

  it('asks for a segment’s value by the segment’s name, and once for what all lack', () => {
    const { customers: _, ...rest } = six;
    const results = assess({
      ...rest,
      discountRate: undefined,
      segments: [{ segment: 'a', customers: 5 }, { segment: 'b' }],
    });
    expect(results.netValue).toEqual({ known: false, missing: ['segments.b.customers', 'discountRate'] });
  });

  it('do not take the customers of all for those of one segment', () => {
    const results = assess({ ...six, segments: [{ segment: 'a', customers: 5 }, { segment: 'b' }] });
    expect(results.netValue).toEqual({ known: false, missing: ['segments.b.customers'] });
  });

  it('treat a refused value as unknown and say why', () => {
    const results = assess({ ...six, retentionBefore: 85 });
    expect(results.problems).toMatchObject([{ code: 'out-of-range', input: 'retentionBefore' }]);
    expect(results.netValue).toEqual({ known: false, missing: ['retentionBefore'] });
  });
});

describe('break-even', () => {
  const withLoss = (low: number, likely: number, high: number) =>
    known(assess({ ...six, lossAtAnnouncement: { low, likely, high } }).breakEven);

  it.each([
    [0.01, 0.02, 0.05, 'below', false],
    [0.01, 0.02, 0.2, 'inside', false],
    [0.01, 0.1, 0.2, 'inside', true],
    [0.1, 0.11, 0.2, 'beyond', true],
  ] as const)('stands to a forecast of %s, %s, %s as %s', (low, likely, high, position, likelyBeyond) => {
    expect(withLoss(low, likely, high)).toMatchObject({ position, likelyBeyond });
  });

  it('needs neither retention nor discount rate, and no forecast', () => {
    const figure = known(assess({ contributionBefore: 120, contributionAfter: 132 }).breakEven);
    expect(figure).toEqual({
      share: 0.090909,
      contributionBefore: 120,
      contributionAfter: 132,
      segments: [],
    });
  });

  it('comes out of the annual gain too', () => {
    const { contributionAfter: _, ...five } = six;
    expect(known(assess({ ...five, annualGain: 240_000 }).breakEven)?.share).toBe(0.090909);
  });

  it('is an average weighed by gain, beside each segment’s own', () => {
    const figure = known(
      assess({
        ...six,
        segments: [
          {
            segment: 'loyal',
            customers: 1000,
            contributionBefore: 200,
            contributionAfter: 250,
            lossAtAnnouncement: { low: 0, likely: 0.1, high: 0.1 },
          },
          { segment: 'new', customers: 3000, lossAtAnnouncement: 0.02 },
        ],
      }).breakEven,
    );
    // (1000 × 250 + 3000 × 132 − 1000 × 200 − 3000 × 120) ÷ (1000 × 250 + 3000 × 132)
    expect(figure?.share).toBeCloseTo(86_000 / 646_000, 6);
    // By contribution: (0.1 × 250,000 + 0.02 × 396,000) ÷ 646,000; at least, only the new ones.
    expect(figure?.forecast).toEqual({ low: 0.01226, likely: 0.05096, high: 0.05096 });
    expect(figure?.segments.map(({ segment, share }) => [segment, share])).toEqual([
      ['loyal', 0.2],
      ['new', 0.090909],
    ]);
  });

  it('says why there is none where a customer brings nothing afterwards', () => {
    const figure = assess({ ...six, contributionAfter: -1 }).breakEven;
    expect(figure).toMatchObject({
      known: false,
      missing: [],
      because: expect.stringContaining('brings nothing'),
    });
  });

  it('is negative for a change that gives something away: so many more customers are needed', () => {
    expect(known(assess({ ...six, contributionAfter: 100 }).breakEven)?.share).toBe(-0.2);
  });
});

describe('horizons', () => {
  it('are 12, 24 and 36 months, and the one of the review', () => {
    const months = (horizonMonths?: number) =>
      known(assess({ ...six, horizonMonths }).netValue)?.horizons.map((horizon) => horizon.months);
    expect(months()).toEqual([12, 24, 36]);
    expect(months(24)).toEqual([12, 24, 36]);
    expect(months(60)).toEqual([12, 24, 36, 60]);
    expect(assess({ ...six, horizonMonths: 60 }).decisionMonths).toBe(60);
    expect(assess(six).decisionMonths).toBe(36);
  });

  it('show a short-term gain that becomes a medium-term loss, and the month', () => {
    const results = assess({ ...six, lossAtAnnouncement: 0.02, lossAfterPerYear: 0.09 });
    expect(netValueAt(results, 12)).toBeGreaterThan(0);
    expect(netValueAt(results, 36)).toBeLessThan(0);
    const figure = known(results.netValue);
    const month = figure?.course.turnsToLoss ?? Number.NaN;
    expect(month).toBeGreaterThan(12);
    expect(figure?.cumulated[month - 1]).toBeGreaterThan(0);
    expect(figure?.cumulated[month]).toBeLessThan(0);
  });
});

describe('costs', () => {
  it('are lost × price each, low with low and high with high', () => {
    const { costs } = assess(rich);
    expect(known(costs.lost)).toEqual({ low: 800, likely: 1400, high: 2400 });
    expect(known(costs.replacement)).toEqual({ low: 48_000, likely: 112_000, high: 288_000 });
    expect(known(costs.referralsPerYear)).toEqual({ low: 3000, likely: 10_500, high: 36_000 });
    expect(known(costs.contacts)).toEqual({ low: 1000, likely: 2400, high: 6000 });
    expect(known(costs.contactCost)).toEqual({ low: 6000, likely: 14_400, high: 36_000 });
    expect(known(costs.contactHours)?.likely).toBe(280);
    expect(known(costs.goodwill)?.likely).toBe(20_000);
    expect(known(costs.oneOff)?.likely).toBe(35_000);
  });

  it('are the published bank’s figures: a reward of €25 for a value gap of €40 returns 60 %', () => {
    // https://researchgate.net/publication/236742277_Do_Referral_Programs_Increase_Profits
    const { costs } = assess({
      customers: 1,
      lossAtAnnouncement: 1,
      referralsPerCustomer: 1,
      referralConversion: 1,
      referralValue: 40,
    });
    expect((known(costs.referralsPerYear)?.likely ?? 0) / 25 - 1).toBeCloseTo(0.6, 12);
  });

  it('do not put replacement into the net value', () => {
    const { acquisitionCost: _, ...without } = rich;
    expect(assess(without).netValue).toEqual(assess(rich).netValue);
    expect(assess(without).costs.replacement).toEqual({ known: false, missing: ['acquisitionCost'] });
  });

  it('add a segment’s own amounts to those of the whole', () => {
    const { costs } = assess({
      goodwillBudget: 100,
      segments: [{ segment: 'a', goodwillBudget: 20 }, { segment: 'b' }],
    });
    expect(known(costs.goodwill)?.likely).toBe(120);
  });

  it('take the leader’s own sum where the details are missing', () => {
    const { costs, omitted } = assess({
      ...six,
      contactsBudget: 5000,
      referralLoss: { low: 1, likely: 2, high: 3 },
    });
    expect(known(costs.contactCost)?.likely).toBe(5000);
    expect(known(costs.referralsPerYear)).toEqual({ low: 1, likely: 2, high: 3 });
    expect(omitted.map(({ part }) => part)).not.toContain('contacts');
    expect(omitted.map(({ part }) => part)).not.toContain('referrals');
  });
});

describe('lifetime', () => {
  it('has no value where it has no end', () => {
    expect(assess({ ...six, retentionBefore: 1, discountRate: 0 }).lifetime).toMatchObject({
      known: false,
      because: expect.stringContaining('no end'),
    });
  });

  it('of a new customer is less the cost of winning them', () => {
    expect(known(assess(rich).lifetime)).toMatchObject({ perCustomer: 408, perNewCustomer: 328 });
  });

  it('of all is the average over the segments’ customers', () => {
    const figure = known(
      assess({
        ...six,
        segments: [
          { segment: 'a', customers: 1, retentionBefore: 0.8 },
          { segment: 'b', customers: 3, retentionBefore: 0.6 },
        ],
      }).lifetime,
    );
    expect(figure?.segments.map(({ multiple }) => multiple)).toEqual([2.666667, 1.2]);
    expect(figure?.perCustomer).toBe(188);
  });
});

describe('contradictions', () => {
  it('are told and do not stop the figures', () => {
    const results = assess({ ...six, annualGain: 300_000, lossAfterPerYear: 0.9 });
    expect(results.problems.map(({ code, input }) => [code, input])).toEqual([
      ['contradiction', 'annualGain'],
      ['contradiction', 'lossAfterPerYear'],
    ]);
    expect(results.netValue.known).toBe(true);
  });

  it('are not made of rounding', () => {
    expect(assess({ ...six, annualGain: 239_000 }).problems).toEqual([]);
  });
});

describe('reproducibility', () => {
  it('gives the same bytes for the same seed', () => {
    const run = (seed: number) => JSON.stringify(evaluate(rich, { seed, draws: 2000 }));
    expect(run(7)).toBe(run(7));
    expect(run(7)).not.toBe(run(8));
  });

  it('gives these bytes on every machine', () => {
    // The draws themselves, before any rounding. A different digest here means that somebody with
    // another machine, engine or version would be shown other figures for the same review.
    const digest = createHash('sha256');
    for (const distribution of ['pert', 'triangular'] as const) {
      const { netValues } = simulate(buildModel(rich), [12, 24, 36], distribution, {
        seed: 20_261_122,
        draws: 10_000,
      });
      for (const values of netValues.values()) digest.update(new Uint8Array(values.buffer));
    }
    expect(digest.digest('hex')).toMatchInlineSnapshot(
      `"69687fd5b06155a37b5394994c7c1fa9cb2c77f934e0cc2970302eb7451e26e1"`,
    );
  });

  it('has no -0, no NaN and no infinity in it', () => {
    fc.assert(
      fc.property(sixNumbers, (inputs) => {
        const walk = (value: unknown): void => {
          if (typeof value === 'number') {
            expect(Number.isFinite(value)).toBe(true);
            expect(Object.is(value, -0)).toBe(false);
          } else if (value !== null && typeof value === 'object') Object.values(value).forEach(walk);
        };
        walk(assess(inputs));
      }),
      { numRuns: runsAtEffort(20) },
    );
  });
});
