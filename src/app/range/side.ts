import {
  type ChangedFile,
  type FileChange,
  kindOfMode,
  submoduleContent,
  type TreeEntry,
} from '../../domain/file-change.ts';
import { approvalsFolder, findApprovalPlace, reviewsFolder } from '../../domain/repository-layout.ts';
import type { Tree } from '../../gate/tree.ts';
import type { Git } from '../../ports/git.ts';

/** What git has told of a range so far, so that it is asked once, and for much at a time. */
export interface Store {
  /** What git stores for files and links, by their ids. */
  contents(hashes: readonly string[]): ReadonlyMap<string, Uint8Array>;
  /** What stands at paths of a commit. */
  entries(commit: string, paths: readonly string[]): ReadonlyMap<string, TreeEntry | undefined>;
  /** Everything below `cx-reviews/`. */
  records(commit: string): readonly TreeEntry[];
}

export function buildStore(git: Git): Store {
  const blobs = new Map<string, Uint8Array>();
  const listings = new Map<string, ReadonlyMap<string, TreeEntry>>();
  const known = new Map<string, Map<string, TreeEntry | undefined>>();
  return {
    contents(hashes) {
      const missing = hashes.filter((hash) => !blobs.has(hash));
      if (missing.length > 0) for (const [hash, content] of git.readBlobs(missing)) blobs.set(hash, content);
      return blobs;
    },
    entries(commit, paths) {
      const here = known.get(commit) ?? new Map<string, TreeEntry | undefined>();
      known.set(commit, here);
      const listing = listings.get(commit);
      for (const path of paths)
        if (listing !== undefined && isInReviewsFolder(path)) here.set(path, listing.get(path));
      const unknown = paths.filter((path) => !here.has(path));
      const found = unknown.length === 0 ? here : git.entriesAt(commit, unknown);
      for (const path of unknown) here.set(path, found.get(path));
      return here;
    },
    records(commit) {
      const listed =
        listings.get(commit) ??
        new Map(git.listFiles(commit, reviewsFolder).map((entry) => [entry.path, entry] as const));
      listings.set(commit, listed);
      return [...listed.values()];
    },
  };
}

const isInReviewsFolder = (path: string) => path.startsWith(`${reviewsFolder}/`);

/**
 * One side of a range as git has it.
 * @param commit a commit or tree
 * @param changed paths whose entry is known to be another, or none: what is staged, or what a diff has told
 */
export function buildTree(
  store: Store,
  commit: string,
  changed: ReadonlyMap<string, TreeEntry | undefined> = new Map(),
): Tree {
  const known = new Map(changed);
  let approvals: ReadonlyMap<string, readonly TreeEntry[]> | undefined;
  const lookUp = (paths: readonly string[]): void => {
    const unknown = paths.filter((path) => !known.has(path));
    if (unknown.length === 0) return;
    const found = store.entries(commit, unknown);
    for (const path of unknown) known.set(path, found.get(path));
  };
  const records = (folder = reviewsFolder): readonly TreeEntry[] => {
    const inFolder = (path: string) => path.startsWith(`${folder}/`);
    const there = store.records(commit).filter(({ path }) => inFolder(path) && !changed.has(path));
    const other = [...changed].flatMap(([path, entry]) =>
      entry !== undefined && inFolder(path) ? [entry] : [],
    );
    return [...there, ...other].sort((a, b) => (a.path < b.path ? -1 : 1));
  };
  return {
    lookUp,
    entry(path) {
      lookUp([path]);
      return known.get(path);
    },
    records,
    approvals(subject) {
      approvals ??= bySubject(records(approvalsFolder));
      return approvals.get(subject) ?? [];
    },
    contents: (entries) => store.contents(entries.map(({ hash }) => hash)),
  };
}

/** Entries by what they are an approval of. */
function bySubject(entries: readonly TreeEntry[]): ReadonlyMap<string, readonly TreeEntry[]> {
  const found = new Map<string, TreeEntry[]>();
  for (const entry of entries) {
    const subject = findApprovalPlace(entry.path)?.subject;
    if (subject !== undefined) found.set(subject, [...(found.get(subject) ?? []), entry]);
  }
  return found;
}

/** What a diff says of one side. */
export function findEntries(
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

/** Ids of what git stores for both sides of a change. */
export function listBlobs({ oldMode, oldHash, newMode, newHash }: FileChange): string[] {
  return [
    [oldMode, oldHash],
    [newMode, newHash],
  ].flatMap(([mode, hash]) =>
    mode === undefined || hash === undefined || kindOfMode(mode) === 'submodule' ? [] : [hash],
  );
}

/** The changes with the content on both sides. */
export function withContent(changes: readonly FileChange[], store: Store): ChangedFile[] {
  const blobs = store.contents(changes.flatMap(listBlobs));
  const content = (mode: string | undefined, hash: string | undefined): Uint8Array | undefined => {
    if (mode === undefined || hash === undefined) return undefined;
    if (kindOfMode(mode) === 'submodule') return submoduleContent(hash);
    const bytes = blobs.get(hash);
    if (bytes === undefined) throw new Error(`${hash} was not read`);
    return bytes;
  };
  return changes.map((change) => ({
    ...change,
    before: content(change.oldMode, change.oldHash),
    after: content(change.newMode, change.newHash),
  }));
}
