/** What a shell reads as one word without quotes, and no program as an option. */
const plainWord = /^[\w./@^~+-]+$/;

/** Controls and the other line ends, which nobody can paste as they are, and which could begin a line of their own. */
const unpastable = /[\p{Cc}\p{Zl}\p{Zp}]/u;

const hex = (byte: number) => `\\x${byte.toString(16).padStart(2, '0')}`;

/**
 * A word as a shell takes it for one word, whatever is in it. It never holds a line break: a name with one is
 * written in the quotes of bash and zsh that have escapes, so that no line of a hint is the author's.
 */
export function shellWord(word: string): string {
  if (unpastable.test(word)) {
    const escaped = word
      .replace(/['\\]/g, '\\$&')
      .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (character) => [...Buffer.from(character)].map(hex).join(''));
    return `$'${escaped}'`;
  }
  return plainWord.test(word) && !word.startsWith('-') ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
