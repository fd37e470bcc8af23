import { encodePath } from './repository-path.ts';

/** A command to paste, as data: only what prints it knows how a shell reads it. */
export interface Command {
  readonly program: 'cx-review' | 'git' | 'npm';
  /** What the program is given, as it is to arrive there: a name with a line break in it is one argument. */
  readonly args: readonly string[];
}

/** Builds a command to paste: `command('cx-review', 'approve', id, '--role', role)`. */
export const command = (program: Command['program'], ...args: readonly string[]): Command => ({
  program,
  args,
});

/** A command as a shell reads it, on one line whatever its arguments hold. */
export const commandText = ({ program, args }: Command): string =>
  [program, ...args.map(shellWord)].join(' ');

/** What a shell reads as one word without quotes. */
const plainWord = /^[\w./@^~+-][\w./@^~+=%-]*$/;

/** Words in which nothing between double quotes, which all shells know, means something to any of them. */
const harmlessWords = /^[\p{L}\p{M}\p{N}_ ./:,@=+*?<>~-]+$/u;

/**
 * Controls, what nobody sees, and bytes that are no UTF-8: nobody can paste them as they are. What begins a
 * command of a CI job's runner is parted wherever it is printed, and would be another word then.
 */
const unpastable =
  /(?<=:):|(?<=#)#|[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\ufff9-\ufffb]/u;
const eachUnpastable = new RegExp(unpastable, 'gu');

const hex = (byte: number) => `\\x${byte.toString(16).padStart(2, '0')}`;

/**
 * A word as a shell takes it for one word, whatever is in it. It never holds a line break: a name with one is
 * written in the quotes of bash and zsh that have escapes, so that no line of a hint is the author's.
 */
export function shellWord(word: string): string {
  if (unpastable.test(word)) {
    const escaped = word
      .replace(/['\\]/g, '\\$&')
      .replace(eachUnpastable, (character) => [...encodePath(character)].map(hex).join(''));
    return `$'${escaped}'`;
  }
  if (plainWord.test(word)) return word;
  return harmlessWords.test(word) ? `"${word}"` : `'${word.replaceAll("'", "'\\''")}'`;
}
