/** What a policy file holds, whatever its format. Integers too large to be exact, and dates, are text. */
export type Value = null | boolean | number | string | readonly Value[] | ValueMap;
export interface ValueMap {
  readonly [key: string]: Value;
}
export type Scalar = null | boolean | number | string;

export function isMap(value: Value | undefined): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

export function isScalar(value: Value | undefined): value is Scalar {
  return value !== undefined && (value === null || typeof value !== 'object');
}

/** The value of a map's own key. */
export function findEntry(map: ValueMap, key: string): Value | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** Text that is the same for two values exactly when they are equal, whatever the order of their keys. */
export function canonicalText(value: Value): string {
  if (isList(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (!isMap(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}:${canonicalText(member)}`,
  );
  return `{${entries.sort().join(',')}}`;
}
