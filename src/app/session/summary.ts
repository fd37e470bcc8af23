import { listUnanswered } from '../../domain/agenda.ts';
import type { Place } from '../../interview/session.ts';
import type { State } from '../../interview/state.ts';
import { buildSummary, lineInWords, type SummaryLine } from '../../interview/summary.ts';
import { counted } from '../../lib/words.ts';
import type { Choice, Prompter } from '../../ports/prompter.ts';

/** What a person does with the summary. */
export type SummaryReply =
  | { readonly kind: 'edit'; readonly place: Place }
  | { readonly kind: 'finish' | 'back' };

type Picked = Place | 'finish' | 'back';

function choiceFor(line: SummaryLine): Choice<Picked> {
  const detail =
    line.assignedTo === undefined ? line.section : `${line.section}; ${line.assignedTo} answers it`;
  return { value: line.place, label: lineInWords(line), detail };
}

/** How much is answered, in a sentence. */
function standingInWords(state: State): string {
  const { section } = state.session;
  const drafts = buildSummary(state).filter(({ standing }) => standing === 'draft').length;
  const all = listUnanswered(state.review, state.content);
  const open = section === undefined ? all.length : all.filter((item) => item.section === section).length;
  const where = section === undefined ? '' : ' of this section';
  const parts = [
    open === 0
      ? `Every question${where} is answered`
      : `${counted(open, `question${where} is`, `questions${where} are`)} still open`,
    ...(drafts === 0 ? [] : [`${counted(drafts, 'draft waits', 'drafts wait')} to be confirmed`]),
  ];
  return `${parts.join(', and ')}.`;
}

interface Summary {
  readonly isEnd: boolean;
  /** What decides the review as it is. */
  readonly deciding: readonly string[];
}

/** What decides a review, as a list under its name; empty where nothing is to be said. */
function decidingInWords(deciding: readonly string[]): string {
  return deciding.length === 0 ? '' : ['What decides this:', ...deciding.map((one) => `- ${one}`)].join('\n');
}

/** Says what decides the review and shows every answer; any of them can be picked to be changed. */
export async function askSummary(
  prompter: Prompter,
  state: State,
  { isEnd, deciding }: Summary,
): Promise<SummaryReply> {
  prompter.heading(isEnd ? 'Before it is written' : 'Your answers so far', standingInWords(state));
  if (deciding.length > 0) prompter.tell(decidingInWords(deciding));
  const leave: Choice<Picked> = isEnd
    ? { value: 'finish', label: 'Finish', detail: 'Writes the review and the page to read' }
    : { value: 'back', label: 'Go on with the questions' };
  const reply = await prompter.choose<Picked>({
    label: 'Pick an answer to change it',
    isSilent: true,
    canSearch: true,
    canGoBack: true,
    choices: [leave, ...buildSummary(state).map(choiceFor)],
    marked: leave.value,
  });
  if (reply.kind === 'back') return { kind: 'back' };
  if (reply.kind !== 'answer' || reply.value === 'finish') return { kind: 'finish' };
  return reply.value === 'back' ? { kind: 'back' } : { kind: 'edit', place: reply.value };
}
