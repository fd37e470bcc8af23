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
