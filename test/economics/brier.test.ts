import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brierScore } from '../../src/economics/brier.ts';

const forecasts = fc.array(
  fc.record({
    probability: fc.integer({ min: 0, max: 1000 }).map((perMille) => perMille / 1000),
    happened: fc.boolean(),
  }),
  { minLength: 1, maxLength: 50 },
);

describe('Brier score', () => {
  it('is 0.0375 for the example of scikit-learn', () => {
    // https://scikit-learn.org/1.6/modules/generated/sklearn.metrics.brier_score_loss.html
    const outcomes = [false, true, true, false];
    const scored = [0.1, 0.9, 0.8, 0.3].map((probability, index) => ({
      probability,
      happened: outcomes[index] ?? false,
    }));
    expect(brierScore(scored)).toBeCloseTo(0.0375, 12);
  });

  it('is 0.25 for who always says one half', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1 }), (outcomes) => {
        expect(brierScore(outcomes.map((happened) => ({ probability: 0.5, happened })))).toBe(0.25);
      }),
    );
  });

  it('lies between 0 and 1, and is 0 only if every forecast was certain and right', () => {
    fc.assert(
      fc.property(forecasts, (given) => {
        const score = brierScore(given);
        const perfect = given.every(({ probability, happened }) => probability === Number(happened));
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(score === 0).toBe(perfect);
      }),
    );
    expect(brierScore([{ probability: 1, happened: true }])).toBe(0);
    expect(brierScore([{ probability: 0, happened: true }])).toBe(1);
  });

  it('has nothing to say without forecasts', () => {
    expect(brierScore([])).toBeNaN();
  });
});
