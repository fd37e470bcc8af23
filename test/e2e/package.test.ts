import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { describe, expect, inject, it } from 'vitest';
import { reporting } from '../../src/lib/about.ts';

const root = resolve(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
/** The package as a user gets it, and where it is installed. */
const folder = inject('installed');
const tarball = inject('tarball');

/** Packs what a folder holds into another. @returns the path of the package */
function pack(tree: string, destination: string): string {
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', destination], {
    cwd: tree,
    stdio: 'pipe',
  });
  const [name] = readdirSync(destination).filter((file) => file.endsWith('.tgz'));
  return join(destination, name ?? '');
}

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

const exitCode = (shell: string) =>
  spawnSync('/bin/sh', ['-c', `"$0" ${shell}`, join(folder, 'node_modules/.bin/cx-review')], {
    cwd: folder,
    encoding: 'utf8',
  });

describe.runIf(existsSync('/dev/full'))('a full disk behind standard output', () => {
  it.each(['schema', 'questions --json', '--help', '--version', 'explain'])('%s says so', (args) => {
    const { status, stderr } = exitCode(`${args} > /dev/full`);
    expect({ status, stderr }).toEqual({ status: 3, stderr: expect.stringContaining('The disk is full.') });
  });

  it('is told apart from one behind standard error, where nobody can be told', () => {
    expect(exitCode('schema > /dev/full 2> /dev/full').status).toBe(3);
    expect(exitCode('schema 2> /dev/full').status).toBe(0);
    expect(exitCode('nosuch 2> /dev/full').status).toBe(2);
  });
});

it('reads no more of an endless pipe than answers may have', () => {
  const { status, stderr } = exitCode('new --answers - --no-input < /dev/zero');
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('more than 256 KB') });
});

it('ships the notices of what it bundles, the licence and the templates', () => {
  const notices = readFileSync(join(folder, 'node_modules/cx-review/dist/NOTICES.md'), 'utf8');
  for (const name of ['commander', 'yaml', 'mustache', 'inquirer'])
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

it('has what it names when it fails: how to report a bug', () => {
  const installed = join(folder, 'node_modules/cx-review');
  expect(readFileSync(join(installed, reporting.file), 'utf8')).toMatch(
    new RegExp(`^## ${reporting.section}$`, 'm'),
  );
  expect(existsSync(join(installed, 'SECURITY.md'))).toBe(true);
});

it('is the same to the last byte when somebody else builds it somewhere else', () => {
  // Another depth of folders, a linked node_modules and another current folder: none of them may show.
  const tree = join(folder, 'somewhere/else/entirely');
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  const files = listed.split('\0').filter((one) => !['', 'node_modules'].includes(one));
  for (const file of files) if (existsSync(join(root, file))) cpSync(join(root, file), join(tree, file));
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
  execFileSync(process.execPath, [join(tree, 'build.mjs')], { cwd: folder, stdio: 'pipe' });
  const again = join(folder, 'again');
  mkdirSync(again);
  const sha512 = (file: string) => createHash('sha512').update(readFileSync(file)).digest('hex');
  expect(sha512(pack(tree, again)), 'dist may be older than the source: npm run build').toBe(sha512(tarball));
});
