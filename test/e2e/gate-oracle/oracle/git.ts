import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const environment = {
  PATH: process.env.PATH ?? '',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

/** What git says, whatever the settings of this machine are. */
export function git(
  folder: string,
  args: readonly string[],
  input?: Buffer,
  env: Record<string, string> = {},
): Buffer {
  return execFileSync('git', args, {
    cwd: folder,
    env: { ...environment, ...env },
    input: input ?? '',
    maxBuffer: 1 << 28,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** A new folder. */
export const scratch = (name: string): string =>
  realpathSync(mkdtempSync(join(tmpdir(), `cx-review-${name}-`)));

/** The commit at the end of a branch. */
export const endOf = (repository: string, branch: string): string =>
  readFileSync(join(repository, '.git/refs/heads', branch), 'utf8').trim();

/** The file that names what is being merged. */
export const mergeHead = 'MERGE_HEAD';

/** The commit that is being merged into what is checked out; none where nothing is. */
export function beingMerged(repository: string): string[] {
  const path = join(repository, '.git', mergeHead);
  return existsSync(path) ? [readFileSync(path, 'utf8').trim()] : [];
}
