import type { ChangedFile, FileChange, TreeEntry } from '../domain/file-change.ts';

/**
 * All that is asked of git. Commits, trees and blobs are full hexadecimal ids, which `resolve` and
 * the lists give; a name is accepted by `resolve` alone. Paths start at the top of the repository
 * and keep bytes that are not UTF-8, see lib/repository-path.ts.
 *
 * Every operation throws a Failure (undetermined) where git cannot tell: git is missing, this is
 * no repository, a commit is missing or the history was cut. None returns an empty answer instead.
 */
export interface Git {
  /** Absolute path of the top of the checkout. */
  root(): string;
  /** The commit that a name means. */
  resolve(name: string): string;
  /** The same with the full name of what is meant: a branch of a remote before a tag; fails where it means several things. */
  resolveName(name: string): Named;
  /**
   * The last commit that two commits have in common. With `merged`, what `b` will be once those are merged into
   * it. Fails where there are several: which one git would print first says nothing; and where history was cut
   * off between the two and it, so that another may be the last.
   */
  mergeBase(a: string, b: string, ...merged: readonly string[]): string;
  /** The full name of the branch that others start from, such as `refs/remotes/origin/main`; undefined where none is found. */
  defaultBranch(): string | undefined;
  /** Whether history was cut off when it was fetched. */
  isShallow(): boolean;
  /** The id of the tree that holds nothing: what a first commit is compared with. */
  emptyTree(): string;
  /**
   * The tree that git makes of merging `head` into `base`, which a message calls `name`. Fails on a conflict, and where git is too old to say.
   */
  mergeTree(base: string, head: string, name: string): string;
  /** What would be committed now, as a commit that no branch has. */
  commitStaged(parents: readonly string[]): string;
  /** What differs between two commits or trees. */
  changes(base: string, head: string): readonly FileChange[];
  /**
   * What differs between a commit or tree and the files on disk, staged or not, with files that are
   * not tracked and not ignored. With `wanted`, only those paths are looked at.
   */
  workingTreeChanges(base: string, wanted?: (path: string) => boolean): readonly FileChange[];
  /** What differs between a commit or tree and what would be committed now. */
  stagedChanges(base: string): readonly FileChange[];
  /** The content of a blob, or of a file on disk by the hash that `workingTreeChanges` gave. */
  readBlob(hash: string): Uint8Array;
  /** The same for many, in one call of git. */
  readBlobs(hashes: readonly string[]): ReadonlyMap<string, Uint8Array>;
  /** Mode and blob id of a path in a commit; undefined where there is no such file. */
  entryAt(commit: string, path: string): TreeEntry | undefined;
  /** The same for many paths, in few calls of git; those that are not there are left out. */
  entriesAt(commit: string, paths: readonly string[]): ReadonlyMap<string, TreeEntry>;
  /**
   * Commits that changed one of the paths, the newest first: those that `head` has and `base` lacks. A merge that
   * leaves each of the paths as one of its parents has it is left out: whoever merges writes nothing. Paths that are
   * not UTF-8 are left out.
   * @param base a commit; without it, the whole history
   */
  commitsOf(
    base: string | undefined,
    head: string,
    paths: readonly string[],
    limit: number,
  ): readonly Authored[];
  /** Fingerprints of the SSH keys with which commits say that they are signed. Nothing is verified. */
  signersOf(commits: readonly string[]): readonly string[];
  /** Every file, link and submodule of a commit, or of one folder in it. */
  listFiles(commit: string, folder?: string): readonly TreeEntry[];
  /**
   * Of the files below a folder of a commit, the lines that hold one of the words: by path, a character
   * for each byte. Git does the searching, so that the files need not come here.
   */
  linesWith(commit: string, folder: string, words: readonly string[]): ReadonlyMap<string, string>;
  /** The changes with the content on both sides, in one call of git. */
  withContent(changes: readonly FileChange[]): readonly ChangedFile[];
  /**
   * Paths below a folder that git tracks and a sparse checkout leaves off the disk; none where there is no
   * repository, or none that git looks into here: without a checkout there is none that could be sparse.
   */
  notCheckedOut(folder: string): readonly string[];
  /** Who is at work by git's settings or environment; undefined where they do not say. */
  userName(): string | undefined;
  userEmail(): string | undefined;
}

/** What a name means. */
export interface Named {
  readonly commit: string;
  /** `refs/remotes/origin/main`; the id for an id. */
  readonly fullName: string;
  /** Whether git's own order would find something else under the name as well. */
  readonly isShadowed: boolean;
}

/** A commit as it describes itself; whoever makes one can write what they like. */
export interface Authored {
  readonly commit: string;
  /** Addresses of its author and of its committer. */
  readonly addresses: readonly string[];
  /** What it changes of the paths that were asked about; a merge, what differs from all its parents, seen from the first. */
  readonly changes: readonly FileChange[];
  /** Whether its parents were not fetched: what it changes is not known then, nor what came before. */
  readonly isCut: boolean;
}
