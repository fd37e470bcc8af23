import { join, relative, sep } from 'node:path';
import { type Command, command } from '../../lib/command.ts';
import { type Hint, listHintParts } from '../../lib/hint.ts';
import { logText } from '../../lib/safe-text.ts';
import type { Context } from '../../ports/context.ts';

/**
 * Says on standard error what comes next: words, and commands each alone on its line, never wrapped, so that
 * they can be copied.
 */
export function sayNext({ stderr }: Pick<Context, 'stderr'>, next: Hint): void {
  stderr.write(
    `\nNext:\n${listHintParts(next)
      .map(({ text }) => `  ${logText(text)}\n`)
      .join('')}`,
  );
}

/** A path from the top as git takes it in the folder that the person is in, and never for a flag. */
export function pathFromHere(path: string, { cwd, root }: Pick<Context, 'cwd' | 'root'>): string {
  const here = relative(cwd, join(root, path)).split(sep).join('/');
  return /^[-:]/.test(here) ? `./${here}` : here;
}

/** Most files that are named one by one in a command. */
const mostNamed = 6;

/** The two commands that commit some files, from the folder that the person is in. */
export function commitCommands(
  paths: readonly string[],
  message: string,
  context: Pick<Context, 'cwd' | 'root'>,
): readonly [Command, Command] {
  const here = paths.map((path) => pathFromHere(path, context));
  return [
    command('git', 'add', ...(here.length > mostNamed ? ['--all'] : here)),
    command('git', 'commit', '-m', message),
  ];
}
