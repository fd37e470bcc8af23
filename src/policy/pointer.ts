/** One step from a value to a value inside it. */
export type Step =
  | { readonly kind: 'key'; readonly key: string }
  /** A row of a list, known by the values of some of its fields. */
  | { readonly kind: 'row'; readonly by: readonly string[]; readonly key: string }
  /** One of a list's texts, in which order and place do not count. */
  | { readonly kind: 'member' }
  /** A place in a list: `index` in the new version, `was` in the old one, from 0. */
  | { readonly kind: 'item'; readonly index?: number; readonly was?: number };

/** What stands for a whole file. */
export const wholeFile = '(whole file)';
const longest = 500;

/**
 * A path as text: `plans.pro.price`, where `pro` may be a key of a map or name a row of a list. A name that
 * is not plain is quoted as in JSON: `plans."v1.0".price`. A place in a list counts from 0, in the new
 * version if it is there: `fees[2]`. The texts of a list share the list's own path. At most 500 characters.
 */
export function buildPointer(path: readonly Step[]): string {
  let pointer = '';
  for (const step of path) {
    if (step.kind === 'item') pointer += `[${step.index ?? step.was}]`;
    else if (step.kind !== 'member') pointer += `${pointer === '' ? '' : '.'}${named(step.key)}`;
  }
  if (pointer === '') return wholeFile;
  return pointer.length <= longest ? pointer : `${pointer.slice(0, longest - 1)}…`;
}

/** The names in a path, from the outside in. */
export function listNames(path: readonly Step[]): string[] {
  const names: string[] = [];
  for (const step of path) if (step.kind === 'key' || step.kind === 'row') names.push(step.key);
  return names;
}

function named(key: string): string {
  return /^[\p{L}\p{N}_/@+%€£$-]+$/u.test(key) ? key : JSON.stringify(key);
}
