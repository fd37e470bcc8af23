import { power } from './exact-math.ts';
import type { Random } from './sfc32.ts';

/**
 * Draws are spread evenly: within each batch every input takes one value from each of equally likely
 * slices, in random order. The batches are independent of one another, so how much their results
 * differ gives the standard error, which the draws of one hypercube can not give: they depend on one another.
 */
export const BATCHES = 20;

/** Where batch number `batch` starts among the draws; batch 20 starts at their end. */
export function batchStart(draws: number, batch: number): number {
  return Math.floor((batch * draws) / BATCHES);
}

/** The shares (0 to below 1) that one input takes in each draw. */
export function latinHypercube(draws: number, random: Random): Float64Array {
  const shares = new Float64Array(draws);
  for (let batch = 0; batch < BATCHES; batch++) {
    const start = batchStart(draws, batch);
    const size = batchStart(draws, batch + 1) - start;
    for (let slice = 0; slice < size; slice++) {
      // Fisher and Yates, inside out: the new slice takes a random place, and the one that was there goes to the end.
      const place = Math.floor(random() * (slice + 1));
      shares[start + slice] = shares[start + place] as number;
      shares[start + place] = slice;
    }
    for (let index = start; index < start + size; index++) {
      shares[index] = ((shares[index] as number) + random()) / size;
    }
  }
  return shares;
}

/**
 * Standard error of a mean over all draws, from how much the batches' means differ.
 * @param sums the sum over each batch's draws
 */
export function batchStandardError(sums: readonly number[], draws: number): number {
  const means = sums.map((sum, batch) => sum / (batchStart(draws, batch + 1) - batchStart(draws, batch)));
  const mean = means.reduce((total, value) => total + value, 0) / BATCHES;
  const squares = means.reduce((total, value) => total + (value - mean) * (value - mean), 0);
  return power(squares / (BATCHES - 1) / BATCHES, 0.5);
}
