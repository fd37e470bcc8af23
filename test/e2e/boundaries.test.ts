import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A small tree with the project's own rules, so that forbidden imports can be planted in it. */
function makeTree(files: readonly (readonly [path: string, text: string])[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'cx-review-boundaries-'));
  folders.push(folder);
  for (const file of ['.dependency-cruiser.mjs', 'tsconfig.json', 'package.json'])
    cpSync(join(root, file), join(folder, file));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

interface Outcome {
  readonly modules: readonly unknown[];
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

function examine(cwd: string): { readonly modules: number; readonly broken: readonly string[] } {
  const args = [
    join(root, 'node_modules/.bin/depcruise'),
    'src',
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'json',
  ];
  const { modules, summary } = JSON.parse(
    execFileSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 1e8 }),
  ) as Outcome;
  return {
    modules: modules.length,
    broken: summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`),
  };
}

const forbidden = [
  ['src/domain/planted-1.ts', "import '../rules/other.ts';", 'src/rules/other.ts', 'domain-imports'],
  ['src/rules/planted-2.ts', "import '../render/other.ts';", 'src/render/other.ts', 'rules-imports'],
  ['src/interview/planted-3.ts', "import 'node:fs';", 'src/interview/other.ts', 'world-only-in-adapters'],
  ['src/render/planted-4.ts', "import 'yaml';", 'src/render/other.ts', 'yaml-and-ajv-only-in-document'],
  [
    'src/domain/planted-5.ts',
    "import type {} from '../rules/other.ts';",
    'src/rules/other.ts',
    'domain-imports',
  ],
  ['src/app/planted-6.ts', "import '../commands/other.ts';", 'src/commands/other.ts', 'app-imports'],
  [
    'src/app/planted-7.ts',
    "import type {} from '../adapters/other.ts';",
    'src/adapters/other.ts',
    'app-imports',
  ],
  [
    'src/commands/planted-8.ts',
    "import '../adapters/other.ts';",
    'src/adapters/other.ts',
    'commands-imports',
  ],
  [
    'src/ports/planted-9.ts',
    "import type {} from '../adapters/other.ts';",
    'src/adapters/other.ts',
    'ports-imports',
  ],
  ['src/commands/planted-10.ts', "import './other.ts';", 'src/commands/other.ts', 'a-command-alone'],
  ['src/cli.ts', "import './commands/other.ts';", 'src/commands/other.ts', 'commands-are-lazy'],
  ['src/commands/index.ts', "import './other.ts';", 'src/commands/other.ts', 'commands-are-lazy'],
  ['src/app/planted-11.ts', "import 'commander';", 'src/app/other.ts', 'commander-only-for-flags'],
] as const;

describe('a forbidden import', () => {
  // All in one tree: starting the check takes most of its time.
  let broken: readonly string[];
  beforeAll(() => {
    const files = forbidden.flatMap(([path, text, otherPath]) => [
      [path, text] as const,
      [otherPath, 'export {};'] as const,
    ]);
    broken = examine(makeTree(files)).broken;
  });

  it.each(forbidden)('%s with %s is caught', (path, _text, _otherPath, rule) => {
    expect(broken).toContain(`${path}: ${rule}`);
  });
});

it('finds nothing wrong with an allowed import, and reads the files at all', () => {
  const tree = makeTree([
    ['src/rules/planted.ts', "import '../economics/other.ts';"],
    ['src/economics/other.ts', 'export {};'],
    ['src/cli.ts', "import './commands/index.ts';"],
    ['src/commands/index.ts', "export const load = () => import('./other.ts');"],
    ['src/commands/other.ts', "import './flags.ts';"],
    ['src/commands/flags.ts', 'export {};'],
  ]);
  expect(examine(tree)).toEqual({ modules: 6, broken: [] });
});
