/** Words as ids take them: small letters and digits of the Latin alphabet, accents taken off. */
export function slugWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** The words joined by hyphens, cut to a length; undefined where nothing is left. */
export function findSlug(words: readonly string[], longest = 56): string | undefined {
  const slug = words.join('-').slice(0, longest).replace(/-+$/, '');
  return slug === '' ? undefined : slug;
}

/** The name, or the first of name-2, name-3 … that is not taken. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(name)) return name;
  for (let number = 2; ; number += 1) {
    const numbered = `${name}-${number}`;
    if (!isTaken(numbered)) return numbered;
  }
}

/** The id of a row of a list, out of words, which none of the taken ones has. */
export function freeRowId(words: string, taken: ReadonlySet<string>): string {
  return freeName(findSlug(slugWords(words)) ?? 'row', (name) => taken.has(name));
}
