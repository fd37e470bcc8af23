import { isAbsolute, relative, resolve, sep } from 'node:path';
import { Failure } from '../../lib/failure.ts';
import { logText } from '../../lib/safe-text.ts';
import type { Context } from '../../ports/context.ts';

/**
 * Writes a page that a person asked for, at the place that they named.
 * @param out a file, from the current folder
 * @throws Failure `misuse` where it exists and `force` is not given
 */
export function writePage(context: Context, out: string, text: string, force: boolean): void {
  const target = resolve(context.cwd, out);
  const inside = relative(context.root, target);
  const isInside = inside !== '' && !inside.startsWith(`..${sep}`) && inside !== '..' && !isAbsolute(inside);
  const folder = isInside ? context.root : resolve(target, '..');
  const path = relative(folder, target).split(sep).join('/');
  const files = context.filesBelow(folder);
  if (!force && files.exists(path)) {
    throw new Failure('misuse', `${out} exists already.`, {
      place: { file: out },
      why: "it may be somebody's work, so it is not replaced unasked",
      next: 'Give --force, or another name.',
    });
  }
  files.replace(path, text);
  context.stderr.write(`Written: ${logText(out)}\n`);
}
