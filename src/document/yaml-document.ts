import type { Place } from '../lib/failure.ts';
import { splitPath, walkPath } from '../lib/path.ts';
import { childNamed, type Entry, type Layout } from './layout.ts';
import { TextLines } from './text-lines.ts';

/** What a file was read to, by whichever reader. */
interface Read {
  readonly file: string;
  /** The text without a byte order mark. */
  readonly text: string;
  readonly hasByteOrderMark: boolean;
  /** Plain data: maps are objects, an empty file is null. */
  readonly data: unknown;
  /** Where everything stands in the text. */
  readonly layout: () => Layout;
}

/** A YAML file, read. */
export interface YamlDocument extends Read {
  /**
   * Where the value at a path stands, or its key where the value starts on a later line. Where there is no
   * such path, the place of the nearest part of it that there is.
   */
  placeOf(path: string): Place;
  /**
   * The same for a list of keys and indexes.
   * @param at `key` for the place of the last key itself
   */
  placeAt(keys: readonly (string | number)[], at?: 'value' | 'key'): Place;
}

export function buildDocument(read: Read): YamlDocument {
  const { file, text, layout } = read;
  let lines: TextLines | undefined;
  const placeOfEntry = (entry: Entry | undefined, at: 'value' | 'key' = 'value'): Place => {
    lines ??= new TextLines(text);
    const offset = entry === undefined ? layout().start : offsetOf(entry, at, text);
    return { file, ...lines.positionOf(offset) };
  };
  return {
    ...read,
    placeOf(path) {
      const root: Entry = rootEntry(layout());
      const walk = walkPath(root, splitPath(path), (entry, name) => childNamed(entry.value, name));
      return placeOfEntry(walk.nodes.length === 1 ? undefined : walk.nodes.at(-1));
    },
    placeAt(keys, at) {
      let entry: Entry | undefined;
      let here: Layout = layout();
      for (const key of keys) {
        if (here.kind === 'scalar') break;
        const next: Entry | undefined =
          typeof key === 'number' && here.kind === 'list' ? here.entries[key] : childNamed(here, String(key));
        if (next === undefined) return placeOfEntry(entry);
        entry = next;
        here = next.value;
      }
      return placeOfEntry(entry, at);
    },
  };
}

function rootEntry(value: Layout): Entry {
  return {
    name: undefined,
    start: value.start,
    nameEnd: value.start,
    indicatorEnd: value.start,
    value,
    end: value.end,
  };
}

function offsetOf(entry: Entry, at: 'value' | 'key', text: string): number {
  const { start, value } = entry;
  const isBeside = value.start < value.end && !text.slice(start, value.start).includes('\n');
  return at === 'value' && isBeside ? value.start : start;
}
