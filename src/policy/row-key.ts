import { saysMoney } from '../lib/name-words.ts';
import { isMap, isScalar, type Value, type ValueMap } from './value.ts';

/** Fields that name a row wherever they are there and unique, in this order and in any case. */
export const namingFields = [
  'id',
  'key',
  'code',
  'sku',
  'slug',
  'name',
  'plan',
  'tier',
  'product',
  'service',
  'segment',
  'country',
  'region',
  'zone',
  'channel',
  'title',
  'label',
] as const;

const longestKey = 100;
/** Fields that are tried together, from the left. */
const combined = 6;

/** Two versions of a list whose rows are known by the same fields. */
export interface KeyedRows {
  readonly by: readonly string[];
  readonly before: ReadonlyMap<string, ValueMap>;
  readonly after: ReadonlyMap<string, ValueMap>;
}

/**
 * Finds the fields that tell the rows of a list apart in both of its versions, so that a row is the same
 * row wherever it stands. Tried in this order:
 *
 * 1. a field of {@link namingFields} that some row has kept;
 * 2. any other field, pair or triple of fields of which at least half of the rows have kept the value, or
 *    all of them where it is a number; the one that most have kept, then the fewest fields, then the
 *    leftmost. Amounts of money and fractions name nothing;
 * 3. a field of {@link namingFields}, even where no row has kept it.
 *
 * Undefined where there is none: the rows are then told apart by their place.
 *
 * @param columns order of the fields, of a table; otherwise the order in the first row
 */
export function keyRows(
  before: readonly Value[],
  after: readonly Value[],
  columns?: readonly string[],
): KeyedRows | undefined {
  if (!before.every(isMap) || !after.every(isMap)) return undefined;
  const fields = columns ?? Object.keys(before[0] ?? after[0] ?? {});
  const named = namingFields.flatMap((name) => fields.filter((field) => field.toLowerCase() === name));
  const keyed = (by: readonly string[]): KeyedRows[] => {
    const [old, now] = [rowsBy(before, by), rowsBy(after, by)];
    return old === undefined || now === undefined ? [] : [{ by, before: old, after: now }];
  };
  const byName = named.flatMap((field) => keyed([field]));
  return (
    byName.find((rows) => kept(rows) > 0 || noneOnOneSide(rows)) ??
    mostKept(before, after, fields, keyed) ??
    byName[0]
  );
}

function mostKept(
  before: readonly Value[],
  after: readonly Value[],
  fields: readonly string[],
  keyed: (by: readonly string[]) => KeyedRows[],
): KeyedRows | undefined {
  const rows = [...before, ...after].filter(isMap);
  const naming = fields.filter((field) => !saysMoney(field) && rows.every((row) => canName(row, field)));
  let best: KeyedRows | undefined;
  for (const by of combinations(naming)) {
    const [candidate] = keyed(by);
    if (candidate === undefined) continue;
    const needed = Math.min(candidate.before.size, candidate.after.size);
    // A number that is not as it was is more likely to have changed than to name another row.
    const share = by.some((field) => rows.some((row) => typeof row[field] === 'number')) ? 1 : 0.5;
    const enough = kept(candidate) >= needed * share;
    if (enough && (best === undefined || kept(candidate) > kept(best))) best = candidate;
  }
  return best;
}

/** Single fields, then pairs, then triples of the first few. */
function combinations(fields: readonly string[]): string[][] {
  const few = fields.slice(0, combined);
  const pairs = few.flatMap((one, at) => few.slice(at + 1).map((two) => [one, two]));
  const triples = few.flatMap((one, at) =>
    few.slice(at + 1).flatMap((two, next) => few.slice(at + next + 2).map((three) => [one, two, three])),
  );
  return [...fields.map((field) => [field]), ...pairs, ...triples];
}

/** The rows by their key; undefined where a row has none or two have the same. */
function rowsBy(rows: readonly Value[], by: readonly string[]): Map<string, ValueMap> | undefined {
  const found = new Map<string, ValueMap>();
  for (const row of rows) {
    const key = isMap(row) ? keyOf(row, by) : undefined;
    if (key === undefined || found.has(key) || !isMap(row)) return undefined;
    found.set(key, row);
  }
  return found;
}

/** The name of a row by the fields that tell rows apart: `pro`, or `DE/pro`. */
function keyOf(row: ValueMap, by: readonly string[]): string | undefined {
  const parts: string[] = [];
  for (const field of by) {
    const value = Object.hasOwn(row, field) ? row[field] : undefined;
    if (!isScalar(value) || value === null || value === '') return undefined;
    parts.push(String(value));
  }
  const key = parts.join('/');
  return key.length <= longestKey ? key : undefined;
}

function canName(row: ValueMap, field: string): boolean {
  const value = Object.hasOwn(row, field) ? row[field] : undefined;
  return typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value));
}

function kept(rows: KeyedRows): number {
  let count = 0;
  for (const key of rows.before.keys()) if (rows.after.has(key)) count += 1;
  return count;
}

function noneOnOneSide(rows: KeyedRows): boolean {
  return rows.before.size === 0 || rows.after.size === 0;
}
