import type { Change } from '../../src/policy/diff.ts';
import type { Step } from '../../src/policy/pointer.ts';
import type { Value } from '../../src/policy/value.ts';

/** Puts changes back into the old version; shares nothing with the code that found them. */
export function reapply(before: Value | undefined, changes: readonly Change[]): Value | undefined {
  return put(
    before,
    changes.map((change) => ({ steps: change.path, change })),
  );
}

interface Pending {
  readonly steps: readonly Step[];
  readonly change: Change;
}

function put(node: Value | undefined, pending: readonly Pending[]): Value | undefined {
  const [first] = pending;
  if (first === undefined) return node;
  const [step] = first.steps;
  if (step === undefined) {
    if (pending.length !== 1) throw new Error('a value that is replaced whole is also changed inside');
    if (JSON.stringify(node) !== JSON.stringify(first.change.from))
      throw new Error('from is not what was there');
    return first.change.to;
  }
  switch (step.kind) {
    case 'key':
      return intoMap(node as Record<string, Value>, pending);
    case 'row':
      return intoRows(node as Value[], pending);
    case 'member':
      return intoSet(node as Value[], pending);
    case 'item':
      return intoPlaces(node as Value[], pending);
  }
}

function intoMap(node: Record<string, Value>, pending: readonly Pending[]): Value {
  const map = new Map(Object.entries(node));
  for (const { step, inside } of grouped(pending)) {
    if (step.kind !== 'key') return fail();
    const value = put(map.get(step.key), inside);
    if (value === undefined) map.delete(step.key);
    else map.set(step.key, value);
  }
  return Object.fromEntries(map);
}

function intoRows(node: readonly Value[], pending: readonly Pending[]): Value {
  let rows = [...node];
  for (const { step, inside } of grouped(pending)) {
    if (step.kind !== 'row') return fail();
    const nameOf = (row: Value): string =>
      step.by.map((field) => (row as Record<string, Value>)[field]).join('/');
    const at = node.findIndex((row) => nameOf(row) === step.key);
    const old = at === -1 ? undefined : node[at];
    const value = put(old, inside);
    if (old === undefined && value !== undefined) rows.push(value);
    else rows = rows.flatMap((row) => (row === old ? (value === undefined ? [] : [value]) : [row]));
  }
  return rows;
}

function intoSet(node: readonly Value[], pending: readonly Pending[]): Value {
  const set = new Set(node);
  for (const { change } of pending) {
    if (change.from !== undefined && !set.delete(change.from)) throw new Error('from is not in the list');
    if (change.to !== undefined) set.add(change.to);
  }
  return [...set];
}

function intoPlaces(node: readonly Value[], pending: readonly Pending[]): Value {
  const removed = new Set<number>();
  const placed = new Map<number, Value>();
  for (const { step, inside } of grouped(pending)) {
    if (step.kind !== 'item') return fail();
    const value = put(step.was === undefined ? undefined : node[step.was], inside);
    if (step.was !== undefined) removed.add(step.was);
    if (step.index !== undefined && value !== undefined) placed.set(step.index, value);
  }
  const kept = node.filter((_, at) => !removed.has(at));
  const result: Value[] = [];
  for (let at = 0; at < node.length - removed.size + placed.size; at += 1) {
    const value = placed.has(at) ? placed.get(at) : kept.shift();
    if (value === undefined) throw new Error('a place is left empty');
    result.push(value);
  }
  return result;
}

interface Group {
  readonly step: Step;
  readonly inside: Pending[];
}

function grouped(pending: readonly Pending[]): Iterable<Group> {
  const groups = new Map<string, Group>();
  for (const { steps, change } of pending) {
    const [step, ...rest] = steps;
    if (step === undefined) return fail();
    const key = JSON.stringify(step);
    const group = groups.get(key) ?? { step, inside: [] };
    group.inside.push({ steps: rest, change });
    groups.set(key, group);
  }
  return groups.values();
}

function fail(): never {
  throw new Error('two kinds of steps lead out of one value');
}
