import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Review } from '../../src/domain/review.ts';
import { evaluateReview } from '../../src/economics/evaluate-review.ts';
import { known } from '../../src/economics/figure.ts';
import { findRisks } from '../../src/economics/risk.ts';
import { chanceOfLoss } from './independent.ts';

const example = (): Review =>
  parse(readFileSync(new URL('../../templates/examples/price-rise.yaml', import.meta.url), 'utf8'));

/** The example with a forecast whose likely point is far from its middle. */
function bet(): Review {
  const review = example();
  return {
    ...review,
    change: { ...review.change, dates: { told: '2027-03-01', effective: '2027-03-01' }, exempt: [] },
    economics: { ...review.economics, lossAtAnnouncement: { low: 0.26, likely: 0.27, high: 0.9 } },
  };
}

describe('the chance of a loss', () => {
  it('is 99.9 % after a year and 65.8 % after three, where the likeliest case gains', () => {
    const drawn = known(evaluateReview(bet()).results.simulation)?.horizons ?? [];
    const [first, , third] = drawn;
    expect(first?.probabilityOfLoss).toBeGreaterThan(0.999);
    expect(third?.probabilityOfLoss).toBeCloseTo(0.658, 2);
    const independent = {
      interest: 0.1,
      paidAtOnce: 75_000,
      groups: [
        {
          customers: 6000,
          before: 132,
          after: 192,
          stay: 0.87,
          leave: { low: 0.26, likely: 0.27, high: 0.9 },
          leaveLater: { low: 0.01, likely: 0.02, high: 0.04 },
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
    };
    expect(chanceOfLoss(independent, 36, 3000)).toBeCloseTo(third?.probabilityOfLoss ?? 0, 1);
    expect(chanceOfLoss(independent, 12, 1000)).toBeGreaterThan(0.995);
  });

  it('is the one that the pages show', () => {
    const drawn = known(evaluateReview(bet()).results.simulation)?.horizons ?? [];
    expect(findRisks(bet(), [36], 0.5)).toEqual(
      drawn
        .filter(({ months }) => months === 36)
        .map(({ months, probabilityOfLoss, p10, p50, p90 }) => ({
          months,
          chance: probabilityOfLoss,
          p10,
          p50,
          p90,
        })),
    );
    expect(findRisks(bet(), [36], 0.75)).toEqual([]);
  });

  it('is of no interest where even the worst ends gain, and unknown where an input is', () => {
    expect(findRisks(example(), [36], 0)).toEqual([]);
    expect(findRisks({ ...bet(), economics: { discountRate: 0.1 } }, [36], 0.25)).toEqual([]);
  });
});
