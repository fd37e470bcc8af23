import { diffArrays } from 'diff';
import { findMove, findQuantity, type Move } from '../lib/quantity.ts';
import { buildPointer, listNames, type Step } from './pointer.ts';
import { keyRows, namingFields } from './row-key.ts';
import { guessUnit } from './unit.ts';
import { canonicalText, findEntry, isList, isMap, isScalar, type Value, type ValueMap } from './value.ts';

/** A value that is not as it was. A row or branch that came or went whole is one change. */
export interface Change {
  readonly kind: 'changed' | 'added' | 'removed';
  readonly path: readonly Step[];
  /** The path as text: `plans.pro.price`. */
  readonly pointer: string;
  /** Undefined where it was added; null is a value. */
  readonly from: Value | undefined;
  /** Undefined where it was removed. */
  readonly to: Value | undefined;
  /** What a number counts, where something says it: `EUR`, `days`. */
  readonly unit: string | undefined;
}

export interface Differences {
  readonly changes: readonly Change[];
  /** How many changes there are beyond those that are listed. */
  readonly more: number;
}

export interface DiffOptions {
  /** Columns of a table in their order, of both versions. */
  readonly columns?: readonly string[];
  /** Most changes that are listed. */
  readonly limit?: number;
}

/** Most changes that are listed of one file. */
export const mostChanges = 200;
/** Most insertions and deletions that the smallest edit of a list is looked for in. */
const mostEdits = 400;

/**
 * What changed between two versions of a file's values, in the order of the file.
 *
 * Maps are compared key by key. In lists of maps a row is the same row wherever it stands, if fields tell
 * the rows apart (see row-key.ts): reordering is no change, and a row that came or went is one. Lists of
 * different texts are compared as sets. Other lists (amounts, steps, repeated texts) are compared place by
 * place along the smallest edit.
 */
export function diffValues(
  before: Value | undefined,
  after: Value | undefined,
  options: DiffOptions = {},
): Differences {
  const { limit = mostChanges, columns } = options;
  const changes: Change[] = [];
  let more = 0;

  function report(
    from: Value | undefined,
    to: Value | undefined,
    path: readonly Step[],
    maps: readonly ValueMap[],
  ): void {
    if (changes.length >= limit) {
      more += 1;
      return;
    }
    const kind = from === undefined ? 'added' : to === undefined ? 'removed' : 'changed';
    const unit = guessUnit(from, to, { names: listNames(path), maps });
    changes.push({ kind, path, pointer: buildPointer(path), from, to, unit });
  }

  function compare(
    from: Value | undefined,
    to: Value | undefined,
    path: readonly Step[],
    maps: readonly ValueMap[],
  ): void {
    if (from === to) return;
    if (isMap(from) && isMap(to)) compareMaps(from, to, path, maps);
    else if (isList(from) && isList(to)) compareLists(from, to, path, maps);
    else report(from, to, path, maps);
  }

  function compareMaps(from: ValueMap, to: ValueMap, path: readonly Step[], maps: readonly ValueMap[]): void {
    // What stands beside a value is read from the new version, where it may be new itself.
    const around = [...maps, to];
    for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
      compare(findEntry(from, key), findEntry(to, key), [...path, { kind: 'key', key }], around);
    }
  }

  function compareLists(
    from: readonly Value[],
    to: readonly Value[],
    path: readonly Step[],
    maps: readonly ValueMap[],
  ): void {
    const rows =
      from.length + to.length === 0 ? undefined : keyRows(from, to, path.length === 0 ? columns : undefined);
    if (rows !== undefined) {
      for (const key of new Set([...rows.before.keys(), ...rows.after.keys()])) {
        const row: Step = { kind: 'row', by: rows.by, key };
        compare(rows.before.get(key), rows.after.get(key), [...path, row], maps);
      }
    } else if (isSetOfTexts(from) && isSetOfTexts(to)) compareSets(from, to, path, maps);
    else comparePlaces(from, to, path, maps);
  }

  function compareSets(
    from: readonly Value[],
    to: readonly Value[],
    path: readonly Step[],
    maps: readonly ValueMap[],
  ): void {
    const [old, now] = [new Set(from), new Set(to)];
    const member: Step = { kind: 'member' };
    for (const text of from) if (!now.has(text)) report(text, undefined, [...path, member], maps);
    for (const text of to) if (!old.has(text)) report(undefined, text, [...path, member], maps);
  }

  function comparePlaces(
    from: readonly Value[],
    to: readonly Value[],
    path: readonly Step[],
    maps: readonly ValueMap[],
  ): void {
    for (const { was, index } of alignPlaces(from, to)) {
      const item: Step = {
        kind: 'item',
        ...(index === undefined ? {} : { index }),
        ...(was === undefined ? {} : { was }),
      };
      compare(
        was === undefined ? undefined : from[was],
        index === undefined ? undefined : to[index],
        [...path, item],
        maps,
      );
    }
  }

  compare(before, after, [], []);
  return { changes, more };
}

/**
 * How the amount moved that a change is of; undefined where it is of none. What names a row, a version or a
 * year is no amount, though it may be a number.
 */
export function moveOfChange({ path, from, to }: Change): Move | undefined {
  const step = path.at(-1);
  const name = step?.kind === 'key' ? step.key.toLowerCase() : '';
  return [...namingFields, 'version', 'year'].includes(name) ? undefined : findMove(from, to);
}

/** The values inside a change, each as a change of its own: what an added row holds. */
export function listLeaves(change: Change): readonly Change[] {
  const { from, to } = change;
  if (change.kind === 'changed' || isScalar(from ?? to)) return [change];
  const inside = (value: Value | undefined): Value | undefined =>
    value === undefined ? undefined : isMap(value) ? {} : [];
  const { changes } = diffValues(from ?? inside(to), to ?? inside(from), { limit: Number.POSITIVE_INFINITY });
  if (changes.length === 0) return [change];
  return changes.flatMap((leaf) => {
    const path = [...change.path, ...leaf.path];
    return listLeaves({ ...leaf, path, pointer: buildPointer(path) });
  });
}

/** Whether the items are different texts of which none is an amount: what is compared as a set. */
function isSetOfTexts(list: readonly Value[]): boolean {
  const texts = list.every((item) => typeof item === 'string' && findQuantity(item) === undefined);
  return texts && new Set(list).size === list.length;
}

interface Pair {
  readonly was?: number;
  readonly index?: number;
}

/** Pairs the places of two lists along the smallest edit; places left out are equal. */
function alignPlaces(from: readonly Value[], to: readonly Value[]): Pair[] {
  const [old, now] = [from.map(canonicalText), to.map(canonicalText)];
  const edits = diffArrays(old, now, { maxEditLength: mostEdits });
  // Where the lists have too little in common, place stands against place.
  if (edits === undefined)
    return run(0, from.length, 0, to.length).filter(({ was = -1, index = -1 }) => old[was] !== now[index]);
  const pairs: Pair[] = [];
  let [was, index, removed, added] = [0, 0, 0, 0];
  const flush = (): void => {
    pairs.push(...run(was, removed, index, added));
    [was, index, removed, added] = [was + removed, index + added, 0, 0];
  };
  for (const edit of edits) {
    if (edit.removed) removed += edit.count;
    else if (edit.added) added += edit.count;
    else {
      flush();
      was += edit.count;
      index += edit.count;
    }
  }
  flush();
  return pairs;
}

/** Pairs a run of old places with a run of new ones, in order; what is left over came or went. */
function run(was: number, removed: number, index: number, added: number): Pair[] {
  return Array.from({ length: Math.max(removed, added) }, (_, at) => ({
    ...(at < removed ? { was: was + at } : {}),
    ...(at < added ? { index: index + at } : {}),
  }));
}
