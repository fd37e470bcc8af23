import { findConflictMarker } from '../lib/conflict-markers.ts';
import type { MarkdownState } from './rule.ts';

/** As git may check a file out on Windows, and editors there may save it. */
const withoutLineEnds = (text: string) => text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');

/**
 * What a page is worth beside the review that it was made from. All of it is compared, as it stands in
 * anybody's power to write another text below a true first line.
 * @param bytes what stands there; undefined where nothing does
 * @param rendered what the review gives today; undefined where it is known to be something else
 */
export function judgePage(bytes: Uint8Array | undefined, rendered: string | undefined): MarkdownState {
  if (bytes === undefined) return 'missing';
  const text = new TextDecoder().decode(bytes);
  if (rendered !== undefined && withoutLineEnds(text) === withoutLineEnds(rendered)) return 'fresh';
  return findConflictMarker(text) === undefined ? 'stale' : 'conflict';
}
