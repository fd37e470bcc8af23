import { Failure } from '../lib/failure.ts';
import { type BatchObject, parseBatch } from './git-output.ts';
import {
  type GitPlace,
  megabytes,
  missingObjects,
  outputLimit,
  runGit,
  TooMuchOutput,
} from './git-process.ts';

/**
 * Reads objects by their ids, in one call of git, and in as many as it takes where that would be
 * more than `limit` bytes at once.
 *
 * @throws Failure (undetermined) where one is missing, or is larger than the limit by itself.
 */
export function readObjects(
  place: GitPlace,
  hashes: readonly string[],
  limit: number = outputLimit,
): readonly BatchObject[] {
  if (hashes.length === 0) return [];
  try {
    return inOneCall(place, hashes, limit);
  } catch (failure) {
    if (!(failure instanceof TooMuchOutput)) throw failure;
    if (hashes.length === 1) {
      throw new Failure('undetermined', `A file that changed is larger than ${megabytes(limit)}`, {
        why: `its content, ${hashes[0]}, is not read`,
        next: 'keep files of this size out of the globs of policies',
        cause: failure,
      });
    }
    const half = Math.ceil(hashes.length / 2);
    return [
      ...readObjects(place, hashes.slice(0, half), limit),
      ...readObjects(place, hashes.slice(half), limit),
    ];
  }
}

function inOneCall(place: GitPlace, hashes: readonly string[], limit: number): readonly BatchObject[] {
  const input = `${hashes.join('\n')}\n`;
  const objects = parseBatch(runGit(place, ['cat-file', '--batch', '--buffer'], { input, limit }).stdout);
  if (objects.length !== hashes.length) {
    const found = new Set(objects.map((object) => object.hash));
    throw missingObjects(`${hashes.find((hash) => !found.has(hash))} missing`);
  }
  return objects;
}
