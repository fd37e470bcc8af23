/** The small parts that English sentences are put together from: counts, lists, a first letter, quotes. */

/** With thousands grouped and at most two decimals, whatever the locale of the machine: `12,400`. */
export function grouped(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: 2 });
}

/**
 * The word that goes with a count: day or days, duty or duties, is or are.
 * @param many given where the word has a plural of its own
 */
export function plural(count: number, one: string, many?: string): string {
  if (count === 1) return one;
  return many ?? `${one.replace(/(?<=[^aeiou])y$/, 'ie')}s`;
}

/** `1 day`, `2 days`, `1,200 duties`; where the noun has a plural of its own, it is given. */
export function counted(count: number, noun: string, many?: string): string {
  return `${grouped(count)} ${plural(count, noun, many)}`;
}

/**
 * How many rows a list has: none, 1 group, 2 duties.
 * @param rowName what one row is called, in the singular
 */
export function rowsInWords(count: number, rowName: string): string {
  return count === 0 ? 'none' : counted(count, rowName);
}

/** `a`, `a and b`, `a, b and c`; empty where there is nothing. */
export function listed(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  if (words.length <= 1) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/**
 * As listed, with what is left out counted: `a, b and 7 more`.
 * @param most words that are named
 */
export function listedInPart(words: readonly string[], most = 5): string {
  return listed(words.length > most ? [...words.slice(0, most), `${words.length - most} more`] : words);
}

/** With a capital at the beginning. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * In quotes and short enough for one line; white space is folded.
 * @param longest characters within the quotes
 */
export function quoted(text: string, longest = 60): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const characters = [...line];
  if (characters.length <= longest) return `"${line}"`;
  const beginning = characters.slice(0, longest - 1).join('');
  return `"${beginning.trimEnd()}…"`;
}
