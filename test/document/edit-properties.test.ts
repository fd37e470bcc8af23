import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editYaml } from '../../src/document/edit.ts';
import { parseText } from '../../src/document/parse.ts';
import { shapeOf } from '../../src/document/shape.ts';
import { writeYaml } from '../../src/document/write.ts';
import { data, files, keys, scalars, texts } from './random-yaml.ts';

const timeout = 300_000;
const runs = { numRuns: Number(process.env.CX_FUZZ_RUNS ?? 250) };

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
const shape = shapeOf({
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

describe('any edit of any file', { timeout }, () => {
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

describe('any new file', { timeout }, () => {
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
