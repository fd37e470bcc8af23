import { createHash } from 'node:crypto';

/** What stands at a path in one state of a repository. */
export interface Entry {
  readonly kind: 'file' | 'link' | 'submodule';
  readonly executable: boolean;
  /** What git stores; of a link its target, of a submodule what git shows for it in a diff. */
  readonly content: Buffer;
}

/** One state of a repository. Paths are bytes, one character each (latin1), because git's are. */
export type Side = ReadonlyMap<string, Entry>;

/** A path as bytes. */
export const bytesOf = (path: string): string => Buffer.from(path, 'utf8').toString('latin1');

/** A path as text; undefined where its bytes are not UTF-8, so that no file can name it. */
export function textOf(path: string): string | undefined {
  const text = Buffer.from(path, 'latin1').toString('utf8');
  return bytesOf(text) === path ? text : undefined;
}

/** A path as people are shown it: a byte that is not UTF-8 as `\xE9`. */
export function shownOf(path: string): string {
  const characters =
    /[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x80-\xff]/g;
  return path.replace(characters, (character) => {
    const code = character.charCodeAt(0);
    const isAlone = character.length === 1 && code > 0x7f;
    return isAlone
      ? `\\x${code.toString(16).toUpperCase()}`
      : Buffer.from(character, 'latin1').toString('utf8');
  });
}

export const digestOf = (content: Buffer | string): string =>
  `sha256:${createHash('sha256').update(content).digest('hex')}`;

/** Digest of the content at a path, or `none`. */
export const contentAt = (side: Side, path: string): string => {
  const entry = side.get(path);
  return entry === undefined ? 'none' : digestOf(entry.content);
};

/** The same with what it is, where that is no plain file. */
export const digestAt = (side: Side, path: string): string => {
  const entry = side.get(path);
  const kind = entry?.executable && entry.kind === 'file' ? 'executable' : entry?.kind;
  return `${kind === undefined || kind === 'file' ? '' : `${kind}:`}${contentAt(side, path)}`;
};

export const submoduleContent = (commit: string): Buffer => Buffer.from(`Subproject commit ${commit}\n`);

/** Every path at which two states differ, in any way. */
export function differences(before: Side, after: Side): string[] {
  const isSame = (a: Entry | undefined, b: Entry | undefined): boolean =>
    a !== undefined &&
    b !== undefined &&
    a.kind === b.kind &&
    a.executable === b.executable &&
    a.content.equals(b.content);
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => !isSame(before.get(path), after.get(path)))
    .sort();
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** JSON as RFC 8785 wants it: keys in order, no white space. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const record = value as Record<string, Json>;
  const members = Object.keys(record)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(record[key])}`);
  return `{${members.join(',')}}`;
}

export const digestOfData = (value: unknown): string => digestOf(canonical(value));

/** A merge of sides in which no file is renamed and none changes on both. */
export function mergePaths(start: Side, base: Side, after: Side): Side {
  const merged = new Map(base);
  for (const path of differences(start, after)) {
    const entry = after.get(path);
    if (entry === undefined) merged.delete(path);
    else merged.set(path, entry);
  }
  return merged;
}
