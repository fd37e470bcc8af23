import { relative, resolve, sep } from 'node:path';
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
