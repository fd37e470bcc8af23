import { git } from './git.ts';
import type { Commit } from './ground.ts';

interface PastCommit extends Commit {
  readonly parents: readonly string[];
}

/** Every commit of a repository by its id. */
export type History = ReadonlyMap<string, PastCommit>;

export function historyOf(repository: string): History {
  const args = [
    'log',
    '--branches',
    '--format=%x02%H,%ae,%P%x03',
    '--raw',
    '-r',
    '-m',
    '-z',
    '--no-renames',
    '--always',
  ];
  const output = git(repository, [...args, '--']).toString('latin1');
  const history = new Map<string, { email: string; parents: string[]; changed: string[][] }>();
  // A merge comes once for each of its parents.
  for (const chunk of output.split('\x02').slice(1)) {
    const [head = '', raw = ''] = chunk.split('\x03');
    const [hash = '', email = '', parents = ''] = head.split(',');
    const paths = [...raw.matchAll(/:\d{6} \d{6} [0-9a-f]+\.* [0-9a-f]+\.* [A-Z]\0([^\0]+)/g)];
    const commit = history.get(hash) ?? { email, parents: parents.split(' ').filter(Boolean), changed: [] };
    commit.changed.push(paths.map(([, path = '']) => path));
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

/** The commits that one commit has behind it and the other lacks. */
export function commitsBetween(history: History, base: string, head: string): Commit[] {
  const known = upTo(history, base);
  return [...upTo(history, head)].flatMap((id) => {
    const commit = history.get(id);
    return known.has(id) || commit === undefined ? [] : [commit];
  });
}
