import type { AskEnd } from '../../interview/ask.ts';
import { decideEnd, type EarlyEnd, earlyEnds } from '../../interview/early-end.ts';
import { back, type Outcome } from '../../interview/reply.ts';
import type { State } from '../../interview/state.ts';
import type { Prompter } from '../../ports/prompter.ts';

const help = [
  'A review does not have to end in "go". To see in time that a plan has to change is what it is for, and both',
  'ends count as results. Neither needs the rest of the questions.',
  'You are asked this once. If you go on, the verdict is asked at the end as well, and until then nothing is decided.',
].join('\n');

/**
 * Says what decides against the change by now, and offers the two ends besides going on.
 * @param deciding what decides it, in sentences
 */
export async function askEnd(
  prompter: Prompter,
  ask: AskEnd,
  state: State,
  deciding: readonly string[],
): Promise<Outcome> {
  prompter.heading('This may be enough to decide', deciding.join('\n'));
  const reply = await prompter.choose<EarlyEnd>({
    question: 'As it stands, this speaks against the change. How would you like to go on?',
    label: 'Next',
    hint: 'Ending here is a good result too; all that you have answered stays',
    help,
    choices: (Object.keys(earlyEnds) as EarlyEnd[]).map((value) => ({ value, label: earlyEnds[value] })),
    marked: 'go-on',
    canGoBack: true,
  });
  if (reply.kind === 'answer') return decideEnd(state, reply.value);
  const before = reply.kind === 'back' ? back(state, ask) : undefined;
  return before ?? decideEnd(state, 'go-on');
}
