import { findSlug, freeName, slugWords } from '../../lib/slug.ts';

/** A row's id out of words, which none of the taken ones has. */
export function freeRowId(words: string, taken: ReadonlySet<string>): string {
  return freeName(findSlug(slugWords(words)) ?? 'row', (name) => taken.has(name));
}
