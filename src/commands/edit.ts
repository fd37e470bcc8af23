import { continueReview } from '../app/session/continue.ts';
import { openWorkspace } from '../app/workspace/workspace.ts';
import type { Run } from '../ports/context.ts';
import { type Define, type Given, showExamples } from './flags.ts';

interface EditOptions {
  /** Id of a review, or a part of it that no other has. */
  readonly id: string;
  readonly section: string | undefined;
}

/** Flags, help and examples. */
export const define: Define<EditOptions> = (command, call) => {
  showExamples(command, [
    'cx-review edit 2026-11-22-pro-plan-k3f9',
    'cx-review edit 2026-11-22-pro-plan-k3f9 --section frontline',
  ])
    .option('--section <section>', 'only the questions of one section')
    .action((id: string, { section }: Given<EditOptions>) => call({ id, section }));
};

/** Opens a review, finished or not, with all its answers to pick from. */
export const run: Run<EditOptions> = async ({ id, section }, context) => {
  const workspace = openWorkspace(context);
  const stored = workspace.find(id);
  const isApproved = (stored.review.approvals ?? []).length > 0;
  const greeting = isApproved
    ? 'This review has approvals. A changed answer voids them, and they have to be given again.'
    : undefined;
  return continueReview(stored, { section, greeting, startsAtSummary: true }, workspace, context);
};
