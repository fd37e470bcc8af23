/**
 * Puts the value that would stand at `place` after sorting there, smaller ones before it and larger
 * ones after it (Hoare's selection), within places `from` to `to`.
 */
function select(values: Float64Array, place: number, from: number, to: number): number {
  let left = from;
  let right = to;
  while (left < right) {
    const pivot = values[(left + right) >> 1] as number;
    let low = left;
    let high = right;
    while (low <= high) {
      while ((values[low] as number) < pivot) low++;
      while ((values[high] as number) > pivot) high--;
      if (low <= high) {
        const swapped = values[low] as number;
        values[low] = values[high] as number;
        values[high] = swapped;
        low++;
        high--;
      }
    }
    if (place <= high) right = high;
    else if (place >= low) left = low;
    else break;
  }
  return values[place] as number;
}

/** Three percentiles of the same values. */
export interface Band {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

/**
 * The smallest values that 10, 50 and 90 % of all values do not exceed. Reorders the array: sorting
 * it for each of 36 months would take longer than the simulation.
 */
export function buildBand(values: Float64Array): Band {
  const place = (share: number) => Math.max(0, Math.ceil(share * values.length) - 1);
  const last = values.length - 1;
  const p50 = select(values, place(0.5), 0, last);
  const p10 = select(values, place(0.1), 0, place(0.5));
  const p90 = select(values, place(0.9), place(0.5), last);
  return { p10, p50, p90 };
}
