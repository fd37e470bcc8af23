import { type Digest, digestOf } from '../lib/digest.ts';

/** How a path differs: added, modified (content or executable bit), deleted, or of another type (file, link, submodule). */
export type ChangeStatus = 'A' | 'M' | 'D' | 'T';

/** A path that differs between two trees. Renames are a deletion and an addition. */
export interface FileChange {
  /** From the top of the repository; see repository-path.ts for bytes that are not UTF-8. */
  readonly path: string;
  readonly status: ChangeStatus;
  /** As git writes it: 100644, 100755, 120000 (link), 160000 (submodule). Undefined where there is no file. */
  readonly oldMode: string | undefined;
  readonly newMode: string | undefined;
  /** Id of the blob, or of a submodule's commit. Undefined where there is no file. */
  readonly oldHash: string | undefined;
  readonly newHash: string | undefined;
}

/** A file, link or submodule in a tree. */
export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly hash: string;
}

/** A changed path with what git stores for it on either side; undefined where there is none. */
export interface ChangedFile extends FileChange {
  readonly before: Uint8Array | undefined;
  readonly after: Uint8Array | undefined;
}

/** What git stores at a path: its kind where that is no plain file, and the digest of its content. */
export type StoredDigest = Digest | `${'executable' | 'link' | 'submodule'}:${Digest}`;

/** The digest of what git stores at a path. Content alone would not tell a script from a text, or a file from a link. */
export function digestOfStored(mode: string, content: Uint8Array): StoredDigest {
  const kind = mode === '100755' ? 'executable' : kindOfMode(mode);
  return kind === 'file' ? digestOf(content) : `${kind}:${digestOf(content)}`;
}

/** The digest of the content alone, and what else is said of it in words. */
export function readStored(digest: string): { readonly content: string; readonly kind: string } {
  const at = digest.lastIndexOf(':', digest.indexOf('sha256') - 1);
  const kind = at < 0 ? 'plain file' : digest.slice(0, at);
  return { content: digest.slice(at + 1), kind };
}

/** What a mode says that a path is. */
export function kindOfMode(mode: string): 'file' | 'link' | 'submodule' {
  if (mode === '120000') return 'link';
  return mode === '160000' ? 'submodule' : 'file';
}

/** The content that stands for a submodule, in the words that git itself uses in a diff. */
export function submoduleContent(commit: string): Uint8Array {
  return new TextEncoder().encode(`Subproject commit ${commit}\n`);
}

/** The status that two versions of one path amount to. */
export function statusOf(oldMode: string | undefined, newMode: string | undefined): ChangeStatus {
  if (oldMode === undefined) return 'A';
  if (newMode === undefined) return 'D';
  return kindOfMode(oldMode) === kindOfMode(newMode) ? 'M' : 'T';
}

/** What stands on both sides of a change, as a review has to list it. */
export function digestsOf(change: ChangedFile): {
  readonly before: StoredDigest | 'none';
  readonly after: StoredDigest | 'none';
} {
  const of = (mode: string | undefined, content: Uint8Array | undefined) =>
    mode === undefined || content === undefined ? ('none' as const) : digestOfStored(mode, content);
  return { before: of(change.oldMode, change.before), after: of(change.newMode, change.after) };
}
