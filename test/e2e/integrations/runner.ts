import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll } from 'vitest';
import { scratch } from '../gate-oracle/oracle/git.ts';

export const root = resolve(import.meta.dirname, '../../..');
export const read = (path: string): string => readFileSync(join(root, path), 'utf8');
export const { version, bin } = JSON.parse(read('package.json')) as {
  readonly version: string;
  readonly bin: Readonly<Record<string, string>>;
};

const people = `people:
  maya: { name: Maya Lindqvist, email: maya@example.com, roles: [owner] }
  leo: { name: Leo Fontaine, email: leo@example.com, roles: [owner] }
`;
const config = `schema: cx-review-config/1\n${people}policies:\n  - { id: plans, files: ["pricing/**"] }\n`;

export const unreviewed = { 'pricing/plans.yaml': 'pro: 25\n' };
export const unrelated = { 'README.md': 'y\n' };

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function run(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Ran {
  // Whoever waits for ever is stopped, and fails.
  const options = { cwd, env, encoding: 'utf8', timeout: 120_000 } as const;
  const { status, stdout, stderr, error } = spawnSync(program, args, options);
  if (error !== undefined) throw error;
  return { code: status, stdout, stderr };
}

/** As GitHub runs a step in bash, and GitLab a line. */
export const bash = (script: string, cwd: string, env: Readonly<Record<string, string>>): Ran =>
  run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], cwd, env);

/** A machine on which cx-review is installed. */
export class Runner {
  readonly folder = scratch('integrations');
  /** What git knows of the machine: nothing. */
  readonly git: Readonly<Record<string, string>>;
  #made = 0;

  constructor() {
    const tools = join(this.folder, 'tools');
    mkdirSync(tools);
    const installed = join(tools, 'cx-review');
    const program = join(root, 'dist/cx-review.js');
    writeFileSync(installed, `#!/bin/sh\nexec node "${program}" "$@"\n`, { mode: 0o755 });
    this.git = {
      PATH: `${tools}:${process.env.PATH ?? ''}`,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'Dev',
      GIT_AUTHOR_EMAIL: 'dev@example.com',
      GIT_COMMITTER_NAME: 'Dev',
      GIT_COMMITTER_EMAIL: 'dev@example.com',
    };
    afterAll(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  /** A new folder, empty. */
  place(name: string): string {
    this.#made += 1;
    const path = join(this.folder, `${name}-${this.#made}`);
    mkdirSync(path);
    return path;
  }

  gitIn(cwd: string, ...args: readonly string[]): string {
    return execFileSync('git', args, { cwd, env: this.git, encoding: 'utf8', stdio: 'pipe' }).trim();
  }

  write(cwd: string, path: string, text: string): void {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }

  commit(cwd: string, files: Readonly<Record<string, string>>): string {
    for (const [path, text] of Object.entries(files)) this.write(cwd, path, text);
    this.gitIn(cwd, 'add', '-A');
    this.gitIn(cwd, 'commit', '-q', '-m', 'x');
    return this.gitIn(cwd, 'rev-parse', 'HEAD');
  }

  /**
   * A repository whose main branch has a config, a policy and what init writes for the CI services, and goes on while a
   * branch changes something.
   */
  origin(changed: Readonly<Record<string, string>>): { readonly path: string; readonly branch: string } {
    const path = this.place('origin');
    this.gitIn(path, 'init', '-q', '-b', 'main');
    this.commit(path, {
      'cx-reviews/config.yaml': config,
      'pricing/plans.yaml': 'pro: 20\n',
      'README.md': 'x\n',
      '.gitattributes': '* text=auto\n',
    });
    for (const service of ['github', 'gitlab']) {
      const init = run('cx-review', ['init', '--ci', service], path, this.git);
      if (init.code !== 0) throw new Error(init.stderr);
    }
    this.commit(path, {});
    this.gitIn(path, 'switch', '-q', '-c', 'change');
    const branch = this.commit(path, changed);
    this.gitIn(path, 'switch', '-q', 'main');
    this.commit(path, { 'NEWS.md': 'meanwhile\n' });
    return { path, branch };
  }

  /** A clone with a commit checked out. */
  clone(path: string, commit: string, ...options: readonly string[]): string {
    const cwd = this.place('clone');
    this.gitIn(this.folder, 'clone', '-q', '--no-checkout', ...options, path, cwd);
    this.gitIn(cwd, 'checkout', '-q', '--detach', commit);
    return cwd;
  }
}
