import { notUnderstood, type Parsed, understood } from './parsed.ts';

/** What has no place in an answer: controls but for line ends, what reorders text, half surrogate pairs. */
const unwanted =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu;

const limits = { line: 500, text: 20_000 } as const;

function clean(text: string): string {
  return text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/\t/g, ' ')
    .replace(unwanted, '');
}

/** One line: line ends become spaces. */
export function parseLine(text: string): Parsed<string> {
  const value = clean(text).replace(/\s+/g, ' ').trim();
  if (value === '') return notUnderstood('There is nothing in it.', 'a few words');
  if (value.length > limits.line) {
    return notUnderstood(
      `It has ${value.length} characters; there is room for ${limits.line}.`,
      'the same in one sentence',
    );
  }
  return understood(value, value);
}

/** Text of one or more paragraphs; spaces at line ends and more than one empty line in a row go. */
export function parseText(text: string): Parsed<string> {
  const value = clean(text)
    .replace(/[ \u00a0]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  if (value === '') return notUnderstood('There is nothing in it.', 'a sentence or two');
  if (value.length > limits.text) {
    return notUnderstood(
      `It has ${value.length.toLocaleString('en-GB')} characters; there is room for ${limits.text.toLocaleString('en-GB')}.`,
      'the part that the decision rests on',
    );
  }
  return understood(value, value);
}

const yes = new Set(['y', 'yes', 'yep', 'true', 'ja', 'oui', 'si']);
const no = new Set(['n', 'no', 'nope', 'false', 'nein', 'non']);

export function parseYesNo(text: string): Parsed<boolean> {
  const word = text.trim().toLowerCase();
  if (yes.has(word)) return understood(true, 'yes');
  if (no.has(word)) return understood(false, 'no');
  return notUnderstood(`“${text.trim()}” is neither yes nor no.`, 'y (or n)');
}

/**
 * One of several, by its number in the list, its value or the beginning of its label.
 * @param choices label of each choice by its value, in the order shown
 */
export function parseChoice(text: string, choices: Readonly<Record<string, string>>): Parsed<string> {
  const entries = Object.entries(choices);
  const plain = text.trim().toLowerCase();
  const byNumber = /^\d+$/.test(plain) ? entries[Number(plain) - 1] : undefined;
  const exact = entries.find(
    ([value, label]) => value.toLowerCase() === plain || label.toLowerCase() === plain,
  );
  const beginning = entries.filter(
    ([value, label]) => plain !== '' && [value, label].some((one) => one.toLowerCase().startsWith(plain)),
  );
  const found = byNumber ?? exact ?? (beginning.length === 1 ? beginning[0] : undefined);
  if (found !== undefined) return understood(found[0], found[1]);
  const problem =
    beginning.length > 1
      ? `“${text.trim()}” can be ${beginning.map(([, label]) => label).join(' or ')}.`
      : `“${text.trim()}” is none of the choices.`;
  return notUnderstood(problem, `a number from 1 to ${entries.length}`);
}
