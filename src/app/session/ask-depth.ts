import { buildAgenda } from '../../domain/agenda.ts';
import { screeningSection, startSection } from '../../domain/content.ts';
import { compareDepths, type Depth, depths } from '../../domain/review.ts';
import { whyThisDepth } from '../../domain/screening.ts';
import { parsePerson } from '../../input/people.ts';
import { parseText } from '../../input/text.ts';
import type { AskDepth } from '../../interview/ask.ts';
import { tellNearestCases } from '../../interview/help.ts';
import { expectedItems, minutesLeft, sectionTitle } from '../../interview/progress.ts';
import { assign, decideDepth, type Lowered, type Outcome } from '../../interview/reply.ts';
import { buildSurroundings, type State } from '../../interview/state.ts';
import type { Choice, Prompter } from '../../ports/prompter.ts';
import { ownerSpec } from './frames.ts';

/** How many questions a depth has beyond those answered by now, and how long they take. */
function describeExtent(depth: Depth, { review, content }: State): string {
  const items = expectedItems({ ...review, depth }, content).filter(
    ({ section }) => section !== startSection && section !== screeningSection,
  );
  const questions = new Set(items.map(({ question }) => question.partOf ?? question.id));
  const minutes = Math.max(1, minutesLeft(items));
  return `${questions.size} more questions, about ${minutes} minutes`;
}

type Picked = Depth | 'share' | 'back';

function choicesFor(ask: AskDepth, state: State): Choice<Picked>[] {
  const { depth, screening } = ask;
  const goOn = { value: depth, label: `Go on with ${depth}: ${describeExtent(depth, state)}` };
  if (screening.nobodyWorseOff) return [goOn];
  const others = depths.filter((one) => one !== depth);
  const more = others.filter((one) => compareDepths(one, depth) > 0);
  const less = others.filter((one) => compareDepths(one, depth) < 0).reverse();
  return [
    goOn,
    ...(depth === 'full'
      ? [{ value: 'share', label: 'Share it out first: hand sections to the people who know' } as const]
      : []),
    ...more.map((one) => ({ value: one, label: `Deeper: ${one}, ${describeExtent(one, state)}` })),
    ...less.map((one) => ({
      value: one,
      label: `Less deep: ${one}, ${describeExtent(one, state)}. Takes a reason and a second person`,
    })),
  ];
}

/** Asks for the reason and the second person that less depth takes; undefined where somebody thinks better of it. */
async function askToLower(prompter: Prompter, state: State): Promise<Lowered | undefined> {
  const reason = await prompter.text({
    question: 'Why is less enough here?',
    label: 'Reason',
    hint: 'It stands in the review, for everybody who approves it',
    canGoBack: true,
    read: parseText,
  });
  if (reason.kind !== 'answer') return undefined;
  const { people } = buildSurroundings(state);
  const approver = await prompter.line<string>({
    label: 'Who agrees?',
    hint: 'A second person, not the author',
    canGoBack: true,
    read: (text) => {
      const parsed = parsePerson(text, people);
      return parsed.problem === undefined && parsed.value === state.review.author
        ? { problem: 'The author cannot be the second person.', example: 'somebody who was not involved' }
        : parsed;
    },
  });
  if (approver.kind !== 'answer') return undefined;
  return { reason: reason.value, approver: approver.value };
}

/** Asks which section belongs to whom, until every section has somebody. */
async function askToShare(prompter: Prompter, state: State, depth: Depth): Promise<Outcome | undefined> {
  const items = buildAgenda({ ...state.review, depth }, state.content);
  const sections = [...new Set(items.map(({ section }) => section))].filter(
    (section) => ![startSection, screeningSection].includes(section),
  );
  const owners = new Map(items.map(({ section, assignedTo }) => [section, assignedTo]));
  const section = await prompter.choose<string | undefined>({
    question: 'Which section does somebody else know best?',
    label: 'Section',
    isSilent: true,
    choices: [
      { value: undefined, label: 'None, go on' },
      ...sections.map((one) => {
        const owner = owners.get(one);
        const title = sectionTitle(one, state.content);
        return { value: one, label: owner === undefined ? title : `${title} (${owner})` };
      }),
    ],
  });
  if (section.kind !== 'answer' || section.value === undefined) return undefined;
  const title = sectionTitle(section.value, state.content);
  const owner = await prompter.line(ownerSpec(`Who answers “${title}”?`, section.value, state));
  return owner.kind === 'answer' ? assign(state, section.value, owner.value) : undefined;
}

/** What came of asking for the depth. */
export type DepthReply =
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  | { readonly kind: 'back' | 'again' };

/**
 * Shows why the depth is what it is, and asks whether to go on with it. Once it is settled, what happened to
 * others is told, before the questions that it bears on.
 */
export async function askDepth(
  prompter: Prompter,
  ask: AskDepth,
  state: State,
  wanted: Depth | undefined,
): Promise<DepthReply> {
  const reply = await settleDepth(prompter, ask, state, wanted);
  const isHarmless = ask.screening.nobodyWorseOff;
  if (reply.kind === 'outcome' && !isHarmless) {
    for (const text of tellNearestCases(state.review, state.content)) prompter.tell(text, 'hint');
  }
  return reply;
}

async function settleDepth(
  prompter: Prompter,
  ask: AskDepth,
  state: State,
  wanted: Depth | undefined,
): Promise<DepthReply> {
  const { depth, screening } = ask;
  prompter.heading('How deep', whyThisDepth(screening));
  for (const correction of screening.corrections) prompter.tell(correction, 'hint');
  if (wanted !== undefined && compareDepths(wanted, depth) >= 0) {
    prompter.tell(`Depth: ${wanted}, as you asked.`);
    return { kind: 'outcome', outcome: decideDepth(state, ask, wanted) };
  }
  const reply = await prompter.choose<Picked>({
    label: 'Depth',
    choices: choicesFor(ask, state),
    marked: wanted ?? depth,
    canGoBack: true,
  });
  if (reply.kind === 'back') return { kind: 'back' };
  if (reply.kind !== 'answer') return { kind: 'again' };
  if (reply.value === 'share') {
    const outcome = await askToShare(prompter, state, depth);
    return outcome === undefined ? { kind: 'again' } : { kind: 'outcome', outcome };
  }
  const chosen = reply.value as Depth;
  if (compareDepths(chosen, depth) >= 0) {
    return { kind: 'outcome', outcome: decideDepth(state, ask, chosen) };
  }
  const lowered = await askToLower(prompter, state);
  return lowered === undefined
    ? { kind: 'again' }
    : { kind: 'outcome', outcome: decideDepth(state, ask, chosen, lowered) };
}
