import { startSection } from '../../domain/content.ts';
import { parseLine } from '../../input/text.ts';
import type { AskField, AskList } from '../../interview/ask.ts';
import { sectionTitle } from '../../interview/progress.ts';
import {
  actOnList,
  answer,
  assign,
  back,
  keep,
  notApplicable,
  type Outcome,
  skip,
} from '../../interview/reply.ts';
import type { State } from '../../interview/state.ts';
import type { Prompter, Reply } from '../../ports/prompter.ts';
import { choiceSpec, lineSpec, listSpec, ownerSpec, textSpec, unknown, yesNoSpec } from './frames.ts';

/** What came of a question; `summary` and `stop` are wishes of the person. */
export type QuestionReply =
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  | { readonly kind: 'again' | 'summary' | 'stop' };

const again: QuestionReply = { kind: 'again' };

function outcomeOr(outcome: Outcome | undefined): QuestionReply {
  return outcome === undefined ? again : { kind: 'outcome', outcome };
}

/** What else somebody may want to do at a question. */
async function askForMore(prompter: Prompter, ask: AskField | AskList, state: State): Promise<QuestionReply> {
  const { section } = ask.part.item;
  const isBank = section !== startSection;
  const reply = await prompter.choose({
    label: 'What would you like to do?',
    isSilent: true,
    canGoBack: true,
    choices: [
      { value: 'answer', label: 'Answer it' },
      ...(isBank ? [{ value: 'skip', label: 'Leave it for later; it comes back at the end' }] : []),
      ...(isBank ? [{ value: 'not-applicable', label: 'It does not apply here, and this is why …' }] : []),
      ...(isBank
        ? [{ value: 'assign', label: `Hand “${sectionTitle(section, state.content)}” to somebody else` }]
        : []),
      { value: 'summary', label: 'See all answers so far' },
      { value: 'stop', label: 'Stop here; everything is saved' },
    ],
    marked: 'answer',
  });
  if (reply.kind !== 'answer') return again;
  switch (reply.value) {
    case 'skip':
      return outcomeOr(skip(state, ask));
    case 'not-applicable': {
      const reason = await prompter.line<string>({
        label: 'Why does it not apply?',
        hint: 'In one sentence; it stands in the review',
        canGoBack: true,
        read: parseLine,
      });
      return reason.kind === 'answer' ? outcomeOr(notApplicable(state, ask, reason.value)) : again;
    }
    case 'assign': {
      const owner = await prompter.line(ownerSpec('Who answers it?', section, state));
      return owner.kind === 'answer' ? outcomeOr(assign(state, section, owner.value)) : again;
    }
    case 'summary':
    case 'stop':
      return { kind: reply.value };
    default:
      return again;
  }
}

/** The replies that are no answers. */
async function otherReply(
  prompter: Prompter,
  kind: Exclude<Reply<unknown>['kind'], 'answer' | 'keep'>,
  ask: AskField | AskList,
  state: State,
): Promise<QuestionReply> {
  switch (kind) {
    case 'back':
      return outcomeOr(back(state, ask));
    case 'skip':
      return outcomeOr(skip(state, ask));
    case 'more':
      return askForMore(prompter, ask, state);
  }
}

/** A draft counts only once a person has said that it does. */
async function confirmDraft(prompter: Prompter): Promise<boolean | undefined> {
  const reply = await prompter.yesNo({
    label: 'Would you say it like this?',
    hint: 'No keeps it as a draft, and it is asked again',
    canGoBack: true,
    isSilent: true,
  });
  return reply.kind === 'answer' ? reply.value : undefined;
}

async function askText(prompter: Prompter, ask: AskField, state: State): Promise<QuestionReply> {
  const reply = await prompter.text(textSpec(ask, state));
  const { offered } = ask;
  if (reply.kind !== 'answer' && reply.kind !== 'keep') return otherReply(prompter, reply.kind, ask, state);
  if (reply.kind === 'keep' && !offered?.isDraft) return outcomeOr(keep(state, ask));
  const text = reply.kind === 'answer' ? reply.value : (offered?.text ?? '');
  // Own words need no second word; a draft taken as it stands does.
  if (!offered?.isDraft || text !== offered.text) return outcomeOr(answer(state, ask, text));
  const isConfirmed = await confirmDraft(prompter);
  if (isConfirmed === undefined) return again;
  if (!isConfirmed) prompter.tell('Kept as a draft.', 'quiet');
  return outcomeOr(answer(state, ask, text, { isDraft: !isConfirmed }));
}

async function askValue(prompter: Prompter, ask: AskField, state: State): Promise<QuestionReply> {
  const reply = await promptFor(prompter, ask, state);
  if (reply.kind === 'answer') {
    return outcomeOr(reply.value === unknown ? skip(state, ask) : answer(state, ask, reply.value));
  }
  if (reply.kind !== 'keep') return otherReply(prompter, reply.kind, ask, state);
  const isSuggestion = ask.current === undefined && ask.suggestion !== undefined;
  return outcomeOr(isSuggestion ? answer(state, ask, ask.suggestion) : keep(state, ask));
}

function promptFor(prompter: Prompter, ask: AskField, state: State): Promise<Reply<unknown>> {
  switch (ask.field.type) {
    case 'choice':
    case 'segment':
      return prompter.choose(choiceSpec(ask, state));
    case 'yes-no':
      return prompter.yesNo(yesNoSpec(ask, state));
    default:
      return prompter.line(lineSpec(ask, state));
  }
}

async function askRows(prompter: Prompter, ask: AskList, state: State): Promise<QuestionReply> {
  const reply = await prompter.list(listSpec(ask, state));
  if (reply.kind !== 'answer') {
    return reply.kind === 'keep'
      ? outcomeOr(actOnList(state, ask, { action: 'done' }))
      : otherReply(prompter, reply.kind, ask, state);
  }
  const act = reply.value;
  if (act.action !== 'delete') return outcomeOr(actOnList(state, ask, act));
  const row = ask.rows.find(({ id }) => id === act.id);
  const sure = await prompter.yesNo({
    label: `Delete “${row?.text ?? act.id}”?`,
    canGoBack: true,
    isSilent: true,
  });
  return sure.kind === 'answer' && sure.value ? outcomeOr(actOnList(state, ask, act)) : again;
}

/** Asks one question and takes what comes of it. */
export function askQuestion(
  prompter: Prompter,
  ask: AskField | AskList,
  state: State,
): Promise<QuestionReply> {
  if (ask.about === 'list') return askRows(prompter, ask, state);
  return ask.field.type === 'text' ? askText(prompter, ask, state) : askValue(prompter, ask, state);
}
