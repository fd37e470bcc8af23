import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Commit } from './oracle.ts';
import { type Entry, type Side, submoduleContent } from './side.ts';

/** A commit that is to be made. */
export interface Plan {
  readonly branch: string;
  readonly side: Side;
  /** Positions of the parents in the list of plans. */
  readonly parents: readonly number[];
  /** Address of the author. */
  readonly email: string;
}

const environment = {
  PATH: process.env.PATH ?? '',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

function git(
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

export const scratch = (name: string): string =>
  realpathSync(mkdtempSync(join(tmpdir(), `cx-review-${name}-`)));

/** As fast-import wants a path whatever is in it. */
const quoted = (path: string): string =>
  `"${[...path].map((byte) => `\\${byte.charCodeAt(0).toString(8).padStart(3, '0')}`).join('')}"`;

const commitOfSubmodule = (content: Buffer): string =>
  content.toString('latin1').trim().split(' ').at(-1) ?? '';

function lineOf(path: string, { kind, executable, content }: Entry): Buffer {
  if (kind === 'submodule') return Buffer.from(`M 160000 ${commitOfSubmodule(content)} ${quoted(path)}\n`);
  const mode = kind === 'link' ? '120000' : executable ? '100755' : '100644';
  const head = `M ${mode} inline ${quoted(path)}\ndata ${content.length}\n`;
  return Buffer.concat([Buffer.from(head), content, Buffer.from('\n')]);
}

/** Makes a repository of these commits; branches end at the last commit that names them. */
export function makeRepository(folder: string, plans: readonly Plan[]): void {
  for (const part of ['objects', 'refs/heads']) mkdirSync(join(folder, '.git', part), { recursive: true });
  writeFileSync(join(folder, '.git/HEAD'), 'ref: refs/heads/main\n');
  writeFileSync(
    join(folder, '.git/config'),
    '[core]\n\trepositoryformatversion = 0\n\tbare = false\n[fastimport]\n\tunpackLimit = 1\n',
  );
  const stream = plans.flatMap(({ branch, side, parents, email }, at) => {
    const [first, ...others] = parents;
    const head = [
      `commit refs/heads/${branch}`,
      `mark :${at + 1}`,
      `author A <${email}> ${1_795_000_000 + at} +0000`,
      `committer A <${email}> ${1_795_000_000 + at} +0000`,
      'data 1',
      'x',
      ...(first === undefined ? [] : [`from :${first + 1}`]),
      ...others.map((parent) => `merge :${parent + 1}`),
      'deleteall\n',
    ].join('\n');
    return [Buffer.from(head), ...[...side].map(([path, entry]) => lineOf(path, entry)), Buffer.from('\n')];
  });
  git(folder, ['fast-import', '--quiet', '--force'], Buffer.concat(stream));
}

/**
 * Checks the end of a branch out into a folder of its own, and walks that. Settings and attributes of the repository
 * count for nothing, so that what lies there is what git has stored.
 */
export function checkOut(repository: string, branch: string, oracleGit: string, tree: string): Side {
  mkdirSync(tree);
  const env = {
    GIT_DIR: oracleGit,
    GIT_OBJECT_DIRECTORY: join(repository, '.git/objects'),
    GIT_INDEX_FILE: `${tree}.index`,
    GIT_WORK_TREE: tree,
  };
  const id = readFileSync(join(repository, '.git/refs/heads', branch), 'utf8').trim();
  git(tree, ['read-tree', '--reset', '-u', id], undefined, env);
  const side = new Map<string, Entry>();
  walk(Buffer.from(tree), Buffer.alloc(0), side);
  // A folder with nothing in it is a submodule; which commit it is at only git knows.
  if ([...side.values()].some(({ kind }) => kind === 'submodule')) {
    const list = git(tree, ['ls-tree', '-r', '-z', '--full-tree', id], undefined, env).toString('latin1');
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

/** The commits that one branch has and the other lacks, each with what it changes against each parent. */
export function commitsBetween(repository: string, base: string, head: string): Commit[] {
  const args = ['log', '--format=%x02%H %ae %P%x03', '--raw', '-r', '-m', '-z', '--no-renames', '--always'];
  const output = git(repository, [...args, `${base}..${head}`, '--']).toString('latin1');
  const commits = new Map<string, { email: string; changed: string[][] }>();
  for (const chunk of output.split('\x02').slice(1)) {
    const [head = '', raw = ''] = chunk.split('\x03');
    const [hash = '', email = ''] = head.split(' ');
    const paths = [...raw.matchAll(/:\d{6} \d{6} [0-9a-f]+\.* [0-9a-f]+\.* [A-Z]\0([^\0]+)/g)].map(
      ([, path = '']) => path,
    );
    const commit = commits.get(hash) ?? { email, changed: [] };
    commit.changed.push(paths);
    commits.set(hash, commit);
  }
  return [...commits.values()];
}
