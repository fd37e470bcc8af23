import type { Content } from '../../domain/content.ts';
import { isPhraseOf } from './words.ts';

/** Answers of one word that are whole: no charge, no limit. */
const mayBeNone = /^frontline\.(?:leaving\.charge|offers\.[^.]+\.(?:limit|code)|complaints\.ombudsman)$/;

/** Marks of an unfinished text, wherever they stand. Small letters are left to the list of whole answers. */
const marks = /(?<![\p{L}\p{N}])(?:TBD|TBC|TODO|FIXME|XXX+)(?![\p{L}\p{N}])|lorem ipsum|(?<!\p{L})\?{3,}/u;

/** Whether a text stands where an answer belongs. */
export function isPlaceholder(path: string, text: string, content: Content): boolean {
  const isEmpty = !path.endsWith('.unit') && !/[\p{L}\p{N}]/u.test(text);
  return isEmpty || marks.test(text) || (!mayBeNone.test(path) && isPhraseOf(text, 'placeholder', content));
}
