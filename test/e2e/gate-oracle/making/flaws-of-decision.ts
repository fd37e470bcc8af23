import { askedOf } from '../oracle/completeness.ts';
import type { Review } from '../oracle/model.ts';
import { forget, type ReviewFlaw } from './flaw.ts';

/** What can be wrong with what a review decides, and with what is said about it. */
export const flawsOfDecision: readonly ReviewFlaw[] = [
  {
    name: 'verdict revise',
    before: ({ review }) => {
      review.verdict = { ...review.verdict, decision: 'revise' };
    },
  },
  {
    name: 'verdict drop',
    before: ({ review }) => {
      review.verdict = { ...review.verdict, decision: 'drop' };
    },
  },
  {
    name: 'ran out',
    before: ({ review }) => {
      review.verdict = { ...review.verdict, expires: '2026-11-21' };
    },
  },
  {
    name: 'runs out today',
    before: ({ review }) => {
      review.verdict = { ...review.verdict, expires: '2026-11-22' };
    },
  },
  {
    name: 'runs out later',
    before: ({ review }) => {
      review.verdict = { ...review.verdict, expires: '2027-05-01' };
    },
  },
  { name: 'answer missing', before: ({ review }, dice) => forget(review, dice.pick(askedOf(review))) },
  {
    name: 'unknown author',
    before: ({ review }) => {
      review.author = 'nobody';
    },
  },
  {
    name: 'closed',
    before: ({ review }) => {
      review.status = 'closed';
    },
  },
  {
    name: 'a draft',
    before: ({ review }) => {
      review.status = 'draft';
    },
  },
  {
    name: 'approved by its status',
    before: ({ review }) => {
      review.status = 'approved';
    },
    after: ({ review }) => {
      review.approvals = [];
    },
  },
  {
    name: 'other id',
    before: ({ review }) => {
      review.id = '2026-11-15-another';
    },
  },
  {
    name: 'of the gate, or not',
    before: ({ review }) => {
      review.situation = review.situation === 'gate-change' ? 'contract-terms' : 'gate-change';
    },
  },
  {
    name: 'unknown section',
    before: ({ review }) => {
      review.approved = true;
    },
  },
  {
    name: 'decision changed after approval',
    after: ({ review }) => {
      review.title = 'Something else';
    },
  },
  {
    name: 'follow-up after approval',
    after: ({ review }) => {
      review.followUps = [];
    },
  },
  {
    name: 'status after approval',
    after: ({ review }) => {
      review.status = 'draft';
    },
  },
  {
    name: 'no depth',
    before: ({ review }) => {
      delete review.depth;
    },
  },
  {
    name: 'depth changed after approval',
    after: ({ review }, dice) => {
      if (review.depth !== undefined) review.depth = dice.pick(['light', 'standard', 'full']);
    },
  },
  {
    name: 'depth changed before approval',
    before: ({ review }, dice) => {
      if (review.depth !== undefined) review.depth = dice.pick(['light', 'standard', 'full']);
    },
  },
  { name: 'less deep than it has to be', before: ({ review }) => lower(review, undefined) },
  { name: 'less deep, as a second person agrees', before: ({ review }) => lower(review, 'leo') },
  { name: 'less deep, as its author agrees', before: ({ review }) => lower(review, review.author) },
];

/** Makes a review less deep that has to be full. */
function lower(review: Review, approver: string | undefined): void {
  if (review.situation !== 'price-rise') return;
  review.depth = 'standard';
  if (approver === undefined) return;
  const lowered = { reason: 'The same rise was reviewed in full in March 2026.', approver };
  review.screening = { ...(review.screening as object), lowered };
}
