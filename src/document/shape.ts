import { isSchema, listBranches, resolved, type Schema } from './schema-node.ts';

/**
 * What a schema says of the order and kind of things, for writing: which key comes after which, what is a
 * list, and what its rows are called by.
 */
export interface Shape {
  readonly kind: 'map' | 'list' | 'value';
  /** Keys in the order in which they are written; none for lists and values. */
  readonly keys: readonly string[];
  /** By which key a row of this list is called. */
  readonly rowKey: 'id' | 'segment' | undefined;
  /** Shape below a key; for a list the shape of every row. */
  child(name: string): Shape;
}

/** Where nothing is known. */
export const anyShape: Shape = { kind: 'value', keys: [], rowKey: undefined, child: () => anyShape };

/** The shape that a JSON Schema describes. References go within the schema: `#/$defs/…`. */
export function buildShape(schema: unknown): Shape {
  return isSchema(schema) ? shapeIn(schema, schema) : anyShape;
}

/** Worked out step by step, because a schema may lead back to itself. */
function shapeIn(unresolved: Schema, root: Schema): Shape {
  const schema = resolved(unresolved, root);
  const below = (value: unknown): Shape => (isSchema(value) ? shapeIn(value, root) : anyShape);
  const { properties, additionalProperties, items } = schema;
  if (isSchema(items)) {
    const row = below(items);
    const rowKey = row.keys.includes('id') ? 'id' : row.keys.includes('segment') ? 'segment' : undefined;
    return { kind: 'list', keys: [], rowKey, child: () => row };
  }
  if (isSchema(properties) || isSchema(additionalProperties)) {
    const known = isSchema(properties) ? properties : {};
    const child = (name: string) => below(Object.hasOwn(known, name) ? known[name] : additionalProperties);
    return { kind: 'map', keys: Object.keys(known), rowKey: undefined, child };
  }
  const branches = listBranches(schema, root);
  return branches.map(below).find(({ kind }) => kind !== 'value') ?? anyShape;
}

/** The same data with the keys of every map in the order of the shape; other keys behind, as they were. */
export function inOrder(data: unknown, shape: Shape): unknown {
  if (Array.isArray(data)) return data.map((row) => inOrder(row, shape.child('')));
  if (typeof data !== 'object' || data === null) return data;
  const map = data as Readonly<Record<string, unknown>>;
  const known = shape.keys.filter((key) => Object.hasOwn(map, key));
  const others = Object.keys(map).filter((key) => !shape.keys.includes(key));
  return Object.fromEntries([...known, ...others].map((key) => [key, inOrder(map[key], shape.child(key))]));
}
