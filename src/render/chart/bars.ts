import { scaleLinear } from 'd3-scale';

/** A bar between two amounts of money. */
export interface Bar {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  /** Whether it stands for an amount and not for a difference. */
  readonly isTotal: boolean;
}

/** Bars below one another, and what stands on the chart. */
export interface BarChart {
  readonly title: string;
  /** What the chart shows, in a sentence, for readers who do not see it. */
  readonly description: string;
  readonly bars: readonly Bar[];
  /** An amount of money, short: `€120k`. */
  readonly amount: (value: number) => string;
  /** The same with its sign, also where it is above 0. */
  readonly difference: (value: number) => string;
}

/** What is written beside a bar. */
export function amountOf({ from, to, isTotal }: Bar, { amount, difference }: BarChart): string {
  return isTotal ? amount(to) : difference(to - from);
}

/** Axis of money: every bar is in it, and 0. */
export function barScale(bars: readonly Bar[]) {
  const ends = bars.flatMap(({ from, to }) => [from, to]);
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  return scaleLinear().domain(low === high ? [-1, 1] : [low, high]);
}
