import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { git } from './git.ts';

const who = ['-c', 'user.name=Oracle', '-c', 'user.email=oracle@example.com'];

/**
 * The tree of a real merge of one commit into another, made in a clone with files on disk and without any
 * attributes; undefined where git stops at a conflict.
 */
export function mergeInClone(
  repository: string,
  base: string,
  head: string,
  folder: string,
): string | undefined {
  execFileSync('git', ['clone', '--quiet', '--shared', '--no-checkout', repository, folder], {
    stdio: 'pipe',
  });
  mkdirSync(join(folder, '.git/info'), { recursive: true });
  const attributes = '* -text !eol -ident !filter !merge !working-tree-encoding\n';
  writeFileSync(join(folder, '.git/info/attributes'), attributes);
  git(folder, ['-c', 'core.autocrlf=false', 'checkout', '--quiet', '--detach', base]);
  try {
    git(folder, [...who, 'merge', '--quiet', '--no-commit', '--no-ff', head]);
  } catch {
    return undefined;
  }
  return git(folder, ['write-tree']).toString().trim();
}
