import { type Command, InvalidArgumentError } from 'commander';
import { isCalendarDate } from '../lib/calendar-date.ts';

/** The flags of a command as they are given; those that are not given are not there. */
export type Given<Options> = { readonly [Name in keyof Options]?: Options[Name] | undefined };

/**
 * Adds the flags, the help and the examples of a command to it; `call` is handed its typed options when it is
 * called. Its arguments and its summary stand in the registry, see index.ts.
 */
export type Define<Options> = (command: Command, call: (options: Options) => void) => void;

/** Puts examples above everything else of a command's help. */
export function showExamples(command: Command, examples: readonly string[]): Command {
  return command.addHelpText('before', `Examples:\n${examples.map((example) => `  ${example}\n`).join('')}`);
}

/** Collects the values of a flag that may be given several times. */
export const collect = (value: string, earlier: readonly string[] = []): string[] => [...earlier, value];

/** Makes a reader of whole numbers between two, which belong to them. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    return value;
  };
}

/** Reads a calendar date in the form of ISO 8601. */
export function parseDate(text: string): string {
  if (!isCalendarDate(text)) {
    throw new InvalidArgumentError('It must be a calendar date such as 2026-12-31.');
  }
  return text;
}

/** The same words for the same flag of several commands. */
export const baseOfChange = [
  '--base <ref>',
  'the commit that the change starts from (else where the branch left the default one)',
] as const;
