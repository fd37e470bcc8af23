import { createPrompt, useState } from '@inquirer/core';
import { terminalText } from '../../lib/safe-text.ts';
import { wrapText } from '../../lib/wrap.ts';
import type { Choice, ChoiceSpec, Reading, Reply } from '../../ports/prompter.ts';
import { chooseOne, findChoices, readChoice } from './find-choice.ts';
import { findWish, isEnter, type Keyboard, type Press, setLine, usePress, type Wish } from './keys.ts';
import {
  above,
  chooseSigns,
  cursorLine,
  footer,
  type Look,
  problemLines,
  standingLines,
  widthOf,
} from './screen-layout.ts';

interface Config {
  readonly spec: ChoiceSpec<unknown>;
  readonly look: Look;
}

type Outcome = Reply<unknown> | (Wish & { readonly kind: 'help' });

/** Lines of the screen that are kept for the question and the keys. */
const reserved = 11;

const fold = (text: string): string => text.toLowerCase();

/** The choices that are on offer for what has been typed so far. */
function found(spec: ChoiceSpec<unknown>, typed: string): readonly Choice<unknown>[] {
  if (!spec.canSearch || typed === '') return spec.choices;
  const words = fold(typed).split(/\s+/);
  return spec.choices.filter(({ label }) => words.every((word) => fold(label).includes(word)));
}

/** Which part of a long list fits on the screen, with the marked choice in it. */
export function windowAround(marked: number, count: number, room: number): { from: number; to: number } {
  if (count <= room) return { from: 0, to: count };
  const from = Math.max(0, Math.min(marked - Math.floor(room / 2), count - room));
  return { from, to: from + room };
}

/** Where nothing is marked: Enter alone takes nothing then. */
const nothing = -1;

const firstMark = ({ choices, marked }: ChoiceSpec<unknown>): number =>
  choices.findIndex(({ value }) => value === marked);

interface State {
  readonly marked: number;
  readonly typed: string;
  /** Why Enter took nothing. */
  readonly refused?: Reading<unknown>;
}

/** What has been typed with one more key. A digit that leads nowhere begins a number of its own. */
function typedWith({ typed }: State, line: string, { choices }: ChoiceSpec<unknown>): string {
  const both = typed + line;
  const isNumber = /^\d+$/.test(both);
  return isNumber && findChoices(choices, both).length === 0 ? line : both.trimStart();
}

function next(state: State, key: Press, line: string, spec: ChoiceSpec<unknown>): State {
  const { marked, typed } = state;
  const count = found(spec, typed).length;
  // In a list to search in, the arrows move within what is found; elsewhere they begin anew.
  const moved = (to: number): State => ({ marked: to, typed: spec.canSearch ? typed : '' });
  const written = (text: string): State => {
    if (text === '') return { typed: text, marked: spec.canSearch ? firstMark(spec) : marked };
    const [first = marked] = spec.canSearch ? [0] : findChoices(spec.choices, text);
    return { typed: text, marked: first };
  };
  if (key.name === 'up') return moved(((marked === nothing ? 0 : marked) - 1 + count) % Math.max(1, count));
  if (key.name === 'down' || key.name === 'tab') return moved((marked + 1) % Math.max(1, count));
  if (key.name === 'home') return moved(0);
  if (key.name === 'end') return moved(Math.max(0, count - 1));
  if (key.name === 'backspace') return written(typed.slice(0, -1));
  if (key.name === 'escape') return written('');
  if (key.name === 'paste') return written(typed + (key.text ?? '').trim().replace(/\s*\n\s*/g, ' '));
  if (line === '') return state;
  return written(spec.canSearch ? typed + line : typedWith(state, line, spec));
}

/** One of several: arrows, the number or a word of the label, then Enter. */
export const choicePrompt = createPrompt<Outcome, Config>(({ spec, look }, done) => {
  const [state, setState] = useState<State>(() => ({
    marked: firstMark(spec),
    typed: '',
  }));
  const shown = found(spec, state.typed);

  usePress((key: Press, keyboard: Keyboard) => {
    const { line } = keyboard;
    setLine(keyboard, '');
    const wish = state.typed === '' ? findWish(key.name === 'escape' ? 'escape' : line, spec) : undefined;
    if (wish !== undefined) return done(wish as Outcome);
    if (!isEnter(key)) return setState(next(state, key, line, spec));
    const looksUp = !spec.canSearch && state.typed !== '';
    const read = looksUp ? readChoice(spec.choices, state.typed) : undefined;
    if (read?.problem !== undefined) return setState({ ...state, refused: read });
    const choice = shown[state.marked];
    if (choice !== undefined) return done({ kind: 'answer', value: choice.value, echo: choice.label });
    if (spec.canKeep && state.typed === '') return done({ kind: 'keep' });
    setState({ ...state, refused: chooseOne(spec.choices) });
  });

  const top = [...above(spec, look), ...standingLines(spec, look)];
  if (spec.canSearch) top.push(`  Find: ${state.typed}`);
  const typed = spec.canSearch || state.typed === '' ? cursorLine : `  ${state.typed}`;
  const { refused } = state;
  const problem =
    refused?.problem === undefined ? [] : [problemLines(refused.problem, refused.example, look)];
  return [
    `${top.join('\n')}\n${choiceLines(shown, state.marked, look, spec.canSearch === true).join('\n')}\n${typed}`,
    [...problem, footer(keysFor(spec, state), spec, look)].join('\n'),
  ];
});

function keysFor(spec: ChoiceSpec<unknown>, { marked, typed }: State): string[] {
  const isLeftOut = spec.canKeep && marked === nothing && typed === '';
  const enter = isLeftOut ? 'Enter leaves it out' : 'Enter takes it';
  return [
    spec.canSearch ? 'type to find' : 'up, down, number or word',
    ...(spec.canSearch ? ['up, down'] : []),
    enter,
  ];
}

function choiceLines(
  choices: readonly Choice<unknown>[],
  marked: number,
  look: Look,
  isShort: boolean,
): string[] {
  const { style } = look;
  const { pointer, more } = chooseSigns(look);
  const width = widthOf(look);
  const { from, to } = windowAround(marked, choices.length, Math.max(3, look.rows() - reserved));
  // Where one types to find, a number would be looked for in the labels.
  const digits = isShort ? 0 : String(choices.length).length + 2;
  const lines = choices.slice(from, to).flatMap((choice, index) => {
    const at = from + index;
    const number = isShort
      ? ''
      : String(at + 1)
          .padStart(digits - 2)
          .padEnd(digits);
    const hanging = ' '.repeat(digits + 4);
    const label = wrapText(terminalText(choice.label), width, { indent: hanging }).slice(hanging.length);
    const [firstLine = ''] = label.split('\n');
    // In a long list to search in, every choice has one line; the marked one shows the rest.
    const text = !isShort || firstLine === label ? label : `${firstLine.slice(0, -1)}${more}`;
    const isMarked = at === marked;
    const line = `  ${isMarked ? pointer : ' '} ${number}${text}`;
    const detail =
      isMarked && choice.detail !== undefined
        ? [style.dim(wrapText(terminalText(choice.detail), width, { indent: hanging }))]
        : [];
    return [isMarked ? style.cyan(line) : line, ...detail];
  });
  if (choices.length === 0) return ['    Nothing like that here.'];
  return [
    ...(from > 0 ? [style.dim(`    ${more} ${from} above`)] : []),
    ...lines,
    ...(to < choices.length ? [style.dim(`    ${more} ${choices.length - to} below`)] : []),
  ];
}
