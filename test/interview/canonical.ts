import type { Review } from '../../src/domain/review.ts';
import { rowKey } from '../../src/lib/path.ts';

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A review in which rows are called by their place, so that two can be compared whoever named the rows. */
export function canonical(review: Review): unknown {
  const segments = (review.customers?.segments ?? []).map(rowKey);
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      return value.map((row: unknown, index) =>
        isMap(row) && 'id' in row ? { ...(plain(row) as object), id: index } : plain(row),
      );
    }
    if (!isMap(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        key === 'segment' && typeof inner === 'string' ? segments.indexOf(inner) : plain(inner),
      ]),
    );
  };
  return plain(review);
}
