import { scaleLinear } from 'd3-scale';

/** Three percentiles of the cumulated net value after months 0, 1, 2 …; the lists are of one length. */
export interface ChartBand {
  readonly p10: readonly number[];
  readonly p50: readonly number[];
  readonly p90: readonly number[];
}

/** What stands on a chart. Charts have no words of their own. */
export interface ChartWords {
  readonly title: string;
  /** Name of the axis of months: `Month`. */
  readonly months: string;
  /** Name of the axis of money, where it counts in so many units: 1, 1,000 or 1,000,000. */
  readonly money: (unit: number) => string;
  /** Names of the lines: `9 in 10 are below`, `half are below`, `1 in 10 is below`. */
  readonly p90: string;
  readonly p50: string;
  readonly p10: string;
  /** An amount of money, short: `€120k`. */
  readonly amount: (value: number) => string;
}

/** The lines from top to bottom: in every month each is above the next. */
export const lines = ['p90', 'p50', 'p10'] as const satisfies readonly (keyof ChartBand)[];

/** The last month of a band. */
export function lastMonth(band: ChartBand): number {
  return band.p50.length - 1;
}

/** Axis of money: from one round number to another, 0 always in it. */
export function moneyScale(band: ChartBand) {
  const values = [...band.p10, ...band.p50, ...band.p90, 0];
  const low = values.reduce((least, value) => Math.min(least, value));
  const high = values.reduce((most, value) => Math.max(most, value));
  // A change that neither gains nor loses still needs an axis to be drawn on.
  return scaleLinear()
    .domain(low === high ? [-1, 1] : [low, high])
    .nice(5);
}

/** Months to name on an axis: every half year, or every year where there are more than four. */
export function monthTicks(last: number): number[] {
  const step = last > 48 ? 12 : last > 6 ? 6 : 1;
  return Array.from({ length: Math.floor(last / step) + 1 }, (_, index) => index * step);
}
