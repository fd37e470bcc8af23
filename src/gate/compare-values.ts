import type { ChangedFile } from '../domain/file-change.ts';
import type { PolicyChange, Review } from '../domain/review.ts';
import { textOf } from '../policy/describe.ts';
import { buildFacts, type FoundChange } from '../policy/facts.ts';
import type { Value } from '../policy/value.ts';
import { isDataFile, type Readers } from '../policy/values.ts';
import { toldOtherwise } from './announced-figures.ts';

export interface Comparison {
  /** A sentence each: what the review and the files do not agree on. */
  readonly disagreements: readonly { readonly path: string; readonly message: string }[];
  /**
   * Files whose values cannot be read, with the reason, a clause. `isLost`: they could before the change;
   * `isChanged`: what they hold is not what it was, or they are a file no more, or only now.
   * `isClaimed`: their name says that they hold values, and the review states some, which nobody can compare.
   */
  readonly unread: readonly {
    readonly path: string;
    readonly why: string;
    readonly isLost: boolean;
    readonly isChanged: boolean;
    readonly isClaimed: boolean;
  }[];
  /** How many values change beyond those that are compared: a review has room for so many. */
  readonly beyond: number;
  /** What the files say. */
  readonly found: readonly FoundChange[];
}

/** The executable bit changes nothing for customers. */
const asFile = (digest: string): string => digest.replace(/^executable:/, '');

/**
 * Compares the changed values that a review lists with those that the files hold: the place, the old and
 * the new value of each; what they count (`unit`) is the review's own word. Rows on files that are not
 * among these are left alone.
 * @param files the changed files that the review covers, with content
 */
export function compareNumbers(review: Review, files: readonly ChangedFile[], readers: Readers): Comparison {
  const facts = buildFacts(inOrder(files), { readers });
  const rowsOn = (path: string) => (review.policy?.changes ?? []).filter((row) => row.path === path);
  const unread = facts.files.flatMap(({ path, why, isLost, before, after }) =>
    why === undefined
      ? []
      : [
          {
            path,
            why,
            isLost,
            isChanged: asFile(before) !== asFile(after),
            isClaimed: isDataFile(path) && rowsOn(path).length > 0,
          },
        ],
  );
  const disagreements: Comparison['disagreements'][number][] = [];
  for (const { path, why } of facts.files) {
    if (why !== undefined) continue;
    const stated = rowsOn(path);
    const found = facts.changes.filter((row) => row.path === path);
    for (const message of differences(stated, found)) disagreements.push({ path, message });
  }
  // Groups that are told the same have one fact in common.
  const told = new Map(toldOtherwise(review, facts.changes).map((one) => [one.message, one]));
  for (const { file, message } of told.values()) disagreements.push({ path: file, message });
  return { disagreements, unread, beyond: facts.more, found: facts.changes };
}

/** Files in the order in which their values are listed, so that what is cut off is always the same. */
export function inOrder(files: readonly ChangedFile[]): ChangedFile[] {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
}

type Row = Pick<PolicyChange, 'pointer' | 'from' | 'to'>;

const keyOf = ({ pointer, from, to }: Row) =>
  JSON.stringify([pointer ?? null, from === undefined ? [] : [from], to === undefined ? [] : [to]]);

function differences(stated: readonly Row[], found: readonly Row[]): string[] {
  const left = [...stated];
  const unstated = found.filter((row) => {
    const at = left.findIndex((one) => keyOf(one) === keyOf(row));
    if (at === -1) return true;
    left.splice(at, 1);
    return false;
  });
  const messages = unstated.map((row) => {
    const at = left.findIndex(({ pointer }) => pointer === row.pointer);
    const [wrong] = at === -1 ? [] : left.splice(at, 1);
    return wrong === undefined
      ? `${row.pointer} goes ${move(row)} in the file, and the review does not say so`
      : `${row.pointer} goes ${move(row)} in the file, and ${move(wrong)} in the review`;
  });
  return [
    ...messages,
    ...left.map(
      (row) =>
        `the review says that ${row.pointer ?? 'a value'} goes ${move(row)}, and in the file it does not`,
    ),
  ];
}

function move({ from, to }: Row): string {
  const word = (value: Value | undefined) => (value === undefined ? 'nothing' : textOf(value));
  return `from ${word(from)} to ${word(to)}`;
}
