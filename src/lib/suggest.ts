import { distance, closest as nearest } from 'fastest-levenshtein';

/**
 * The word that was probably meant, or undefined where none is near: at most a third of the
 * letters differ, or two neighbours are swapped.
 * Compared without regard to case.
 * @param most letters that may differ, where a third is too many
 */
export function closest(
  word: string,
  known: readonly string[],
  most = Number.POSITIVE_INFINITY,
): string | undefined {
  if (known.length === 0) return undefined;
  const lower = known.map((one) => one.toLowerCase());
  const found = nearest(word.toLowerCase(), lower);
  // Two swapped letters count as two that differ.
  const tolerated = Math.max(found.length < 4 ? 1 : 2, Math.floor(found.length / 3));
  const isNear = distance(word.toLowerCase(), found) <= Math.min(tolerated, most);
  if (isNear) return known[lower.indexOf(found)];
  // Two letters in the wrong order are one slip, not two.
  const letters = (one: string) => one[0] + [...one].sort().join('');
  return known.find((_, at) => letters(lower[at] ?? '') === letters(word.toLowerCase()));
}
