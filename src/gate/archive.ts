import { kindOfMode } from '../domain/file-change.ts';
import { findReviewId, reviewsFolder } from '../domain/repository-layout.ts';
import type { Review } from '../domain/review.ts';
import type { Digest } from '../lib/digest.ts';
import type { Gate } from './gate.ts';
import { reviewAt } from './records.ts';

/** A review of the base, read in full only where that is asked for. */
export interface ArchivedReview {
  readonly id: string;
  readonly path: string;
  /** The lines that hold one of {@link telling}, each with the line behind it, a character for each byte. */
  readonly text: string;
  /** Undefined where the file cannot be read as a review. */
  review(): Review | undefined;
}

/** Words in whose lines a review says which content it led to and until when, or that it is written in an unusual way. */
const telling = ['expires', 'path', 'sha256:', 'after:', '\\'];

/**
 * The reviews of the base. Git searches them when they are first looked at, in one call for all: the cost of
 * the gate is to follow the change, and not the archive.
 */
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

export function buildArchive({ base, linesOfBase }: Pick<Gate, 'base' | 'linesOfBase'>): Archive {
  const all = once(() => {
    const lines = linesOfBase(reviewsFolder, telling);
    return base
      .records(reviewsFolder)
      .filter(({ path, mode }) => findReviewId(path) !== undefined && kindOfMode(mode) === 'file')
      .map(({ path }): ArchivedReview => {
        const id = findReviewId(path) ?? '';
        return { id, path, text: lines.get(path) ?? '', review: once(() => reviewAt(base, path)) };
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
