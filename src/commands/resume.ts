import { resumeReview } from '../app/session/continue.ts';
import { unfinishedDrafts } from '../app/session/find-drafts.ts';
import { openWorkspace, type StoredReview, type Workspace } from '../app/workspace/workspace.ts';
import { command } from '../lib/command.ts';
import { Failure } from '../lib/failure.ts';
import type { Context, Run } from '../ports/context.ts';
import { type Define, type Given, showExamples } from './flags.ts';

interface ResumeOptions {
  /** Id of a review, or a part of it that no other has; the draft that is not finished if left out. */
  readonly id: string | undefined;
  readonly section: string | undefined;
}

/** Flags, help and examples. */
export const define: Define<ResumeOptions> = (command, call) => {
  showExamples(command, ['cx-review resume', 'cx-review resume 2026-11-22-pro-plan-k3f9 --section economics'])
    .option('--section <section>', 'only the questions of one section')
    .action((id: string | undefined, { section }: Given<ResumeOptions>) => call({ id, section }));
};

async function pick(workspace: Workspace, context: Context): Promise<StoredReview> {
  const drafts = unfinishedDrafts(workspace);
  const [first] = drafts;
  if (first === undefined) {
    throw new Failure('misuse', 'There is no draft to go on with.', { next: [command('cx-review')] });
  }
  if (drafts.length === 1 || !context.interactive) {
    if (drafts.length === 1) return first;
    throw new Failure('misuse', 'There is more than one draft.', {
      why: `these are not finished: ${drafts.map(({ id }) => id).join(', ')}`,
      next: [command('cx-review', 'resume', first.id)],
    });
  }
  const prompter = await context.prompter();
  try {
    const reply = await prompter.choose<StoredReview>({
      question: 'Which review do you want to go on with?',
      label: 'Review',
      isSilent: true,
      choices: drafts.map((draft) => ({
        value: draft,
        label: draft.review.title ?? draft.id,
        detail: draft.id,
      })),
      marked: first,
    });
    return reply.kind === 'answer' ? reply.value : first;
  } finally {
    prompter.close();
  }
}

/** Goes on with a review where it was left. */
export const run: Run<ResumeOptions> = async ({ id, section }, context) => {
  const workspace = openWorkspace(context);
  const stored = id === undefined ? await pick(workspace, context) : workspace.find(id);
  return resumeReview(stored, section, workspace, context);
};
