import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
let folder: string;

/** The package as a user gets it: packed, and installed into an empty folder without a network. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cx-review-package-'));
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {
    cwd: root,
    stdio: 'pipe',
  });
  const [tarball] = readdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{"name":"empty","private":true}');
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${tarball}`], {
    cwd: folder,
    stdio: 'pipe',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) =>
  execFileSync(join(folder, 'node_modules/.bin/cx-review'), args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: 'pipe',
  });

it('brings nothing else with it', () => {
  expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
    'cx-review',
  ]);
  expect(manifest.dependencies).toBeUndefined();
});

it('works where it is installed', () => {
  expect(run('--version').trim()).toBe(manifest.version);
  expect(JSON.parse(run('schema')).title).toBe('Review');
  expect(JSON.parse(run('questions', '--json')).sections.length).toBeGreaterThan(10);
  expect(run('demo', '--out', join(folder, 'demo'), '--today', '2026-11-22', '--seed', '7')).toContain(
    'Say first',
  );
});

it('ships the notices of what it bundles, the licence and the templates', () => {
  const notices = readFileSync(join(folder, 'node_modules/cx-review/dist/NOTICES.md'), 'utf8');
  for (const name of ['commander', 'yaml', 'mustache', '@inquirer/core'])
    expect(notices).toMatch(new RegExp(`^## ${name} `, 'm'));
  expect(existsSync(join(folder, 'node_modules/cx-review/LICENSE'))).toBe(true);
  expect(existsSync(join(folder, 'node_modules/cx-review/templates/schemas/review.schema.json'))).toBe(true);
});

it('says nothing of the machine that it was built on', () => {
  const dist = join(folder, 'node_modules/cx-review/dist');
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.js'),
  );
  expect(files.length).toBeGreaterThan(10);
  for (const file of files) expect(readFileSync(join(dist, file), 'utf8').includes(root)).toBe(false);
});

it('is clean by publint', async () => {
  const { messages } = await publint({ pkgDir: root, strict: true });
  expect(messages.map((message) => formatMessage(message, manifest))).toEqual([]);
});
