import { createPrompt, useState } from '@inquirer/core';
import { terminalText } from '../../domain/safe-text.ts';
import { wrapText } from '../../domain/wrap.ts';
import { isEnter, type Keyboard, type Press, setLine, usePress, type Wish, wishOf } from './keys.ts';
import { above, cursorLine, footer, type Look, signsOf, standingLines, widthOf } from './look.ts';
import type { Choice, ChoiceSpec, Reply } from './types.ts';

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

/** Where typing leads: to the number typed, or to the first label that begins like it. */
function jump(spec: ChoiceSpec<unknown>, typed: string): number | undefined {
  if (/^[1-9]\d*$/.test(typed)) {
    const at = Number(typed) - 1;
    return at < spec.choices.length ? at : undefined;
  }
  const at = spec.choices.findIndex(({ label }) => fold(label).startsWith(fold(typed)));
  return at === -1 ? undefined : at;
}

/** Which part of a long list fits on the screen, with the marked choice in it. */
export function windowAround(marked: number, count: number, room: number): { from: number; to: number } {
  if (count <= room) return { from: 0, to: count };
  const from = Math.max(0, Math.min(marked - Math.floor(room / 2), count - room));
  return { from, to: from + room };
}

interface State {
  readonly marked: number;
  readonly typed: string;
}

function next(state: State, key: Press, line: string, spec: ChoiceSpec<unknown>): State {
  const { marked, typed } = state;
  const count = found(spec, typed).length;
  if (key.name === 'up') return { ...state, marked: (marked - 1 + count) % Math.max(1, count) };
  if (key.name === 'down' || key.name === 'tab')
    return { ...state, marked: (marked + 1) % Math.max(1, count) };
  if (key.name === 'home') return { ...state, marked: 0 };
  if (key.name === 'end') return { ...state, marked: Math.max(0, count - 1) };
  if (key.name === 'backspace') return { typed: typed.slice(0, -1), marked: spec.canSearch ? 0 : marked };
  if (line === '') return state;
  if (spec.canSearch) return { typed: typed + line, marked: 0 };
  // What leads nowhere begins anew with the last key.
  const both = jump(spec, typed + line);
  if (both !== undefined) return { typed: typed + line, marked: both };
  const alone = jump(spec, line);
  return alone === undefined ? { ...state, typed: '' } : { typed: line, marked: alone };
}

/** One of several: arrows, the number or the first letters, then Enter. */
export const choicePrompt = createPrompt<Outcome, Config>(({ spec, look }, done) => {
  const [state, setState] = useState<State>(() => ({
    marked: Math.max(
      0,
      spec.choices.findIndex(({ value }) => value === spec.marked),
    ),
    typed: '',
  }));
  const shown = found(spec, state.typed);

  usePress((key: Press, keyboard: Keyboard) => {
    const { line } = keyboard;
    setLine(keyboard, '');
    const sign = key.name === 'escape' ? 'escape' : line;
    const wish = state.typed === '' || key.name === 'escape' ? wishOf(sign, spec) : undefined;
    if (wish !== undefined) return done(wish as Outcome);
    if (!isEnter(key)) return setState(next(state, key, line, spec));
    const choice = shown[state.marked];
    if (choice !== undefined) done({ kind: 'answer', value: choice.value, echo: choice.label });
  });

  const top = [...above(spec, look), ...standingLines(spec, look)];
  if (spec.canSearch) top.push(`  Find: ${state.typed}`);
  return [
    `${top.join('\n')}\n${choiceLines(shown, state.marked, look, spec.canSearch === true).join('\n')}\n${cursorLine}`,
    footer(keysFor(spec), spec, look),
  ];
});

function keysFor(spec: ChoiceSpec<unknown>): string[] {
  if (spec.canSearch) return ['type to find', 'up, down', 'Enter takes it'];
  return ['up, down or number', 'Enter takes it'];
}

function choiceLines(
  choices: readonly Choice<unknown>[],
  marked: number,
  look: Look,
  isShort: boolean,
): string[] {
  const { style } = look;
  const { pointer, more } = signsOf(look);
  const width = widthOf(look);
  const { from, to } = windowAround(marked, choices.length, Math.max(3, look.rows() - reserved));
  const digits = String(choices.length).length;
  const lines = choices.slice(from, to).flatMap((choice, index) => {
    const at = from + index;
    const number = String(at + 1).padStart(digits);
    const hanging = ' '.repeat(digits + 6);
    const label = wrapText(terminalText(choice.label), width, { indent: hanging }).slice(hanging.length);
    const [firstLine = ''] = label.split('\n');
    // In a long list to search in, every choice has one line; the marked one shows the rest.
    const text = !isShort || firstLine === label ? label : `${firstLine.slice(0, -1)}${more}`;
    const isMarked = at === marked;
    const line = `  ${isMarked ? pointer : ' '} ${number}  ${text}`;
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
