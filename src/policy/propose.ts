import type { Situation } from '../domain/content.ts';
import { findSlug, freeName, slugWords } from '../lib/slug.ts';

/** Policies that a repository seems to have, to be confirmed by a person. */
export interface ProposedPolicy {
  readonly id: string;
  readonly files: readonly string[];
  readonly situation: string;
  /** The files that made us think so, sorted. */
  readonly because: readonly string[];
}

/** Files that hold values or rules; code and pictures do not. */
const readable = /\.(ya?ml|json|toml|csv|md)$/i;
/** Folders and files that are never a company's policy towards customers. */
const never =
  /(^|\/)(node_modules|vendor|dist|build|test|tests|__tests__|fixtures|\.github|\.git|cx-reviews)\/|(^|\/)(package(-lock)?|tsconfig|composer|renovate|biome)\.json$|(^|\/)(README|CHANGELOG|CONTRIBUTING|LICENSE)[^/]*$/i;

const splitWords = (path: string): Set<string> => new Set(path.toLowerCase().split(/[^a-z]+/));

/** A word of a file's name counts in the singular and the plural. */
function mentions(words: ReadonlySet<string>, word: string): boolean {
  return words.has(word) || words.has(`${word}s`) || (word.endsWith('s') && words.has(word.slice(0, -1)));
}

function situationFor(path: string, situations: readonly Situation[]): Situation | undefined {
  const words = splitWords(path);
  const scored = situations
    .filter((situation) => situation.builtIn !== true)
    .map((situation) => ({
      situation,
      score: situation.words.filter((word) => mentions(words, word)).length,
    }));
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a), {
    situation: undefined as Situation | undefined,
    score: 0,
  });
  return best.situation;
}

/**
 * Proposes policies out of the paths of a repository: files whose names speak of prices, returns, support
 * and the like, a glob a folder.
 * @param paths relative to the top of the repository, with forward slashes.
 */
export function proposePolicies(
  paths: readonly string[],
  situations: readonly Situation[],
): ProposedPolicy[] {
  const found = new Map<string, { glob: string; situation: string; because: string[] }>();
  for (const path of [...paths].sort()) {
    if (!readable.test(path) || never.test(path)) continue;
    const situation = situationFor(path, situations);
    if (situation === undefined) continue;
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    // A folder that is itself named for a subject is governed whole; elsewhere the one file is.
    const ofFolder = folder === '' ? undefined : situationFor(folder, situations);
    const glob = ofFolder === undefined ? path : `${folder}**`;
    const known = found.get(glob);
    if (known === undefined)
      found.set(glob, { glob, situation: (ofFolder ?? situation).id, because: [path] });
    else known.because.push(path);
  }
  const ids = new Set<string>();
  return [...found.values()].map(({ glob, situation, because }) => {
    const name =
      glob
        .replace(/\/\*\*$/, '')
        .replace(/\.[^./]*$/, '')
        .split('/')
        .at(-1) ?? '';
    const id = freeName(findSlug(slugWords(name)) ?? 'policy', (taken) => ids.has(taken));
    ids.add(id);
    return { id, files: [glob], situation, because };
  });
}
