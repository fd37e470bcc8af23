import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { limits } from './limits.ts';
import { composeYaml, refuseKey } from './parse.ts';
import type { Refusal, Refuse } from './refusal.ts';
import type { Extras } from './scan.ts';

const extras: Extras = new Set(['anchor', 'alias', 'tag']);

const halfCharacter = /\p{Surrogate}/u;

/** Tags that only say what a value is taken for anyhow. A date is text. */
const plainTags = new Set(['str', 'int', 'float', 'bool', 'null', 'map', 'seq', 'timestamp']);
const ownTags = 'tag:yaml.org,2002:';

/**
 * Reads a policy file that anybody may have written to plain data, more generously than our own files:
 * companies keep prices in what they have. Aliases and merge keys (`<<`) are read as what they stand for, at
 * most `limits.expanded` values. A value that has no plain reading stands for itself as text: a number too
 * large to be exact as it is written, a value with a tag as `!tag 20`, an alias of nothing as `*name`. A map
 * or list with a tag becomes the one member of a map, under the tag. So one such value hides no other.
 * @throws Failure `invalid` as parseYaml
 */
export function readPolicyYaml(bytes: Uint8Array, file: string): unknown {
  const { document, refuse } = composeYaml(bytes, file, extras);
  return new Expansion(document, refuse).read(document.contents, 0);
}

class Expansion {
  readonly #targets: ReadonlyMap<Alias, Node>;
  readonly #refuse: Refuse;
  /** The nodes that are being read: what stands for itself would have no end. */
  readonly #open = new Set<Node>();
  #aliases = 0;
  #expanded = 0;

  constructor(document: Document.Parsed, refuse: Refuse) {
    this.#targets = findTargets(document);
    this.#refuse = refuse;
  }

  read(node: Node | null, depth: number): unknown {
    if (node === null) return null;
    const at = node.range?.[0] ?? 0;
    if (depth > limits.depth) throw this.#refuse(at, tooDeep);
    if (this.#aliases > 0) this.#count(node);
    if (isAlias(node)) return this.#behind(node, (target) => this.read(target, depth)) ?? `*${node.source}`;
    if (isScalar(node)) return readScalar(node);
    const tag = shortTag(node.tag);
    const value = isMap(node) ? this.#readMap(node, depth) : isSeq(node) ? this.#readList(node, depth) : null;
    return tag === undefined ? value : { [tag]: value };
  }

  /** What is made of the node that an alias stands for; undefined where there is none, or it holds the alias itself. */
  #behind<Made>(alias: Alias, make: (target: Node) => Made): Made | undefined {
    const target = this.#targets.get(alias);
    if (target === undefined || this.#open.has(target)) return undefined;
    this.#count(alias);
    this.#open.add(target);
    this.#aliases += 1;
    const made = make(target);
    this.#aliases -= 1;
    this.#open.delete(target);
    return made;
  }

  /** Every step behind an alias counts, also one that comes to nothing. */
  #count(node: Node): void {
    this.#expanded += 1;
    if (this.#expanded > limits.expanded) throw this.#refuse(node.range?.[0] ?? 0, tooMuch);
  }

  #readList(list: YAMLSeq, depth: number): unknown[] {
    this.#open.add(list);
    const items = list.items.map((item) => this.read(item as Node, depth + 1));
    this.#open.delete(list);
    return items;
  }

  #readMap(map: YAMLMap, depth: number): Record<string, unknown> {
    this.#open.add(map);
    const own: [string, unknown][] = [];
    const merged: [string, unknown][] = [];
    for (const pair of map.items) {
      refuseKey(pair, this.#refuse);
      const value = pair.value as Node | null;
      const more = isMergeKey(pair) ? this.#readMerged(value, depth) : undefined;
      if (more === undefined) own.push([nameOf(pair), this.read(value, depth + 1)]);
      else merged.unshift(...more);
    }
    this.#open.delete(map);
    // Of the same key twice the last one counts: the map's own, then the first that was merged.
    return Object.fromEntries([...merged, ...own]);
  }

  /** Entries of the maps that a merge key names, the first of them last; undefined where it names something else. */
  #readMerged(value: Node | null, depth: number): [string, unknown][] | undefined {
    if (value === null) return undefined;
    if (isAlias(value)) return this.#behind(value, (target) => this.#readMerged(target, depth));
    if (isMap(value)) return Object.entries(this.#readMap(value, depth));
    if (!isSeq(value)) return undefined;
    const all = value.items.map((item) => (isSeq(item) ? undefined : this.#readMerged(item as Node, depth)));
    return all.includes(undefined) ? undefined : all.reverse().flatMap((entries) => entries ?? []);
  }
}

/** What each alias stands for: the last node before it that has its name. */
function findTargets(document: Document.Parsed): ReadonlyMap<Alias, Node> {
  const named = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Node(_key, node) {
      if (isAlias(node)) {
        const target = named.get(node.source);
        if (target !== undefined) targets.set(node, target);
      } else if (node.anchor !== undefined) named.set(node.anchor, node);
    },
  });
  return targets;
}

const nameOf = ({ key }: Pair) => String(isScalar(key) ? key.value : key);

const isMergeKey = ({ key }: Pair) => isScalar(key) && key.value === '<<' && key.type === 'PLAIN';

/** A tag as it is written, if it says something about the value: `!money`, `!!binary`. */
function shortTag(tag: string | undefined): string | undefined {
  if (tag === undefined || tag === '!') return undefined;
  if (!tag.startsWith(ownTags)) return tag;
  const name = tag.slice(ownTags.length);
  return plainTags.has(name) ? undefined : `!!${name}`;
}

function readScalar(scalar: Scalar): unknown {
  const { value, source = '' } = scalar;
  const tag = shortTag(scalar.tag);
  if (tag !== undefined) return `${tag} ${source}`;
  if (typeof value === 'number') {
    return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))
      ? value
      : source;
  }
  // Half a character is written out as an escape.
  if (typeof value === 'string') return halfCharacter.test(value) ? JSON.stringify(value) : value;
  return value === null || typeof value === 'boolean' ? value : source;
}

const tooDeep: Refusal = {
  what: `more than ${limits.depth} levels in one another`,
  why: 'No price list is that deep; deep nesting can end the reader.',
  next: 'Write the values out where they are needed.',
};

const tooMuch: Refusal = {
  what: `aliases that stand for more than ${limits.expanded.toLocaleString('en')} values`,
  why: 'With aliases a small file can grow without bound.',
  next: 'Write the values out where they are needed.',
};
