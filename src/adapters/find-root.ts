import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

function nearestAbove(folder: string, name: string): string | undefined {
  for (let here = folder; ; here = dirname(here)) {
    if (existsSync(join(here, name))) return here;
    if (here === dirname(here)) return undefined;
  }
}

/**
 * The folder that `cx-reviews/` stands in: the top of the git work tree around `cwd`, else the nearest
 * folder above that has reviews, else `cwd` itself. Looks for `.git` instead of asking git, because a
 * spawn costs 5 ms and a look costs none.
 */
export function findRoot(cwd: string): string {
  return nearestAbove(cwd, '.git') ?? nearestAbove(cwd, 'cx-reviews') ?? cwd;
}
