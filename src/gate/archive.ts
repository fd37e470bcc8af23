import type { Digest } from '../domain/digest.ts';
import { kindOfMode } from '../domain/file-change.ts';
import { reviewIdOf, reviewsFolder } from '../domain/places.ts';
import type { Review } from '../domain/review.ts';
import { reviewAt } from './records.ts';
import type { Tree } from './tree.ts';

/** A review of the base, read in full only where that is asked for. */
export interface ArchivedReview {
  readonly id: string;
  readonly path: string;
  /** The file, a character for each byte: to search in, not to be shown. */
  readonly text: string;
  /** Undefined where the file cannot be read as a review. */
  review(): Review | undefined;
}

/** The reviews of the base. Git is asked for them when they are first looked at, in two calls for all. */
export interface Archive {
  all(): readonly ArchivedReview[];
  /** Those in whose text each of the digests stands. */
  mentioning(digests: readonly (Digest | 'none')[]): readonly ArchivedReview[];
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

export function archiveOf(base: Tree): Archive {
  const all = once(() => {
    const entries = base
      .records(reviewsFolder)
      .filter(({ path, mode }) => reviewIdOf(path) !== undefined && kindOfMode(mode) === 'file');
    const contents = base.contents(entries);
    return entries.map(({ path, hash }): ArchivedReview => {
      const { buffer, byteOffset, byteLength } = contents.get(hash) ?? new Uint8Array();
      return {
        id: reviewIdOf(path) ?? '',
        path,
        text: Buffer.from(buffer, byteOffset, byteLength).toString('latin1'),
        review: once(() => reviewAt(base, path)),
      };
    });
  });
  const byDigest = once(() => {
    const found = new Map<string, Set<ArchivedReview>>();
    for (const one of all()) {
      for (const [digest] of one.text.matchAll(/sha256:[0-9a-f]{64}/g)) {
        const known = found.get(digest) ?? new Set();
        found.set(digest, known.add(one));
      }
    }
    return found;
  });
  return {
    all,
    mentioning(digests) {
      const [first, ...others] = digests.filter((digest) => digest !== 'none');
      if (first === undefined) return [];
      const found = [...(byDigest().get(first) ?? [])];
      return found.filter((one) => others.every((digest) => byDigest().get(digest)?.has(one)));
    },
  };
}
