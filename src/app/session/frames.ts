import { expectedInstead } from '../../document/answer-fit.ts';
import { startSection } from '../../domain/content.ts';
import { listChoices, parseAnswer } from '../../input/answer.ts';
import { valueInWords } from '../../input/format.ts';
import { parsePerson } from '../../input/people.ts';
import { parseText } from '../../input/text.ts';
import { type AskField, type AskList, labelOf, maybeUnknown } from '../../interview/ask.ts';
import { buildHelp } from '../../interview/help.ts';
import { buildProgress, progressInWords } from '../../interview/progress.ts';
import { leavesRow } from '../../interview/reply.ts';
import { buildSurroundings, type State } from '../../interview/state.ts';
import { command, commandText } from '../../lib/command.ts';
import { capitalised } from '../../lib/words.ts';
import type {
  Choice,
  ChoiceSpec,
  Frame,
  LineSpec,
  ListSpec,
  Reading,
  TextSpec,
  YesNoSpec,
} from '../../ports/prompter.ts';

/** Answers without which there is no name and no question: they cannot be left for later. */
const needed = new Set(['title', 'situation']);

/** Name of the row that a question is asked for. */
function rowName({ part }: AskField | AskList, { review }: State): string | undefined {
  const { row } = part.item;
  if (row === undefined) return undefined;
  const offer = review.frontline?.offers?.find(({ id }) => row.list === 'frontline.offers' && id === row.id);
  return offer?.offer ?? row.name;
}

/** What it means to leave a question: in a list the row, in screening that nobody knows. */
function skipWords(ask: AskField | AskList): Pick<Frame, 'skipWord' | 'skipEcho'> {
  if (leavesRow(ask) && ask.row !== undefined) {
    return { skipWord: `leave this ${ask.row.name}`, skipEcho: 'not finished' };
  }
  return maybeUnknown(ask.part) ? { skipWord: 'I do not know', skipEcho: 'not known yet' } : {};
}

function buildFrame(ask: AskField | AskList, state: State): Omit<Frame, 'label'> {
  const { item } = ask.part;
  const { question } = item;
  const group = rowName(ask, state);
  const isBackPossible = state.session.trail.length > 0 || ask.place.row === '';
  return {
    ...(ask.isNew
      ? {
          header: progressInWords(buildProgress(item, state)),
          question: group === undefined ? question.ask : `${capitalised(group)}\n${question.ask}`,
        }
      : {}),
    help: buildHelp(question, state.content),
    canGoBack: isBackPossible,
    canSkip: item.section !== startSection || !needed.has(ask.part.path),
    hasMore: true,
    ...skipWords(ask),
  };
}

function hintFor(hint: string | undefined, canBeLeftOut: boolean): string | undefined {
  if (!canBeLeftOut || /\bleave it out\b/i.test(hint ?? '')) return hint;
  const leftOut = 'Can be left out';
  return hint === undefined ? leftOut : `${hint.replace(/\.$/, '')}. ${leftOut}`;
}

function fieldFrame(ask: AskField, state: State): Frame {
  const { field, current, suggestion, isOptional } = ask;
  const around = buildSurroundings(state);
  const isMissing = current === undefined;
  return {
    ...buildFrame(ask, state),
    label: labelOf(ask),
    hint: hintFor(field.hint, isOptional && isMissing),
    earlier: isMissing ? undefined : valueInWords(current, field, around),
    suggested: isMissing && suggestion !== undefined ? valueInWords(suggestion, field, around) : undefined,
    canKeep: isOptional || !isMissing || suggestion !== undefined,
  };
}

/** Where an answer will stand; a row that is being added has no id yet. */
function pathFor({ path, part, place }: AskField): string {
  return path ?? `${part.path}.new.${place.key ?? ''}`;
}

export function lineSpec(ask: AskField, state: State): LineSpec<unknown> {
  const around = buildSurroundings(state);
  const read = (text: string): Reading<unknown> => {
    const reading = parseAnswer(ask.field, text, around);
    if (reading.problem !== undefined) return reading;
    // Bounds and forms are the schema's to know; better said here than when the answer is saved.
    const expected = expectedInstead(pathFor(ask), reading.value);
    return expected === undefined
      ? reading
      : { problem: `“${text.trim()}” does not fit here.`, example: expected };
  };
  return { ...fieldFrame(ask, state), read };
}

/** Asks who answers a section instead. */
export function ownerSpec(label: string, section: string, state: State): LineSpec<string> {
  const { people } = buildSurroundings(state);
  const goOn = commandText(command('cx-review', 'resume', '--section', section));
  return {
    label,
    hint: `They go on with: ${goOn}`,
    canGoBack: true,
    read: (text) => parsePerson(text, people),
  };
}

export function textSpec(ask: AskField, state: State): TextSpec {
  const { earlier: _offered, ...frame } = fieldFrame(ask, state);
  return { ...frame, offered: ask.offered, read: parseText };
}

/** What stands for not knowing among the choices of screening. */
export const unknown = Symbol('unknown');

export function choiceSpec(ask: AskField, state: State): ChoiceSpec<string | typeof unknown> {
  const { field, part, current, suggestion } = ask;
  const entries = Object.entries(listChoices(field, buildSurroundings(state)));
  const details = new Map(
    part.path === 'situation' ? state.content.situations.map(({ id, summary }) => [id, summary]) : [],
  );
  const choices: Choice<string | typeof unknown>[] = entries.map(([value, label]) => {
    const detail = details.get(value);
    return detail === undefined ? { value, label } : { value, label, detail };
  });
  const notKnown = { value: unknown, label: 'I do not know yet (it counts as the severe answer)' } as const;
  const frame = fieldFrame(ask, state);
  return {
    ...frame,
    choices: maybeUnknown(part) ? [...choices, notKnown] : choices,
    marked: (current ?? suggestion) as string | undefined,
  };
}

export function yesNoSpec(ask: AskField, state: State): YesNoSpec {
  const frame = fieldFrame(ask, state);
  return { ...frame, marked: (ask.current ?? ask.suggestion) as boolean | undefined };
}

export function listSpec(ask: AskList, state: State): ListSpec {
  const { field } = ask.part;
  return {
    ...buildFrame(ask, state),
    label: field.label,
    hint: field.hint,
    rows: ask.rows,
    rowName: ask.rowName,
    minRows: ask.minRows,
  };
}
