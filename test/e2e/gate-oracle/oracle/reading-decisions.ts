import { reviewOf, waiverIdAt, waiverOf } from './reading.ts';
import { decisionDigest, waiverDigest } from './standing.ts';

/** What a review or waiver decides; undefined where nobody can read it. */
function decisionIn(path: string, content: Buffer | undefined): string | undefined {
  if (content === undefined) return undefined;
  const entry = { kind: 'file', executable: false, content } as const;
  if (waiverIdAt(path) !== undefined) {
    const waiver = waiverOf(entry);
    return waiver === undefined ? undefined : waiverDigest(waiver);
  }
  const review = reviewOf(entry);
  return review === undefined ? undefined : decisionDigest(review);
}

/** Whether two versions of a review or waiver decide something else, so that whoever made the second has written it. */
export function isDecidedAnew(path: string, was: Buffer | undefined, is: Buffer | undefined): boolean {
  const [before, after] = [decisionIn(path, was), decisionIn(path, is)];
  return before === undefined || after === undefined || before !== after;
}
