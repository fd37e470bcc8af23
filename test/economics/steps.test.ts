import { describe, expect, it } from 'vitest';
import { assess } from '../../src/economics/assess.ts';
import { netValueAt } from '../../src/economics/evaluate.ts';
import { known } from '../../src/economics/figure.ts';
import type { Inputs } from '../../src/economics/inputs.ts';
import { stepTable } from '../../src/economics/steps.ts';
import { type Case, worthAfter } from './independent.ts';

const inputs: Inputs = {
  customers: 1000,
  contributionBefore: 100,
  contributionAfter: { low: 130, likely: 140, high: 150 },
  retentionBefore: 0.9,
  discountRate: 0.1,
  lossAtAnnouncement: { low: 0.05, likely: 0.1, high: 0.2 },
  lossAfterPerYear: 0.02,
  oneOffCost: 5000,
  newCustomersPerYear: 100,
  newCustomersChange: 0,
  joinerContributionBefore: 80,
  joinerContributionAfter: 100,
};

const at = (step: number, loss: number): Case => ({
  interest: 0.1,
  paidAtOnce: 5000,
  groups: [
    { customers: 1000, before: 100, after: 100 + 40 * step, stay: 0.9, leave: loss, leaveLater: 0.02 },
  ],
  joining: { perYear: 100, change: 0, before: 80, after: 80 + 20 * step, stay: 0.9 },
});

describe('a smaller or larger step against the loss', () => {
  const table = known(stepTable(inputs));

  it('has the net values that another implementation finds, and the line between gain and loss', () => {
    expect(table?.losses).toEqual([0, 0.05, 0.1, 0.2, 0.4]);
    expect(table?.rows.map(({ step, gain }) => [step, gain])).toEqual([
      [0.25, 10],
      [0.5, 20],
      [0.75, 30],
      [1, 40],
      [1.25, 50],
      [1.5, 60],
    ]);
    for (const { step, values, breakEvenLoss: line = Number.NaN } of table?.rows ?? []) {
      for (const [index, loss] of (table?.losses ?? []).entries()) {
        expect(values[index], `${step} and ${loss}`).toBeCloseTo(worthAfter(at(step, loss), 36), 1);
      }
      expect(Math.abs(worthAfter(at(step, line), 36))).toBeLessThan(1);
    }
    expect(table?.rows[3]?.values[2]).toBe(netValueAt(assess(inputs), 36));
    expect(table).not.toHaveProperty('curve');
  });

  it('takes a gain of all together, and groups with figures of their own', () => {
    const { contributionAfter: _, ...rest } = inputs;
    const total = known(stepTable({ ...rest, annualGain: 40_000 }));
    expect(total?.rows.map(({ values }) => values)).toEqual(table?.rows.map(({ values }) => values));
    const segments = [
      { segment: 'a', customers: 400 },
      { segment: 'b', customers: 600, contributionBefore: 100, contributionAfter: 140 },
    ];
    const divided = known(stepTable({ ...inputs, customers: undefined, segments }));
    expect(divided?.losses).toEqual(table?.losses);
    for (const [index, { values }] of (divided?.rows ?? []).entries()) {
      for (const [column, value] of values.entries()) {
        expect(value).toBeCloseTo(table?.rows[index]?.values[column] ?? Number.NaN, 1);
      }
    }
  });

  it('says what it lacks', () => {
    expect(stepTable({ ...inputs, discountRate: undefined })).toEqual({
      known: false,
      missing: ['discountRate'],
    });
  });
});

describe('the curve of the step against the net value', () => {
  it('runs in straight lines through nobody, and the two losses that are known', () => {
    const curve = known(stepTable({ ...inputs, otherStep: { step: 0.5, loss: 0.02 } }))?.curve;
    const points = new Map((curve?.points ?? []).map(({ step, loss }) => [step, loss]));
    expect(points.get(0.25)).toBeCloseTo(0.01, 5);
    expect(points.get(0.5)).toBe(0.02);
    expect(points.get(0.75)).toBeCloseTo(0.06, 5);
    expect(points.get(1)).toBe(0.1);
    expect(points.get(1.5)).toBeCloseTo(0.18, 5);
    for (const { step, loss, value } of curve?.points ?? []) {
      expect(value, String(step)).toBeCloseTo(worthAfter(at(step, loss), 36), 0);
    }
  });

  it('finds the step that brings most', () => {
    const curve = known(stepTable({ ...inputs, otherStep: { step: 1.25, loss: 0.6 } }))?.curve;
    expect(curve?.best.step).toBe(1);
    const values = (curve?.points ?? []).map(({ value }) => value);
    expect(curve?.best.value).toBe(Math.max(...values));
    // Beyond the last point the line goes on, but never beyond all of them.
    expect(curve?.points.at(-1)?.loss).toBe(1);
  });

  it.each([
    [{ step: 1, loss: 0.1 }, 'must not be 1'],
    [{ step: 0, loss: 0.1 }, 'from 0.01 to 10'],
    [{ step: 0.5, loss: 2 }, 'a share from 0 to 1'],
  ])('takes no %j for a second point', (otherStep, why) => {
    const given = { ...inputs, otherStep };
    expect(assess(given).problems[0]?.message).toContain(why);
    expect(known(stepTable(given))).not.toHaveProperty('curve');
  });
});
