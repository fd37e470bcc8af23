import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { git, mergeHead } from '../oracle/git.ts';
import type { Entry, Side } from '../oracle/side.ts';
import type { Surroundings } from './surroundings.ts';

/** A commit that is to be made. */
export interface Plan {
  readonly branch: string;
  readonly side: Side;
  /** Positions of the parents in the list of plans. */
  readonly parents: readonly number[];
  /** Addresses of the author and of the committer. */
  readonly hands: readonly [author: string, committer: string];
}

/** What is checked out in a repository. */
interface Place {
  /** Name of the branch; one that is not there is one without commits. */
  readonly head: string;
  /** Name of the branch whose end is what is staged; undefined where nothing is. */
  readonly staged: string | undefined;
}

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

/** Makes a repository of these commits; branches end at the last commit that names them, `work` at the first parent of all. */
export function makeRepository(folder: string, plans: readonly Plan[], { head, staged }: Place): void {
  for (const part of ['objects', 'refs/heads']) mkdirSync(join(folder, '.git', part), { recursive: true });
  writeFileSync(join(folder, '.git/HEAD'), `ref: refs/heads/${head}\n`);
  writeFileSync(
    join(folder, '.git/config'),
    '[core]\n\trepositoryformatversion = 0\n\tbare = false\n[fastimport]\n\tunpackLimit = 1\n',
  );
  const stream = plans.flatMap(({ branch, side, parents, hands: [author, committer] }, at) => {
    const [first, ...others] = parents;
    const lines = [
      // A commit without parents starts a history of its own.
      ...(first === undefined ? [`reset refs/heads/${branch}`] : []),
      `commit refs/heads/${branch}`,
      `mark :${at + 1}`,
      `author A <${author}> ${1_795_000_000 + at} +0000`,
      `committer A <${committer}> ${1_795_000_000 + at} +0000`,
      'data 1',
      'x',
      ...(first === undefined ? [] : [`from :${first + 1}`]),
      ...others.map((parent) => `merge :${parent + 1}`),
      'deleteall\n',
    ];
    const files = [...side].map(([path, entry]) => lineOf(path, entry));
    return [Buffer.from(lines.join('\n')), ...files, Buffer.from('\n')];
  });
  const [parent, merged, ...more] = plans.at(-1)?.parents ?? [];
  const work = parent === undefined ? '' : `reset refs/heads/work\nfrom :${parent + 1}\n\n`;
  git(folder, ['fast-import', '--quiet', '--force'], Buffer.concat([...stream, Buffer.from(work)]));
  // Names that Windows has no room for are no names to git by default.
  if (staged === undefined) return;
  git(folder, ['-c', 'core.protectNTFS=false', 'read-tree', staged]);
  // A merge that has not been committed yet.
  if (merged !== undefined && more.length === 0) {
    writeFileSync(join(folder, '.git', mergeHead), git(folder, ['rev-parse', `${staged}^2`]));
  }
}

/** Puts around the commits of a repository what is around them. */
export function makeSurroundings(folder: string, { tag, cut }: Surroundings): void {
  if (tag !== undefined) {
    const isRemote = tag === 'beside the branch of a remote';
    const [first = ''] = git(folder, ['rev-list', '--reverse', 'change', '^main']).toString().split('\n');
    git(folder, ['tag', isRemote ? 'origin/main' : 'main', first || 'change']);
    if (isRemote) git(folder, ['update-ref', 'refs/remotes/origin/main', 'refs/heads/main']);
  }
  if (cut !== undefined) writeFileSync(join(folder, '.git/shallow'), `${cut}\n`);
}
