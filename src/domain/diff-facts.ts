import { signedPercent } from '../lib/percent.ts';
import { listedInPart } from '../lib/words.ts';
import { judgeHarm } from './harm.ts';
import type { PolicyChange } from './review.ts';

/** What the difference in the policy files says of the six questions. */
export interface DiffFacts {
  /** Whether some value moves against customers; false only where every one is shown to do no harm. */
  readonly worse: boolean | undefined;
  /** The largest rise of an amount that customers pay, as a share of what they pay now. */
  readonly lossShare: number | undefined;
  /** The change that says so, or that says nothing, in words. */
  readonly because: string;
}

/**
 * What the changed values say, each by what it measures (see harm.ts). What is not shown to be harmless is
 * not harmless: a value that nobody can judge, or that nobody could read.
 * @param unread files that changed and whose values nobody could read, a name each
 */
export function diffFacts(
  changes: readonly PolicyChange[] | undefined = [],
  unread: readonly string[] = [],
): DiffFacts | undefined {
  if (changes.length + unread.length === 0) return undefined;
  const judged = changes.map((change) => ({ change, ...judgeHarm(change) }));
  const [worst] = judged
    .filter(({ effect }) => effect === 'worse')
    .sort((a, b) => (b.paidMore ?? 0) - (a.paidMore ?? 0));
  if (worst !== undefined) {
    return { worse: true, lossShare: worst.paidMore, because: describeMove(worst.change, worst.paidMore) };
  }
  const open = judged.find(({ effect }) => effect === 'unknown')?.change;
  if (open === undefined && unread.length === 0) return { worse: false, lossShare: undefined, because: '' };
  const because =
    open === undefined
      ? `nobody can read what changes in ${listedInPart(unread)}`
      : `${describeMove(open)}, and nothing in the files shows whom that helps or harms`;
  return { worse: undefined, lossShare: undefined, because };
}

function describeMove({ pointer, path, from, to }: PolicyChange, share?: number): string {
  const name = pointer ?? path ?? 'a value';
  const rise = share === undefined ? '' : `, ${signedPercent(share)}`;
  if (from === undefined) return `${name} is new, ${String(to)}`;
  if (to === undefined) return `${name} goes away, which was ${String(from)}`;
  return `${name} goes from ${String(from)} to ${String(to)}${rise}`;
}
