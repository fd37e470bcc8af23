import type { ChartBand, ChartWords } from '../../../src/render/chart/chart.ts';

const months = Array.from({ length: 37 }, (_, month) => month);

/** Starts with a cost, gains at first; the lowest line turns into a loss. */
export const band: ChartBand = {
  p10: months.map((t) => -20_000 + 3500 * t - 120 * t * t),
  p50: months.map((t) => -20_000 + 6000 * t - 120 * t * t),
  p90: months.map((t) => -20_000 + 8000 * t - 120 * t * t),
};

export const words: ChartWords = {
  title: 'Net value, month by month',
  months: 'Month',
  money: (unit) => (unit === 1 ? 'EUR' : unit === 1000 ? 'thousand EUR' : 'million EUR'),
  p90: '9 in 10 are below',
  p50: 'half are below',
  p10: '1 in 10 is below',
  amount: (value) => (Math.abs(value) >= 1000 ? `${Math.round(value / 1000)}k` : String(value)),
};

/** The same value in every month of every line. */
export function flat(value: number, last = 36): ChartBand {
  const line = Array.from({ length: last + 1 }, () => value);
  return { p10: line, p50: line, p90: line };
}
