import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { git, scratch } from './git.ts';
import { type Entry, type Side, submoduleContent } from './side.ts';

/**
 * Checks a commit out into a folder of its own, and walks that. Settings and attributes of the repository
 * count for nothing, so that what lies there is what git has stored.
 */
export function checkOut(repository: string, commit: string, oracleGit: string, tree: string): Side {
  mkdirSync(tree);
  const env = {
    GIT_DIR: oracleGit,
    GIT_OBJECT_DIRECTORY: join(repository, '.git/objects'),
    GIT_INDEX_FILE: `${tree}.index`,
    GIT_WORK_TREE: tree,
  };
  git(tree, ['read-tree', '--reset', '-u', commit], undefined, env);
  const side = new Map<string, Entry>();
  walk(Buffer.from(tree), Buffer.alloc(0), side);
  // A folder with nothing in it is a submodule; which commit it is at only git knows.
  if ([...side.values()].some(({ kind }) => kind === 'submodule')) {
    const list = git(tree, ['ls-tree', '-r', '-z', '--full-tree', commit], undefined, env).toString('latin1');
    for (const line of list.split('\0')) {
      const [, hash = '', path = ''] = /^160000 commit ([0-9a-f]+)\t([\s\S]*)$/.exec(line) ?? [];
      if (path !== '')
        side.set(path, { kind: 'submodule', executable: false, content: submoduleContent(hash) });
    }
  }
  return side;
}

/** A repository whose only use is to check out the files of others, just as they are stored. */
export function makeOracleGit(): string {
  const folder = scratch('oracle-git');
  for (const part of ['objects', 'refs/heads', 'info']) mkdirSync(join(folder, part), { recursive: true });
  writeFileSync(join(folder, 'HEAD'), 'ref: refs/heads/main\n');
  writeFileSync(
    join(folder, 'config'),
    '[core]\n\trepositoryformatversion = 0\n\tautocrlf = false\n\tsymlinks = true\n\tprotectNTFS = false\n\tprotectHFS = false\n',
  );
  writeFileSync(join(folder, 'info/attributes'), '* -text !eol -ident !filter !working-tree-encoding\n');
  return folder;
}

function walk(top: Buffer, below: Buffer, side: Map<string, Entry>): void {
  const slash = Buffer.from('/');
  const here = below.length === 0 ? top : Buffer.concat([top, slash, below]);
  const names = readdirSync(here, { encoding: 'buffer' });
  if (names.length === 0 && below.length > 0) {
    side.set(below.toString('latin1'), { kind: 'submodule', executable: false, content: Buffer.alloc(0) });
  }
  for (const name of names) {
    const path = below.length === 0 ? name : Buffer.concat([below, slash, name]);
    const full = Buffer.concat([top, slash, path]);
    const stats = lstatSync(full);
    if (stats.isDirectory()) walk(top, path, side);
    else {
      const isLink = stats.isSymbolicLink();
      side.set(path.toString('latin1'), {
        kind: isLink ? 'link' : 'file',
        executable: !isLink && (stats.mode & 0o100) !== 0,
        content: isLink ? readlinkSync(full, { encoding: 'buffer' }) : readFileSync(full),
      });
    }
  }
}
