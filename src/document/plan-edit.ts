import { Failure } from '../lib/failure.ts';
import { rowKey, splitPath, walkPath } from '../lib/path.ts';
import { anyShape, inOrder, type Shape } from './shape.ts';
import type { YamlDocument } from './yaml-document.ts';

/** A wish: this value at this path, or nothing there where the value is undefined. */
export interface Edit {
  /** As in findings; an array of names where a name holds a dot. */
  readonly path: string | readonly string[];
  readonly value: unknown;
}

/** Names of keys and indexes of items, from the root down. */
export type Keys = readonly (string | number)[];

/** The smallest change, for which there is one place in the text. */
export type Operation =
  | { readonly kind: 'set'; readonly keys: Keys; readonly value: unknown }
  /** A new key of the map at `keys`. */
  | {
      readonly kind: 'insertKey';
      readonly keys: Keys;
      readonly name: string;
      readonly value: unknown;
      /** Keys in the order in which the map is written. */
      readonly order: readonly string[];
    }
  /** A new item of the list at `keys`, in front of the one that is now at `index`. */
  | { readonly kind: 'insertItem'; readonly keys: Keys; readonly index: number; readonly value: unknown }
  | { readonly kind: 'remove'; readonly keys: Keys };

type Map_ = Readonly<Record<string, unknown>>;

function isMap(value: unknown): value is Map_ {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether two values are the same data; the order of keys does not matter, -0 is 0. */
export function isSameData(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isSameData(item, b[index]));
  }
  if (isMap(a) && isMap(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && isSameData(a[key], b[key]))
    );
  }
  return a === b;
}

/** What YAML can hold of a value: keys without a value fall away, half characters become U+FFFD, -0 becomes 0. */
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\p{Surrogate}/gu, '\ufffd');
  if (Array.isArray(value)) return value.map(storable);
  if (!isMap(value)) return value === 0 ? 0 : value;
  const kept = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(kept.map(([key, member]) => [key, storable(member)]));
}

/** A node of the data with the way to it. */
interface Node {
  readonly data: unknown;
  readonly keys: Keys;
  readonly shape: Shape;
}

/** A file need not be what the schema says; where it is not, nothing is known of what is below. */
function buildNode(data: unknown, keys: Keys, shape: Shape): Node {
  const kind = Array.isArray(data) ? 'list' : isMap(data) ? 'map' : shape.kind;
  return { data, keys, shape: kind === shape.kind ? shape : anyShape };
}

function findChild({ data, keys, shape }: Node, name: string): Node | undefined {
  if (Array.isArray(data)) {
    const index = data.findIndex((row) => rowKey(row) === name);
    return index === -1 ? undefined : buildNode(data[index], [...keys, index], shape.child(name));
  }
  if (!isMap(data) || !Object.hasOwn(data, name)) return undefined;
  return buildNode(data[name], [...keys, name], shape.child(name));
}

/** The operations, in order, that bring the document to where the edit wants it. */
export function planEdit(document: YamlDocument, edit: Edit, shape: Shape): Operation[] {
  const segments = typeof edit.path === 'string' ? splitPath(edit.path) : edit.path;
  const root = buildNode(document.data, [], shape);
  const { nodes, names, rest } =
    typeof edit.path === 'string' ? walkPath(root, segments, findChild) : walkNames(root, segments);
  const here = nodes.at(-1) ?? root;
  if (edit.value === undefined)
    return rest.length > 0 || here.keys.length === 0 ? [] : [{ kind: 'remove', keys: here.keys }];
  const value = storable(edit.value);
  const [name, ...deeper] = rest;
  if (name === undefined) {
    const isRow = typeof here.keys.at(-1) === 'number';
    const list = nodes.at(-2);
    const wanted = isRow && list !== undefined ? row(names.at(-1) ?? '', value, list) : value;
    return difference(here.data, wanted, here.keys, here.shape);
  }
  if (here.data === null || here.data === undefined) {
    return [{ kind: 'set', keys: here.keys, value: built(rest, value, here.shape) }];
  }
  if (Array.isArray(here.data)) {
    const added = row(name, built(deeper, value, here.shape.child(name)), here);
    return [{ kind: 'insertItem', keys: here.keys, index: here.data.length, value: added }];
  }
  if (isMap(here.data)) return [insertion(here, name, built(deeper, value, here.shape.child(name)))];
  throw new Failure('invalid', `\`${names.join('.')}\` holds a value where a group of answers belongs`, {
    place: document.placeAt(here.keys),
    why: `There is no place for \`${name}\` below a single value.`,
    next: 'Delete the value, or move it to where it belongs, and run the command again.',
  });
}

function walkNames(root: Node, names: readonly string[]) {
  const nodes = [root];
  for (const name of names) {
    const next = findChild(nodes.at(-1) ?? root, name);
    if (next === undefined) break;
    nodes.push(next);
  }
  const taken = nodes.length - 1;
  return { nodes, names: names.slice(0, taken), rest: names.slice(taken) };
}

/** The value with all the groups, lists and rows around it that the path names. */
function built(segments: readonly string[], value: unknown, shape: Shape): unknown {
  const [name, ...rest] = segments;
  if (name === undefined) return inOrder(value, shape);
  const inside = built(rest, value, shape.child(name));
  return shape.kind === 'list' ? [row(name, inside, { data: [], keys: [], shape })] : { [name]: inside };
}

/** A row of a list with the key that it is called by in front. */
function row(name: string, value: unknown, list: Node): unknown {
  if (!isMap(value)) throw new Error(`a row of a list is a map, not ${JSON.stringify(value)}`);
  if (rowKey(value) !== undefined) return inOrder(value, list.shape.child(name));
  const rows = Array.isArray(list.data) ? list.data : [];
  const isPerSegment = rows.some(
    (other) => isMap(other) && other.id === undefined && other.segment !== undefined,
  );
  const key = list.shape.rowKey ?? (isPerSegment ? 'segment' : 'id');
  return inOrder({ [key]: name, ...value }, list.shape.child(name));
}

function insertion({ keys, shape }: Omit<Node, 'data'>, name: string, value: unknown): Operation {
  return { kind: 'insertKey', keys, name, value: inOrder(value, shape.child(name)), order: shape.keys };
}

/** As few and as small operations as keep the most of the text. */
function difference(before: unknown, after: unknown, keys: Keys, shape: Shape): Operation[] {
  if (isSameData(before, after)) return [];
  const set: Operation = { kind: 'set', keys, value: inOrder(after, shape) };
  if (isMap(before) && isMap(after))
    return isNone(before) || isNone(after) ? [set] : mapDifference(before, after, keys, shape);
  if (Array.isArray(before) && Array.isArray(after)) {
    return isNone(before) || isNone(after) ? [set] : (listDifference(before, after, keys, shape) ?? [set]);
  }
  return [set];
}

const isNone = (value: object) => Object.keys(value).length === 0;

function mapDifference(before: Map_, after: Map_, keys: Keys, shape: Shape): Operation[] {
  const ordered = Object.keys(inOrder(after, shape) as Map_);
  // What is new comes first, so that the map is never empty in between.
  const added = ordered
    .filter((key) => !Object.hasOwn(before, key))
    .map((key) => insertion({ keys, shape }, key, after[key]));
  const others = Object.keys(before).flatMap((key): Operation[] =>
    Object.hasOwn(after, key)
      ? difference(before[key], after[key], [...keys, key], shape.child(key))
      : [{ kind: 'remove', keys: [...keys, key] }],
  );
  return [...added, ...others];
}

interface Match {
  readonly before: number;
  readonly after: number;
}

/** @returns undefined where rows have changed places, so that the list has to be written anew */
function listDifference(
  before: readonly unknown[],
  after: readonly unknown[],
  keys: Keys,
  shape: Shape,
): Operation[] | undefined {
  const matches = matchByKey(before, after) ?? matchByPlace(before, after);
  const isInOrder = matches.every(({ after: index }, at) => index > (matches[at - 1]?.after ?? -1));
  if (!isInOrder || matches.length === 0) return undefined;
  // From the end to the start, so that the indexes in front stay right; new rows before old ones go.
  const kept = new Map(matches.map((match) => [match.after, match.before]));
  const added: { readonly index: number; readonly value: unknown }[] = [];
  let anchor = before.length;
  for (let index = after.length - 1; index >= 0; index -= 1) {
    const match = kept.get(index);
    if (match === undefined) added.push({ index: anchor, value: inOrder(after[index], shape.child('')) });
    else anchor = match;
  }
  const insertions = added.map((item): Operation => ({ kind: 'insertItem', keys, ...item }));
  const addedBefore = (index: number) => added.filter((item) => item.index <= index).length;
  const stays = new Set(matches.map((match) => match.before));
  const gone = before.map((_, index) => index).filter((index) => !stays.has(index));
  const removals = gone
    .reverse()
    .map((index): Operation => ({ kind: 'remove', keys: [...keys, index + addedBefore(index)] }));
  const changes = matches.flatMap((match) =>
    difference(before[match.before], after[match.after], [...keys, match.after], shape.child('')),
  );
  return [...insertions, ...removals, ...changes];
}

/** Rows with the same id; undefined where rows have none or share one. */
function matchByKey(before: readonly unknown[], after: readonly unknown[]): Match[] | undefined {
  const namesBefore = before.map(rowKey);
  const namesAfter = after.map(rowKey);
  const isClear = (names: readonly (string | undefined)[]) =>
    !names.includes(undefined) && new Set(names).size === names.length;
  if (!isClear(namesBefore) || !isClear(namesAfter)) return undefined;
  return namesBefore
    .map((name, index) => ({ before: index, after: namesAfter.indexOf(name) }))
    .filter(({ after: index }) => index !== -1);
}

/** Items that are the same from the start and from the end, and those in between one by one. */
function matchByPlace(before: readonly unknown[], after: readonly unknown[]): Match[] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && isSameData(before[start], after[start])) start += 1;
  let end = 0;
  while (end < most - start && isSameData(before.at(-1 - end), after.at(-1 - end))) end += 1;
  const head = Array.from({ length: most - end }, (_, index) => ({ before: index, after: index }));
  const tail = Array.from({ length: end }, (_, index) => ({
    before: before.length - end + index,
    after: after.length - end + index,
  }));
  return [...head, ...tail];
}

/** The data after an operation; the order of keys is not kept. */
export function applyToData(data: unknown, operation: Operation): unknown {
  const [key, ...keys] = operation.keys;
  if (key === undefined) return applyHere(data, operation);
  const isHere = keys.length === 0 && operation.kind === 'remove';
  if (Array.isArray(data) && typeof key === 'number') {
    return data.flatMap((item, index) => {
      if (index !== key) return [item];
      return isHere ? [] : [applyToData(item, { ...operation, keys })];
    });
  }
  const map = isMap(data) ? data : {};
  const { [key]: child, ...others } = map;
  return isHere ? others : { ...others, [key]: applyToData(child, { ...operation, keys }) };
}

function applyHere(data: unknown, operation: Operation): unknown {
  switch (operation.kind) {
    case 'set':
      return operation.value;
    case 'insertKey':
      return { ...(isMap(data) ? data : {}), [operation.name]: operation.value };
    case 'insertItem':
      return (Array.isArray(data) ? data : []).toSpliced(operation.index, 0, operation.value);
    case 'remove':
      return data;
  }
}
