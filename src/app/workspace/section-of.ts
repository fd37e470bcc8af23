import type { Content } from '../../domain/content.ts';
import { askedAt, inWords } from '../../domain/question-index.ts';
import { sectionTitle } from '../../interview/progress.ts';

/** The section whose questions fill a path, as people know it; of a path that nobody asks for, its first name. */
export function findSectionTitle(path: string, content: Content): string {
  const names = path.split('.');
  for (let length = names.length; length > 0; length -= 1) {
    const asked = askedAt(names.slice(0, length).join('.'), content);
    if (asked !== undefined) return sectionTitle(asked.section, content);
  }
  return sectionTitle(inWords(names[0] ?? ''), content);
}
