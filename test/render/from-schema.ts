import type { Review } from '../../src/domain/review.ts';
import schema from '../../templates/schemas/review.schema.json' with { type: 'json' };

interface Node {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly maximum?: number;
  readonly format?: string;
}

const defs = schema.$defs as unknown as Readonly<Record<string, Node>>;
const nameOf = (ref: string) => ref.replace('#/$defs/', '');

/** What stands at every leaf of a review; where one is undefined the leaf is left out. */
export interface Fill {
  /** Free text: a line, several lines, an owner, a person. */
  readonly text: (path: string) => string | undefined;
  readonly number: (path: string, maximum: number) => number | undefined;
  readonly date: (path: string) => string | undefined;
}

function make(node: Node, path: string, fill: Fill): unknown {
  if (node.$ref !== undefined) {
    const name = nameOf(node.$ref);
    if (name === 'rowId') return path === 'situation' ? 'price-rise' : 'row';
    if (name === 'line' || name === 'text' || name === 'owner' || name === 'person') return fill.text(path);
    if (name === 'digest' || name === 'contentDigest') return `sha256:${'0'.repeat(64)}`;
    if (name === 'jurisdiction') return 'GB';
    if (name === 'policyValue') return fill.text(path);
    const definition = defs[name];
    return definition === undefined ? undefined : make(definition, path, fill);
  }
  if (node.const !== undefined) return node.const;
  if (node.enum !== undefined) return path === 'status' ? 'proposed' : node.enum[0];
  if (node.anyOf !== undefined) return make(node.anyOf[0] ?? {}, path, fill);
  if (node.format === 'date') return fill.date(path);
  if (node.type === 'boolean') return true;
  if (node.type === 'number' || node.type === 'integer') {
    return fill.number(path, node.maximum ?? Number.MAX_SAFE_INTEGER);
  }
  if (node.type === 'array') {
    const row = make(node.items ?? {}, `${path}.row`, fill);
    return row === undefined ? [] : [row];
  }
  if (node.properties !== undefined) {
    const entries = Object.entries(node.properties).flatMap(([key, child]) => {
      const value = make(child, path === '' ? key : `${path}.${key}`, fill);
      return value === undefined ? [] : [[key, value] as const];
    });
    return Object.fromEntries(entries);
  }
  return path === 'currency' ? 'GBP' : path === 'id' ? '2026-11-02-review-k3f9' : undefined;
}

/** A review with something at every place that the schema has, one row in every list. */
export function reviewFromSchema(fill: Fill): Review {
  const review = make(schema as unknown as Node, '', fill) as Review;
  const answer = fill.text('answers.price-rise-size');
  const own = fill.text('answers.our-own-question');
  return {
    ...review,
    answers: {
      ...(answer === undefined ? {} : { 'price-rise-size': answer }),
      ...(own === undefined ? {} : { 'our-own-question': own }),
    },
  };
}
