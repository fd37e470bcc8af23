import { grouped } from '../lib/words.ts';
import type { InputProblem } from './check-inputs.ts';
import { inputPath, likelyOf } from './inputs.ts';
import type { Lookup } from './model.ts';

/** Gains that differ by less than this share are the same gain, rounded. */
const ROUNDING = 0.02;

/**
 * Inputs that can not all be true. Figures are computed from them all the same: the contributions go before
 * the annual gain, and retention does not fall below 0.
 */
export function contradictions({ inputs, rows, find, range }: Lookup): InputProblem[] {
  const problems: InputProblem[] = [];
  const keys = ['customers', 'contributionBefore', 'contributionAfter'] as const;
  const complete = rows.every((row) => keys.every((key) => find(key, row) !== undefined));
  if (inputs.annualGain !== undefined && complete) {
    const stated = likelyOf(inputs.annualGain);
    const reckoned = rows.reduce((all, row) => {
      const [customers, before, after] = keys.map((key) => range(key, row).likely) as [
        number,
        number,
        number,
      ];
      return all + customers * (after - before);
    }, 0);
    if (Math.abs(stated - reckoned) > ROUNDING * Math.max(Math.abs(stated), Math.abs(reckoned))) {
      const message = `annualGain says ${grouped(stated)}, but customers and contributions make ${grouped(Math.round(reckoned))}; the contributions are used.`;
      problems.push({ code: 'contradiction', input: 'annualGain', message });
    }
  }
  for (const row of rows) {
    const extra = range('lossAfterPerYear', row).likely;
    const retention = range('retentionBefore', row).likely;
    if (extra > retention) {
      const input = inputPath('lossAfterPerYear', row.segment);
      const message = `${input} says that ${extra} leave each year, but only ${retention} would be left to leave.`;
      problems.push({ code: 'contradiction', input, message });
    }
  }
  return problems;
}
