import { decisionDigest, wordsOnReview } from '../../domain/approval.ts';
import type { ApprovalFile } from '../../domain/approval-file.ts';
import type { Approval, PolicyFile } from '../../domain/review.ts';
import { type Waiver, waiverDigest, waiverSubject } from '../../domain/waiver.ts';
import {
  findRequirement,
  findWaiverRequirement,
  type GovernedPolicy,
  gateSituation,
  type Requirement,
} from '../../gate/policies.ts';
import { policiesOfPaths } from '../../gate/prior-approvals.ts';
import { reviewAt } from '../../gate/records.ts';
import { knownWaivers } from '../../gate/waivers.ts';
import type { Digest } from '../../lib/digest.ts';
import type { WorkingRange } from '../range/working.ts';
import type { StoredReview, Workspace } from '../workspace/workspace.ts';
import { waiverWords } from './listed-waivers.ts';
import { dateInWords } from './standing.ts';
import { findWaiver, namesWaiver, type StoredWaiver } from './stored-waiver.ts';

/** What is approved: a review or a waiver. */
export interface Subject {
  /** As signed statements call it. */
  readonly name: string;
  readonly path: string;
  readonly title: string;
  readonly author: string | undefined;
  readonly decision: Digest;
  readonly files: readonly PolicyFile[];
  readonly approvals: readonly Approval[];
  /** Those of them that lie beside it, in files of their own. */
  readonly beside: readonly ApprovalFile[];
  /** What holds of all that was said: the last yes of each person in each role to what it says now, or their no. */
  readonly words: readonly Approval[];
  readonly schema: 'review' | 'waiver';
  readonly stored: StoredReview | undefined;
  /** Lines for whoever approves to read: the values first. */
  readonly facts: readonly string[];
}

/** A review as something to be approved. */
export function reviewSubject(stored: StoredReview): Subject {
  const { review, id, path, beside } = stored;
  const { verdict, depth } = review;
  return {
    name: id,
    path,
    title: review.title ?? id,
    author: review.author,
    decision: decisionDigest(review),
    files: review.policy?.files ?? [],
    approvals: review.approvals ?? [],
    beside: beside.files,
    words: wordsOnReview(review),
    schema: 'review',
    stored,
    facts: [
      ...(review.policy?.changes ?? []).map(
        ({ pointer, from, to, unit }) =>
          `${pointer ?? 'a value'}: ${from === undefined ? 'nothing' : String(from)} → ${to === undefined ? 'nothing' : String(to)}${unit === undefined ? '' : ` ${unit}`}`,
      ),
      `depth: ${depth ?? 'none yet'}, verdict: ${verdict?.decision ?? 'none yet; giving one later ends this'}`,
    ],
  };
}

/** A waiver as something to be approved. */
export function buildWaiverSubject({ id, path, beside, waiver }: StoredWaiver): Subject {
  const { expires, author, reason, owner, files = [], approvals = [] } = waiver;
  return {
    name: waiverSubject(id),
    path,
    title: `waiver until ${expires === undefined ? 'no day' : dateInWords(expires)}`,
    author,
    decision: waiverDigest(waiver),
    files: files as readonly PolicyFile[],
    approvals: approvals as readonly Approval[],
    beside: beside.files,
    words: waiverWords(waiver),
    schema: 'waiver',
    stored: undefined,
    facts: [`reason: ${reason ?? 'none'}`, `owner: ${owner ?? 'none'}`],
  };
}

/** The review or waiver that is meant; a review where both could be. */
export function buildSubject(words: string, workspace: Workspace): Subject {
  return namesWaiver(words, workspace.ids(), workspace.files)
    ? buildWaiverSubject(findWaiver(words, workspace.files))
    : reviewSubject(workspace.find(words));
}

export const listPaths = ({ files }: Pick<Subject, 'files'>): string[] =>
  files.flatMap(({ path }) => (path === undefined ? [] : [path]));

const isOfGate = ({ stored }: Subject) => stored?.review.situation === gateSituation;

/** The policies whose files it lists; a record, which no policy names, goes with the consent of the gate. */
export function policiesOfSubject(subject: Subject, working: WorkingRange): readonly GovernedPolicy[] {
  const found = policiesOfPaths(listPaths(subject), working);
  return found.length === 0 && isOfGate(subject)
    ? working.policies.base.filter(({ isGate }) => isGate)
    : found;
}

/** Whether it is a change of the gate and of nothing else. */
export function isOfGateAlone(subject: Subject, working: WorkingRange): boolean {
  return isOfGate(subject) && policiesOfSubject(subject, working).every(({ isGate }) => isGate);
}

/** Who has to approve it, and how surely, by the config in force. */
export function requirementFor(subject: Subject, working: WorkingRange): Requirement {
  const policies = policiesOfSubject(subject, working);
  return subject.schema === 'review'
    ? findRequirement(policies, working.config, subject.stored?.review.depth)
    : findWaiverRequirement(policies, working.config);
}

/** The approvals of it that are on the base, and so were given for an earlier change. */
export function approvalsOnBase({ path, schema }: Subject, { base }: WorkingRange): readonly Approval[] {
  if (schema === 'review') return reviewAt(base, path)?.approvals ?? [];
  const known: Waiver | undefined = knownWaivers(base, base).find((one) => one.path === path)?.before;
  return (known?.approvals ?? []) as readonly Approval[];
}
