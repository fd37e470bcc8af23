import type { Content } from '../../domain/content.ts';
import { isPhraseOf } from './words.ts';

/** Answers of one word that are whole: no charge, no limit. */
const mayBeNone = /^frontline\.(?:leaving\.charge|offers\.[^.]+\.(?:limit|code)|complaints\.ombudsman)$/;

/** Marks of an unfinished text, wherever they stand. Small letters are left to the list of whole answers. */
const marks = /(?<![\p{L}\p{N}])(?:TBD|TBC|TODO|FIXME|XXX+)(?![\p{L}\p{N}])|lorem ipsum|(?<!\p{L})\?{3,}/u;

/** What of a text stands where an answer belongs: the whole, or a mark in it; undefined where nothing does. */
export function findPlaceholder(path: string, text: string, content: Content): string | undefined {
  const isEmpty = !path.endsWith('.unit') && !/[\p{L}\p{N}]/u.test(text);
  const isWhole = isEmpty || (!mayBeNone.test(path) && isPhraseOf(text, 'placeholder', content));
  return isWhole ? text : marks.exec(text)?.[0];
}

/** Whether a text, or a part of it, stands where an answer belongs. */
export function isPlaceholder(path: string, text: string, content: Content): boolean {
  return findPlaceholder(path, text, content) !== undefined;
}
