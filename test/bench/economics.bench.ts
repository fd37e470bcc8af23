import { bench, describe } from 'vitest';
import { assess } from '../../src/economics/assess.ts';
import { evaluate } from '../../src/economics/evaluate.ts';
import type { Inputs } from '../../src/economics/inputs.ts';
import { latinHypercube } from '../../src/economics/latin-hypercube.ts';
import { buildBand } from '../../src/economics/percentile.ts';
import { quantile, quantileTable } from '../../src/economics/quantile-table.ts';
import { type Random, sfc32 } from '../../src/economics/sfc32.ts';
import { pertShape } from '../../src/economics/three-point.ts';

const draws = 100_000;
const range = { low: 0.02, likely: 0.05, high: 0.12 };

/** Five uncertain inputs, as in a full review. */
const inputs: Inputs = {
  customers: 20_000,
  contributionBefore: 120,
  contributionAfter: { low: 128, likely: 132, high: 134 },
  retentionBefore: { low: 0.8, likely: 0.85, high: 0.88 },
  lossAtAnnouncement: range,
  lossAfterPerYear: { low: 0, likely: 0.02, high: 0.06 },
  discountRate: 0.1,
  contactsPerCustomer: { low: 0.05, likely: 0.12, high: 0.3 },
  contactCost: 6,
};

/** A gamma variate by G. Marsaglia and W. W. Tsang: the usual way to an exact beta variate. */
function gamma(shape: number, random: Random): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const v = (1 + c * normal) ** 3;
    if (v > 0 && Math.log(1 - random()) < (normal * normal) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Where results go, so that no engine may skip the work. */
const sink = new Float64Array(1);
const keep = (value: number) => sink.fill(value);

describe('100,000 draws of one PERT input', () => {
  bench('table and Latin hypercube, the table included', () => {
    const table = quantileTable(range, 'pert');
    let sum = 0;
    for (const share of latinHypercube(draws, sfc32(1))) sum += quantile(table, share);
    keep(sum);
  });
  bench('exact draws (two gamma variates each)', () => {
    const random = sfc32(1);
    const { alpha, beta } = pertShape(range);
    let sum = 0;
    for (let draw = 0; draw < draws; draw++) {
      const a = gamma(alpha, random);
      sum += range.low + ((range.high - range.low) * a) / (a + gamma(beta, random));
    }
    keep(sum);
  });
});

describe('three percentiles of 100,000 values', () => {
  const values = latinHypercube(draws, sfc32(2));
  bench('selection', () => {
    keep(buildBand(values.slice()).p50);
  });
  bench('sorting', () => {
    keep(values.slice().sort()[draws / 2] ?? 0);
  });
});

describe('a whole review', () => {
  bench('without dice', () => {
    keep(assess(inputs).problems.length);
  });
  bench('100,000 draws × 36 months, five uncertain inputs', () => {
    keep(evaluate(inputs, { seed: 1 }).problems.length);
  });
});
