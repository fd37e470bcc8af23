import type { Run } from '../context.ts';
import { ExitCode } from '../domain/exit-code.ts';
import { terminalText } from '../domain/safe-text.ts';
import { markdownOf } from './rendering.ts';
import { openWorkspace } from './workspace.ts';

interface ShowOptions {
  /** Id of a review, or a part of it that no other has. */
  readonly id: string;
  readonly json: boolean;
}

/** Prints one review: as its Markdown, or as the data in its file. */
export const run: Run<ShowOptions> = async ({ id, json }, context) => {
  const workspace = openWorkspace(context);
  const stored = workspace.find(id);
  if (json) {
    context.stdout.write(
      `${JSON.stringify({ version: 1, path: stored.path, review: stored.review }, null, 2)}\n`,
    );
    return ExitCode.pass;
  }
  const markdown = markdownOf(workspace, await workspace.content(), stored);
  context.stdout.write(terminalText(markdown, { lines: true }));
  return ExitCode.pass;
};
