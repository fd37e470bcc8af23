import { git } from './git.ts';
import type { Commit } from './ground.ts';
import { isDecidedAnew } from './reading-decisions.ts';

interface PastCommit extends Commit {
  readonly parents: readonly string[];
}

/** Every commit of a repository by its id. */
export type History = ReadonlyMap<string, PastCommit>;

export function historyOf(repository: string): History {
  const args = [
    'log',
    '--branches',
    '--format=%x02%H,%ae,%ce,%P%x03',
    '--raw',
    '--no-abbrev',
    '-r',
    '-m',
    '-z',
    '--no-renames',
    '--always',
  ];
  const output = git(repository, [...args, '--']).toString('latin1');
  const history = new Map<string, PastCommit & { readonly changed: string[][] }>();
  // A merge comes once for each of its parents.
  for (const chunk of output.split('\x02').slice(1)) {
    const [head = '', raw = ''] = chunk.split('\x03');
    const [hash = '', author = '', committer = '', parents = ''] = head.split(',');
    const found = [...raw.matchAll(/:(\d{6}) (\d{6}) ([0-9a-f]+) ([0-9a-f]+) [A-Z]\0([^\0]+)/g)];
    const sides = (path: string) => {
      const [, oldMode = '', newMode = '', old = '', now = ''] =
        found.find((change) => change[5] === path) ?? [];
      const read = (mode: string, id: string) =>
        mode.startsWith('100') ? git(repository, ['cat-file', 'blob', id]) : undefined;
      return [read(oldMode, old), read(newMode, now)] as const;
    };
    const commit = history.get(hash) ?? {
      emails: [author, committer],
      parents: parents.split(' ').filter(Boolean),
      changed: [],
      decides: (path: string) => isDecidedAnew(path, ...sides(path)),
    };
    commit.changed.push(found.map((change) => change[5] ?? ''));
    history.set(hash, commit);
  }
  return history;
}

/** Commits and all that came before them. */
function upTo(history: History, ...commits: readonly string[]): Set<string> {
  const found = new Set<string>();
  const open = [...commits];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(history.get(next)?.parents ?? []));
  }
  return found;
}

/** The commits from which one, and any of the others, came, and that no other such commit came from. */
export function mergeBases(history: History, one: string, ...others: readonly string[]): string[] {
  const [ofOne, ofOthers] = [upTo(history, one), upTo(history, ...others)];
  const common = [...ofOne].filter((commit) => ofOthers.has(commit));
  return common.filter((base) => !common.some((other) => other !== base && upTo(history, other).has(base)));
}

/** The same as a clone has it to which the parents of a commit were not fetched. */
export function cutAt(history: History, commit: string | undefined): History {
  const found = commit === undefined ? undefined : history.get(commit);
  return commit === undefined || found === undefined
    ? history
    : new Map(history).set(commit, { ...found, parents: [] });
}

/**
 * Whether some of these commits, or some that are merged on the way from what all of them have in common, have
 * behind them a commit that the others of them lack: there the cut may hide a later one that they all have.
 */
export function isHidden(history: History, cut: string, sides: readonly string[], start: string): boolean {
  const behindStart = upTo(history, start);
  const between = [...upTo(history, ...sides)].filter((commit) => !behindStart.has(commit));
  if (between.includes(cut)) return true;
  return between.some((commit) => {
    const parents = history.get(commit)?.parents ?? [];
    const behind = parents.map((parent) => upTo(history, parent));
    return behind.some((commits) => commits.has(cut)) && !behind.every((commits) => commits.has(cut));
  });
}

/** The commits that one commit has behind it and the other lacks. */
export function commitsBetween(history: History, base: string, head: string): Commit[] {
  const known = upTo(history, base);
  return [...upTo(history, head)].flatMap((id) => {
    const commit = history.get(id);
    return known.has(id) || commit === undefined ? [] : [commit];
  });
}
