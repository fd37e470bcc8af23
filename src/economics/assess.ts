import { type BreakEvenFigure, breakEvenFigure } from './break-even-figure.ts';
import { checkInputs, type InputProblem } from './check-inputs.ts';
import { contradictions } from './contradictions.ts';
import { buildCosts, type Costs } from './costs-figure.ts';
import { type Figure, figure, impossible } from './figure.ts';
import type { Inputs } from './inputs.ts';
import { type LifetimeFigure, lifetimeAtRisk, lifetimeFigure } from './lifetime-figure.ts';
import { buildLookup, buildModel, type Model, type Omission } from './model.ts';
import { decisionMonths, type NetValueFigure, netValueFigure } from './net-value-figure.ts';
import type { Range } from './three-point.ts';
import { type TornadoRow, tornado } from './tornado.ts';
import { type Waterfall, waterfall } from './waterfall.ts';

/** Figures that can be computed, by the names under which they are reported. */
type FigureName =
  | 'breakEven'
  | 'lifetime'
  | 'lifetimeAtRisk'
  | 'netValue'
  | 'tornado'
  | 'waterfall'
  | 'simulation'
  | `costs.${keyof Costs}`;

/** An input that is unknown, and the figures that wait for it. */
interface MissingInput {
  /** Path: `discountRate`, `segments.loyal.customers`. */
  readonly input: string;
  readonly figures: readonly FigureName[];
}

/** Everything that can be computed without drawing random values. */
export interface Assessment {
  /** Values that were refused, and values that contradict one another. */
  readonly problems: readonly InputProblem[];
  readonly breakEven: Figure<BreakEvenFigure>;
  readonly lifetime: Figure<LifetimeFigure>;
  readonly lifetimeAtRisk: Figure<Range>;
  readonly costs: Costs;
  readonly netValue: Figure<NetValueFigure>;
  /** The horizon by which the change is judged, in months. */
  readonly decisionMonths: number;
  /** How far each uncertain input moves the net value at that horizon. */
  readonly tornado: Figure<readonly TornadoRow[]>;
  /** From the gain if nobody left to the net value at that horizon. */
  readonly waterfall: Figure<Waterfall>;
  /** Parts of the net value that are left out for want of inputs; it looks better than it is without them. */
  readonly omitted: readonly Omission[];
  /** Whether those who do not come for want of a recommendation are among the fewer people who join, and count once. */
  readonly referralsInJoiners: boolean;
  /** Inputs that some figure lacks. */
  readonly missing: readonly MissingInput[];
}

const NOBODY_STAYS =
  'Where nobody stays for another year, nobody can be followed from month to month: give the share of customers who are still there, or buy again, a year later.';

function missingInputs(figures: readonly (readonly [FigureName, Figure<unknown>])[]): MissingInput[] {
  const waiting = new Map<string, FigureName[]>();
  for (const [name, candidate] of figures) {
    if (candidate.known) continue;
    for (const input of candidate.missing) waiting.set(input, [...(waiting.get(input) ?? []), name]);
  }
  return [...waiting].map(([input, names]) => ({ input, figures: names }));
}

/** An assessment, and the model behind it, for a caller that draws random values from it. */
export function assessWithModel(given: Inputs): { readonly assessment: Assessment; readonly model: Model } {
  const { inputs, problems } = checkInputs(given);
  const lookup = buildLookup(inputs);
  const model = buildModel(inputs);
  const costs = buildCosts(lookup);
  const horizon = decisionMonths(inputs.horizonMonths);
  // Followed by months, a retention of 0 would empty the first month already, which no customer base does.
  const nobodyStays =
    model.missing.length === 0 &&
    lookup.rows.some((row) => lookup.range('retentionBefore', row).likely === 0);
  const figures = {
    breakEven: breakEvenFigure(lookup),
    lifetime: lifetimeFigure(lookup),
    lifetimeAtRisk: lifetimeAtRisk(lookup),
    netValue: nobodyStays
      ? impossible<NetValueFigure>(NOBODY_STAYS)
      : netValueFigure(model, inputs.horizonMonths),
    tornado: nobodyStays
      ? impossible<readonly TornadoRow[]>(NOBODY_STAYS)
      : figure<readonly TornadoRow[]>(model.missing, () => tornado(model, horizon)),
    waterfall: nobodyStays
      ? impossible<Waterfall>(NOBODY_STAYS)
      : figure<Waterfall>(model.missing, () => waterfall(model, horizon)),
  };
  const missing = missingInputs([
    ...(Object.entries(figures) as [FigureName, Figure<unknown>][]),
    ['simulation', figures.netValue],
    ...Object.entries(costs).map(([name, cost]) => [`costs.${name}` as FigureName, cost] as const),
  ]);
  const assessment = {
    problems: [...problems, ...contradictions(lookup)],
    ...figures,
    costs,
    decisionMonths: horizon,
    omitted: model.omitted,
    referralsInJoiners: model.referralsInJoiners,
    missing,
  };
  return { assessment, model };
}

/**
 * Break-even, lifetime value, costs, net value by month and tornado of a change. Takes less than a
 * millisecond: rules ask it of every review. A figure whose inputs are unknown says which.
 */
export function assess(inputs: Inputs): Assessment {
  return assessWithModel(inputs).assessment;
}
