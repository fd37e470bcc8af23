import { type CST, isMap, isScalar, isSeq, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { rowKey } from '../lib/path.ts';

/** Where a value stands in the text. Offsets; `end` is behind the last character of it. */
export type Layout = ScalarLayout | CollectionLayout;

interface ScalarLayout {
  readonly kind: 'scalar';
  /** `absent`: nothing is written, which is null. `block`: `|` or `>`, whose text takes its last line end with it. */
  readonly style: 'plain' | 'single' | 'double' | 'block' | 'absent';
  readonly start: number;
  readonly end: number;
}

export interface CollectionLayout {
  readonly kind: 'map' | 'list';
  /** Whether it is written with brackets. */
  readonly flow: boolean;
  readonly start: number;
  readonly end: number;
  readonly entries: readonly Entry[];
}

/** A key with its value, or an item of a list. */
export interface Entry {
  /** The key, or what the row is called in a path. */
  readonly name: string | undefined;
  /** Where the key or the dash starts; in a list with brackets, the item. */
  readonly start: number;
  /** Behind the key; for items the same as `start`. */
  readonly nameEnd: number;
  /** Behind the colon or dash; the same as `nameEnd` where there is none. */
  readonly indicatorEnd: number;
  readonly value: Layout;
  readonly end: number;
}

/** The entry with this key, or the row with this id. Of several rows with the same the first. */
export function childNamed(layout: Layout, name: string): Entry | undefined {
  return layout.kind === 'scalar' ? undefined : layout.entries.find((entry) => entry.name === name);
}

type CollectionToken = CST.BlockMap | CST.BlockSequence | CST.FlowCollection;

/** @param node what the composer made of the text, with its source tokens */
export function buildLayout(node: unknown, text: string): Layout {
  if (isMap(node)) return mapLayout(node, text);
  if (isSeq(node)) return listLayout(node, text);
  const [start, end] = (isScalar(node) ? node.range : undefined) ?? [text.length, text.length];
  return scalarLayout(start, end, text);
}

function scalarLayout(start: number, end: number, text: string): ScalarLayout {
  const styles: Readonly<Record<string, ScalarLayout['style']>> = {
    '"': 'double',
    "'": 'single',
    '|': 'block',
    '>': 'block',
  };
  const style = start === end ? 'absent' : (styles[text[start] ?? ''] ?? 'plain');
  return { kind: 'scalar', style, start, end };
}

function mapLayout(map: YAMLMap, text: string): CollectionLayout {
  const entries = map.items.map((pair) => pairLayout(pair, text));
  return collection('map', map.srcToken as CollectionToken | undefined, entries);
}

function pairLayout(pair: Pair, text: string): Entry {
  const token = (pair as { readonly srcToken?: CST.CollectionItem }).srcToken;
  if (!isScalar(pair.key) || !pair.key.range || token === undefined) throw new Error('a key without a place');
  const [start, nameEnd] = pair.key.range;
  const colon = token.sep?.find(({ type }) => type === 'map-value-ind');
  const indicatorEnd = colon === undefined ? nameEnd : colon.offset + 1;
  const value = valueLayout(pair.value, token.value, indicatorEnd, text);
  return {
    name: String(pair.key.value),
    start,
    nameEnd,
    indicatorEnd,
    value,
    end: Math.max(indicatorEnd, value.end),
  };
}

function valueLayout(node: unknown, token: CST.Token | undefined, absentAt: number, text: string): Layout {
  return token === undefined || (isScalar(node) && token.type === 'scalar' && token.source === '')
    ? { kind: 'scalar', style: 'absent', start: absentAt, end: absentAt }
    : buildLayout(node, text);
}

function listLayout(list: YAMLSeq, text: string): CollectionLayout {
  const token = list.srcToken as CST.BlockSequence | CST.FlowCollection;
  const written = token.items.filter((item) =>
    token.type === 'block-seq'
      ? item.start.some(isDash)
      : item.value !== undefined || item.key !== undefined || item.sep !== undefined,
  );
  const entries = list.items.map((item, index) => itemLayout(item, written[index], text));
  return collection('list', token, entries);
}

const isDash = ({ type }: CST.SourceToken) => type === 'seq-item-ind';

function itemLayout(node: unknown, token: CST.CollectionItem | undefined, text: string): Entry {
  const name = isMap(node) ? rowKey({ id: node.get('id'), segment: node.get('segment') }) : undefined;
  const dash = token?.start.find(isDash);
  if (dash !== undefined) {
    const indicatorEnd = dash.offset + 1;
    const value = valueLayout(node, token?.value, indicatorEnd, text);
    return {
      name,
      start: dash.offset,
      nameEnd: dash.offset,
      indicatorEnd,
      value,
      end: Math.max(indicatorEnd, value.end),
    };
  }
  const value = buildLayout(node, text);
  return { name, start: value.start, nameEnd: value.start, indicatorEnd: value.start, value, end: value.end };
}

function collection(
  kind: 'map' | 'list',
  token: CollectionToken | undefined,
  entries: readonly Entry[],
): CollectionLayout {
  const [first] = entries;
  const last = entries.at(-1);
  if (token?.type === 'flow-collection') {
    const end = (token.end[0]?.offset ?? token.offset) + 1;
    return { kind, flow: true, start: token.offset, end, entries };
  }
  // Without a token it is a pair in brackets of a list: [key: value].
  return { kind, flow: token === undefined, start: first?.start ?? 0, end: last?.end ?? 0, entries };
}
