import { relative, resolve, sep } from 'node:path';
import { Failure } from '../../lib/failure.ts';
import { displayPath, isUtf8Path } from '../../lib/repository-path.ts';
import type { Context } from '../../ports/context.ts';

/**
 * Paths from the top, for names that a person gives in the folder that they are in, or from the top as git
 * prints them.
 * @param known paths from the top that can be meant
 */
export function pathsFromTop(
  names: readonly string[],
  known: ReadonlySet<string>,
  { cwd, root }: Pick<Context, 'cwd' | 'root'>,
): string[] {
  return names.map((name) => {
    const here = relative(root, resolve(cwd, name)).split(sep).join('/');
    return known.has(name) && !known.has(here) ? name : here;
  });
}

/** @throws Failure (misuse) for a name that no review can list */
export function refuseUnlistable(paths: readonly string[]): void {
  const wrong = paths.find((path) => !isUtf8Path(path) || path.length > 500);
  if (wrong === undefined) return;
  throw new Failure('misuse', `No review can list ${displayPath(wrong)}.`, {
    why: 'its name is not UTF-8, or longer than 500 characters',
    next: 'rename the file, or leave it as it was',
  });
}
