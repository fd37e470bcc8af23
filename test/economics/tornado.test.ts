import { describe, expect, it } from 'vitest';
import { assess } from '../../src/economics/assess.ts';
import { known } from '../../src/economics/figure.ts';
import type { Inputs } from '../../src/economics/inputs.ts';

const inputs: Inputs = {
  customers: 1000,
  contributionBefore: 100,
  contributionAfter: 110,
  retentionBefore: 0.8,
  lossAtAnnouncement: { low: 0.05, likely: 0.08, high: 0.12 },
  discountRate: 0.08,
  oneOffCost: { low: 10, likely: 20, high: 30 },
};

describe('tornado', () => {
  it('puts the input first that moves the result most', () => {
    const rows = known(assess(inputs).tornado) ?? [];
    expect(rows.map(({ input }) => input)).toEqual(['lossAtAnnouncement', 'oneOffCost']);
    expect(rows[1]?.swing).toBe(20);
    expect(rows[1]?.atLow).toBeGreaterThan(rows[1]?.atHigh ?? Number.NaN);
  });

  it('compares at the ends of a range, everything else likely', () => {
    const at = (loss: number) =>
      known(assess({ ...inputs, lossAtAnnouncement: loss }).netValue)?.horizons[2]?.value;
    const [row] = known(assess(inputs).tornado) ?? [];
    expect([row?.atLow, row?.atHigh]).toEqual([at(0.05), at(0.12)]);
    expect(row?.decides).toBe(true);
  });

  it('uses the horizon by which the change is judged', () => {
    const [row] = known(assess({ ...inputs, horizonMonths: 12 }).tornado) ?? [];
    const short = known(assess({ ...inputs, lossAtAnnouncement: 0.05 }).netValue)?.horizons[0]?.value;
    expect(row?.atLow).toBe(short);
  });

  it('moves an input in all segments at once', () => {
    const segments = [
      { segment: 'a', customers: 400 },
      { segment: 'b', customers: 600 },
    ];
    const divided = known(assess({ ...inputs, segments }).tornado) ?? [];
    expect(divided.map(({ input, atLow }) => [input, atLow])).toEqual(
      known(assess(inputs).tornado)?.map(({ input, atLow }) => [input, atLow]),
    );
    expect(divided[0]?.paths).toEqual(['lossAtAnnouncement']);
  });

  it('is empty where every input is a plain number', () => {
    expect(known(assess({ ...inputs, lossAtAnnouncement: 0.1, oneOffCost: 5 }).tornado)).toEqual([]);
  });
});
