import { describe, expect, it } from 'vitest';
import { assess } from '../../src/economics/assess.ts';
import { netValueAt } from '../../src/economics/evaluate.ts';
import { known } from '../../src/economics/figure.ts';
import type { Inputs } from '../../src/economics/inputs.ts';

/** 100 key accounts of 10,000, of whom one in five leaves, and 9,900 small ones who stay. */
const keyAccounts: Inputs = {
  retentionBefore: 0.9,
  discountRate: 0.1,
  segments: [
    {
      segment: 'key',
      customers: 100,
      contributionBefore: 20_000,
      contributionAfter: 21_000,
      lossAtAnnouncement: { low: 0.15, likely: 0.2, high: 0.3 },
    },
    {
      segment: 'small',
      customers: 9900,
      contributionBefore: 100,
      contributionAfter: 105,
      lossAtAnnouncement: { low: 0.003, likely: 0.005, high: 0.01 },
    },
  ],
};

describe('the break-even of groups who bring different amounts', () => {
  it('is weighed by what they bring, and agrees with the net value', () => {
    const assessment = assess(keyAccounts);
    const figure = known(assessment.breakEven);
    // 149,500 of 3,139,500 a year; lost: 0.2 × 2,100,000 + 0.005 × 1,039,500.
    expect(figure?.share).toBeCloseTo(149_500 / 3_139_500, 5);
    expect(figure?.forecast?.likely).toBeCloseTo(425_197.5 / 3_139_500, 5);
    expect(figure).toMatchObject({
      byContribution: true,
      contributionInAll: 3_139_500,
      gainPerYear: 149_500,
      position: 'beyond',
      likelyBeyond: true,
    });
    expect(figure).not.toHaveProperty('customers');
    expect(netValueAt(assessment, 12)).toBeLessThan(0);
    expect(figure?.segments.map(({ position }) => position)).toEqual(['beyond', 'below']);
  });

  it('is by heads where all bring the same', () => {
    const same = keyAccounts.segments?.map((row) => ({
      ...row,
      contributionBefore: 100,
      contributionAfter: 105,
    }));
    const figure = known(assess({ ...keyAccounts, segments: same }).breakEven);
    expect(figure?.forecast?.likely).toBeCloseTo((100 * 0.2 + 9900 * 0.005) / 10_000, 5);
    expect(figure?.customers).toBeCloseTo(10_000 * (5 / 105), 0);
    expect(figure).not.toHaveProperty('byContribution');
  });

  it('has no net value beside it where nobody stays for another year', () => {
    const { netValue, tornado } = assess({ ...keyAccounts, retentionBefore: 0 });
    expect(netValue).toMatchObject({ known: false, missing: [] });
    expect(tornado.known).toBe(false);
  });
});
