import { structuredPatch } from 'diff';
import { decodeText, largestFile } from './limits.ts';

/** How a text changed, line by line, or why that is not said. */
export type TextDiff =
  | {
      readonly kind: 'lines';
      readonly added: number;
      readonly removed: number;
      /** As in a unified diff: heads of hunks, and lines that start with a space, a plus or a minus. */
      readonly lines: readonly string[];
      /** How many lines there are beyond those. */
      readonly more: number;
    }
  /** `why` is a clause: "it is not UTF-8 text". */
  | { readonly kind: 'none'; readonly why: string };

const mostLines = 200;
const longestLine = 500;
/** Most lines added and removed for which the smallest edit is looked for: the work grows with its square. */
const mostEdits = 1000;

/** The difference between two versions of a file without structure; an absent one counts as empty. */
export function textDiff(before: Uint8Array | undefined, after: Uint8Array | undefined): TextDiff {
  const texts: string[] = [];
  for (const bytes of [before, after]) {
    if ((bytes?.length ?? 0) > largestFile)
      return { kind: 'none', why: `it is larger than ${largestFile / 1024} KB` };
    const text = bytes === undefined ? '' : decodeText(bytes);
    if (text === undefined) return { kind: 'none', why: 'it is not UTF-8 text' };
    if (text.includes('\0')) return { kind: 'none', why: 'it is not text' };
    texts.push(text);
  }
  const [old = '', now = ''] = texts;
  const patch = structuredPatch('', '', old, now, undefined, undefined, {
    context: 2,
    maxEditLength: mostEdits,
  });
  if (patch === undefined) return { kind: 'none', why: `more than ${mostEdits} lines of it changed` };
  const lines = patch.hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines: inHunk }) => [
    `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`,
    ...inHunk,
  ]);
  const changed = patch.hunks.flatMap((hunk) => hunk.lines);
  return {
    kind: 'lines',
    added: changed.filter((line) => line.startsWith('+')).length,
    removed: changed.filter((line) => line.startsWith('-')).length,
    lines: lines.slice(0, mostLines).map(cut),
    more: Math.max(0, lines.length - mostLines),
  };
}

/** A range of no lines is named by the line before it, as in every unified diff. */
function range(start: number, lines: number): string {
  return `${lines === 0 ? start - 1 : start},${lines}`;
}

function cut(line: string): string {
  return line.length <= longestLine
    ? line
    : `${line.slice(0, longestLine - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
