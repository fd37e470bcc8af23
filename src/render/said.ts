import type { IsSaid } from './review-sections.ts';

/** Shorter texts are facts, which a table would be hard to read without. */
const shortest = 40;

const listTexts = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(listTexts)
      : [];

/**
 * Tells of a text whether a part of a page says it already, word for word but for the full stop.
 * @param view of that part of the page, with everything in it that is shown
 */
export function buildIsSaid(view: object): IsSaid {
  const said = listTexts(view).join('\n');
  return (text) => text.length >= shortest && said.includes(text.replace(/[.]$/, ''));
}
