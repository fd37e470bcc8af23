/** What git writes in front of each side of a conflict, and behind the last: seven of one character, then a name. */
const marker = /^(?:<{7}|>{7}|\|{7})(?: |\r?$)/m;

/**
 * Where a merge was left half done: the offset of the first line that git put there. `=======` by itself is
 * also how Markdown underlines a heading, so it counts for nothing; git never leaves it alone.
 */
export function findConflictMarker(text: string): number | undefined {
  const at = text.search(marker);
  return at === -1 ? undefined : at;
}

/** What to do about it, wherever it is found. */
export const conflictMarkerAdvice = {
  what: 'a merge conflict is left in it',
  why: 'The lines between <<<<<<< and ======= are one version, those up to >>>>>>> the other; nobody has chosen yet.',
  next: 'Keep the lines that are right, and delete the others and the markers.',
};
