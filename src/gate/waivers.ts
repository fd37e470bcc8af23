import { readWaiver } from '../document/waiver.ts';
import { governedDigest } from '../domain/approval.ts';
import { withApprovals } from '../domain/approval-file.ts';
import { type ChangedFile, kindOfMode } from '../domain/file-change.ts';
import type { Finding } from '../domain/finding.ts';
import { nameOf } from '../domain/people.ts';
import { findWaiverId, pathOfReview, pathOfWaiver, waiversFolder } from '../domain/repository-layout.ts';
import { defaultWaiverDays, type Waiver, waiverDigest, waiverSubject } from '../domain/waiver.ts';
import { command } from '../lib/command.ts';
import { addDays } from '../lib/dates.ts';
import { Failure } from '../lib/failure.ts';
import type { Hint } from '../lib/hint.ts';
import { listedInPart } from '../lib/words.ts';
import { type ApprovalRules, type Counted, judgeApprovals, mayApprove, statementOf } from './approvals.ts';
import { judgeCompleteness } from './completeness.ts';
import { approveCommand, finding } from './finding.ts';
import { begunOn, type Gate } from './gate.ts';
import { contentOfChange, findMatch } from './matching.ts';
import { findWaiverRequirement, type GovernedChange, type GovernedPolicy } from './policies.ts';
import { pastApprovals, policiesOfPaths, wasApproved } from './prior-approvals.ts';
import { reviewAt } from './records.ts';
import { approvalFilesAt, fileAt, type Tree } from './tree.ts';

/** A waiver on either side of the range. */
export interface KnownWaiver {
  readonly id: string;
  readonly path: string;
  readonly before: Waiver | undefined;
  readonly after: Waiver | undefined;
  readonly isAtHead: boolean;
  /** Why what is at head is no waiver. */
  readonly problem: string | undefined;
}

function waiverAt(
  tree: Tree,
  path: string,
): { readonly waiver: Waiver | undefined; readonly problem: string | undefined } {
  const bytes = fileAt(tree, path);
  if (bytes === undefined) {
    return {
      waiver: undefined,
      problem: tree.entry(path) === undefined ? undefined : 'it is not a plain file',
    };
  }
  try {
    const { waiver, problems } = readWaiver(bytes, path);
    const id = findWaiverId(path);
    if (waiver === undefined || id === undefined) return { waiver, problem: problems[0]?.message };
    return {
      waiver: withApprovals(waiver, approvalFilesAt(tree, waiverSubject(id)).files),
      problem: undefined,
    };
  } catch (failure) {
    if (failure instanceof Failure && failure.kind === 'invalid') {
      return { waiver: undefined, problem: failure.message };
    }
    throw failure;
  }
}

/** Every waiver of the base and of head. There are few: each is an emergency. */
export function knownWaivers(base: Tree, head: Tree): KnownWaiver[] {
  const paths = new Set(
    [base, head].flatMap((tree) =>
      tree
        .records(waiversFolder)
        .filter(({ mode }) => kindOfMode(mode) === 'file')
        .map(({ path }) => path),
    ),
  );
  return [...paths].sort().flatMap((path) => {
    const id = findWaiverId(path);
    if (id === undefined) return [];
    const after = waiverAt(head, path);
    return [
      {
        id,
        path,
        before: waiverAt(base, path).waiver,
        after: after.waiver,
        isAtHead: head.entry(path) !== undefined,
        problem: after.problem,
      },
    ];
  });
}

/** How many waivers somebody has approved, and how many of those name no review yet. */
export function buildCount(waivers: readonly Waiver[]): { readonly total: number; readonly owed: number } {
  const given = waivers.filter(({ approvals = [] }) =>
    approvals.some(({ decision }) => decision === 'approve'),
  );
  return { total: given.length, owed: given.filter(({ review }) => review === undefined).length };
}

function buildRules(
  { id, path, before }: KnownWaiver,
  waiver: Waiver,
  policies: readonly GovernedPolicy[],
  gate: Gate,
): ApprovalRules {
  return {
    requirement: findWaiverRequirement(policies, gate.config),
    bound: {
      subject: waiverSubject(id),
      digest: waiverDigest(waiver),
      files: governedDigest(waiver.files ?? []),
      repository: gate.config.id,
      config: gate.configDigest,
    },
    people: gate.config.people ?? {},
    author: waiver.author,
    makers: gate.makersOf(
      (waiver.files ?? []).flatMap((row) => row.path ?? []),
      path,
    ),
    isKeyOf: gate.isKeyOf,
    allowAuthor: false,
    spent: new Set((before?.approvals ?? []).map((approval) => statementOf(approval, waiverSubject(id)))),
    from: begunOn(id),
    until: addDays(gate.today, 1),
    today: gate.today,
    verify: gate.verify,
  };
}

/** What keeps a waiver from holding, a sentence each. */
function listFaults({ id }: KnownWaiver, waiver: Waiver, gate: Gate): string[] {
  const { people = {} } = gate.config;
  const days = gate.config.waivers?.maxDays ?? defaultWaiverDays;
  const { date, expires, reason = '', owner, author } = waiver;
  const longest = date === undefined ? undefined : addDays(date, days);
  return [
    ...(waiver.id === id
      ? []
      : [`The file is called ${id}, and the waiver in it ${waiver.id ?? 'has no id'}.`]),
    ...(reason.trim() === '' ? ['It gives no reason.'] : []),
    ...(author === undefined || !Object.hasOwn(people, author)
      ? ['Its author is nobody whom the config of the base knows.']
      : []),
    ...(owner === undefined || !Object.hasOwn(people, owner)
      ? ['Its owner is nobody whom the config of the base knows.']
      : []),
    ...(date === undefined ? ['It has no date.'] : []),
    ...(date !== undefined && date > addDays(gate.today, 1) ? [`It begins in the future, on ${date}.`] : []),
    ...(expires === undefined ? ['It does not say when it runs out.'] : []),
    ...(expires !== undefined && expires < gate.today ? [`It ran out on ${expires}.`] : []),
    ...(expires !== undefined && longest !== undefined && expires > longest
      ? [`It lasts longer than ${days} days, until ${expires}.`]
      : []),
  ];
}

/** What became of the waivers that list a change; `holds` names the one that lets it through. */
export interface WaiverJudgement {
  readonly holds: { readonly waiver: KnownWaiver; readonly filled: readonly Counted[] } | undefined;
  readonly findings: readonly Finding[];
  /** Whether the range asks for one, which lacks nothing but approvals. */
  readonly isAskedFor: boolean;
}

/** Whether a waiver that the range adds, or approves anew, lets a change through. The gate itself has no waivers. */
export function judgeWaivers(
  governed: GovernedChange<ChangedFile>,
  waivers: readonly KnownWaiver[],
  gate: Gate,
): WaiverJudgement {
  const content = contentOfChange(governed.change);
  const findings: Finding[] = [];
  const startReview = command('cx-review', 'new', '--base', gate.baseName);
  let isAskedFor = false;
  if (governed.policies.some(({ isGate }) => isGate)) return { holds: undefined, findings, isAskedFor };
  for (const known of waivers) {
    const { id, path: file, before, after: waiver } = known;
    if (waiver === undefined) continue;
    const match = findMatch(waiver.files, content);
    if (match === 'other-content' && before === undefined) {
      findings.push(
        finding('invalid-waiver', {
          file,
          message: `The waiver ${id} is for other content of ${content.path} than it has now.`,
          hint: [
            'Ask again, and take this one out:',
            command('cx-review', 'waive', '--reason', waiver.reason ?? '', '--owner', waiver.owner ?? ''),
          ],
        }),
      );
    }
    if (match !== 'match') continue;
    const rules = buildRules(known, waiver, governed.policies, gate);
    const judged = judgeApprovals(waiver.approvals ?? [], rules);
    const faults = listFaults(known, waiver, gate);
    if (faults.length === 0 && judged.gaps.length === 0 && judged.against.length === 0) {
      return { holds: { waiver: known, filled: judged.filled }, findings: [], isAskedFor };
    }
    isAskedFor ||= before === undefined && faults.length === 0 && judged.against.length === 0;
    const { level } = findWaiverRequirement(governed.policies, gate.config);
    for (const message of faults) {
      findings.push(
        finding('invalid-waiver', {
          file,
          message: `The waiver ${id} does not hold: ${message}`,
          hint: ['Review the change instead:', startReview],
        }),
      );
    }
    for (const { role, discounted } of judged.gaps) {
      const able = Object.entries(gate.config.people ?? {}).flatMap(([key, person]) =>
        mayApprove({ name: key, person, role }, rules, judged.filled) ? [key] : [],
      );
      const reasons = discounted.map(
        ({ approval, why }) =>
          ` ${nameOf(approval.person, gate.config.people) ?? 'Somebody'} did on ${approval.date ?? 'an unknown day'}, and it does not count: ${why}.`,
      );
      findings.push(
        finding('missing-approval', {
          file,
          message: `Nobody has approved the waiver ${id} as ${role}${level === 'signed' ? ', signed' : ''}.${reasons.join('')}`,
          hint:
            able.length === 0
              ? [
                  `Nobody else has the role ${role} in the config of the base. Review the change instead:`,
                  startReview,
                ]
              : [
                  `${listedInPart(able.map((key) => nameOf(key, gate.config.people) ?? key))} can:`,
                  approveCommand(waiverSubject(id), role, level, gate.baseName),
                ],
        }),
      );
    }
    for (const { person, role } of judged.against) {
      findings.push(
        finding('verdict-not-go', {
          file,
          message: `${nameOf(person, gate.config.people) ?? 'Somebody'} said no to the waiver ${id} as ${role}.`,
          hint: ['Review the change instead:', startReview],
        }),
      );
    }
  }
  return { holds: undefined, findings, isAskedFor };
}

/** Of files that have moved on since, the review's own word is what there is. */
const ofThePast = { found: [], unread: [], beyond: 0 };

/** What is still missing of the review that a waiver promised, a clause, and the command that brings it nearer. */
interface Debt {
  readonly why: string;
  readonly hint: Hint;
}

/** The debt of a waiver; undefined where its review is there: of the same change, complete, approved, with a verdict. */
function findDebt(waiverId: string, waiver: Waiver, gate: Gate): Debt | undefined {
  const id = waiver.review;
  const name = waiverSubject(waiverId);
  if (id === undefined) {
    const why = `it names no review (cx-review cover ID ${name} writes one into it)`;
    return { why, hint: [command('cx-review', 'new')] };
  }
  const path = pathOfReview(id);
  // A branch that is behind its base lacks what was written there since.
  const review = reviewAt(gate.head, path) ?? reviewAt(gate.base, path);
  if (review === undefined) {
    return {
      why: `the review that it names, ${id}, is not there`,
      hint: [command('git', 'checkout', gate.baseName, '--', path)],
    };
  }
  const isSameChange = (waiver.files ?? []).every(
    ({ path: file = '', before = 'none', after = 'none' }) =>
      findMatch(review.policy?.files, { path: file, before: before as 'none', after: after as 'none' }) ===
      'match',
  );
  if (!isSameChange) {
    return { why: `${id} does not list the same change`, hint: [command('cx-review', 'cover', id, name)] };
  }
  if (
    review.verdict?.decision === undefined ||
    judgeCompleteness(review, path, ofThePast, gate).lacks.length > 0
  ) {
    return { why: `${id} is not complete`, hint: [command('cx-review', 'resume', id)] };
  }
  if (wasApproved(id, review, gate)) return undefined;
  const { gaps } = pastApprovals(id, review, gate);
  const role =
    gaps[0]?.role ?? review.approvals?.find(({ decision }) => decision !== 'approve')?.role ?? 'owner';
  return { why: `${id} is not approved`, hint: [command('cx-review', 'approve', id, '--role', role)] };
}

/** The waivers of the base that have run out without their review. A waiver that never held owes nothing. */
function unfulfilledWaivers(
  waivers: readonly KnownWaiver[],
  gate: Gate,
): (KnownWaiver & { readonly owed: Waiver; readonly debt: Debt })[] {
  return waivers.flatMap((known) => {
    const owed = known.before;
    if (owed === undefined || !(owed.approvals ?? []).some(({ decision }) => decision === 'approve'))
      return [];
    if (owed.expires !== undefined && owed.expires >= gate.today) return [];
    // The promise is the base's; which review keeps it may be said in this very range.
    const review = known.after?.review ?? owed.review;
    const debt = findDebt(known.id, { ...owed, ...(review === undefined ? {} : { review }) }, gate);
    return debt === undefined ? [] : [{ ...known, owed, debt }];
  });
}

/**
 * Approved waivers of the range on which nothing goes through: each would be owed a review of a change that
 * never was.
 * @param used ids of those that let something through, or of which something else is said
 */
export function idleFindings(waivers: readonly KnownWaiver[], used: ReadonlySet<string>): Finding[] {
  return waivers.flatMap(({ id, path, before, after }) => {
    if (before !== undefined || after === undefined || used.has(id)) return [];
    if (!(after.approvals ?? []).some(({ decision }) => decision === 'approve')) return [];
    return [
      finding('invalid-waiver', {
        file: path,
        message: `Nothing goes through on the waiver ${id}, and yet a review of it would be owed.`,
        hint: ['Take it out:', command('git', 'rm', path)],
      }),
    ];
  });
}

/** A finding for each waiver that is owed a review, of those that were for one of the policies that are asked about. */
export function unfulfilledFindings(
  waivers: readonly KnownWaiver[],
  isAsked: (policy: GovernedPolicy) => boolean,
  gate: Gate,
): Finding[] {
  return unfulfilledWaivers(waivers, gate).flatMap(({ id, owed, debt }) => {
    const paths = (owed.files ?? []).flatMap(({ path }) => (path === undefined ? [] : [path]));
    const policies = policiesOfPaths(paths, gate).filter(isAsked);
    if (policies.length === 0) return [];
    return [
      finding('waiver-unfulfilled', {
        file: pathOfWaiver(id),
        message: `The waiver ${id} ran out on ${owed.expires ?? 'an unknown day'}, and ${nameOf(owed.owner, gate.config.people) ?? 'its owner'} has not had the review written that it promised of ${listedInPart(paths)} (policy ${listedInPart(policies.map((policy) => policy.id))}): ${debt.why}.`,
        hint: debt.hint,
      }),
    ];
  });
}
