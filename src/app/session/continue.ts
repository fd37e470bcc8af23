import { buildAgenda } from '../../domain/agenda.ts';
import type { Content } from '../../domain/content.ts';
import type { Review } from '../../domain/review.ts';
import { beginSession } from '../../interview/begin.ts';
import { markShown } from '../../interview/session.ts';
import type { State } from '../../interview/state.ts';
import { command } from '../../lib/command.ts';
import type { ExitCode } from '../../lib/exit-code.ts';
import { Failure } from '../../lib/failure.ts';
import { closest } from '../../lib/suggest.ts';
import type { Context } from '../../ports/context.ts';
import type { StoredReview, Workspace } from '../workspace/workspace.ts';
import { nobodyToAsk } from './end.ts';
import { finish, runToEnd } from './run.ts';
import { sessionStore } from './store.ts';

/** How somebody comes back to a review. */
interface Return {
  /** The only section to be asked; all of them if left out. */
  readonly section: string | undefined;
  /** What is said below the title. */
  readonly greeting: string | undefined;
  /** Whether it begins with all answers, to pick from. */
  readonly startsAtSummary: boolean;
}

function refuseUnknownSection(
  section: string | undefined,
  review: Review,
  content: Content,
  verb: string,
): void {
  const sections = [...new Set(buildAgenda(review, content).map((item) => item.section))];
  if (section === undefined || sections.includes(section)) return;
  const meant = closest(section, sections);
  throw new Failure('misuse', `There is no section "${section}" in this review.`, {
    why: meant === undefined ? `its sections are ${sections.join(', ')}` : `did you mean ${meant}?`,
    next: [command('cx-review', verb, review.id ?? 'ID', '--section', meant ?? sections[0] ?? '')],
  });
}

/**
 * Interviews about a review that is there already, and prints what came of it.
 * @throws Failure `misuse` where the review has no such section, with what was probably meant, or where nobody
 *   can be asked
 */
export async function continueReview(
  stored: StoredReview,
  { section, greeting, startsAtSummary }: Return,
  workspace: Workspace,
  context: Context,
): Promise<ExitCode> {
  const content = await workspace.content();
  const { review } = stored;
  refuseUnknownSection(section, review, content, startsAtSummary ? 'edit' : 'resume');
  const session = beginSession(review, content, { section, person: review.author });
  const start: State = {
    review,
    // Whoever changes an answer of a finished review has seen the break-even on its page.
    session: startsAtSummary ? markShown(session, 'break-even') : session,
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
  prompter.heading(review.title ?? stored.id, greeting);
  const end = await runToEnd(start, { prompter, store, startsAtSummary });
  return finish(end, store, context, { json: false });
}

/** Goes on with a review where it was left, with every earlier answer in place. */
export function resumeReview(
  stored: StoredReview,
  section: string | undefined,
  workspace: Workspace,
  context: Context,
): Promise<ExitCode> {
  const greeting = 'Every earlier answer is there.';
  return continueReview(stored, { section, greeting, startsAtSummary: false }, workspace, context);
}
