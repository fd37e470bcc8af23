import { join } from 'node:path';
import { build } from '../../lib/about.ts';
import { type Digest, digestOfData } from '../../lib/digest.ts';
import { Failure } from '../../lib/failure.ts';
import type { Context } from '../../ports/context.ts';

/**
 * Pages that an earlier run has compared with their reviews and found to say what those say. To compare one takes
 * a simulation, and few change from one run to the next.
 */
export interface KnownPages {
  readonly has: (page: Digest) => boolean;
  readonly add: (page: Digest) => void;
  /** Keeps for the next run what this one has met. */
  readonly save: () => void;
}

/**
 * Reads what is known of the pages of a repository from the folder of caches: one file, a digest a line, each of
 * everything that a page depends on. A line that is no digest, or not one that is asked for, means nothing; so
 * whatever happens to the file (other runs, other versions, a crash, a deletion) costs time and no truth. Where
 * the file cannot be read or written, nothing is known. The gate compares every page itself.
 * @param program digest of what runs; undefined where nothing is to be kept
 */
export function openKnownPages(
  { env, root, filesBelow }: Pick<Context, 'env' | 'root' | 'filesBelow'>,
  program = build,
): KnownPages {
  const met = new Set<string>();
  // Another build may write another page, and a run from source has nothing to tell it by.
  const place = program === undefined ? undefined : findPlace(env, root);
  const attempt = <Value>(act: (place: Place) => Value): Value | undefined => {
    try {
      return place === undefined ? undefined : act(place);
    } catch (error) {
      if (error instanceof Failure) return undefined;
      throw error;
    }
  };
  const bytes = attempt(({ folder, file }) => filesBelow(folder).readIfExists(file));
  const before = new Set(new TextDecoder().decode(bytes).split('\n').filter(Boolean));
  return {
    has: (page) => {
      const isKnown = before.has(page);
      if (isKnown) met.add(page);
      return isKnown;
    },
    add: (page) => {
      met.add(page);
    },
    save: () => {
      const isSame = met.size === before.size && [...met].every((page) => before.has(page));
      if (isSame) return;
      const text = [...met].map((page) => `${page}\n`).join('');
      attempt(({ folder, file }) => filesBelow(folder).replace(file, text));
    },
  };
}

interface Place {
  readonly folder: string;
  readonly file: string;
}

/** https://specifications.freedesktop.org/basedir-spec; on Windows where programs keep what is theirs alone. */
function findPlace({ XDG_CACHE_HOME, LOCALAPPDATA, HOME }: Context['env'], root: string): Place | undefined {
  const name = digestOfData(root).replace(/^.*:/, '').slice(0, 32);
  const file = join('cx-review', `pages-${name}`);
  const folder = XDG_CACHE_HOME || LOCALAPPDATA;
  if (folder) return { folder, file };
  return HOME ? { folder: HOME, file: join('.cache', file) } : undefined;
}
