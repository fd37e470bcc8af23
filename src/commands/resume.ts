import type { Context, Run } from '../context.ts';
import { agendaOf } from '../domain/agenda.ts';
import type { Content } from '../domain/content.ts';
import { Failure } from '../domain/failure.ts';
import type { Review } from '../domain/review.ts';
import { closest } from '../domain/suggest.ts';
import { beginSession } from '../interview/begin.ts';
import type { State } from '../interview/state.ts';
import { unfinishedDrafts } from './session-drafts.ts';
import { nobodyToAsk } from './session-end.ts';
import { finish, runToEnd } from './session-run.ts';
import { sessionStore } from './session-store.ts';
import { openWorkspace, type StoredReview, type Workspace } from './workspace.ts';

interface ResumeOptions {
  /** Id of a review, or a part of it that no other has; the draft that is not finished if left out. */
  readonly id: string | undefined;
  readonly section: string | undefined;
}

/** @throws Failure `misuse` where the review has no such section, with what was probably meant */
export function refuseUnknownSection(section: string | undefined, review: Review, content: Content): void {
  const sections = [...new Set(agendaOf(review, content).map((item) => item.section))];
  if (section === undefined || sections.includes(section)) return;
  const meant = closest(section, sections);
  throw new Failure('misuse', `There is no section "${section}" in this review.`, {
    why: meant === undefined ? `its sections are ${sections.join(', ')}` : `did you mean ${meant}?`,
    next: `cx-review resume ${review.id ?? ''} --section ${meant ?? sections[0] ?? ''}`.trim(),
  });
}

async function pick(workspace: Workspace, context: Context): Promise<StoredReview> {
  const drafts = unfinishedDrafts(workspace);
  const [first] = drafts;
  if (first === undefined) {
    throw new Failure('misuse', 'There is no draft to go on with.', { next: 'cx-review' });
  }
  if (drafts.length === 1 || !context.interactive) {
    if (drafts.length === 1) return first;
    throw new Failure('misuse', 'There is more than one draft.', {
      why: `these are not finished: ${drafts.map(({ id }) => id).join(', ')}`,
      next: `cx-review resume ${first.id}`,
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
    });
    return reply.kind === 'answer' ? reply.value : first;
  } finally {
    prompter.close();
  }
}

/** Goes on with a review where it was left. */
export const run: Run<ResumeOptions> = async ({ id, section }, context) => {
  const workspace = openWorkspace(context);
  const content = await workspace.content();
  const stored = id === undefined ? await pick(workspace, context) : workspace.find(id);
  refuseUnknownSection(section, stored.review, content);
  const start: State = {
    review: stored.review,
    session: beginSession(stored.review, content, { section, person: stored.review.author }),
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
  prompter.heading(stored.review.title ?? stored.id, 'Every earlier answer is there.');
  const end = await runToEnd(start, { prompter, store });
  return finish(end, store, context, { json: false });
};
