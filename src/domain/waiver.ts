import type { Waiver } from '../generated/waiver.ts';
import { type Digest, digestOfData } from '../lib/digest.ts';

export type { Waiver } from '../generated/waiver.ts';

/** Days that a waiver may last where the config says nothing. */
export const defaultWaiverDays = 14;

/** What a waiver is called in a signed statement, so that it is never taken for a review's. */
export const waiverSubject = (id: string): string => `waivers/${id}`;

/** Digest of all that an approval binds to: everything but the approvals and the review that follows. */
export function waiverDigest(waiver: Waiver): Digest {
  const { approvals: _approvals, review: _review, ...decision } = waiver;
  return digestOfData(decision);
}
