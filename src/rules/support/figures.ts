/** Figures as messages show them: `12,400`, `9.1 %`, `3 business days`, `cost, law or profit`. */

import { grouped } from '../../lib/grouped.ts';

export { grouped } from '../../lib/grouped.ts';
export { percent } from '../../lib/percent.ts';

/** `1 day`, `2 days`; an irregular plural is given. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : plural}`;
}

/** @param last word before the last of them: and, or */
export function listed(words: readonly string[], last = 'and'): string {
  if (words.length <= 1) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** In quotes and short enough for one line; white space is folded. */
export function quoted(text: string, longest = 60): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const characters = [...line];
  return `"${
    characters.length <= longest
      ? line
      : `${characters
          .slice(0, longest - 1)
          .join('')
          .trimEnd()}…`
  }"`;
}
