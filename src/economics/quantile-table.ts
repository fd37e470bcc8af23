import { betaQuantiles } from './beta.ts';
import { power } from './exact-math.ts';
import { type Distribution, pertShape, type Range } from './three-point.ts';

/** Cells of a table. With 2,048 the 5th, 50th and 95th percentile stay within 0.1 % of exact draws. */
export const TABLE_CELLS = 2048;

/**
 * The inverse CDF of a three-point distribution at 0, 1/2048 … 1, between the nodes to be read along
 * a straight line. Drawing from a table takes a third of the time of exact draws, and one uniform
 * number makes one value, which Latin hypercubes and common random numbers need.
 */
export type QuantileTable = Float64Array;

function triangularQuantiles(range: Range): Float64Array {
  const nodes = new Float64Array(TABLE_CELLS + 1);
  const width = range.high - range.low;
  const rise = range.likely - range.low;
  const fall = range.high - range.likely;
  for (let node = 0; node <= TABLE_CELLS; node++) {
    const share = node / TABLE_CELLS;
    nodes[node] =
      share * width < rise
        ? range.low + power(share * width * rise, 0.5)
        : range.high - power((1 - share) * width * fall, 0.5);
  }
  return nodes;
}

/** The table of a range; a range without width gives the one value in every cell. */
export function quantileTable(range: Range, distribution: Distribution): QuantileTable {
  if (!(range.high > range.low)) return new Float64Array(TABLE_CELLS + 1).fill(range.likely);
  if (distribution === 'triangular') return triangularQuantiles(range);
  const width = range.high - range.low;
  return betaQuantiles(pertShape(range), TABLE_CELLS).map((position) => range.low + width * position);
}

/**
 * The value below which a share of the distribution lies.
 * @param share 0 to below 1
 */
export function quantile(table: QuantileTable, share: number): number {
  const place = share * TABLE_CELLS;
  const cell = Math.floor(place);
  const low = table[cell] as number;
  return low + ((table[cell + 1] as number) - low) * (place - cell);
}
