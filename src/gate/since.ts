import { readReview } from '../document/review.ts';
import { decisionDigest } from '../domain/approval.ts';
import { Failure } from '../domain/failure.ts';
import { type Approval, type Review, sectionsOutsideTheDecision } from '../domain/review.ts';
import { describeChanges } from '../policy/describe.ts';
import { diffValues } from '../policy/diff.ts';
import type { Value } from '../policy/value.ts';

interface History {
  /** Earlier versions of a file, the newest first. */
  readonly earlier: (path: string) => readonly Uint8Array[];
}

const mostShown = 5;

/** What is decided, as plain values that can be compared. */
function decisionOf(review: Review): Value {
  const outside = new Set<string>(sectionsOutsideTheDecision);
  return Object.fromEntries(Object.entries(review).filter(([section]) => !outside.has(section))) as Value;
}

function readOrNot(bytes: Uint8Array, path: string): Review | undefined {
  try {
    return readReview(bytes, path).review;
  } catch (failure) {
    if (failure instanceof Failure && failure.kind === 'invalid') return undefined;
    throw failure;
  }
}

/**
 * What changed in a review since an approval was given, in lines; undefined where the version that it was
 * given for is not in git's history.
 */
export function changesSince(
  approval: Approval,
  { path, review }: { readonly path: string; readonly review: Review },
  { earlier }: History,
): readonly string[] | undefined {
  for (const bytes of earlier(path)) {
    const version = readOrNot(bytes, path);
    if (version === undefined || decisionDigest(version) !== approval.digest) continue;
    const { changes, more } = diffValues(decisionOf(version), decisionOf(review), { limit: mostShown });
    return describeChanges(changes, more);
  }
  return undefined;
}

/** The same as a sentence with a space in front, or nothing where there is nothing to say. */
export function whatChangedSince(
  approval: Approval,
  subject: { readonly path: string; readonly review: Review },
  history: History,
): string {
  if (approval.digest === decisionDigest(subject.review)) return '';
  const lines = changesSince(approval, subject, history);
  if (lines === undefined || lines.length === 0) return '';
  return ` Changed since: ${lines.join('; ')}.`;
}
