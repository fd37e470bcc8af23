import type { Git } from '../adapters/git.ts';
import type { FileChange, TreeEntry } from '../domain/file-change.ts';
import type { Tree } from '../gate/tree.ts';

/**
 * One side of a range as git has it.
 * @param commit a commit or tree
 * @param changed paths whose entry is known to be another, or none: what is staged, or what a diff has told
 */
export function treeOf(
  git: Git,
  commit: string,
  changed: ReadonlyMap<string, TreeEntry | undefined> = new Map(),
): Tree {
  const known = new Map(changed);
  return {
    entry(path) {
      if (!known.has(path)) known.set(path, git.entryAt(commit, path));
      return known.get(path);
    },
    below(folder) {
      const inFolder = (path: string) => path.startsWith(`${folder}/`);
      const there = git.listFiles(commit, folder).filter(({ path }) => inFolder(path) && !changed.has(path));
      const other = [...changed].flatMap(([path, entry]) =>
        entry !== undefined && inFolder(path) ? [entry] : [],
      );
      return [...there, ...other].sort((a, b) => (a.path < b.path ? -1 : 1));
    },
    contents: (entries) => git.readBlobs(entries.map(({ hash }) => hash)),
  };
}

/** What a diff says of one side. */
export function entriesOf(
  changes: readonly FileChange[],
  side: 'old' | 'new',
): ReadonlyMap<string, TreeEntry | undefined> {
  return new Map(
    changes.map((change) => {
      const [mode, hash] =
        side === 'old' ? [change.oldMode, change.oldHash] : [change.newMode, change.newHash];
      const { path } = change;
      return [path, mode === undefined || hash === undefined ? undefined : { path, mode, hash }] as const;
    }),
  );
}
