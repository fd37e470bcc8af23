import { continueReview } from '../app/session/continue.ts';
import { finish } from '../app/session/run.ts';
import { sessionStore } from '../app/session/store.ts';
import { openWorkspace, type StoredReview, type Workspace } from '../app/workspace/workspace.ts';
import { buildNextVersion } from '../domain/revision.ts';
import { beginSession } from '../interview/begin.ts';
import { command } from '../lib/command.ts';
import { Failure } from '../lib/failure.ts';
import { counted } from '../lib/words.ts';
import type { Run } from '../ports/context.ts';
import { type Define, type Given, showExamples } from './flags.ts';

interface ReviseOptions {
  /** Id of a review that was sent back, or a part of it that no other has. */
  readonly id: string;
  readonly json: boolean;
}

/** Flags, help and examples. */
export const define: Define<ReviseOptions> = (command, call) => {
  showExamples(command, [
    'cx-review revise 2026-11-22-pro-plan-k3f9',
    'cx-review revise 2026-11-22-pro-plan-k3f9 --no-input --json',
  ])
    .option('--json', 'print what was written as JSON')
    .action((id: string, { json = false }: Given<ReviseOptions>) => call({ id, json }));
};

function refuseOtherVerdicts({ id, review }: StoredReview): void {
  const decision = review.verdict?.decision;
  if (decision === 'revise') return;
  throw new Failure('misuse', `${id} was not sent back, so there is nothing to revise.`, {
    why: decision === undefined ? 'it has no verdict yet' : `its verdict is ${decision}`,
    next: [command('cx-review', 'edit', id)],
  });
}

function refuseSecondVersion(id: string, workspace: Workspace): void {
  const next = workspace.ids().find((one) => workspace.read(one).review?.revision?.of === id);
  if (next === undefined) return;
  throw new Failure('misuse', `${id} has a next version already: ${next}.`, {
    next: [command('cx-review', 'resume', next)],
  });
}

/** Reopens a review that was sent back as a new version of it; the earlier one stays as it is. */
export const run: Run<ReviseOptions> = async ({ id: words, json }, context) => {
  const workspace = openWorkspace(context);
  const stored = workspace.find(words);
  refuseOtherVerdicts(stored);
  refuseSecondVersion(stored.id, workspace);
  const next = buildNextVersion({ ...stored.review, id: stored.id });
  const store = sessionStore(workspace, context);
  const saved = await store.save(next, [], next);
  const id = store.id();
  if (saved.kind === 'refused' || id === undefined) {
    throw new Failure('invalid', saved.kind === 'refused' ? saved.why : 'Nothing was written.');
  }
  if (context.interactive && !json) {
    const asked = next.revision?.changes?.length ?? 0;
    const greeting = `Version ${next.revision?.version} of ${stored.id}, with every earlier answer. ${counted(asked, 'thing', 'things')} had to change: say what has become of each, then decide again.`;
    // The one above has listed the reviews before there was this one.
    const opened = openWorkspace(context);
    const how = { section: undefined, greeting, startsAtSummary: false };
    return continueReview(opened.find(id), how, opened, context);
  }
  const content = await workspace.content();
  const { review } = saved;
  const state = {
    ...{ review, content, config: workspace.config(), today: context.today, suggested: {} },
    session: beginSession(review, content),
  };
  return finish(state, store, context, { json });
};
