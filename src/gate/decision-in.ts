import { readReview } from '../document/review.ts';
import { readWaiver } from '../document/waiver.ts';
import { decisionDigest } from '../domain/approval.ts';
import { findWaiverId } from '../domain/repository-layout.ts';
import { waiverDigest } from '../domain/waiver.ts';
import type { Digest } from '../lib/digest.ts';
import { Failure } from '../lib/failure.ts';

/** The digest of what a review or waiver decides, as approvals have it; undefined for what is none. */
export function decisionIn(bytes: Uint8Array, path: string): Digest | undefined {
  try {
    if (findWaiverId(path) !== undefined) {
      const { waiver } = readWaiver(bytes, path);
      return waiver && waiverDigest(waiver);
    }
    const { review } = readReview(bytes, path);
    return review && decisionDigest(review);
  } catch (failure) {
    if (failure instanceof Failure && failure.kind === 'invalid') return undefined;
    throw failure;
  }
}
