import { kindOfMode, readStored } from '../domain/file-change.ts';
import { findReviewId, reviewsFolder } from '../domain/repository-layout.ts';
import type { Review } from '../domain/review.ts';
import type { Gate } from './gate.ts';
import type { Content } from './matching.ts';
import { reviewAt } from './records.ts';
import { readAhead } from './tree.ts';

/** A review of the base, read in full only where that is asked for. */
export interface ArchivedReview {
  readonly id: string;
  readonly path: string;
  /** Undefined where the file cannot be read as a review. */
  review(): Review | undefined;
}

/**
 * The reviews of the base. Git searches them for words when they are first looked at, in one call for all, so that
 * the cost of the gate follows the change and not the archive. What a search tells is only which reviews cannot
 * be meant, however they are written; what a review says is read as YAML.
 */
export interface Archive {
  /** Reads the files of all that may state both digests of one of the changes, in one call of git. */
  readAhead(changes: readonly Pick<Content, 'before' | 'after'>[]): void;
  /** Those that may state each of the digests. */
  mentioning(digests: readonly string[]): readonly ArchivedReview[];
  /** Those that may have a verdict that runs out, and state one of the digests, or that a file is gone; read at once. */
  expiring(digests: () => ReadonlySet<string>): readonly ArchivedReview[];
}

/** Words without which a review says nothing of content or of when its verdict runs out; and the escape of strings. */
const telling = ['expires', 'sha256:', 'none', '\\'];

/** Escapes by which a word can stand in a string of YAML without its letters standing in the text. */
const hidingEscape = /\\(?:[xuU]|\r?$)/m;

/**
 * Wherever `none` can be all of a value: alone in its line but for a key, brackets, quotes or a comment. Not as what
 * a file was before, which most reviews of a new file say.
 */
const noneAsValue = /(?<=^|[\s"':,[{])(?<!\bbefore["']?:\s*["']?)none(?=["']?\s*(?:[,}\]#].*)?$)/m;

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

interface Searched extends ArchivedReview {
  /** What may stand in it, as far as a search can tell. */
  readonly hints: () => {
    readonly digests: ReadonlySet<string>;
    readonly mayExpire: boolean;
    readonly mayStateNone: boolean;
    /** Whether anything at all may stand in it. */
    readonly isOpaque: boolean;
  };
}

function findHints(text: string): ReturnType<Searched['hints']> {
  return {
    digests: new Set(Array.from(text.matchAll(/sha256:[0-9a-f]{64}/g), ([digest]) => digest)),
    mayExpire: text.includes('expires'),
    mayStateNone: noneAsValue.test(text),
    isOpaque: hidingEscape.test(text),
  };
}

export function buildArchive({ base, linesOfBase }: Pick<Gate, 'base' | 'linesOfBase'>): Archive {
  const all = once(() => {
    const lines = linesOfBase(reviewsFolder, telling);
    return base
      .records(reviewsFolder)
      .filter(({ path, mode }) => findReviewId(path) !== undefined && kindOfMode(mode) === 'file')
      .map(({ path }): Searched => {
        const id = findReviewId(path) ?? '';
        return {
          ...{ id, path, review: once(() => reviewAt(base, path)) },
          hints: once(() => findHints(lines.get(path) ?? '')),
        };
      });
  });
  const read = (found: readonly Searched[]): readonly ArchivedReview[] => {
    const paths = found.map(({ path }) => path);
    if (paths.length > 0) readAhead(base, paths);
    return found;
  };
  const mentioning = (digests: readonly string[]) => {
    const wanted = digests.flatMap((digest) => (digest === 'none' ? [] : [readStored(digest).content]));
    if (wanted.length === 0) return [];
    return all().filter(
      ({ hints }) => hints().isOpaque || wanted.every((digest) => hints().digests.has(digest)),
    );
  };
  return {
    mentioning,
    readAhead(changes) {
      read([...new Set(changes.flatMap(({ before, after }) => mentioning([before, after])))]);
    },
    expiring(digests) {
      const dated = all().filter(({ hints }) => hints().isOpaque || hints().mayExpire);
      if (dated.length === 0) return [];
      const wanted = digests();
      return read(
        dated.filter(
          ({ hints }) =>
            hints().isOpaque ||
            hints().mayStateNone ||
            [...hints().digests].some((digest) => wanted.has(digest)),
        ),
      );
    },
  };
}
