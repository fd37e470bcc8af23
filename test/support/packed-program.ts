import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder in which the packed program is installed, as a user gets it. */
    readonly installed: string;
    /** The package itself, a file. */
    readonly tarball: string;
  }
}

/** Packs the program once for all tests of a run, and installs it into an empty folder without a network. */
export default function setup({ provide }: TestProject): () => void {
  const root = resolve(import.meta.dirname, '../..');
  const folder = mkdtempSync(join(tmpdir(), 'cx-review-package-'));
  const npm = (cwd: string, ...args: readonly string[]) => execFileSync('npm', args, { cwd, stdio: 'pipe' });
  npm(root, 'pack', '--ignore-scripts', '--pack-destination', folder);
  const [name = ''] = readdirSync(folder);
  const tarball = join(folder, name);
  writeFileSync(join(folder, 'package.json'), '{"name":"empty","private":true}');
  npm(folder, 'install', '--offline', '--no-audit', '--no-fund', tarball);
  provide('installed', folder);
  provide('tarball', tarball);
  return () => rmSync(folder, { recursive: true, force: true });
}
