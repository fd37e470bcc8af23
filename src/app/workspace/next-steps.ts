import { join, relative, sep } from 'node:path';
import { shellWord } from '../../lib/command.ts';
import { terminalText } from '../../lib/safe-text.ts';
import type { Context } from '../../ports/context.ts';

/**
 * Says on standard error what comes next: words, and commands each alone on its line, never wrapped, so that
 * they can be copied.
 */
export function sayNext({ stderr }: Pick<Context, 'stderr'>, lines: readonly string[]): void {
  stderr.write(`\nNext:\n${lines.map((line) => `  ${terminalText(line)}\n`).join('')}`);
}

/** A path from the top as a word of a command that is run in the folder that the person is in. */
export const commitPath = (path: string, { cwd, root }: Pick<Context, 'cwd' | 'root'>): string =>
  shellWord(relative(cwd, join(root, path)).split(sep).join('/'));

/** Most files that are named one by one in a command. */
const mostNamed = 6;

/** The two commands that commit some files, from the folder that the person is in. */
export function commitCommands(
  paths: readonly string[],
  message: string,
  context: Pick<Context, 'cwd' | 'root'>,
): readonly [string, string] {
  const here = paths.map((path) => commitPath(path, context));
  return [
    `git add ${here.length > mostNamed ? '--all' : here.join(' ')}`,
    `git commit -m ${shellWord(message)}`,
  ];
}
