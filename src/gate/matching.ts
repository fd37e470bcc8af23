import { type ChangedFile, digestsOf, type StoredDigest } from '../domain/file-change.ts';
import type { PolicyFile } from '../domain/review.ts';

export type Match = 'unlisted' | 'other-content' | 'match';

/** What stands at a path on both sides of a range, by its kind and its content. */
export interface Content {
  readonly path: string;
  readonly before: StoredDigest | 'none';
  readonly after: StoredDigest | 'none';
}

/** The digests of a changed file. */
export function contentOfChange(change: ChangedFile): Content {
  return { path: change.path, ...digestsOf(change) };
}

/** Whether rows list exactly this change. A path that is listed twice has to be right twice. */
export function findMatch(rows: readonly PolicyFile[] | undefined, { path, before, after }: Content): Match {
  const own = (rows ?? []).filter((row) => row.path === path);
  if (own.length === 0) return 'unlisted';
  return own.every((row) => row.before === before && row.after === after) ? 'match' : 'other-content';
}
