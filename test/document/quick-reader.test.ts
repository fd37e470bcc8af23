import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseText } from '../../src/document/parse.ts';
import { readQuickly } from '../../src/document/quick-reader.ts';
import { buildShape } from '../../src/document/shape.ts';
import { writeYaml } from '../../src/document/write.ts';
import { findConflictMarker } from '../../src/lib/conflict-markers.ts';
import reviewSchema from '../../templates/schemas/review.schema.json' with { type: 'json' };
import { runsAtEffort } from '../support/effort.ts';
import { files } from './random-yaml.ts';

/** Whether the quick reader took the text; then it has to have read what `yaml` reads. */
function agrees(text: string): boolean {
  // The caller refuses these before either reader sees them.
  if (findConflictMarker(text) !== undefined) return false;
  const quick = readQuickly(text);
  if (quick === undefined) return false;
  const exact = parseText(text, 'a.yaml');
  expect(quick.data).toStrictEqual(exact.data);
  expect(quick.layout).toStrictEqual(exact.layout());
  return true;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every YAML file of the project, those in examples of rules and of gates too. */
const yamlFiles = ['templates', 'test', '.github', 'docs'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.ya?ml$/.test(path))
    .map((path) => join(root, folder, path)),
);
const textOf = (path: string) => readFileSync(path, 'utf8');
const examples = yamlFiles.filter((path) => path.includes('templates/examples/')).map(textOf);

describe('agreement with yaml', () => {
  it('is whole on every YAML file of the project', () => {
    expect(yamlFiles.length).toBeGreaterThan(50);
    for (const path of yamlFiles) agrees(textOf(path));
  });

  it('covers the examples', () => {
    expect(examples.map(agrees)).toEqual(examples.map(() => true));
  });

  it('covers what the program writes', () => {
    const shape = buildShape(reviewSchema);
    const written = examples.slice(1).map((text) => writeYaml(parseText(text, 'a.yaml').data, ['a'], shape));
    expect(written.map(agrees)).toEqual(written.map(() => true));
  });

  it('is whole on data in any mix of styles', () => {
    let taken = 0;
    fc.assert(
      fc.property(files, ({ text }) => {
        taken += agrees(text) ? 1 : 0;
      }),
      { numRuns: runsAtEffort(500) },
    );
    expect(taken).toBeGreaterThan(0);
  });

  it('is whole on documents with a few characters changed', () => {
    let taken = 0;
    fc.assert(
      fc.property(mutated, (text) => {
        taken += agrees(text) ? 1 : 0;
      }),
      { numRuns: runsAtEffort(1000) },
    );
    expect(taken).toBeGreaterThan(runsAtEffort(250));
  });
});

/** Pieces that mean something somewhere in YAML. */
const pieces = fc.constantFrom(
  ..."¦ ¦  ¦\n¦\n\n¦\n  ¦\n    ¦- ¦-¦: ¦:¦#¦ #¦ # c\n¦\"¦'¦''¦[¦]¦{¦}¦,¦, ¦|¦>¦|-\n¦>-\n¦|\n¦|+\n¦>2\n".split(
    '¦',
  ),
  ...'&a ¦*a¦!t ¦? ¦\\¦\\n¦\\u00e4¦---\n¦...\n¦%¦@¦`¦=¦<<: ¦~¦null¦true¦False¦0¦-0¦1e3¦.5¦5.¦0x1f¦0o7¦007'.split(
    '¦',
  ),
  ...'+1¦.inf¦1.0¦9007199254740993¦\t¦\r\n¦\r¦\u0085¦\u2028¦\ufeff¦\u00a0¦😀¦\u0007¦\ud83d'.split('¦'),
  ...'a: b\n¦a:\n¦- a\n¦a: [b, c]\n¦a: {b: c}\n¦"a": b\n¦[a, b]¦{a: b}¦ a: b'.split('¦'),
);

const indentOf = (line: string) => line.search(/\S/);

/** A line out of an example with a few of those that follow and stand no further out, set in from there. */
const excerpts = fc
  .tuple(fc.constantFrom(...examples), fc.nat(), fc.integer({ min: 1, max: 14 }))
  .map(([text, from, count]) => {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const [first = '', ...others] = lines.slice(from % lines.length).slice(0, count);
    const end = others.findIndex((line) => indentOf(line) < indentOf(first));
    const some = [first, ...(end === -1 ? others : others.slice(0, end))];
    return some.map((line) => `${line.slice(indentOf(first))}\n`).join('');
  });

/** Where one thing ends and another begins: most of what goes wrong goes wrong there. */
const seams = [/(?=\n)/g, /(?<=\n *)(?=\S)/g, /(?<=: )/g, /(?<=- )/g, /(?<=[[{,] ?)/g];

const edits = fc.array(
  fc.record({
    seam: fc.option(fc.constantFrom(...seams), { freq: 3 }),
    where: fc.nat(),
    removed: fc.constantFrom(0, 0, 1, 3, 'rest of the line' as const),
    piece: pieces,
  }),
  { maxLength: 2 },
);

type Edit = typeof edits extends fc.Arbitrary<(infer One)[]> ? One : never;

function edit(text: string, { seam, where, removed, piece }: Edit): string {
  const places = seam === null ? [] : [...text.matchAll(seam)].map(({ index }) => index);
  const at = places[where % Math.max(1, places.length)] ?? where % (text.length + 1);
  const lineEnd = text.indexOf('\n', at);
  const rest = removed === 'rest of the line' ? (lineEnd === -1 ? text.length : lineEnd) : at + removed;
  return text.slice(0, at) + piece + text.slice(rest);
}

const mutated = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: excerpts },
      files.map(({ text }) => text),
    ),
    edits,
  )
  .map(([text, changes]) => changes.reduce(edit, text));
