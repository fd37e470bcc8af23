import type { AgendaItem } from '../../domain/agenda.ts';
import { situationSection } from '../../domain/content.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Depth, Review } from '../../domain/review.ts';
import { parseLine } from '../../input/text.ts';
import type { Ask, Show } from '../../interview/ask.ts';
import { type Consequences, withConsequences } from '../../interview/derived.ts';
import { offerEnd } from '../../interview/early-end.ts';
import type { Edit } from '../../interview/edits.ts';
import { hintsFor } from '../../interview/hints.ts';
import { leftBehind } from '../../interview/orphaned-answers.ts';
import { expectedItems, minutesLeft, sectionTitle } from '../../interview/progress.ts';
import { back, type Outcome } from '../../interview/reply.ts';
import { goTo, isFor, markShown, type Session } from '../../interview/session.ts';
import { buildScreening, type State } from '../../interview/state.ts';
import { nextStep } from '../../interview/step.ts';
import { Failure } from '../../lib/failure.ts';
import { hintText } from '../../lib/hint.ts';
import { counted, plural } from '../../lib/words.ts';
import type { Prompter } from '../../ports/prompter.ts';
import { askDepth } from './ask-depth.ts';
import { askEnd } from './ask-end.ts';
import { askQuestion } from './ask-question.ts';
import type { SessionStore } from './store.ts';
import { askSummary } from './summary.ts';

/** What an interview needs besides the review. */
export interface Interview {
  readonly prompter: Prompter;
  readonly store: SessionStore;
  /** What the rules say of the review as it is. */
  readonly check: (review: Review) => readonly Finding[];
  /** What decides the review as it is, at most three sentences. */
  readonly deciding: (review: Review) => readonly string[];
  /** What the leader can afford to lose, in plain words; undefined where it cannot be worked out. */
  readonly breakEven: (review: Review) => Promise<string | undefined>;
  /** The depth that was asked for beforehand. */
  readonly wanted?: Depth | undefined;
  /** Whether it begins with all answers, to pick from. */
  readonly startsAtSummary?: boolean;
}

/** Marks that the way to act on a hint has been explained. */
const howToImprove = 'how to improve';

/** Somebody wants to stop; everything is saved. */
const stopped = new Failure('cancelled', 'Stopped.');

/**
 * Asks until nothing is left or the person finishes. After every answer the file is on disk.
 * @returns the state at the end
 * @throws Failure `cancelled` when the person stops, or the terminal is gone
 */
export async function runInterview(start: State, interview: Interview): Promise<State> {
  let state = start;
  let isAtSummary = interview.startsAtSummary === true;
  for (;;) {
    if (isAtSummary) {
      const reply = await askSummary(interview.prompter, state, {
        isEnd: true,
        deciding: interview.deciding(state.review),
      });
      if (reply.kind === 'finish') return state;
      isAtSummary = false;
      if (reply.kind === 'edit') state = { ...state, session: goTo(state.session, reply.place) };
      else if (nextStep(state).step.kind === 'done') isAtSummary = true;
      continue;
    }
    const { step, session } = nextStep(state);
    state = { ...state, session };
    if (step.kind === 'done') isAtSummary = true;
    else if (step.kind === 'show') state = await show(step, state, interview);
    else state = await ask(step, state, interview);
  }
}

async function show(step: Show, state: State, interview: Interview): Promise<State> {
  const { prompter } = interview;
  const { content } = state;
  switch (step.notice) {
    case 'section': {
      const section = step.part?.item.section ?? '';
      const pack = content.sections.find((one) => one.section === section);
      const situation = content.situations.find(({ id }) => id === state.review.situation);
      prompter.heading(
        sectionTitle(section, content),
        section === situationSection ? situation?.summary : pack?.intro,
      );
      return state;
    }
    case 'start-rows':
      prompter.tell('A first list is there. Correct it, add to it, and delete what does not fit.', 'quiet');
      break;
    case 'break-even': {
      const words = await interview.breakEven(state.review);
      if (words === undefined) return state;
      prompter.heading('What you can afford to lose', words);
      break;
    }
    case 'skipped':
      prompter.heading('Left for later', 'Some questions were left for later. Here they are once more.');
      break;
  }
  return write(state, { session: state.session, edits: step.edits }, interview);
}

async function ask(step: Ask, state: State, interview: Interview): Promise<State> {
  const { prompter } = interview;
  if (step.about === 'depth') {
    const reply = await askDepth(prompter, step, state, interview.wanted);
    if (reply.kind === 'outcome') return write(state, reply.outcome, interview);
    const before = reply.kind === 'back' ? back(state, step) : undefined;
    return before === undefined ? state : { ...state, session: before.session };
  }
  const reply = await askQuestion(prompter, step, state);
  switch (reply.kind) {
    case 'outcome': {
      const after = await write(state, reply.outcome, interview);
      // What could not be saved is asked again where it was asked; its question is on the screen already.
      if (after === state)
        return { ...state, session: { ...state.session, at: step.place, ...stay(state, step) } };
      return reply.outcome.edits.length === 0
        ? after
        : judge(step, reply.outcome, { before: state, after }, interview);
    }
    case 'again':
      return {
        ...state,
        session: { ...state.session, at: step.place, onScreen: undefined, ...stay(state, step) },
      };
    case 'stop':
      throw stopped;
    case 'summary': {
      const picked = await askSummary(prompter, state, {
        isEnd: false,
        deciding: interview.deciding(state.review),
      });
      const here: Session = { ...state.session, at: step.place, onScreen: undefined, ...stay(state, step) };
      return { ...state, session: picked.kind === 'edit' ? goTo(state.session, picked.place) : here };
    }
  }
}

/** A row that is being added has no place to go back to; the list at hand leads there again. */
function stay({ session }: State, step: Exclude<Ask, { about: 'depth' }>): Partial<Session> {
  return step.place.row === '' ? { at: undefined, list: session.list } : {};
}

/** Puts what was answered, and what follows from it, into the file. */
async function write(state: State, outcome: Outcome, interview: Interview): Promise<State> {
  const { prompter, store } = interview;
  const change = withConsequences(state, outcome.edits);
  const saved = await store.save(state.review, change.edits, change.review);
  if (saved.kind === 'refused') {
    prompter.tell(`That could not be saved. ${saved.why}`, 'hint');
    return state;
  }
  const next = { ...state, session: outcome.session, review: saved.review };
  tellWhatFollows(change, state, next, prompter);
  tellCorrections(state, next, prompter);
  return askWhyRevised(change, await askAboutLeftBehind(state, next, interview), interview);
}

/** How long the rest takes. */
function minutesInWords(items: readonly AgendaItem[]): string {
  const minutes = Math.max(1, minutesLeft(items));
  return `About ${counted(minutes, 'minute is', 'minutes are')} left.`;
}

/** What follows from an answer; where it makes the rest longer, that is said. */
function tellWhatFollows(change: Consequences, before: State, after: State, prompter: Prompter): void {
  const itemsOf = ({ review, content, session }: State): AgendaItem[] =>
    expectedItems(review, content).filter((item) => isFor(item, session));
  const items = itemsOf(after);
  for (const note of change.notes) prompter.tell(`${note} ${minutesInWords(items)}`, 'hint');
  if (change.notes.length > 0 || before.review.depth === undefined) return;
  const earlier = itemsOf(before);
  if (items.length > earlier.length && minutesLeft(items) > minutesLeft(earlier)) {
    prompter.tell(`That brings more questions. ${minutesInWords(items)}`, 'quiet');
  }
}

/** Answers that are named one by one before they are deleted. */
const mostNamed = 5;

/** Offers to delete what the answer has put out of question. What a person typed never goes without their word. */
async function askAboutLeftBehind(before: State, state: State, interview: Interview): Promise<State> {
  const left = leftBehind(before, state);
  if (left === undefined) return state;
  const { answers, removal } = left;
  if (answers.length > 0) {
    const more = answers.length - mostNamed;
    const named = [...answers.slice(0, mostNamed), ...(more > 0 ? [`and ${more} more`] : [])];
    interview.prompter.tell(
      [
        `With this answer, ${plural(answers.length, 'this is', 'these are')} no longer asked for:`,
        ...named.map((one) => `- ${one}`),
      ].join('\n'),
    );
    const reply = await interview.prompter.yesNo({
      label: plural(answers.length, 'Delete it?', 'Delete them?'),
      hint: 'No leaves everything in the file, as you wrote it',
    });
    if (reply.kind !== 'answer' || !reply.value) return state;
  }
  return write(state, { session: state.session, edits: removal }, interview);
}

/** Where the policy files contradict an answer, they win, and that is said once. */
function tellCorrections(before: State, after: State, prompter: Prompter): void {
  if (after.review.depth === undefined) return;
  const earlier = buildScreening(before).corrections;
  for (const correction of buildScreening(after).corrections) {
    if (!earlier.includes(correction)) prompter.tell(correction, 'hint');
  }
}

/** A forecast that changes once the break-even was shown stays visible, with a reason if there is one. */
async function askWhyRevised(change: Consequences, state: State, interview: Interview): Promise<State> {
  const revision = change.edits.find(({ path }) => path.startsWith('economics.revisions.'));
  if (revision === undefined) return state;
  const reply = await interview.prompter.line<string>({
    question: 'You have changed a forecast after seeing what you can afford to lose. Why?',
    label: 'Reason',
    hint: 'The forecast before stays in the review, beside the new one. Can be left out',
    canKeep: true,
    read: parseLine,
  });
  if (reply.kind !== 'answer') return state;
  const edits: Edit[] = [{ path: `${revision.path}.reason`, value: reply.value }];
  return write(state, { session: state.session, edits }, interview);
}

/**
 * What can be judged now: the answer; in a list the row, once nothing more of it is asked, and the whole list
 * at its end.
 */
function settledPaths(
  step: Exclude<Ask, { about: 'depth' }>,
  outcome: Outcome,
  state: State,
): readonly string[] {
  const { part } = step;
  const { list } = outcome.session;
  if (step.about === 'list') return list === undefined ? [part.path] : [];
  if (step.place.key === undefined) {
    return outcome.edits.map(({ path }) => path).filter((path) => !/^open(\.|$)/.test(path));
  }
  const next = nextStep(state).step;
  const goesOn = next.kind === 'ask' && next.about === 'field' && next.place.row === list?.row;
  return goesOn || list?.row === undefined ? [] : [`${part.path}.${list.row}`];
}

/** What the rules say of an answer just given: at once, once, and it never stops anybody. */
async function judge(
  step: Exclude<Ask, { about: 'depth' }>,
  outcome: Outcome,
  { before, after: state }: { readonly before: State; readonly after: State },
  interview: Interview,
): Promise<State> {
  const { prompter, check } = interview;
  const asked = settledPaths(step, outcome, state);
  if (asked.length === 0) return offerToEnd(state, () => check(state.review), interview);
  const isInList = step.about === 'list' || step.place.key !== undefined;
  const after = check(state.review);
  const judged = { ...(isInList ? {} : { before: check(before.review) }), after };
  const { hints, session } = hintsFor(judged, asked, state);
  for (const finding of hints) prompter.tell(`${finding.message} ${hintText(finding.hint)}`, 'hint');
  const told = { ...state, session };
  if (hints.length === 0 || session.shown.includes(howToImprove))
    return offerToEnd(told, () => after, interview);
  prompter.tell(
    'To change it, go back with <. Or go on: a hint never stops you, and it is said once.',
    'quiet',
  );
  return offerToEnd({ ...state, session: markShown(session, howToImprove) }, () => after, interview);
}

/** Revise and drop are ends like go, and whoever knows enough need not answer the rest to take one. */
async function offerToEnd(
  state: State,
  check: () => readonly Finding[],
  interview: Interview,
): Promise<State> {
  const offer = offerEnd(check, state);
  if (offer === undefined) return state;
  const outcome = await askEnd(interview.prompter, offer, state, interview.deciding(state.review));
  return write(state, outcome, interview);
}
