import { waiverFacts } from '../app/approval/listed-waivers.ts';
import { findWaiver, namesWaiver } from '../app/approval/stored-waiver.ts';
import { decidingSentences, renderWithApprovals } from '../app/workspace/rendering.ts';
import { openWorkspace, type Workspace } from '../app/workspace/workspace.ts';
import { waiverSubject } from '../domain/waiver.ts';
import { jsonText } from '../formatters/json-text.ts';
import { ExitCode } from '../lib/exit-code.ts';
import { logText } from '../lib/safe-text.ts';
import type { Context, Run } from '../ports/context.ts';
import { type Define, type Given, showExamples } from './flags.ts';

interface ShowOptions {
  /** Id of a review or a waiver, or a part of it that no other has. */
  readonly id: string;
  readonly json: boolean;
}

/** Flags, help and examples. */
export const define: Define<ShowOptions> = (command, call) => {
  showExamples(command, [
    'cx-review show 2026-11-22-pro-plan-k3f9',
    'cx-review show pro-plan            # any part of the id that only one review has',
  ])
    .option('--json', 'print the review as JSON')
    .action((id: string, { json = false }: Given<ShowOptions>) => call({ id, json }));
};

function showWaiver(words: string, json: boolean, workspace: Workspace, context: Context): ExitCode {
  const { id, path, waiver } = findWaiver(words, workspace.files);
  if (json) {
    context.stdout.write(jsonText({ version: 1, path, waiver }));
    return ExitCode.pass;
  }
  const facts = waiverFacts(waiver, workspace.config(), context.today);
  const lines = [`Waiver: ${waiver.reason ?? 'no reason'}`, waiverSubject(id), ...facts];
  context.stdout.write(lines.map((line) => `${logText(line)}\n`).join(''));
  return ExitCode.pass;
}

/** Prints one review with its approvals, as Markdown or as data; or a waiver, as the list has it. */
export const run: Run<ShowOptions> = async ({ id, json }, context) => {
  const workspace = openWorkspace(context);
  if (namesWaiver(id, workspace.ids(), workspace.files)) return showWaiver(id, json, workspace, context);
  const stored = workspace.find(id);
  if (json) {
    const deciding = decidingSentences(workspace, await workspace.content(), stored.review);
    context.stdout.write(jsonText({ version: 1, path: stored.path, deciding, review: stored.review }));
    return ExitCode.pass;
  }
  const markdown = renderWithApprovals(workspace, await workspace.content(), stored);
  context.stdout.write(logText(markdown, { lines: true }));
  return ExitCode.pass;
};
