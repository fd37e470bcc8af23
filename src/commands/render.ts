import { writeMarkdown } from '../app/workspace/rendering.ts';
import { openWorkspace, sayUnread, valid } from '../app/workspace/workspace.ts';
import { ExitCode } from '../lib/exit-code.ts';
import { logText } from '../lib/safe-text.ts';
import type { Run } from '../ports/context.ts';
import { type Define, showExamples } from './flags.ts';

interface RenderOptions {
  /** Ids of reviews, or parts of them; all reviews if empty. */
  readonly ids: readonly string[];
}

/** Help and examples. */
export const define: Define<RenderOptions> = (command, call) => {
  showExamples(command, ['cx-review render', 'cx-review render pro-plan']).action((ids: string[]) =>
    call({ ids }),
  );
};

/** Writes the Markdown beside reviews again. */
export const run: Run<RenderOptions> = async ({ ids }, context) => {
  const workspace = openWorkspace(context);
  const content = await workspace.content();
  const wanted = ids.length === 0 ? workspace.ids() : ids.map((id) => workspace.find(id).id);
  for (const id of wanted) {
    const path = writeMarkdown(workspace, content, valid(workspace.read(id)));
    context.stdout.write(`${logText(path)}\n`);
  }
  if (ids.length > 0) return ExitCode.pass;
  sayUnread(workspace, context);
  if (workspace.unread().length > 0) return ExitCode.findings;
  if (wanted.length === 0) context.stderr.write('There is no review to render. Start one with: cx-review\n');
  return ExitCode.pass;
};
