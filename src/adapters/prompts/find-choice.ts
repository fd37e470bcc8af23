import { listed } from '../../lib/words.ts';
import type { Choice, Reading } from '../../ports/prompter.ts';

const fold = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim();

/** What a choice can be called by: its label, and its value where that is a word: "retail". */
function listNames({ label, value }: Choice<unknown>): string[] {
  return [label, ...(typeof value === 'string' ? [value] : [])].map(fold);
}

const startsWord = (name: string, wanted: string): boolean =>
  name.split(/[^\p{L}\p{N}]+/u).some((_word, at, words) => words.slice(at).join(' ').startsWith(wanted));

/**
 * The choices that what has been typed can mean: the number, or else the labels that begin like it, or else
 * those in which a word does.
 * @returns indexes, in order; none where it means nothing
 */
export function findChoices(choices: readonly Choice<unknown>[], typed: string): number[] {
  const wanted = fold(typed);
  if (wanted === '') return [];
  if (/^\d+$/.test(wanted))
    return Number(wanted) >= 1 && Number(wanted) <= choices.length ? [Number(wanted) - 1] : [];
  const words = wanted
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ');
  const matching = (fits: (name: string) => boolean): number[] =>
    choices.flatMap((choice, at) => (listNames(choice).some(fits) ? [at] : []));
  const ways = [
    (name: string) => name === wanted,
    (name: string) => name.startsWith(wanted),
    (name: string) => words !== '' && startsWord(name, words),
  ];
  return ways.map(matching).find((found) => found.length > 0) ?? [];
}

/** What can be typed to choose. */
export function choiceExample(choices: readonly Choice<unknown>[]): string {
  return `a number from 1 to ${choices.length}, or a word of one of them`;
}

/** Why Enter alone takes nothing, where no choice is marked. */
export const chooseOne = (choices: readonly Choice<unknown>[]) => ({
  problem: 'Please choose one.',
  example: choiceExample(choices),
});

/** The one choice that what was typed can mean, or why there is none. */
export function readChoice<Value>(choices: readonly Choice<Value>[], typed: string): Reading<Value> {
  const found = findChoices(choices, typed);
  const [choice, ...others] = found.flatMap((at) => choices[at] ?? []);
  const said = `“${typed.trim()}”`;
  const example = choiceExample(choices);
  if (choice === undefined) return { problem: `${said} is none of these.`, example };
  if (others.length === 0) return { value: choice.value, echo: choice.label };
  const numbers = found.map((at) => String(at + 1));
  return { problem: `${said} can be ${listed(numbers, 'or')}.`, example };
}
