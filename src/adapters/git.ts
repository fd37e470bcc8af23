import { resolve as resolvePath } from 'node:path';
import {
  type ChangedFile,
  type FileChange,
  kindOfMode,
  submoduleContent,
  type TreeEntry,
} from '../domain/file-change.ts';
import { command } from '../lib/command.ts';
import { Failure } from '../lib/failure.ts';
import type { Hint } from '../lib/hint.ts';
import { displayPath, isUtf8Path } from '../lib/repository-path.ts';
import { fingerprintOf, keyInSignature } from '../lib/ssh-key.ts';
import type { Authored, Git, Named } from '../ports/git.ts';
import { refuseCutHistory, unshallow } from './git-history.ts';
import { commitStaged, mergeTree } from './git-merge.ts';
import { findNamed } from './git-names.ts';
import { readObjects } from './git-objects.ts';
import {
  logFormat,
  parseGrep,
  parseLog,
  parseRawDiff,
  parseTree,
  type RawChange,
  splitAtNul,
} from './git-output.ts';
import { openPlace } from './git-place.ts';
import { type Environment, type GitPlace, NoRepository, runGit } from './git-process.ts';
import { type WorkingTree, workingTree } from './git-working-tree.ts';

/** Fixed strings in whatever a file holds; no setting changes how it is printed. */
const plainGrep = [
  '--fixed-strings',
  '--text',
  '--null',
  '--full-name',
  '--no-color',
  '--no-line-number',
  '--no-column',
  '--no-recurse-submodules',
];

/**
 * The git program, run in a folder of a repository.
 *
 * @param env the environment; what of it git gets to see is decided in git-process.ts.
 */
export function realGit(cwd: string, env: Environment = process.env): Git {
  let opened: GitPlace | undefined;
  let top: string | undefined;
  let tree: WorkingTree | undefined;

  function here(): GitPlace {
    opened ??= openPlace(cwd, env);
    return opened;
  }

  function root(): string {
    top ??= readRoot();
    return top;
  }

  function readRoot(): string {
    const output = runGit(here(), ['rev-parse', '--show-toplevel']).stdout;
    const path = output.toString('utf8').replace(/\n$/, '');
    if (path === '') {
      throw new Failure('undetermined', 'This repository has no files checked out', {
        next: 'run the command in a clone or a worktree of it',
      });
    }
    if (!Buffer.from(`${path}\n`).equals(output)) {
      throw new Failure('undetermined', `The path of the repository is not UTF-8: ${path}`, {
        next: 'move the repository to a folder whose name is',
      });
    }
    return resolvePath(path);
  }

  function atTop(): WorkingTree {
    tree ??= workingTree({ cwd: root(), env });
    return tree;
  }

  function resolveName(name: string): Named {
    const named = findNamed(here(), name);
    if (named === undefined) throw noCommit(name, isShallow());
    return named;
  }

  function resolve(name: string): string {
    return resolveName(name).commit;
  }

  function mergeBase(a: string, b: string, ...merged: readonly string[]): string {
    const commits = [a, b, ...merged].map(checked);
    const found = runGit(here(), ['merge-base', '--all', ...commits], { answers: [1] });
    const [first, ...others] = found.stdout.toString('latin1').split('\n').filter(Boolean);
    if (found.status === 0 && first !== undefined && others.length === 0) {
      refuseCutHistory(here(), checked(first), commits);
      return first;
    }
    if (others.length > 0) {
      throw new Failure(
        'undetermined',
        'The two branches have merged each other, so they part at no one commit',
        {
          why: `they have ${others.length + 1} last commits in common`,
          next: [
            'merge the branch that the change goes to into this one once more:',
            command('git', 'merge', 'origin/main'),
          ],
        },
      );
    }
    const shallow = isShallow();
    throw new Failure('undetermined', 'The two commits have no commit in common', {
      why: shallow ? 'history was cut off when it was fetched' : `${a} and ${b} share no history`,
      next: shallow ? unshallow : 'name another commit with --base',
    });
  }

  function defaultBranch(): string | undefined {
    const known = branches(['main', 'master']);
    const remote = known.get('refs/remotes/origin/HEAD');
    if (remote) return remote;
    const set = setting('init.defaultBranch');
    const own = set === undefined || known.has(`refs/heads/${set}`) ? known : branches([set]);
    const names = [...new Set([...(set === undefined ? [] : [set]), 'main', 'master'])];
    return names.flatMap(bothSides).find((ref) => known.has(ref) || own.has(ref));
  }

  /** Which of these there are, here or at origin, and where `origin/HEAD` points to. */
  function branches(names: readonly string[]): ReadonlyMap<string, string> {
    const args = ['for-each-ref', '--format=%(refname) %(symref)', 'refs/remotes/origin/HEAD'];
    const lines = runGit(here(), [...args, ...names.flatMap(bothSides)])
      .stdout.toString('utf8')
      .split('\n')
      .filter(Boolean);
    return new Map(lines.map((entry) => entry.split(' ')).map(([ref = '', target = '']) => [ref, target]));
  }

  function isShallow(): boolean {
    return line(runGit(here(), ['rev-parse', '--is-shallow-repository']).stdout) === 'true';
  }

  function emptyTree(): string {
    return line(runGit(here(), ['hash-object', '-t', 'tree', '--stdin']).stdout);
  }

  function changes(base: string, head: string): readonly FileChange[] {
    const args = ['diff-tree', '-r', ...rawDiff, '--ignore-submodules=none', checked(base), checked(head)];
    return parseRawDiff(runGit(here(), args).stdout).map(settled);
  }

  function stagedChanges(base: string): readonly FileChange[] {
    const args = ['diff-index', '--cached', ...rawDiff, ...wholeIndex, checked(base)];
    return parseRawDiff(runGit(here(), args).stdout).map(settled);
  }

  function readBlobs(hashes: readonly string[]): ReadonlyMap<string, Uint8Array> {
    const blobs = new Map<string, Uint8Array>();
    const stored: string[] = [];
    for (const hash of new Set(hashes.map(checked))) {
      const onDisk = tree?.read(hash);
      if (onDisk === undefined) stored.push(hash);
      else blobs.set(hash, onDisk);
    }
    for (const { hash, type, content } of readObjects(here(), stored)) {
      if (type !== 'blob') throw new Error(`${hash} is a ${type}, not a blob`);
      blobs.set(hash, content);
    }
    return blobs;
  }

  function readBlob(hash: string): Uint8Array {
    return known(readBlobs([hash]), hash);
  }

  function entryAt(commit: string, path: string): TreeEntry | undefined {
    // An argument is text, so a name that is not UTF-8 has to be looked up in the whole list.
    const entries = isUtf8Path(path) ? listFiles(commit, path) : listFiles(commit);
    return entries.find((entry) => entry.path === path);
  }

  function entriesAt(commit: string, paths: readonly string[]): ReadonlyMap<string, TreeEntry> {
    const found = new Map<string, TreeEntry>();
    const wanted = new Set(paths);
    for (const some of inCommandLines([...wanted].filter(isUtf8Path))) {
      const args = ['ls-tree', '-z', '--full-tree', '--', checked(commit), ...some];
      for (const entry of parseTree(runGit(here(), args).stdout)) {
        if (wanted.has(entry.path)) found.set(entry.path, entry);
      }
    }
    for (const path of wanted) {
      const entry = isUtf8Path(path) ? undefined : entryAt(commit, path);
      if (entry !== undefined) found.set(path, entry);
    }
    return found;
  }

  function commitsOf(
    base: string | undefined,
    head: string,
    paths: readonly string[],
    limit: number,
  ): readonly Authored[] {
    const known = paths.filter(isUtf8Path);
    if (known.length === 0) return [];
    const range = base === undefined ? [checked(head)] : [checked(head), `^${checked(base)}`];
    const asked = ['--no-show-signature', '--full-history', '--root', '-m', `--max-count=${limit}`];
    const shown = [logFormat, ...rawDiff, '--ignore-submodules=none'];
    const place = { cwd: root(), env };
    const output = runGit(place, ['log', ...asked, ...shown, ...range, '--', ...known]).stdout;
    const found = parseLog(output);
    // Only a commit without parents can have lost them.
    const cut = found.some(({ parents }) => parents.length === 0) && isShallow();
    return found.flatMap(({ commit, parents, addresses, changes }) => {
      const isCut = cut && parents.length === 0;
      if (changes.length === 0) return [];
      return [{ commit, addresses, isCut, changes: isCut ? [] : changes.map(settled) }];
    });
  }

  function signersOf(commits: readonly string[]): readonly string[] {
    return readObjects(here(), commits.map(checked)).flatMap(({ content }) => {
      const header = content.toString('latin1').split('\n\n', 1)[0] ?? '';
      const key = keyInSignature(/^gpgsig(?:-sha256)? (.*(?:\n .*)*)/m.exec(header)?.[1] ?? '');
      return key === undefined ? [] : [fingerprintOf(key)];
    });
  }

  function listFiles(commit: string, folder?: string): readonly TreeEntry[] {
    const paths = folder === undefined ? [] : [folder];
    if (!paths.every(isUtf8Path)) throw new Error('a folder to list has to be UTF-8');
    return parseTree(
      runGit(here(), ['ls-tree', '-r', '-z', '--full-tree', '--', checked(commit), ...paths]).stdout,
    );
  }

  function notCheckedOut(folder: string): readonly string[] {
    let place: GitPlace;
    try {
      place = { cwd: root(), env };
    } catch (error) {
      if (error instanceof NoRepository) return [];
      throw error;
    }
    return splitAtNul(runGit(place, ['ls-files', '-z', '-t', '--', folder]).stdout).flatMap((line) =>
      line.startsWith('S ') ? [line.slice(2)] : [],
    );
  }

  function linesWith(commit: string, folder: string, words: readonly string[]): ReadonlyMap<string, string> {
    const place = { cwd: root(), env };
    const patterns = words.flatMap((word) => ['-e', word]);
    const args = ['grep', ...plainGrep, ...patterns, checked(commit), '--', folder];
    return parseGrep(runGit(place, args, { answers: [1] }).stdout, `${commit}:`);
  }

  function withContent(changed: readonly FileChange[]): readonly ChangedFile[] {
    const hashes = changed.flatMap(({ oldMode, oldHash, newMode, newHash }) => [
      ...queryBlob(oldMode, oldHash),
      ...queryBlob(newMode, newHash),
    ]);
    const blobs = readBlobs(hashes);
    const content = (mode: string | undefined, hash: string | undefined): Uint8Array | undefined => {
      if (mode === undefined || hash === undefined) return undefined;
      return kindOfMode(mode) === 'submodule' ? submoduleContent(hash) : known(blobs, hash);
    };
    return changed.map((change) => ({
      ...change,
      before: content(change.oldMode, change.oldHash),
      after: content(change.newMode, change.newHash),
    }));
  }

  function setting(name: string): string | undefined {
    const found = runGit(here(), ['config', '--null', '--get', name], { answers: [1] });
    if (found.status !== 0) return undefined;
    return found.stdout.toString('utf8').replace(/\0$/, '') || undefined;
  }

  return {
    root,
    resolve,
    resolveName,
    mergeBase,
    defaultBranch,
    isShallow,
    emptyTree,
    changes,
    workingTreeChanges: (base, wanted = () => true) => atTop().changes(checked(base), wanted),
    mergeTree: (base, head, name) => mergeTree(here(), { base: checked(base), head: checked(head), name }),
    commitStaged: (parents) => commitStaged(here(), parents.map(checked)),
    stagedChanges,
    readBlob,
    readBlobs,
    entryAt,
    entriesAt,
    commitsOf,
    signersOf,
    listFiles,
    linesWith,
    notCheckedOut,
    withContent,
    userName: () => env.GIT_AUTHOR_NAME || setting('user.name'),
    userEmail: () => env.GIT_AUTHOR_EMAIL || setting('user.email'),
  };
}

const bothSides = (name: string) => [`refs/remotes/origin/${name}`, `refs/heads/${name}`];

const rawDiff = ['--raw', '-z', '--no-renames', '--no-abbrev', '--no-ext-diff', '--no-textconv'];
// What was added with --intent-to-add would not be committed.
const wholeIndex = ['--ignore-submodules=none', '--ita-invisible-in-index'];

/** Most bytes of paths in one command line; Windows takes the fewest, 32,767 characters. */
const longestCommand = 16 * 1024;

/** Parts a list of paths so that each part fits into a command line. */
function inCommandLines(paths: readonly string[]): string[][] {
  const parts: string[][] = [];
  let room = 0;
  for (const path of paths) {
    const size = Buffer.byteLength(path) + 1;
    room -= size;
    if (room < 0) {
      parts.push([]);
      room = longestCommand - size;
    }
    parts.at(-1)?.push(path);
  }
  return parts;
}

function settled(change: RawChange): FileChange {
  const { status, ...rest } = change;
  if (status !== 'U') return { ...rest, status };
  throw new Failure('undetermined', `${displayPath(change.path)} has a conflict that is not resolved`, {
    next: ['resolve it, then run the command again after:', command('git', 'add', change.path)],
  });
}

function noCommit(name: string, shallow: boolean): Failure {
  return new Failure('undetermined', `There is no commit ${JSON.stringify(name)} in this clone`, {
    why: shallow
      ? 'history was cut off when it was fetched'
      : 'no branch, tag or id of that name was fetched',
    next: fetching(name, shallow),
  });
}

/** What brings a commit into this clone; a branch of origin is fetched under the name that it was asked for by. */
function fetching(name: string, shallow: boolean): Hint {
  const branch = /^(?:refs\/remotes\/)?origin\/([\w./-]+)$/.exec(name)?.[1];
  const deeper = shallow ? ['--unshallow'] : [];
  if (branch !== undefined) {
    const ref = `+refs/heads/${branch}:refs/remotes/origin/${branch}`;
    return [command('git', 'fetch', ...deeper, 'origin', ref)];
  }
  if (shallow) return unshallow;
  return /^\w[\w./-]*$/.test(name)
    ? [command('git', 'fetch', 'origin', name)]
    : ['list the names with:', command('git', 'branch', '--all')];
}

function queryBlob(mode: string | undefined, hash: string | undefined): string[] {
  return mode === undefined || hash === undefined || kindOfMode(mode) === 'submodule' ? [] : [hash];
}

function known(blobs: ReadonlyMap<string, Uint8Array>, hash: string): Uint8Array {
  const content = blobs.get(hash);
  if (content === undefined) throw new Error(`${hash} was not read`);
  return content;
}

function isId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** Guards the one way in for untrusted names: all but `resolve` take ids. */
function checked(id: string): string {
  if (!isId(id)) throw new Error(`${JSON.stringify(id)} is not the id of an object`);
  return id;
}

function line(output: Buffer): string {
  return output.toString('latin1').replace(/\n$/, '');
}
