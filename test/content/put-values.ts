import type { Review } from '../../src/domain/review.ts';
import { getPath, rowKey, splitPath } from '../../src/lib/path.ts';
import { resolve, reviewSchema, type SchemaNode } from './schema-paths.ts';

type Tree = Record<string, unknown>;

function childSchema(schema: SchemaNode, name: string): SchemaNode {
  const { node } = resolve(schema);
  if (node.type === 'array' && node.items !== undefined) return node.items;
  const child = node.properties?.[name];
  if (child !== undefined) return child;
  if (typeof node.additionalProperties === 'object') return node.additionalProperties;
  throw new Error(`the schema has no ${name}`);
}

function emptyFor(schema: SchemaNode): unknown {
  return resolve(schema).node.type === 'array' ? [] : {};
}

function childOf(parent: unknown, schema: SchemaNode, name: string): unknown {
  if (Array.isArray(parent)) {
    const row = parent.find((one) => rowKey(one) === name);
    if (row !== undefined) return row;
    const keyName =
      resolve(resolve(schema).node.items ?? {}).node.properties?.id === undefined ? 'segment' : 'id';
    const made = { [keyName]: name };
    parent.push(made);
    return made;
  }
  const tree = parent as Tree;
  tree[name] ??= emptyFor(childSchema(schema, name));
  return tree[name];
}

function put(review: Tree, path: string, value: unknown): void {
  const names = splitPath(path);
  const last = names.pop() ?? '';
  let at: unknown = review;
  let schema = reviewSchema;
  for (const name of names) {
    const next = childOf(at, schema, name);
    schema = childSchema(schema, name);
    at = next;
  }
  (at as Tree)[last] = structuredClone(value);
}

/** A copy of the review with example values in it; `*` stands for every row of the question's list. */
export function withValues(
  review: Review,
  values: Readonly<Record<string, unknown>>,
  each: string | undefined,
): Review {
  const copy = structuredClone(review) as unknown as Tree;
  for (const [path, value] of Object.entries(values)) {
    if (!path.includes('*')) {
      put(copy, path, value);
      continue;
    }
    const rows = each === undefined ? undefined : getPath(copy, each);
    if (!Array.isArray(rows)) throw new Error(`${path} has a row and ${each ?? 'no list'} has none`);
    for (const row of rows) put(copy, path.replaceAll('*', rowKey(row) ?? ''), value);
  }
  return copy as unknown as Review;
}
