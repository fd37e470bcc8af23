import type { Gap } from './approvals.ts';
import type { GateRuleName } from './rules.ts';

/** What an approval that does not count is called in a finding. */
export const ruleOfFault: Readonly<Record<Gap['discounted'][number]['fault'], GateRuleName>> = {
  voided: 'voided-approval',
  replayed: 'voided-approval',
  own: 'self-approval',
  unproven: 'unproven-approval',
  unfit: 'missing-approval',
};

/** Faults that only those who approve can correct, and only once they have got what they approve. */
export const approvalFaults: ReadonlySet<string> = new Set(Object.values(ruleOfFault));
