import { describe, expect, it } from 'vitest';
import { checkInputs } from '../../src/economics/check-inputs.ts';
import type { Inputs } from '../../src/economics/inputs.ts';

describe('checking inputs', () => {
  it.each<[string, Inputs, string, string]>([
    ['a percentage for a share', { retentionBefore: 80 }, 'out-of-range', 'retentionBefore'],
    ['a share below 0', { lossAtAnnouncement: -0.1 }, 'out-of-range', 'lossAtAnnouncement'],
    ['a negative cost', { oneOffCost: -5 }, 'out-of-range', 'oneOffCost'],
    ['what is no number', { customers: Number.NaN }, 'not-finite', 'customers'],
    ['what is infinite', { discountRate: Number.POSITIVE_INFINITY }, 'not-finite', 'discountRate'],
    [
      'a range that goes down',
      { lossAtAnnouncement: { low: 0.2, likely: 0.1, high: 0.3 } },
      'disordered',
      'lossAtAnnouncement',
    ],
    [
      'a range with one point outside',
      { retentionBefore: { low: 0.5, likely: 0.8, high: 1.2 } },
      'out-of-range',
      'retentionBefore',
    ],
    ['half a month', { grandfatherMonths: 1.5 }, 'not-whole', 'grandfatherMonths'],
    ['too many months', { horizonMonths: 121 }, 'out-of-range', 'horizonMonths'],
    [
      'a segment’s value',
      { segments: [{ segment: 'loyal', lossAfterPerYear: 3 }] },
      'out-of-range',
      'segments.loyal.lossAfterPerYear',
    ],
  ])('refuses %s', (_, given, code, input) => {
    const { problems } = checkInputs(given);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code, input });
    expect(problems[0]?.message).toContain(input);
  });

  it('takes a refused value away and keeps the others', () => {
    const { inputs } = checkInputs({ customers: 100, retentionBefore: 80, phaseInMonths: -1 });
    expect(inputs).toEqual({ customers: 100 });
  });

  it('leaves good inputs as they are', () => {
    const given: Inputs = {
      customers: { low: 90, likely: 100, high: 110 },
      contributionBefore: -5,
      newCustomersChange: { low: -0.1, likely: 0, high: 0.05 },
      horizonMonths: 48,
      distribution: 'triangular',
      segments: [{ segment: 'loyal', customers: 10 }],
    };
    expect(checkInputs(given)).toEqual({ inputs: given, problems: [] });
  });

  it('reads a segment once', () => {
    const rows = [
      { segment: 'loyal', customers: 10 },
      { segment: 'loyal', customers: 20 },
    ];
    const { inputs, problems } = checkInputs({ segments: rows });
    expect(inputs.segments).toEqual([rows[0]]);
    expect(problems).toMatchObject([{ code: 'repeated-segment', input: 'segments.loyal' }]);
  });
});
