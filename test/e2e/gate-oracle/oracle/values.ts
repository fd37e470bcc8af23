import { isScalar, parseDocument, visit } from 'yaml';
import type { ChangeRow, Scalar } from './model.ts';
import type { Entry } from './side.ts';

type Data = Scalar | readonly Data[] | { readonly [key: string]: Data };
/** What a review has to say of one value. */
export type Move = Pick<ChangeRow, 'pointer' | 'from' | 'to'>;

const isMap = (data: Data | undefined): data is { readonly [key: string]: Data } =>
  typeof data === 'object' && data !== null && !Array.isArray(data);

/** Whether a file's name says that it holds values. */
export const isDataFile = (path: string): boolean => /\.(?:ya?ml|json|toml|csv|tsv)$/i.test(path);

/** Digits of a number beyond what is exact are text, and a value with a tag of its own is text with the tag. */
function dataOfYaml(text: string): Data {
  if (/^(?:%|---)/m.test(text)) throw new Error('more than one document');
  const document = parseDocument(text, { merge: true, intAsBigInt: true, logLevel: 'error' });
  const [error] = document.errors;
  if (error !== undefined) throw error;
  visit(document, {
    Scalar(_key, node) {
      if (isScalar(node) && node.tag?.startsWith('!')) node.value = `${node.tag} ${node.source ?? ''}`;
    },
  });
  const plain = JSON.stringify(document.toJS(), (_key, value: unknown) => {
    if (typeof value !== 'bigint') return value;
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  });
  return JSON.parse(plain) as Data;
}

const dataOfJson = (text: string): Data =>
  JSON.parse(text.replaceAll(/([:[,]\s*)(\d{17,})(?=\s*[,}\]])/g, '$1"$2"')) as Data;

/** The values in a file; undefined where its name or content does not tell. */
function dataOf(path: string, content: Buffer): Data | undefined {
  const extension = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    if (extension === 'json') return dataOfJson(text);
    if (extension === 'yaml' || extension === 'yml') return dataOfYaml(text);
  } catch {
    return undefined;
  }
  return undefined;
}

const dataIn = (path: string, entry: Entry | undefined): Data | undefined =>
  entry?.kind === 'file' ? dataOf(path, entry.content) : undefined;

/** Whether the values at a path could be read, and what stands there now is something that nobody can read. */
export const isLost = (path: string, before: Entry | undefined, after: Entry | undefined): boolean =>
  dataIn(path, before) !== undefined && after !== undefined && dataIn(path, after) === undefined;

function placesOf(data: Data | undefined, at = ''): string[] {
  if (!isMap(data)) return data === undefined || at === '' ? [] : [at];
  const entries = Object.entries(data);
  if (entries.length === 0 && at !== '') return [at];
  return entries.flatMap(([key, member]) => placesOf(member, `${at}/${key}`));
}

/** Which share of the places with values two files have in common, of the one with more of them. */
export function likeness(path: string, entry: Entry, otherPath: string, other: Entry): number {
  const [one, two] = [placesOf(dataIn(path, entry)), placesOf(dataIn(otherPath, other))];
  const most = Math.max(one.length, two.length);
  return most === 0 ? 0 : one.filter((place) => two.includes(place)).length / most;
}

function wordsOf(data: Data): string {
  if (typeof data === 'string') return data === data.trim() ? data : JSON.stringify(data);
  if (Array.isArray(data)) return data.length === 0 ? 'an empty list' : data.map(wordsOf).join(', ');
  if (!isMap(data)) return data === null ? 'nothing' : String(data);
  const entries = Object.entries(data);
  if (entries.length === 0) return 'nothing in it';
  return entries.map(([key, member]) => `${key}: ${wordsOf(member)}`).join(', ');
}

/** A value as a review writes it: a row or a branch in one line of at most 80 characters. */
function scalarOf(data: Data): Scalar {
  if (typeof data !== 'object' || data === null) return data as Scalar;
  const words = wordsOf(data);
  return words.length > 80 ? `${words.slice(0, 79)}…` : words;
}

const idOf = (row: Data): string | undefined =>
  isMap(row) && typeof row.id === 'string' ? row.id : undefined;

/** Rows of maps that all have an id are told apart by it. */
function rowsById(list: readonly Data[]): Map<string, Data> | undefined {
  const rows = new Map(list.flatMap((row) => (idOf(row) === undefined ? [] : [[idOf(row) ?? '', row]])));
  return rows.size === list.length ? rows : undefined;
}

function compare(from: Data | undefined, to: Data | undefined, pointer: string): Move[] {
  const name = pointer === '' ? '(whole file)' : pointer;
  const below = (key: string) => (pointer === '' ? key : `${pointer}.${key}`);
  const unequal = (): Move[] => [
    {
      pointer: name,
      ...(from === undefined ? {} : { from: scalarOf(from) }),
      ...(to === undefined ? {} : { to: scalarOf(to) }),
    },
  ];
  if (JSON.stringify(from) === JSON.stringify(to)) return [];
  if (isMap(from) && isMap(to)) {
    const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
    return [...keys].flatMap((key) => compare(from[key], to[key], below(key)));
  }
  if (!Array.isArray(from) || !Array.isArray(to)) return unequal();
  const [old, now] = [rowsById(from as Data[]), rowsById(to as Data[])];
  if (old !== undefined && now !== undefined && old.size + now.size > 0) {
    const keys = new Set([...old.keys(), ...now.keys()]);
    return [...keys].flatMap((key) => compare(old.get(key), now.get(key), below(key)));
  }
  const gone = (from as Data[]).filter((item) => !(to as Data[]).includes(item));
  const come = (to as Data[]).filter((item) => !(from as Data[]).includes(item));
  return [
    ...gone.map((item) => ({ pointer: name, from: scalarOf(item) })),
    ...come.map((item) => ({ pointer: name, to: scalarOf(item) })),
  ];
}

/**
 * What a review has to say of the values in a file that changes; undefined where they cannot be read on
 * both sides, so that nobody can compare them.
 * @param oldPath its name before
 */
export function movesIn(
  path: string,
  before: Entry | undefined,
  after: Entry | undefined,
  oldPath = path,
): Move[] | undefined {
  const [was, is] = [dataIn(oldPath, before), dataIn(path, after)];
  if ((before !== undefined && was === undefined) || (after !== undefined && is === undefined))
    return undefined;
  return compare(was, is, '');
}

/** Whether two rows say the same of a value. */
export const isSameMove = (a: Move, b: Move): boolean =>
  JSON.stringify([a.pointer, a.from, a.to]) === JSON.stringify([b.pointer, b.from, b.to]) &&
  'from' in a === 'from' in b &&
  'to' in a === 'to' in b;
