import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { command } from '../lib/command.ts';
import { Failure } from '../lib/failure.ts';
import type { Hint } from '../lib/hint.ts';
import { type GitPlace, runGit } from './git-process.ts';

export const unshallow: Hint = [
  command('git', 'fetch', '--unshallow'),
  'in CI: check out with fetch-depth: 0',
];

const words = (output: Buffer): string[] => output.toString('latin1').split(/\s+/).filter(Boolean);

/** Commits whose parents were not fetched; none in a whole clone. */
function readCuts(place: GitPlace): ReadonlySet<string> {
  const asked = ['rev-parse', '--git-path', 'shallow'];
  const file = resolve(place.cwd, runGit(place, asked).stdout.toString('utf8').replace(/\n$/, ''));
  return new Set(existsSync(file) ? words(readFileSync(file)) : []);
}

/**
 * Refuses a merge base that may not be the last one. Behind a commit whose parents were not fetched there may
 * be a later commit that both sides have in common, unless it lies behind the merge base itself. A merge that
 * was made in such a clone has the same fault, so the parents of each merge are looked at as well.
 * @param base the merge base that git found
 * @param sides the commits that it was found for, the first being the one that is compared with
 * @throws Failure (undetermined) with how to get the whole history
 */
export function refuseCutHistory(place: GitPlace, base: string, sides: readonly string[]): void {
  const cuts = readCuts(place);
  if (cuts.size === 0) return;
  const isCut = (start: readonly string[], tips: readonly string[]): boolean =>
    words(runGit(place, ['rev-list', ...tips, ...start.map((commit) => `^${commit}`)]).stdout).some(
      (commit) => cuts.has(commit),
    );
  if (isCut([base], sides)) throw cutOff();
  const merges = runGit(place, ['rev-list', '--parents', '--merges', ...sides, `^${base}`]);
  for (const line of merges.stdout.toString('latin1').split('\n').filter(Boolean)) {
    const [, ...parents] = line.split(' ');
    const found = runGit(place, ['merge-base', '--all', '--octopus', ...parents], { answers: [1] });
    if (isCut(words(found.stdout), parents)) throw cutOff();
  }
}

const cutOff = (): Failure =>
  new Failure('undetermined', 'History was cut off between what is compared and where the two part', {
    why: 'behind the cut there may be a later commit that both have in common, and another merge',
    next: unshallow,
  });
