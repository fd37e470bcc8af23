import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isMap as isYamlMap,
  isScalar as isYamlScalar,
  isSeq as isYamlSeq,
  parseDocument,
  type Scalar as YamlScalar,
} from 'yaml';
import { editYaml } from '../../src/document/edit.ts';
import { parseText } from '../../src/document/parse.ts';
import { buildShape } from '../../src/document/shape.ts';
import { writeYaml } from '../../src/document/write.ts';
import { runsAtEffort } from '../support/effort.ts';
import { data, files, keys, scalars, texts } from './random-yaml.ts';

const runs = { numRuns: runsAtEffort(40) };

const node = { $ref: '#/$defs/node' };
const properties = {
  note: node,
  a: node,
  b: node,
  rows: { $ref: '#/$defs/rows' },
  c: node,
  perSegment: { $ref: '#/$defs/perSegment' },
  d: node,
  list: { type: 'array', items: node },
};
const rowsCalledBy = (key: string) => ({
  type: 'array',
  items: { properties: { [key]: {}, ...properties }, additionalProperties: node },
});
const shape = buildShape({
  ...node,
  $defs: {
    node: { properties, additionalProperties: node },
    rows: rowsCalledBy('id'),
    perSegment: rowsCalledBy('segment'),
  },
});

type Map_ = Record<string, unknown>;
const isMap = (value: unknown): value is Map_ =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const nameOf = (row: unknown) => (isMap(row) ? (row.id ?? row.segment) : undefined);

/** What the data should be after an edit, written as plainly as can be; 'impossible' below a single value. */
function expected(before: unknown, path: readonly string[], value: unknown, list?: string): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (Array.isArray(before)) return expectedRows(before, name, rest, value, list);
  if (before !== null && before !== undefined && !isMap(before))
    return value === undefined ? before : 'impossible';
  if (value === undefined && (!isMap(before) || !(name in before))) return before;
  const map: Map_ = isMap(before) ? { ...before } : {};
  const isList = /^(?:rows|perSegment|list)$/.test(name) && (map[name] ?? null) === null && rest.length > 0;
  const below = isList
    ? expectedRows([], rest[0] ?? '', rest.slice(1), value, name)
    : expected(map[name], rest, value, name);
  if (below === 'impossible') return below;
  if (below === undefined) delete map[name];
  else map[name] = below;
  return map;
}

function expectedRows(
  before: readonly unknown[],
  name: string,
  rest: readonly string[],
  value: unknown,
  list?: string,
): unknown {
  const index = before.findIndex((row) => nameOf(row) === name);
  if (index === -1 && value === undefined) return before;
  const isPerSegment =
    list === 'perSegment' ||
    before.some((row) => isMap(row) && row.id === undefined && row.segment !== undefined);
  const key = isPerSegment ? 'segment' : 'id';
  const below = expected(index === -1 ? undefined : before[index], rest, value);
  if (below === 'impossible') return below;
  if (below === undefined) return before.filter((_, at) => at !== index);
  const row =
    isMap(below) && nameOf(below) === undefined && (rest.length === 0 || index === -1)
      ? { [key]: name, ...below }
      : below;
  return index === -1 ? [...before, row] : before.map((old, at) => (at === index ? row : old));
}

/** Paths that exist and paths that do not. */
const paths = fc
  .array(fc.constantFrom(...keys, 'r1', 'r2', 'r9', 'a', 'b', 'c', 'rows'), { minLength: 1, maxLength: 4 })
  .filter((path) => !/^r\d$/.test(path[0] ?? ''));

function pathsIn(value: unknown, path: readonly string[] = []): string[][] {
  const own = path.length === 0 ? [] : [[...path]];
  if (Array.isArray(value)) {
    return [
      ...own,
      ...value.flatMap((row) =>
        nameOf(row) === undefined ? [] : pathsIn(row, [...path, String(nameOf(row))]),
      ),
    ];
  }
  return isMap(value)
    ? [...own, ...Object.entries(value).flatMap(([key, child]) => pathsIn(child, [...path, key]))]
    : own;
}

const edits = files.chain((file) => {
  const existing = pathsIn(file.data);
  const path =
    existing.length === 0 ? paths : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...existing) }, paths);
  const value = fc.oneof(
    { weight: 3, arbitrary: scalars },
    data,
    fc.constant(undefined),
    fc.constant([]),
    fc.constant({}),
    fc.array(texts, { maxLength: 3 }),
  );
  return fc.record({ file: fc.constant(file), path, value });
});

const normal = (value: unknown) => JSON.parse(JSON.stringify(value ?? null));

/** Whether the path leads to a row of a list: only a map can stand there. */
function isRow(before: unknown, path: readonly string[]): boolean {
  const parent = path.slice(0, -1);
  const at = parent.reduce<unknown>((here, name) => {
    return Array.isArray(here)
      ? here.find((row) => nameOf(row) === name)
      : isMap(here)
        ? here[name]
        : undefined;
  }, before);
  return (
    Array.isArray(at) || ((at ?? null) === null && /^(?:rows|perSegment|list)$/.test(parent.at(-1) ?? ''))
  );
}

describe('any edit of any file', () => {
  it('gives the data that was asked for, or says that there is no place for it', () => {
    fc.assert(
      fc.property(edits, ({ file, path, value }) => {
        fc.pre(value === undefined || isMap(value) || !isRow(file.data, path));
        expect(normal(parseText(file.text, 'f').data ?? {})).toEqual(normal(file.data));
        const wanted = expected(file.data, path, value);
        if (wanted === 'impossible') {
          expect(() => editYaml(file.text, [{ path, value }], shape)).toThrow(/holds a value where a group/);
          return;
        }
        const text = editYaml(file.text, [{ path, value }], shape);
        expect(normal(parseText(text, 'f').data ?? {})).toEqual(normal(wanted));
      }),
      runs,
    );
  });
});

/** First and last line of the entry at a path, counted from 0, as `yaml` itself finds it; undefined where there is none. */
function linesOf(
  text: string,
  path: readonly string[],
): { readonly first: number; readonly last: number } | undefined {
  let here: unknown = parseDocument(text).contents;
  let start = 0;
  for (const name of path) {
    if (isYamlMap(here)) {
      const pair = here.items.find(({ key }) => isYamlScalar(key) && key.value === name);
      if (pair === undefined) return undefined;
      start = (pair.key as YamlScalar).range?.[0] ?? 0;
      here = pair.value;
    } else if (isYamlSeq(here)) {
      const row = here.items.find(
        (item) => isYamlMap(item) && (item.get('id') ?? item.get('segment')) === name,
      );
      if (!isYamlMap(row)) return undefined;
      start = row.range?.[0] ?? 0;
      here = row;
    } else return undefined;
  }
  const range = (here as YamlScalar | null)?.range;
  const end = range?.[1] ?? start;
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length - 1;
  return { first: lineAt(start), last: lineAt(end > start && text[end - 1] === '\n' ? end - 1 : end) };
}

/** Lines of the old text that are not in the new one, as one run; all others are there, byte for byte. */
function changedLines(before: string, after: string): { readonly first: number; readonly last: number } {
  const old = before.split('\n');
  const now = after.split('\n');
  let head = 0;
  while (head < Math.min(old.length, now.length) && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  return { first: head, last: old.length - tail - 1 };
}

const commentsIn = (text: string) => (text.match(/# c\d+(?:: with a colon| - dash)?/g) ?? []).sort();
const isBlankOrComment = (line: string) => /^(?:#|$)/.test(line.trim());
const isSingle = (value: unknown) => typeof value !== 'object' || value === null;

describe('every byte that an edit does not touch', () => {
  it('stays where a value replaces a value: only lines of that value change, and no comment goes', () => {
    fc.assert(
      fc.property(edits, ({ file, path, value }) => {
        const text = file.text.replace(/^\ufeff/, '');
        const place = linesOf(text, path);
        const names: readonly string[] = path;
        const old = names.reduce<unknown>((here, name) => {
          return Array.isArray(here)
            ? here.find((row) => nameOf(row) === name)
            : isMap(here)
              ? here[name]
              : undefined;
        }, file.data);
        fc.pre(place !== undefined && isSingle(old) && isSingle(value) && value !== undefined);
        const after = editYaml(text, [{ path, value }], shape);
        const changed = changedLines(text, after);
        if (place === undefined || changed.first > changed.last) return;
        // A comment that would become text has moved up, over the key.
        expect(changed.first).toBeGreaterThanOrEqual(place.first);
        const below = text.split('\n').slice(place.last + 1, changed.last + 1);
        expect(below.every(isBlankOrComment)).toBe(true);
        expect(commentsIn(after)).toEqual(commentsIn(text));
      }),
      runs,
    );
  });

  it('stays where something is added: at most one line changes, and no comment goes', () => {
    fc.assert(
      fc.property(edits, ({ file, path, value }) => {
        const text = file.text.replace(/^\ufeff/, '');
        fc.pre(
          linesOf(text, path) === undefined &&
            value !== undefined &&
            (isMap(value) || !isRow(file.data, path)),
        );
        fc.pre(expected(file.data, path, value) !== 'impossible');
        const after = editYaml(text, [{ path, value }], shape);
        const changed = changedLines(text, after);
        const old = text.split('\n').slice(changed.first, changed.last + 1);
        // A null that is written out may stand on a line of its own.
        const isNull = (line: string) => /^\s*(?:~|null)\s*(?:#.*)?$/.test(line.trim());
        expect(old.filter((line) => !isBlankOrComment(line) && !isNull(line)).length).toBeLessThanOrEqual(1);
        expect(commentsIn(after)).toEqual(commentsIn(text));
      }),
      runs,
    );
  });

  it('stays where something is taken away, but for the comments and blank lines beside it', () => {
    fc.assert(
      fc.property(edits, ({ file, path }) => {
        const text = file.text.replace(/^\ufeff/, '');
        const place = linesOf(text, path);
        fc.pre(place !== undefined && path.length > 0);
        const after = editYaml(text, [{ path, value: undefined }], shape);
        const changed = changedLines(text, after);
        const lines = text.split('\n');
        const outside = lines.filter((line, index) => {
          const isInside = place !== undefined && index >= place.first && index <= place.last;
          return index >= changed.first && index <= changed.last && !isInside && !isBlankOrComment(line);
        });
        // The line of the key above may get the empty list or map, a dash may stand on a line of its own; the
        // key below may move up to the dash.
        expect(outside.length).toBeLessThanOrEqual(2);
        for (const line of outside)
          expect(after.includes(line.trim()) || /[:-](?:\s+#.*)?$/.test(line.trim())).toBe(true);
      }),
      runs,
    );
  });
});

describe('any new file', () => {
  it('holds the data that it was made of, and stays the same when nothing changes', () => {
    fc.assert(
      fc.property(data, (content) => {
        const text = writeYaml(content, ['# head'], shape);
        expect(parseText(text, 'f').data).toEqual(normal(content));
        expect(editYaml(text, [{ path: '', value: content }], shape)).toBe(text);
        expect(text.startsWith('# head\n')).toBe(true);
      }),
      runs,
    );
  });
});
