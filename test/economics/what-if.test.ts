import { describe, expect, it } from 'vitest';
import { compare } from '../../src/economics/compare.ts';
import { evaluate } from '../../src/economics/evaluate.ts';
import { known } from '../../src/economics/figure.ts';
import type { Inputs } from '../../src/economics/inputs.ts';
import { override, whatIf } from '../../src/economics/what-if.ts';

const inputs: Inputs = {
  customers: 10_000,
  contributionBefore: 100,
  contributionAfter: 112,
  retentionBefore: 0.85,
  lossAtAnnouncement: { low: 0.05, likely: 0.09, high: 0.15 },
  lossAfterPerYear: { low: 0, likely: 0.01, high: 0.03 },
  discountRate: 0.08,
};
const options = { seed: 5, draws: 4000 };

describe('override', () => {
  it('replaces what it names and leaves the rest', () => {
    expect(override(inputs, { retentionBefore: 0.9 })).toEqual({ ...inputs, retentionBefore: 0.9 });
  });

  it('reaches segments that had a value of their own', () => {
    const divided: Inputs = {
      ...inputs,
      segments: [
        { segment: 'a', customers: 5, retentionBefore: 0.5 },
        { segment: 'b', customers: 5 },
      ],
    };
    expect(override(divided, { retentionBefore: 0.9 }).segments).toEqual([
      { segment: 'a', customers: 5 },
      { segment: 'b', customers: 5 },
    ]);
  });

  it('can be for one segment alone', () => {
    const divided: Inputs = {
      ...inputs,
      segments: [
        { segment: 'a', customers: 5 },
        { segment: 'b', customers: 5 },
      ],
    };
    const changed = override(divided, {
      segments: [
        { segment: 'b', retentionBefore: 0.2 },
        { segment: 'c', customers: 1 },
      ],
    });
    expect(changed.segments).toEqual([
      { segment: 'a', customers: 5 },
      { segment: 'b', customers: 5, retentionBefore: 0.2 },
      { segment: 'c', customers: 1 },
    ]);
  });

  it('sets details aside where a sum is given in their place', () => {
    const changed = override(inputs, { annualGain: 50_000 });
    expect(known(evaluate(changed, options).breakEven)?.gainPerYear).toBe(50_000);
    expect(override(inputs, { annualGain: 5, contributionAfter: 103 }).contributionAfter).toBe(103);
  });
});

describe('what-if', () => {
  it('evaluates both sides and leaves the inputs alone', () => {
    const before = structuredClone(inputs);
    const { before: asIs, after, inputs: changed } = whatIf(inputs, { grandfatherMonths: 12 }, options);
    expect(inputs).toEqual(before);
    expect(asIs).toEqual(evaluate(inputs, options));
    expect(after).toEqual(evaluate(changed, options));
    expect(changed.grandfatherMonths).toBe(12);
  });

  it('meets the same luck: an override that changes nothing changes no digit', () => {
    const { before, after } = whatIf(inputs, { retentionBefore: 0.85 }, options);
    expect(after).toEqual(before);
  });

  it('keeps the luck of the inputs that an override does not touch', () => {
    // The extra loss is no longer drawn; every draw of the announcement's loss stays what it was.
    const { before, after } = whatIf(
      { ...inputs, lossAfterPerYear: { low: 0.01, likely: 0.01, high: 0.010001 } },
      { lossAfterPerYear: 0.01 },
      options,
    );
    const [a, b] = [known(before.simulation)?.horizons[2], known(after.simulation)?.horizons[2]];
    expect(a?.p10).toBeCloseTo(b?.p10 ?? Number.NaN, -2);
    expect(a?.probabilityOfLoss).toBeCloseTo(b?.probabilityOfLoss ?? Number.NaN, 3);
  });
});

describe('comparison', () => {
  const comparison = compare(
    inputs,
    [
      { id: 'nothing', inputs: 'do-nothing' },
      { id: 'same', inputs },
      {
        id: 'milder',
        inputs: {
          ...inputs,
          contributionAfter: 106,
          lossAtAnnouncement: { low: 0.01, likely: 0.02, high: 0.04 },
        },
      },
      { id: 'unknown', inputs: { ...inputs, retentionBefore: undefined } },
    ],
    options,
  );
  const row = (id: string) => comparison.alternatives.find((alternative) => alternative.id === id);

  it('holds the change as it is', () => {
    expect(comparison.change).toEqual(evaluate(inputs, options));
  });

  it('measures against doing nothing, which is worth 0', () => {
    const nothing = row('nothing')?.horizons;
    const change = known(comparison.change.netValue)?.horizons;
    const lost = known(comparison.change.simulation)?.horizons;
    expect(nothing?.map(({ months }) => months)).toEqual([12, 24, 36]);
    for (const [index, horizon] of (nothing ?? []).entries()) {
      expect(horizon.value).toBe(0);
      expect(horizon.difference).toBe(-(change?.[index]?.value ?? Number.NaN));
      expect(horizon.probabilityBetter).toBe(lost?.[index]?.probabilityOfLoss);
    }
  });

  it('finds the same change no better than itself', () => {
    for (const { difference, probabilityBetter } of row('same')?.horizons ?? []) {
      expect([difference, probabilityBetter]).toEqual([0, 0]);
    }
    expect(row('same')?.horizons).toHaveLength(3);
  });

  it('says how often an alternative ends better', () => {
    const last = row('milder')?.horizons[2];
    expect(last?.difference).toBeGreaterThan(0);
    expect(last?.probabilityBetter).toBeGreaterThan(0.8);
    expect(last?.standardError).toBeLessThan(0.02);
  });

  it('does not guess about an alternative that lacks inputs', () => {
    expect(row('unknown')?.horizons).toEqual([]);
    expect(row('unknown')?.results?.netValue).toEqual({ known: false, missing: ['retentionBefore'] });
  });
});
