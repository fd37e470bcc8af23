import { breakEvenLoss } from '../../../src/economics/break-even.ts';
import { evaluate } from '../../../src/economics/evaluate.ts';
import { known } from '../../../src/economics/figure.ts';
import type { Inputs } from '../../../src/economics/inputs.ts';
import { percent, round } from './format.ts';

/** Published figures in billions of dollars; docs/cases/southwest-2025.md gives the address of each. */
const facts = {
  revenue: 27.5,
  gain: 1.5,
  lost: 1.8,
  reported2025: 0.35,
  fullYear: 0.7,
  earlierRunRate: 1,
};

/** What nobody published. */
const assumptions = {
  /** The loss may be half of what was forecast, or half as much again. */
  spread: 0.5,
  retention: 0.9,
  discountRate: 0.08,
  seed: 2025,
};

/** So read, the airline's two figures make a loss of exactly their difference in a year. */
const forecast = facts.lost / (facts.revenue + facts.gain);

/** The revenue of 2024 as a hundred customers, each one per cent of it. */
const inputs: Inputs = {
  customers: 100,
  contributionBefore: (facts.revenue * 1e9) / 100,
  annualGain: facts.gain * 1e9,
  retentionBefore: assumptions.retention,
  lossAtAnnouncement: {
    low: forecast * (1 - assumptions.spread),
    likely: forecast,
    high: forecast * (1 + assumptions.spread),
  },
  discountRate: assumptions.discountRate,
};

export const results = evaluate(inputs, { seed: assumptions.seed });

const billions = (value: number, digits = 2) => `$${round(Math.abs(value) / 1e9, digits)} billion`;

function computed(): Record<string, string> {
  const breakEven = known(results.breakEven);
  const simulation = known(results.simulation);
  const netValue = known(results.netValue);
  const [year, , three] = simulation?.horizons ?? [];
  if (!breakEven || !netValue || !simulation || !year || !three) throw new Error('a figure is missing');
  const spare = breakEvenLoss(facts.revenue, facts.revenue + facts.fullYear);
  return {
    forecast: percent(forecast),
    low: percent(forecast * (1 - assumptions.spread)),
    high: percent(forecast * (1 + assumptions.spread)),
    breakEven: percent(breakEven.share),
    ownDifference: `$${round(facts.lost - facts.gain, 1)} billion`,
    ofForecast: percent(breakEven.share / forecast, 0),
    value12: billions(netValue.horizons[0]?.value ?? Number.NaN),
    value36: billions(netValue.horizons[2]?.value ?? Number.NaN),
    probability36: percent(three.probabilityOfLoss, 0),
    p10: billions(three.p10),
    p50: billions(three.p50),
    p90: billions(three.p90),
    spare: percent(spare),
    gainMiss: percent(1 - facts.fullYear / facts.gain, 0),
    // The squared distance to what happened: no loss, 0.
    brier: String(round(three.probabilityOfLoss ** 2, 2)),
  };
}

export const figures = computed();
