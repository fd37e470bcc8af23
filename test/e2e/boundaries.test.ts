import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
let folder: string;

/** A small tree with the project's own rules, so that a forbidden import can be planted in it. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cx-review-boundaries-'));
  for (const file of ['.dependency-cruiser.mjs', 'tsconfig.json', 'package.json'])
    cpSync(join(root, file), join(folder, file));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function plant(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

interface Outcome {
  readonly modules: readonly unknown[];
  readonly summary: { readonly violations: readonly { readonly rule: { readonly name: string } }[] };
}

function broken(cwd: string): { readonly modules: number; readonly rules: readonly string[] } {
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
  return { modules: modules.length, rules: summary.violations.map(({ rule }) => rule.name) };
}

it.each([
  ['src/domain/planted.ts', "import '../rules/other.ts';", 'src/rules/other.ts', 'domain-imports'],
  ['src/rules/planted.ts', "import '../render/other.ts';", 'src/render/other.ts', 'rules-imports'],
  ['src/interview/planted.ts', "import 'node:fs';", 'src/interview/other.ts', 'world-only-in-adapters'],
  ['src/render/planted.ts', "import 'yaml';", 'src/render/other.ts', 'yaml-and-ajv-only-in-document'],
  [
    'src/domain/planted.ts',
    "import type {} from '../rules/other.ts';",
    'src/rules/other.ts',
    'domain-imports',
  ],
  ['src/app/planted.ts', "import '../commands/other.ts';", 'src/commands/other.ts', 'app-imports'],
  [
    'src/app/planted.ts',
    "import type {} from '../adapters/other.ts';",
    'src/adapters/other.ts',
    'app-imports',
  ],
  ['src/commands/planted.ts', "import '../adapters/other.ts';", 'src/adapters/other.ts', 'commands-imports'],
  [
    'src/ports/planted.ts',
    "import type {} from '../adapters/other.ts';",
    'src/adapters/other.ts',
    'ports-imports',
  ],
  ['src/commands/planted.ts', "import './other.ts';", 'src/commands/other.ts', 'a-command-alone'],
  ['src/cli.ts', "import './commands/other.ts';", 'src/commands/other.ts', 'commands-are-lazy'],
  ['src/commands/index.ts', "import './other.ts';", 'src/commands/other.ts', 'commands-are-lazy'],
  ['src/app/planted.ts', "import 'commander';", 'src/app/other.ts', 'commander-only-for-flags'],
])('%s with %s is caught', (path, text, otherPath, rule) => {
  plant(path, text);
  plant(otherPath, 'export {};');
  expect(broken(folder).rules).toContain(rule);
});

it('finds nothing wrong with an allowed import, and reads the files at all', () => {
  plant('src/rules/planted.ts', "import '../economics/other.ts';");
  plant('src/economics/other.ts', 'export {};');
  plant('src/cli.ts', "import './commands/index.ts';");
  plant('src/commands/index.ts', "export const load = () => import('./other.ts');");
  plant('src/commands/other.ts', "import './flags.ts';");
  plant('src/commands/flags.ts', 'export {};');
  expect(broken(folder)).toEqual({ modules: 6, rules: [] });
});
