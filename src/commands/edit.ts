import type { Run } from '../context.ts';
import { beginSession } from '../interview/begin.ts';
import { markShown } from '../interview/session.ts';
import type { State } from '../interview/state.ts';
import { refuseUnknownSection } from './resume.ts';
import { nobodyToAsk } from './session-end.ts';
import { finish, runToEnd } from './session-run.ts';
import { sessionStore } from './session-store.ts';
import { openWorkspace } from './workspace.ts';

interface EditOptions {
  /** Id of a review, or a part of it that no other has. */
  readonly id: string;
  readonly section: string | undefined;
}

/** Opens a review, finished or not, with all its answers to pick from. */
export const run: Run<EditOptions> = async ({ id, section }, context) => {
  const workspace = openWorkspace(context);
  const content = await workspace.content();
  const stored = workspace.find(id);
  refuseUnknownSection(section, stored.review, content);
  const session = beginSession(stored.review, content, { section, person: stored.review.author });
  const start: State = {
    review: stored.review,
    // Whoever changes an answer of a finished review has seen the break-even on its page.
    session: markShown(session, 'break-even'),
    content,
    config: workspace.config(),
    today: context.today,
    suggested: {},
  };
  if (!context.interactive) {
    throw nobodyToAsk(start, context, `open ${stored.path} in an editor, or run this in a terminal`);
  }
  const store = sessionStore(workspace, context, stored.id);
  const prompter = await context.prompter();
  const approvals = stored.review.approvals?.length ?? 0;
  prompter.heading(
    stored.review.title ?? stored.id,
    approvals === 0
      ? undefined
      : 'This review has approvals. A changed answer voids them, and they have to be given again.',
  );
  const end = await runToEnd(start, { prompter, store, startsAtSummary: true });
  return finish(end, store, context, { json: false });
};
