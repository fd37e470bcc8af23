import { type Command, commandText } from './command.ts';
import { terminalText } from './safe-text.ts';

/**
 * What to do about something: words for a person, and commands that they can paste. Words stay words whatever
 * they say, so that no name, id or reason in them becomes a command.
 */
export type Hint = string | readonly (string | Command)[];

/** A part of a hint that stands on a line of its own. */
export interface HintPart {
  readonly isCommand: boolean;
  readonly text: string;
}

/** The parts of a hint in their order, commands as a shell reads them. */
export function listHintParts(hint: Hint): HintPart[] {
  return (typeof hint === 'string' ? [hint] : hint).map((part) =>
    typeof part === 'string'
      ? { isCommand: false, text: part }
      : { isCommand: true, text: commandText(part) },
  );
}

/** The commands of a hint. */
export const listCommands = (hint: Hint): Command[] =>
  typeof hint === 'string' ? [] : hint.filter((part) => typeof part !== 'string');

/** Hints one after the other; words that follow words stand in one line with them. */
export function joinHints(...hints: readonly (Hint | undefined)[]): Hint {
  const parts: (string | Command)[] = [];
  for (const part of hints.flatMap((hint) => hint ?? [])) {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = `${last} ${part}`;
    else parts.push(part);
  }
  return parts;
}

/**
 * A hint as text: `Olga can: cx-review approve pro-plan --role owner`. One command stands behind its words, of
 * several each begins a line; words never do so by what is in them.
 */
export function hintText(hint: Hint): string {
  const parts = listHintParts(hint);
  return parts
    .map(({ isCommand, text }, at) => {
      const isAlone = isCommand && parts[at - 1]?.isCommand === false && parts[at + 1]?.isCommand !== true;
      return `${at === 0 ? '' : isAlone ? ' ' : '\n'}${isCommand ? text : terminalText(text)}`;
    })
    .join('');
}
