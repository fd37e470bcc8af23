import type { FindingClass, Severity } from '../domain/finding.ts';

/** What the gate can find in a range, as rules of reviews have it: the name states the fault. */
export interface GateRule {
  readonly name: string;
  readonly severity: Severity;
  readonly class: FindingClass;
  /** One sentence: the fault. */
  readonly summary: string;
  /** Why it matters, to the person whom it stops. */
  readonly why: string;
}

/** Every fault that the gate knows, in the order in which they are listed. */
export const gateRules = [
  {
    name: 'uncovered-policy-change',
    severity: 'error',
    class: 'decides',
    summary: 'A governed file changes, and no review that comes with the change lists it.',
    why: 'Customers feel a change of a policy whether or not somebody thought of them first.',
  },
  {
    name: 'policy-changed-since-review',
    severity: 'error',
    class: 'evidence',
    summary: 'A review lists a governed file with other content than it has.',
    why: 'What was reviewed is not what would be merged.',
  },
  {
    name: 'numbers-disagree',
    severity: 'error',
    class: 'evidence',
    summary: 'The values that a review says are changed are not the ones that change in the files.',
    why: 'Whoever approves reads the review, not the files.',
  },
  {
    name: 'incomplete-review',
    severity: 'error',
    class: 'gap',
    summary: 'A review that covers a change leaves something out or has errors.',
    why: 'A review that is there but not finished has not been done.',
  },
  {
    name: 'verdict-not-go',
    severity: 'error',
    class: 'decides',
    summary: 'A review that covers a change does not say go, or somebody rejected it.',
    why: 'A change goes ahead only where the people who answer for it say so.',
  },
  {
    name: 'missing-approval',
    severity: 'error',
    class: 'gap',
    summary: 'A role that has to approve a review has not done so in a way that counts.',
    why: 'The config names the people without whom nobody wants this change to happen.',
  },
  {
    name: 'voided-approval',
    severity: 'error',
    class: 'gap',
    summary: 'An approval was given for something else than what is there now.',
    why: 'An approval is worth something only for what the person has seen.',
  },
  {
    name: 'self-approval',
    severity: 'error',
    class: 'decides',
    summary: 'Whoever wrote a review or its change, or committed either, approved it.',
    why: 'A second pair of eyes has to be somebody else’s.',
  },
  {
    name: 'unproven-approval',
    severity: 'error',
    class: 'evidence',
    summary: 'An approval has to be signed, and its signature does not prove who gave it.',
    why: 'A line in a file can be written by anybody.',
  },
  {
    name: 'review-expired',
    severity: 'error',
    class: 'evidence',
    summary:
      'A verdict that covers a change, or by which other files of its policy stand, is past its date or soon will be.',
    why: 'A decision is made for the world of its day.',
  },
  {
    name: 'gate-weakened',
    severity: 'error',
    class: 'decides',
    summary: 'A review or waiver on record, or an approval in it, is taken away or rewritten.',
    why: 'A record that can be rewritten proves nothing.',
  },
  {
    name: 'false-page',
    severity: 'error',
    class: 'decides',
    summary: 'The page beside a review says something else than the review.',
    why: 'People read the page; what they read has to be what was approved.',
  },
  {
    name: 'misnamed-record',
    severity: 'error',
    class: 'gap',
    summary:
      'A file among the reviews has a name by which it is nothing: no review, waiver, approval, config or own content.',
    why: 'Whoever wrote it believes that it counts, and nobody reads it.',
  },
  {
    name: 'stray-approval',
    severity: 'error',
    class: 'evidence',
    summary:
      'A file among the approvals of a review is none of them: moved, copied, edited, or of a review that is not there.',
    why: 'Whoever sees it there takes it for the word of the person whose name it has.',
  },
  {
    name: 'invalid-waiver',
    severity: 'error',
    class: 'gap',
    summary: 'A waiver does not hold: it has run out, lasts too long, or says too little.',
    why: 'An emergency exit that stands open is a door.',
  },
  {
    name: 'waiver-unfulfilled',
    severity: 'error',
    class: 'gap',
    summary: 'A waiver of this policy has run out, and the review that was promised is not there.',
    why: 'What was let through in a hurry has to be looked at before the next change.',
  },
  {
    name: 'waived-change',
    severity: 'warning',
    class: 'decides',
    summary: 'A change goes through on a waiver, without a review.',
    why: 'Waivers are counted, so that they stay what they are for.',
  },
  {
    name: 'idle-policy',
    severity: 'warning',
    class: 'form',
    summary: 'A policy of the config matches no file.',
    why: 'A glob with a slip in it guards nothing, and nothing shows it.',
  },
  {
    name: 'impossible-approval',
    severity: 'warning',
    class: 'form',
    summary: 'A new config asks for approvals that nobody could give.',
    why: 'Once it is merged, no change of a policy could be, and only an administrator could mend it.',
  },
] as const satisfies readonly GateRule[];

export type GateRuleName = (typeof gateRules)[number]['name'];
