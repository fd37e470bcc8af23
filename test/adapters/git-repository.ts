import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** An environment in which git knows nothing of the machine it runs on. */
function quietEnvironment(folder: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
    // After each commit git would start another git, to see whether there is something to tidy up.
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'maintenance.auto',
    GIT_CONFIG_VALUE_0: 'false',
    // A repository for a test needs no samples of hooks.
    GIT_TEMPLATE_DIR: '',
    GIT_CEILING_DIRECTORIES: dirname(folder),
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.com',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.com',
    GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
    GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
  };
}

/** Where a repository lies that was made before, by what was put into it; `temporary-folder.ts` takes them away. */
const made = new Map<string, string>();

/** A real folder to put repositories into. */
export class Playground {
  readonly folder = mkdtempSync(join(tmpdir(), 'cx-review-test-'));
  readonly env = quietEnvironment(this.folder);

  /** A new repository in a folder of its own, on branch `main`. */
  repository(name: string, ...options: readonly string[]): TestRepository {
    const path = join(this.folder, name);
    mkdirSync(path, { recursive: true });
    const repository = new TestRepository(path, this.env);
    repository.git('init', '--quiet', '--initial-branch=main', ...options);
    return repository;
  }

  /** A repository that `fill` makes. What has the same `key` is the same: it is made once, and copied from then on. */
  repositoryLike(key: string, name: string, fill: (repository: TestRepository) => void): TestRepository {
    const original = made.get(key);
    if (original === undefined) {
      const repository = this.repository(name);
      fill(repository);
      const kept = mkdtempSync(join(tmpdir(), 'cx-review-made-'));
      cpSync(repository.path, kept, { recursive: true });
      made.set(key, kept);
      return repository;
    }
    const repository = new TestRepository(join(this.folder, name), this.env);
    cpSync(original, repository.path, { recursive: true });
    // The index knows the files by when and where they were written.
    repository.git('update-index', '--refresh');
    return repository;
  }

  /** A clone of another repository, through the file protocol so that depth and filters count. */
  clone(from: TestRepository, name: string, ...options: readonly string[]): TestRepository {
    const path = join(this.folder, name);
    const source = `file://${from.path}`;
    execFileSync('git', ['clone', '--quiet', ...options, source, path], { env: this.env, stdio: 'pipe' });
    return new TestRepository(path, this.env);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export class TestRepository {
  readonly path: string;
  readonly env: Record<string, string>;

  constructor(path: string, env: Record<string, string>) {
    this.path = path;
    this.env = env;
  }

  git(...args: readonly string[]): string {
    return this.gitWith(undefined, ...args);
  }

  gitWith(input: string | Uint8Array | undefined, ...args: readonly string[]): string {
    const options = { cwd: this.path, env: this.env, input: input ?? '', stdio: 'pipe' as const };
    return execFileSync('git', args, options).toString('utf8').trimEnd();
  }

  /** Names are bytes where they are not text. */
  write(name: string | Buffer, content: string | Uint8Array, mode?: number): void {
    const path = this.at(name);
    if (typeof path === 'string') mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    if (mode !== undefined) chmodSync(path, mode);
  }

  link(name: string, target: string): void {
    mkdirSync(dirname(join(this.path, name)), { recursive: true });
    symlinkSync(target, join(this.path, name));
  }

  remove(name: string): void {
    rmSync(join(this.path, name), { recursive: true });
  }

  /** Commits all that is on disk and returns the id. */
  commit(message = 'a change'): string {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', message);
    return this.readHead();
  }

  /** The id of HEAD; read from the files where they say it, because starting git takes longer. */
  private readHead(): string {
    const stored = join(this.path, '.git/HEAD');
    const head = existsSync(stored) ? readFileSync(stored, 'utf8').trim() : '';
    const ref = join(this.path, '.git', head.replace(/^ref: /, ''));
    const id = head.startsWith('ref: ') && existsSync(ref) ? readFileSync(ref, 'utf8').trim() : head;
    return /^[0-9a-f]{40,64}$/.test(id) ? id : this.git('rev-parse', 'HEAD');
  }

  private at(name: string | Buffer): string | Buffer {
    return typeof name === 'string'
      ? join(this.path, name)
      : Buffer.concat([Buffer.from(`${this.path}/`), name]);
  }
}
