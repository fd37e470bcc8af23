import { type ApprovalFiles, readApprovals } from '../document/approval.ts';
import {
  digestOfStored,
  kindOfMode,
  type StoredDigest,
  submoduleContent,
  type TreeEntry,
} from '../domain/file-change.ts';

/** One side of a range. */
export interface Tree {
  /** The file, link or submodule at a path; undefined where there is none. */
  entry(path: string): TreeEntry | undefined;
  /** Asks for many paths at once, so that none of them costs a question of its own. */
  lookUp(paths: readonly string[]): void;
  /** Everything below `cx-reviews/`, or below one folder in it, at any depth. */
  records(folder?: string): readonly TreeEntry[];
  /** The files of the approvals of a review, by its id, or of a waiver, by `waivers/ID`; links too. */
  approvals(subject: string): readonly TreeEntry[];
  /** What git stores for files and links, by their ids. */
  contents(entries: readonly TreeEntry[]): ReadonlyMap<string, Uint8Array>;
}

/** Digest of what git stores for an entry, with its kind; `none` for no entry. */
export function digestAt(tree: Tree, path: string): StoredDigest | 'none' {
  const entry = tree.entry(path);
  if (entry === undefined) return 'none';
  return digestOfStored(entry.mode, readContent(tree, entry));
}

function readContent(tree: Tree, entry: TreeEntry): Uint8Array {
  if (kindOfMode(entry.mode) === 'submodule') return submoduleContent(entry.hash);
  const content = tree.contents([entry]).get(entry.hash);
  if (content === undefined) throw new Error(`${entry.hash} was not read`);
  return content;
}

/** Reads what stands at many paths at once, so that none of them costs a question of its own. */
export function readAhead(tree: Tree, paths: readonly string[]): void {
  tree.lookUp(paths);
  const entries = paths.flatMap((path) => tree.entry(path) ?? []);
  tree.contents(entries.filter(({ mode }) => kindOfMode(mode) !== 'submodule'));
}

/** The approvals in files beside a review or waiver, and what lies among them that is none. */
export function approvalFilesAt(tree: Tree, subject: string): ApprovalFiles {
  const entries = tree.approvals(subject);
  const contents = tree.contents(entries.filter(({ mode }) => kindOfMode(mode) === 'file'));
  return readApprovals(
    subject,
    entries.map(({ path, mode, hash }) => ({
      path,
      bytes: kindOfMode(mode) === 'file' ? contents.get(hash) : undefined,
    })),
  );
}

/** The content of a plain file; undefined where there is nothing, or a link or submodule. */
export function fileAt(tree: Tree, path: string): Uint8Array | undefined {
  const entry = tree.entry(path);
  return entry === undefined || kindOfMode(entry.mode) !== 'file' ? undefined : readContent(tree, entry);
}
