import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/economics/evaluate.ts';
import { known } from '../../src/economics/figure.ts';
import type { Inputs } from '../../src/economics/inputs.ts';
import { buildModel } from '../../src/economics/model.ts';
import { simulate } from '../../src/economics/simulate.ts';
import type { Distribution } from '../../src/economics/three-point.ts';
import { pertMean, pertVariance, triangularMean, triangularVariance } from './moments.ts';

/** Nobody leaves, nothing is discounted: the net value after a year is customers × the uncertain gain, a straight line. */
const straight = (after: Inputs['contributionAfter'], more: Inputs = {}): Inputs => ({
  customers: 1,
  contributionBefore: 0,
  contributionAfter: after,
  retentionBefore: 1,
  lossAtAnnouncement: 0,
  discountRate: 0,
  ...more,
});

const simulation = (inputs: Inputs, draws = 20_000, seed = 3) => {
  const found = known(evaluate(inputs, { seed, draws }).simulation);
  if (found === undefined) throw new Error('nothing was simulated');
  return found;
};

const gain = { low: 1000, likely: 3000, high: 9000 };

describe('simulation', () => {
  it.each<[Distribution, number, number]>([
    ['pert', pertMean(gain), pertVariance(gain)],
    ['triangular', triangularMean(gain), triangularVariance(gain)],
  ])(
    'draws from a %s distribution: mean and variance within their standard errors',
    (distribution, mean, variance) => {
      const draws = 20_000;
      const { netValues } = simulate(buildModel(straight(gain)), [12], distribution, { seed: 11, draws });
      const values = [...(netValues.get(12) ?? [])];
      const found = values.reduce((sum, value) => sum + value, 0) / draws;
      const spread = values.reduce((sum, value) => sum + (value - found) ** 2, 0) / draws;
      const fourth = values.reduce((sum, value) => sum + (value - found) ** 4, 0) / draws;
      expect(Math.abs(found - mean)).toBeLessThan(2 * Math.sqrt(variance / draws));
      expect(Math.abs(spread - variance)).toBeLessThan(2 * Math.sqrt((fourth - variance ** 2) / draws));
    },
  );

  it('gives the probability of a loss, with its standard error', () => {
    // A triangle from −1 to 3 with its top at 1: a loss in one eighth of all cases.
    const inputs = straight({ low: -1000, likely: 1000, high: 3000 }, { distribution: 'triangular' });
    const [first] = simulation(inputs).horizons;
    expect(first?.probabilityOfLoss).toBeCloseTo(0.125, 3);
    expect(first?.probabilityStandardError).toBeLessThan(0.001);
  });

  it('states a standard error that covers the truth: nineteen of twenty seeds within two', () => {
    // Two uncertain inputs multiplied, so that even spreading does not make the error vanish.
    const inputs = straight(gain, { customers: { low: 10, likely: 30, high: 50 } });
    const truth = pertMean(gain) * 30;
    let within = 0;
    for (let seed = 0; seed < 40; seed++) {
      const [first] = simulation(inputs, 2000, seed).horizons;
      if (first && Math.abs(first.mean - truth) < 2 * first.meanStandardError) within += 1;
    }
    expect(within).toBeGreaterThanOrEqual(35);
    expect(within).toBeLessThan(40);
  });

  it('has its percentiles where the distribution has them', () => {
    // A triangle 0, 0, 1: the share below x is 1 − (1 − x)².
    const [first] = simulation(
      straight({ low: 0, likely: 0, high: 1000 }, { distribution: 'triangular' }),
    ).horizons;
    expect(first?.p10).toBeCloseTo(1000 * (1 - Math.sqrt(0.9)), -0.5);
    expect(first?.p50).toBeCloseTo(1000 * (1 - Math.sqrt(0.5)), -0.5);
    expect(first?.p90).toBeCloseTo(1000 * (1 - Math.sqrt(0.1)), -0.5);
  });

  it('orders the percentiles in every month', () => {
    const inputs = straight(gain, {
      lossAtAnnouncement: { low: 0, likely: 0.1, high: 0.5 },
      contributionBefore: 2000,
    });
    const { p10, p50, p90 } = simulation(inputs, 2000);
    expect(p50).toHaveLength(37);
    for (let month = 1; month <= 36; month++) {
      expect(p10[month]).toBeLessThan(p50[month] ?? Number.NaN);
      expect(p50[month]).toBeLessThan(p90[month] ?? Number.NaN);
    }
  });

  it('says what was drawn; where nothing is uncertain, all draws are the likely one', () => {
    expect(simulation(straight(gain), 1000).varied).toEqual(['contributionAfter']);
    const certain = simulation(straight(1200), 1000);
    expect(certain.varied).toEqual([]);
    expect(certain.horizons[0]).toMatchObject({
      p10: 1200,
      p50: 1200,
      p90: 1200,
      mean: 1200,
      meanStandardError: 0,
    });
  });

  it('draws one input of several segments together', () => {
    const loss = { low: 0, likely: 0.05, high: 0.5 };
    const halves = (share: Inputs['lossAtAnnouncement']) =>
      straight(1000, {
        contributionBefore: 900,
        segments: [
          { segment: 'a', customers: 500, lossAtAnnouncement: share },
          { segment: 'b', customers: 500, lossAtAnnouncement: share },
        ],
      });
    const whole = straight(1000, { contributionBefore: 900, customers: 1000, lossAtAnnouncement: loss });
    const [divided, undivided] = [simulation(halves(loss)), simulation(whole)];
    expect(divided.horizons[2]?.p10).toBeCloseTo(undivided.horizons[2]?.p10 ?? Number.NaN, 1);
    expect(divided.varied).toEqual(['segments.a.lossAtAnnouncement', 'segments.b.lossAtAnnouncement']);
  });

  it.each([
    [{ seed: -1 }, /seed/],
    [{ seed: 0.5 }, /seed/],
    [{ seed: 1, draws: 999 }, /draws/],
    [{ seed: 1, draws: 2_000_000 }, /draws/],
    [{ seed: 1, draws: 1500.5 }, /draws/],
  ])('refuses %o', (options, message) => {
    expect(() => evaluate(straight(gain), options)).toThrow(message);
  });
});
