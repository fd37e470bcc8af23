import { checkInputs } from './check-inputs.ts';
import { type Figure, figure } from './figure.ts';
import { type Inputs, likelyOf } from './inputs.ts';
import { buildLookup, buildModel, findPlace, type Lookup, type Model } from './model.ts';
import { buildNetValue } from './net-value.ts';
import { decisionMonths, withLoss } from './net-value-figure.ts';
import { roundMoney, roundShare } from './round.ts';

/** Steps of the table, as shares of the change. */
const STEPS = [0.25, 0.5, 0.75, 1, 1.25, 1.5] as const;

/** What a smaller or larger change comes to, for each loss of customers. */
interface StepRow {
  readonly step: number;
  /** Money that one customer brings more a year, where all bring the same. */
  readonly gain?: number;
  /** Net value for each of the losses. */
  readonly values: readonly number[];
  /** Loss at the announcement at which the net value is 0; absent where it makes no difference. */
  readonly breakEvenLoss?: number;
}

/** A point of the curve. */
interface StepPoint {
  readonly step: number;
  readonly loss: number;
  readonly value: number;
}

/** The price step against the loss, and where two points of the loss are known, against the net value. */
export interface StepTable {
  readonly months: number;
  /** Shares of customers, the same in every segment. */
  readonly losses: readonly number[];
  readonly rows: readonly StepRow[];
  /** Absent where the loss is known for the change alone. */
  readonly curve?: { readonly points: readonly StepPoint[]; readonly best: StepPoint };
}

/** The inputs of a change that is smaller or larger: for customers and for those who join, whatever else it does is as it is. */
function atStep(inputs: Inputs, { rows, find }: Lookup, step: number): Inputs {
  const scaled = (before: number, after: number) => before + step * (after - before);
  const after = (row: Lookup['rows'][number]) => {
    const [from, to] = [find('contributionBefore', row), find('contributionAfter', row)];
    return from === undefined || to === undefined
      ? {}
      : { contributionAfter: scaled(likelyOf(from.quantity), likelyOf(to.quantity)) };
  };
  const {
    annualGain,
    joinerContributionBefore: joinsFor,
    joinerContributionAfter: joiner,
    segments,
  } = inputs;
  return {
    ...inputs,
    ...(annualGain === undefined ? {} : { annualGain: step * likelyOf(annualGain) }),
    ...(joinsFor === undefined || joiner === undefined
      ? {}
      : { joinerContributionAfter: scaled(likelyOf(joinsFor), likelyOf(joiner)) }),
    ...(segments === undefined || segments.length === 0
      ? after(rows[0] ?? {})
      : { segments: segments.map((row) => ({ ...row, ...after(row) })) }),
  };
}

/** The loss that is forecast, over all customers. */
function findForecast({ rows, range }: Lookup, point: 'low' | 'likely' | 'high'): number {
  if (rows.length === 1) return range('lossAtAnnouncement', rows[0] ?? {})[point];
  const counted = rows.map((row) => ({
    customers: range('customers', row).likely,
    loss: range('lossAtAnnouncement', row)[point],
  }));
  const everybody = counted.reduce((all, { customers }) => all + customers, 0);
  return counted.reduce((all, { customers, loss }) => all + customers * loss, 0) / everybody;
}

/** The loss at any step: a straight line from one known point to the next, from nobody at no change on. */
function buildLossAt(points: readonly (readonly [step: number, loss: number])[]): (step: number) => number {
  const known = [[0, 0] as const, ...[...points].sort(([a], [b]) => a - b)];
  return (step) => {
    const next = known.findIndex(([at], index) => index > 0 && (step <= at || index === known.length - 1));
    const [[fromStep, fromLoss] = [0, 0], [toStep, toLoss] = [1, 0]] = [known[next - 1], known[next]];
    const loss = fromLoss + ((step - fromStep) / (toStep - fromStep)) * (toLoss - fromLoss);
    return Math.min(1, Math.max(0, loss));
  };
}

/** The likely values, with the loss of every segment in proportion to that of all. */
function withFactor(model: Model, factor: number): Float64Array {
  const values = model.values.slice();
  for (const cohort of model.cohorts) {
    const place = findPlace(cohort, 'lossAtAnnouncement');
    values[place] = Math.min(1, (values[place] as number) * factor);
  }
  return values;
}

/**
 * Price step × loss at the horizon by which the change is judged, at the likely values. A step is a share of the
 * change; those who leave later, once they are free or for a cheaper plan, and what it costs, are as for the change itself.
 */
export function stepTable(given: Inputs): Figure<StepTable> {
  const { inputs } = checkInputs(given);
  const lookup = buildLookup(inputs);
  const months = decisionMonths(inputs.horizonMonths);
  const { missing } = buildModel(inputs);
  return figure(missing, () => {
    const [low, likely, high] = [
      findForecast(lookup, 'low'),
      findForecast(lookup, 'likely'),
      findForecast(lookup, 'high'),
    ];
    const losses = [...new Set([0, low, likely, high, Math.min(1, 2 * high)].map(roundShare))];
    const worth = (model: Model, values: Float64Array) =>
      buildNetValue(model, months)(values)[months] as number;
    const { rows, find } = lookup;
    const [only] = rows;
    const [before, after] =
      only === undefined || rows.length > 1
        ? []
        : [find('contributionBefore', only)?.quantity, find('contributionAfter', only)?.quantity];
    const gain = before === undefined || after === undefined ? undefined : likelyOf(after) - likelyOf(before);
    const table = STEPS.map((step): StepRow => {
      const model = buildModel(atStep(inputs, lookup, step));
      const none = worth(model, withLoss(model, 0));
      const fall = none - worth(model, withLoss(model, 1));
      return {
        step,
        ...(gain === undefined ? {} : { gain: roundMoney(step * gain) }),
        values: losses.map((loss) => roundMoney(worth(model, withLoss(model, loss)))),
        ...(fall === 0 ? {} : { breakEvenLoss: roundShare(none / fall) }),
      };
    });
    const { otherStep: other } = inputs;
    if (other === undefined || !(likely > 0)) return { months, losses, rows: table };
    const lossAt = buildLossAt([
      [1, likely],
      [other.step, other.loss],
    ]);
    const last = Math.max(1.5, other.step);
    const steps = [
      ...new Set([...Array.from({ length: 12 }, (_, index) => (last * (index + 1)) / 12), 1, other.step]),
    ];
    const points = steps
      .sort((a, b) => a - b)
      .map((step): StepPoint => {
        const model = buildModel(atStep(inputs, lookup, step));
        const value = worth(model, withFactor(model, lossAt(step) / likely));
        return { step: roundShare(step), loss: roundShare(lossAt(step)), value: roundMoney(value) };
      });
    const best = points.reduce((most, point) => (point.value > most.value ? point : most));
    return { months, losses, rows: table, curve: { points, best } };
  });
}
