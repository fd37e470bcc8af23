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
  {
    name: 'screening does not apply',
    before: ({ review }) => {
      if (review.situation !== 'contract-terms' || review.depth !== 'light') return;
      delete review.screening;
      delete review.customers;
      review.open = [...screeningKeys, ...keysWithoutHarm].map(markOf);
    },
  },
  { name: 'excused by somebody', before: ({ review }, dice) => excuse(review, dice.pick(['sam', 'ines'])) },
  { name: 'excused by an owner', before: ({ review }, dice) => excuse(review, dice.pick(['leo', 'noor'])) },
  { name: 'excused by the author', before: ({ review }) => excuse(review, review.author ?? 'maya') },
];

const screeningKeys = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6'];
/** What is asked besides where a review does not say that nobody is worse off. */
const keysWithoutHarm = ['C1', 'C2', 'E4', 'L1-hard-questions', 'G4-undo', 'G4-help'];

const markOf = (path: string) => ({
  id: `o-${path.toLowerCase()}`,
  path,
  state: 'not-applicable',
  reason: 'It does not apply to an upload limit.',
});

/** Lets agents wait for longer than they may, as somebody is said to have allowed. */
function excuse(review: Review, by: string): void {
  const { escalation = [] } = (review.frontline ?? {}) as { escalation?: { answerHours?: number }[] };
  for (const step of escalation) step.answerHours = 100;
  const reason = 'The desk has two people until March 2027.';
  review.exceptions = [{ id: 'desk', rule: 'escalation-dead-end', reason, by, until: '2027-03-31' }];
}

/** Makes a review less deep that has to be full. */
function lower(review: Review, approver: string | undefined): void {
  if (review.situation !== 'price-rise') return;
  review.depth = 'standard';
  if (approver === undefined) return;
  const lowered = { reason: 'The same rise was reviewed in full in March 2026.', approver };
  review.screening = { ...(review.screening as object), lowered };
}
