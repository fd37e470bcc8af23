/** A part of a hint: words for a person, or a command that they can paste. */
export interface HintPart {
  readonly isCommand: boolean;
  readonly text: string;
}

const alone = /^(?:cx-review|git) \S.*$/;
const afterWords = /^(.+:) ((?:cx-review|git) \S.*)$/;

/**
 * Takes a hint apart. A command is what a line says that begins with `cx-review` or `git`, or what stands
 * behind a colon at the end of one: `Olga can: cx-review approve pro-plan --role owner`.
 */
export function hintParts(hint: string): HintPart[] {
  return hint.split('\n').flatMap((line): HintPart[] => {
    if (alone.test(line)) return [{ isCommand: true, text: line }];
    const [, words, command] = afterWords.exec(line) ?? [];
    if (words === undefined || command === undefined) return [{ isCommand: false, text: line }];
    return [
      { isCommand: false, text: words },
      { isCommand: true, text: command },
    ];
  });
}
