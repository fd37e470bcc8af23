import { signedPercent } from '../lib/percent.ts';
import type { PolicyChange } from './review.ts';

/** What the difference in the policy files says of the six questions. */
export interface DiffFacts {
  /** Whether some value moves against customers; undefined where the files do not tell. */
  readonly worse: boolean | undefined;
  /** The largest rise of an amount that customers pay, as a share of what they pay now. */
  readonly lossShare: number | undefined;
  /** The change that says so, in words. */
  readonly because: string;
}

const money = /price|fee|cost|charge|rate|tariff|premium|fare|amount|subscription/i;
const currencyUnit = /\b[A-Z]{3}\b|[€$£¥]/;

function looksLikeMoney(change: PolicyChange): boolean {
  return currencyUnit.test(change.unit ?? '') || money.test(change.pointer ?? '');
}

/**
 * What the changed values say. `adverse` is the direction that hurts customers in this situation. Only
 * numbers can be compared; a value that appears or goes away tells nothing by itself.
 */
export function diffFacts(
  changes: readonly PolicyChange[] | undefined,
  adverse: 'up' | 'down' | 'any',
): DiffFacts | undefined {
  if (changes === undefined || changes.length === 0) return undefined;
  const numeric = changes.flatMap((change) => {
    const { from, to } = change;
    if (typeof from !== 'number' || typeof to !== 'number' || from === to) return [];
    const rises = to > from;
    const isPaid = looksLikeMoney(change);
    // What customers pay hurts when it rises, whatever the situation says of its own figures.
    const hurts = isPaid ? rises : adverse === 'any' ? undefined : (adverse === 'up') === rises;
    const share = isPaid && rises && from > 0 ? to / from - 1 : undefined;
    return [{ change, hurts, share }];
  });
  const worstOf = numeric
    .filter((one) => one.hurts === true)
    .sort((a, b) => (b.share ?? 0) - (a.share ?? 0))[0];
  const areAllBetter = numeric.length === changes.length && numeric.every((one) => one.hurts === false);
  const { change, share } = worstOf ?? {};
  return {
    worse: worstOf !== undefined ? true : areAllBetter ? false : undefined,
    lossShare: share,
    because:
      change === undefined
        ? ''
        : `${change.pointer ?? change.path ?? 'a value'} goes from ${String(change.from)} to ${String(change.to)}${
            share === undefined ? '' : `, ${signedPercent(share)}`
          }`,
  };
}
