import { freeName, slugOf, slugWords } from '../../lib/slug.ts';

/** A row's id out of words, which none of the taken ones has. */
export function freeRowId(words: string, taken: ReadonlySet<string>): string {
  return freeName(slugOf(slugWords(words)) ?? 'row', (name) => taken.has(name));
}
