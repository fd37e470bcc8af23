import { change, oneApproval, type ReviewFlaw } from './flaw.ts';
import type { KeyOwner } from './keys.ts';
import { sign } from './writing.ts';

/** Signs one of the approvals once more, with another key or for another purpose. */
const signedBy = (
  name: string,
  owner: KeyOwner | undefined,
  purpose?: string,
  date?: string,
): ReviewFlaw => ({
  name,
  after: ({ review, desk: { keys } }, dice) =>
    change(review.approvals, dice, (approval) => {
      if (date !== undefined) approval.date = date;
      sign(approval, review.id ?? '', keys, owner, purpose);
    }),
});

/** What can be wrong with the signatures of approvals. */
export const flawsOfSignatures: readonly ReviewFlaw[] = [
  signedBy('signed for another purpose', undefined, 'git'),
  signedBy('signed for no purpose of anybody', undefined, 'cx-review-approval/1'),
  signedBy('signed by a stranger', 'mallory'),
  signedBy('signed by the author', 'maya'),
  signedBy("signed with somebody else's key", 'sam'),
  signedBy('signed with a key that ran out', 'old'),
  signedBy('signed with a key that had not run out then', 'old', undefined, '2026-11-20'),
  signedBy('signed with a key that may be revoked', 'lost'),
  signedBy('signed with a new key', 'young'),
  signedBy('signed with a new key, before it was one', 'young', undefined, '2026-11-20'),
  signedBy('signed with a key for something else', 'other'),
  signedBy('signed with a key that others have, too', 'shared'),
  signedBy('signed with a key that another approver has, too', 'spare'),
  signedBy('signed with a key that the author has for something else', 'lent'),
  signedBy('signed anew, as it should be', undefined),
  {
    name: 'everybody signs with the same key',
    after: ({ review, desk: { keys } }) => {
      for (const approval of review.approvals ?? []) sign(approval, review.id ?? '', keys, 'shared');
    },
  },
  {
    name: 'signed, and only then dated',
    after: oneApproval((approval) => {
      approval.date = '2026-11-23';
    }),
  },
  {
    name: 'signed for another review',
    after: ({ review, desk: { keys } }, dice) =>
      change(review.approvals, dice, (approval) => sign(approval, `${review.id}-other`, keys)),
  },
  {
    name: 'signed for another repository',
    after: ({ review, desk: { keys } }, dice) =>
      change(review.approvals, dice, (approval) => {
        const { repository } = approval;
        sign(Object.assign(approval, { repository: 'shop-zzzz' }), review.id ?? '', keys);
        if (repository === undefined) delete approval.repository;
        else approval.repository = repository;
      }),
  },
  {
    name: 'signed for a waiver',
    after: ({ review, desk: { keys } }, dice) =>
      change(review.approvals, dice, (approval) => sign(approval, `waivers/${review.id}`, keys)),
  },
  {
    name: 'signature cut off',
    after: oneApproval((approval) => {
      const lines = approval.signature?.trim().split('\n') ?? [];
      if (lines.length > 3) approval.signature = [...lines.slice(0, -2), ...lines.slice(-1)].join('\n');
    }),
  },
  {
    name: 'signature in other lines',
    after: oneApproval((approval) => {
      if (approval.signature !== undefined) {
        approval.signature = `\n${approval.signature.replaceAll('\n', '\r\n')}\n`;
      }
    }),
  },
  {
    name: 'not signed at all',
    after: oneApproval((approval) => {
      approval.level = 'recorded';
      delete approval.signature;
    }),
  },
  {
    name: 'signed, and called recorded',
    after: oneApproval((approval) => {
      approval.level = 'recorded';
    }),
  },
  {
    name: 'signatures the other way round',
    after: ({ review }) => {
      const [first, second] = review.approvals ?? [];
      if (first === undefined || second === undefined) return;
      const { signature } = first;
      if (second.signature !== undefined) first.signature = second.signature;
      if (signature !== undefined) second.signature = signature;
    },
  },
];
