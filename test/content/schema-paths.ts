import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A node of a JSON Schema, as far as these tests read it. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly (string | number)[];
  readonly anyOf?: readonly SchemaNode[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly items?: SchemaNode;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
}

const read = (name: string) =>
  JSON.parse(
    readFileSync(
      fileURLToPath(new URL(`../../templates/schemas/${name}.schema.json`, import.meta.url)),
      'utf8',
    ),
  ) as SchemaNode;

/** The contract itself and not what was generated from it. */
export const reviewSchema = read('review');
export const situationsSchema = read('situations');

/** A place in the schema: the node without its references, and the name of the definition it came from. */
export interface SchemaPlace {
  readonly node: SchemaNode;
  readonly definition: string | undefined;
}

export function resolve(node: SchemaNode): SchemaPlace {
  let at = node;
  let definition: string | undefined;
  while (at.$ref !== undefined) {
    definition = at.$ref.replace('#/$defs/', '');
    const next = reviewSchema.$defs?.[definition];
    if (next === undefined) throw new Error(`${at.$ref} leads nowhere`);
    at = next;
  }
  return { node: at, definition };
}

function step(node: SchemaNode, name: string): SchemaNode | undefined {
  const own = node.properties?.[name];
  if (own !== undefined) return own;
  // A row of a list is named by its id, whatever that is.
  if (node.type === 'array') return node.items;
  return typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined;
}

/** What a path of a review leads to; a row is named by its id or by `*`. Undefined where it leads nowhere. */
export function schemaAt(path: string, from: SchemaNode = reviewSchema): SchemaPlace | undefined {
  let place = resolve(from);
  for (const name of path.split('.')) {
    const next = step(place.node, name);
    if (next === undefined) return undefined;
    place = resolve(next);
  }
  return place;
}

/** Every path of the schema that holds a value or a list; rows are `*`. */
export function leavesOf(node: SchemaNode, path = ''): string[] {
  const { node: at } = resolve(node);
  if (at.type === 'array' && at.items !== undefined) {
    const items = resolve(at.items).node;
    return items.type === 'object' ? leavesOf(items, `${path}.*`) : [path];
  }
  if (at.type !== 'object' || at.properties === undefined) return [path];
  // Low, likely and high are one answer.
  if ('low' in at.properties) return [path];
  return Object.entries(at.properties).flatMap(([name, child]) =>
    leavesOf(child, path === '' ? name : `${path}.${name}`),
  );
}
