import { boundOf } from '../oracle/standing.ts';
import { change, oneApproval, otherDigest, type ReviewFlaw, sayNo } from './flaw.ts';
import { sign } from './writing.ts';

/** What can be wrong with the approvals of a review. */
export const flawsOfApprovals: readonly ReviewFlaw[] = [
  {
    name: 'no approvals',
    after: ({ review }) => {
      delete review.approvals;
    },
  },
  {
    name: 'an approval missing',
    after: ({ review }) => {
      review.approvals?.pop();
    },
  },
  {
    name: 'approval of other content',
    after: oneApproval((approval) => {
      approval.digest = otherDigest;
    }),
  },
  {
    name: 'approval of other files',
    after: oneApproval((approval) => {
      approval.files = otherDigest;
    }),
  },
  {
    name: 'approval under other settings',
    after: oneApproval((approval) => {
      approval.config = otherDigest;
    }),
  },
  {
    name: 'approval under no settings',
    after: oneApproval((approval) => {
      delete approval.config;
    }),
  },
  {
    name: 'approval of another repository',
    after: oneApproval((approval) => {
      approval.repository = 'shop-zzzz';
    }),
  },
  {
    name: 'approval of no repository',
    after: oneApproval((approval) => {
      delete approval.repository;
    }),
  },
  {
    name: 'approval of this repository by name',
    after: oneApproval((approval) => {
      approval.repository = 'shop-k3f9';
    }),
  },
  {
    name: 'approval from the future',
    after: oneApproval((approval) => {
      approval.date = '2026-11-24';
    }),
  },
  {
    name: 'approval from tomorrow',
    after: oneApproval((approval) => {
      approval.date = '2026-11-23';
    }),
  },
  {
    name: 'approval from before the review',
    after: oneApproval((approval) => {
      approval.date = '2026-11-01';
    }),
  },
  {
    name: 'approval without a date',
    after: oneApproval((approval) => {
      delete approval.date;
    }),
  },
  {
    name: 'role in capitals',
    after: oneApproval((approval) => {
      approval.role = 'Owner';
    }),
  },
  {
    name: 'role that they do not have',
    after: oneApproval((approval) => {
      approval.person = 'sam';
    }),
  },
  {
    name: 'approver whom nobody knows',
    after: oneApproval((approval) => {
      approval.person = 'mallory';
    }),
  },
  {
    name: 'approver from the prototype',
    after: oneApproval((approval) => {
      approval.person = 'constructor';
    }),
  },
  {
    name: 'approved by the author',
    after: oneApproval((approval) => {
      approval.person = 'maya';
    }),
  },
  {
    name: 'author is an approver',
    before: ({ review }, dice) => {
      review.author = dice.pick(['leo', 'noor', 'double']);
    },
  },
  {
    name: 'approver becomes author',
    after: ({ review }) => {
      review.author = review.approvals?.[0]?.person ?? 'leo';
      Object.assign(review.approvals?.[0] ?? {}, boundOf(review));
    },
  },
  {
    name: 'approved by the author under another key',
    after: ({ review, desk: { keys } }) => {
      review.author = 'noor';
      for (const approval of review.approvals ?? []) {
        Object.assign(approval, boundOf(review));
        if (['owner', 'frontline'].includes(approval.role ?? '')) approval.person = 'double';
        if (approval.level === 'signed') sign(approval, review.id ?? '', keys);
      }
    },
  },
  {
    name: 'one person in every role',
    after: ({ review }) => {
      for (const approval of review.approvals ?? []) approval.person = 'noor';
    },
  },
  {
    name: 'the same address in every role',
    after: ({ review }) =>
      review.approvals?.forEach((approval, at) => {
        approval.person = at === 0 ? 'noor' : 'double';
      }),
  },
  {
    name: 'signed with nothing',
    after: oneApproval((approval) => {
      approval.level = 'signed';
    }),
  },
  {
    name: 'signed with rubbish',
    after: oneApproval((approval) => {
      approval.level = 'signed';
      approval.signature = 'rubbish';
    }),
  },
  {
    name: 'rejected',
    after: oneApproval((approval) => {
      approval.decision = 'reject';
    }),
  },
  {
    name: 'rejected later',
    after: ({ review }, dice) =>
      change(review.approvals, dice, (approval) =>
        review.approvals?.push({ ...approval, id: 'later', decision: 'reject' }),
      ),
  },
  {
    name: 'rejected earlier',
    after: ({ review }, dice) =>
      change(review.approvals, dice, (approval) =>
        review.approvals?.unshift({ ...approval, id: 'earlier', decision: 'reject' }),
      ),
  },
  {
    name: 'another content rejected later',
    after: ({ review }, dice) =>
      change(review.approvals, dice, (approval) =>
        review.approvals?.push({ ...approval, id: 'later', decision: 'reject', digest: otherDigest }),
      ),
  },
  {
    name: 'rejected by another owner',
    after: ({ review }) => sayNo(review, 'reject'),
  },
  {
    name: 'withdrawn by another owner',
    after: ({ review }) => sayNo(review, 'withdraw'),
  },
  {
    name: 'rejected by somebody without the role',
    after: ({ review }) => {
      review.approvals?.push({
        id: 'no',
        person: 'sam',
        role: 'owner',
        decision: 'reject',
        date: '2026-11-22',
        ...boundOf(review),
      });
    },
  },
  {
    name: 'rejected by another owner before it was edited',
    after: ({ review }) => sayNo(review, 'reject', { date: '2026-11-21', digest: otherDigest }),
  },
  {
    name: 'rejected before it was edited, and approved then',
    after: ({ review, desk: { keys } }, dice) => {
      sayNo(review, 'reject', { date: '2026-11-20', digest: otherDigest });
      const no = review.approvals?.at(-1);
      if (no === undefined) return;
      // On the same day it takes back nothing.
      const date = dice.pick(['2026-11-20', '2026-11-21']);
      const yes = { ...no, id: 'then', decision: 'approve', date, digest: `sha256:${'6'.repeat(64)}` };
      if (dice.chance(50)) sign(yes, review.id ?? '', keys);
      review.approvals?.push(yes);
    },
  },
];
