import { decisionDigest, governedDigest, isVoided } from '../domain/approval.ts';
import type { ChangedFile } from '../domain/file-change.ts';
import type { Finding } from '../domain/finding.ts';
import { nameOf } from '../domain/people.ts';
import { configFile, pathOfReview } from '../domain/repository-layout.ts';
import type { Review } from '../domain/review.ts';
import { command } from '../lib/command.ts';
import { addDays } from '../lib/dates.ts';
import type { Hint } from '../lib/hint.ts';
import { listedInPart } from '../lib/words.ts';
import { ruleOfFault } from './approval-faults.ts';
import {
  type ApprovalJudgement,
  type ApprovalRules,
  type Counted,
  judgeApprovals,
  mayApprove,
  statementOf,
} from './approvals.ts';
import { whatChangedSince } from './changes-since-approval.ts';
import { type Comparison, compareNumbers } from './compare-values.ts';
import { type Completeness, judgeCompleteness, type Lack } from './completeness.ts';
import { findLastDayToWarn, listOwners } from './expiry.ts';
import { approveCommand, finding } from './finding.ts';
import { begunOn, type Gate } from './gate.ts';
import { noMakers } from './persons.ts';
import {
  authorRole,
  findRequirement,
  type GovernedChange,
  type GovernedPolicy,
  gateSituation,
} from './policies.ts';
import type { Spot } from './records.ts';
import { fileAt } from './tree.ts';

/** A review that covers changes of the range. */
export interface ReviewCase {
  readonly id: string;
  readonly path: string;
  readonly review: Review;
  /** The version on the base, whose approvals were given for an earlier change. */
  readonly before: Review | undefined;
  readonly spotOf: (path: string) => Spot;
  readonly covers: readonly GovernedChange<ChangedFile>[];
}

export interface ReviewJudgement {
  readonly findings: readonly Finding[];
  readonly filled: readonly Counted[];
  /** What is let pass in it by an exception, a lower depth or a mark, which is printed. */
  readonly letPass: Omit<Completeness, 'lacks' | 'judged'>;
  readonly judged: Completeness['judged'];
}

/** Everything that keeps a review from letting through the changes that it covers; see also rules.ts. */
export function judgeReview(one: ReviewCase, gate: Gate): ReviewJudgement {
  const policies = [...new Set(one.covers.flatMap((change) => change.policies))];
  const rules = approvalRules(one, policies, gate);
  const approvals = judgeApprovals(one.review.approvals ?? [], rules);
  const numbers = compareNumbers(
    one.review,
    one.covers.map(({ change }) => change),
    gate.readers,
  );
  const { lacks, judged, ...letPass } = judgeCompleteness(one.review, one.path, numbers, gate);
  return {
    findings: [
      ...contentFindings(one, { numbers, lacks }, gate),
      ...usedFindings(one, approvals, gate),
      ...verdictFindings(one, approvals, policies, gate),
      ...gapFindings(one, approvals, policies, gate),
      ...unseenMakers(one, rules),
      ...consentFindings(one, policies, gate),
      ...confirmationFindings(one, policies, gate),
      ...exceptionFindings(one, letPass, policies, gate),
    ],
    filled: approvals.filled,
    letPass,
    judged,
  };
}

/** Approvals of a review under the policies it has to satisfy, for a change that is happening now. */
export function approvalRules(
  { id, review, before, covers }: Pick<ReviewCase, 'id' | 'review' | 'before' | 'covers'>,
  policies: readonly GovernedPolicy[],
  gate: Gate,
): ApprovalRules {
  const people = gate.config.people ?? {};
  const paths = covers.map(({ change }) => change.path);
  return {
    requirement: findRequirement(policies, gate.config, review.depth),
    bound: {
      subject: id,
      digest: decisionDigest(review),
      files: governedDigest(review.policy?.files ?? []),
      repository: gate.config.id,
      config: gate.configDigest,
    },
    people,
    author: review.author,
    makers: paths.length === 0 ? noMakers : gate.makersOf(paths, pathOfReview(id)),
    isKeyOf: gate.isKeyOf,
    allowAuthor: isOnlyPerson(people) && policies.every(({ isGate }) => isGate),
    spent: new Set((before?.approvals ?? []).map((approval) => statementOf(approval, id))),
    from: begunOn(id),
    until: addDays(gate.today, 1),
    today: gate.today,
    verify: gate.verify,
  };
}

/** Where the config knows one person, nobody else can approve that it comes to know more. */
const isOnlyPerson = (people: object) => Object.keys(people).length === 1;

/** A review compared with its files, and what it leaves out. */
interface Compared {
  readonly numbers: Comparison;
  readonly lacks: readonly Lack[];
}

function contentFindings(one: ReviewCase, { numbers, lacks }: Compared, gate: Gate): Finding[] {
  const { id, path: file, review, spotOf, covers } = one;
  const at = (path: string) => ({ path, review: id, file, ...spotOf(path) });
  const found: Finding[] = [];
  const incomplete = (path: string, message: string, hint: Hint) =>
    found.push(finding('incomplete-review', { ...at(path), message, hint }));
  if (review.id !== id) {
    incomplete(
      'id',
      `The file is called ${id}, and the review in it ${review.id === undefined ? 'has no id' : `calls itself ${review.id}`}.`,
      `Write "id: ${id}" in ${file}, or give the file back its name.`,
    );
  }
  if (review.status === 'closed') {
    incomplete('status', `${id} is closed, so it covers no change.`, [
      'Write a new review:',
      command('cx-review', 'new', '--base', gate.baseName),
    ]);
  }
  if (review.author === undefined || !Object.hasOwn(gate.config.people ?? {}, review.author)) {
    incomplete(
      'author',
      `${id} names ${review.author === undefined ? 'no author' : `the author "${review.author}", whom the config of the base does not know`}.`,
      ['Name a person of the config:', command('cx-review', 'edit', id, '--section', 'start')],
    );
  }
  const files = covers.map(({ change }) => change);
  const cover = command('cx-review', 'cover', id, '--base', gate.baseName);
  for (const { path, message } of numbers.disagreements) {
    found.push(
      finding('numbers-disagree', {
        ...at('policy.changes'),
        message: `${path}: ${message}.`,
        hint: [cover],
      }),
    );
  }
  for (const unread of numbers.unread) {
    found.push(finding('numbers-disagree', { ...at('policy.changes'), ...sayUnread(id, unread, gate) }));
  }
  if (numbers.beyond > 0) {
    found.push(
      finding('numbers-disagree', {
        ...at('policy.changes'),
        severity: 'warning',
        message: `${numbers.beyond} more values change than a review lists, and nobody has compared them or looked at what they do.`,
        hint: [
          'Look at them by eye:',
          diffOf(
            files.map(({ path }) => path),
            gate,
          ),
        ],
      }),
    );
  }
  if (lacks.length > 0) {
    const missing = lacks.filter(({ rule }) => rule === unansweredRule);
    const wrong = lacks.filter(({ rule }) => rule !== unansweredRule);
    incomplete(
      (wrong[0] ?? missing[0])?.path ?? '',
      [
        `${id} is not complete at depth ${review.depth ?? 'unknown'}.`,
        ...(wrong.length === 0 ? [] : [listFirst(wrong, 3)]),
        ...(missing.length === 0 ? [] : [listFirst(missing, 1)]),
      ].join(' '),
      [command('cx-review', missing.length > 0 ? 'resume' : 'check', id)],
    );
  }
  return found;
}

/** What cannot be looked at is an error where it could be before, or where the review says something of it. */
function sayUnread(
  id: string,
  { path, why, isLost, isClaimed }: Comparison['unread'][number],
  gate: Gate,
): Pick<Finding, 'severity' | 'message' | 'hint'> {
  const cover = command('cx-review', 'cover', id, '--base', gate.baseName);
  if (isLost) {
    return {
      severity: 'error',
      message: `The values of ${path} could be read before this change, and nobody can compare them now: ${why}.`,
      hint: ['Write the file so that it can be read, and cover it:', cover],
    };
  }
  return isClaimed
    ? {
        severity: 'error',
        message: `${id} states values of ${path}, and nobody can compare them with the file: ${why}.`,
        hint: ['Make the file readable, or state no values:', cover],
      }
    : {
        severity: 'info',
        message: `Nobody has compared the values of ${path} with the review: ${why}.`,
        hint: ['Compare them by eye:', diffOf([path], gate)],
      };
}

/** Shows how some files differ from the base. */
const diffOf = (paths: readonly string[], { baseName }: Gate) =>
  command('git', 'diff', baseName, '--', ...paths);

const unansweredRule = 'unanswered-question';

/** The first few sentences of what is missing or wrong, and how many there are beyond those. */
function listFirst(lacks: readonly Lack[], most: number): string {
  const said = lacks.slice(0, most).map(({ rule, message }) => `${message} [${rule}]`);
  return `${said.join(' ')}${lacks.length > most ? ` And ${lacks.length - most} more like that.` : ''}`;
}

/** Where no role has to approve, nothing else would keep a review of the base from being used once more. */
function usedFindings(one: ReviewCase, { filled, gaps }: ApprovalJudgement, gate: Gate): Finding[] {
  const { id, path: file, review, before } = one;
  if (before === undefined || filled.length > 0 || decisionDigest(before) !== decisionDigest(review))
    return [];
  // Where somebody has to approve, what is missing is said of that.
  if (gaps.length > 0) return [];
  return [
    finding('uncovered-policy-change', {
      review: id,
      file,
      message: `${id} is on ${gate.baseName} already, as it is here: it was for an earlier change.`,
      hint: [command('cx-review', 'new', '--base', gate.baseName)],
    }),
  ];
}

function verdictFindings(
  one: ReviewCase,
  { against }: ApprovalJudgement,
  policies: readonly GovernedPolicy[],
  gate: Gate,
): Finding[] {
  const { id, path: file, review, spotOf } = one;
  const { verdict } = review;
  const { level } = findRequirement(policies, gate.config, review.depth);
  const at = (path: string) => ({ path, review: id, file, ...spotOf(path) });
  const editVerdict = command('cx-review', 'edit', id, '--section', 'leadership');
  const found: Finding[] = [];
  if (verdict?.decision !== 'go') {
    found.push(
      finding('verdict-not-go', {
        ...at('verdict'),
        message:
          verdict?.decision === undefined
            ? `Nobody has decided on ${id} yet.`
            : `The verdict of ${id} is ${verdict.decision}, not go.`,
        hint:
          verdict?.decision === undefined
            ? [command('cx-review', 'resume', id)]
            : ['Take the change back, or decide again:', editVerdict],
      }),
    );
  }
  for (const no of against) {
    const { person = '', role, decision, date, note } = no;
    const since = isVoided(no, review)
      ? ' The review was changed since; that stays a no until they say yes themselves.'
      : '';
    const name = nameOf(person, gate.config.people) ?? person;
    const when = `on ${date ?? 'an unknown day'}${note === undefined ? '' : `: "${note}"`}`;
    found.push(
      finding('verdict-not-go', {
        ...at('approvals'),
        message:
          decision === 'withdraw'
            ? `${name} took ${id} back as ${role} ${when}.${since}`
            : `${name} said no to ${id} as ${role} ${when}.${since}`,
        hint: [
          'Settle it with them; then they say so themselves:',
          approveCommand(id, role ?? '', level, gate.baseName),
        ],
      }),
    );
  }
  const expires = verdict?.expires;
  if (expires !== undefined && expires <= findLastDayToWarn(gate.today)) {
    const isPast = expires < gate.today;
    found.push(
      finding('review-expired', {
        ...at('verdict.expires'),
        severity: isPast ? 'error' : 'warning',
        message: `The verdict of ${id} ${isPast ? 'ran out' : 'runs out'} on ${expires}: ${listOwners(policies, review, gate.config)} has to decide again, with a later date.`,
        hint: [editVerdict],
      }),
    );
  }
  return found;
}

/** Who committed it cannot be told where history was cut off, and whoever is named as its author is all there is. */
function unseenMakers(one: ReviewCase, { makers, requirement }: ApprovalRules): Finding[] {
  if (!makers.areMore || requirement.roles.length === 0) return [];
  return [
    finding('self-approval', {
      review: one.id,
      file: one.path,
      severity: 'info',
      message: `History was cut off, so nobody has looked at who committed this: whoever ${one.id} names as its author is all there is.`,
      hint: 'In CI, check out with fetch-depth: 0, and it is looked at.',
    }),
  ];
}

/** A light review takes a second person who finds the screening answers right. */
function confirmationFindings(one: ReviewCase, policies: readonly GovernedPolicy[], gate: Gate): Finding[] {
  const { depth, screening } = one.review;
  const person = screening?.confirmedBy;
  if (person === undefined || depth !== 'light' || person === screening?.lowered?.approver) return [];
  const name = nameOf(person, gate.config.people) ?? person;
  return askConsent(
    one,
    {
      person,
      at: 'screening.confirmedBy',
      message: `${one.id} is light, and names ${name} as who finds its screening answers right; ${name} has not approved it.`,
      instead: 'name somebody else who has',
      section: 'leadership',
    },
    policies,
    gate,
  );
}

/** Less depth takes a second person who agrees. */
function consentFindings(one: ReviewCase, policies: readonly GovernedPolicy[], gate: Gate): Finding[] {
  const person = one.review.screening?.lowered?.approver;
  if (person === undefined) return [];
  const name = nameOf(person, gate.config.people) ?? person;
  return askConsent(
    one,
    {
      person,
      at: 'screening.lowered.approver',
      message: `${one.id} has less depth than its answers ask for, and names ${name} as the second person who agrees; ${name} has not approved it.`,
      instead: 'answer the rest',
      section: 'screening',
    },
    policies,
    gate,
  );
}

/** An exception is a decision of whoever it names, and not of whoever writes the name. */
function exceptionFindings(
  one: ReviewCase,
  { excepted }: Pick<Completeness, 'excepted'>,
  policies: readonly GovernedPolicy[],
  gate: Gate,
): Finding[] {
  const used = new Map(excepted.map(({ exception }) => [exception.id, exception]));
  return [...used.values()].flatMap(({ id: exception, rule = '', by: person = '' }) => {
    const name = nameOf(person, gate.config.people) ?? person;
    return askConsent(
      one,
      {
        person,
        at: `exceptions.${exception}`,
        message: `${one.id} takes an exception from ${rule}, and says that ${name} decided so; ${name} has not approved it.`,
        instead: 'mend what the rule finds',
        section: 'leadership',
      },
      policies,
      gate,
    );
  });
}

/** What somebody is said to have agreed to. */
interface Consent {
  readonly person: string;
  readonly at: string;
  readonly message: string;
  /** What to do where they can approve nothing, and in which section. */
  readonly instead: string;
  readonly section: string;
}

/** Whoever is named as agreeing has to say so by an approval of their own, in whichever role they have. */
function askConsent(
  one: ReviewCase,
  { person, at, message, instead, section }: Consent,
  policies: readonly GovernedPolicy[],
  gate: Gate,
): Finding[] {
  const { id, path: file, review, spotOf } = one;
  const rules = approvalRules(one, policies, gate);
  const people = gate.config.people ?? {};
  const roles = (Object.hasOwn(people, person) ? people[person]?.roles : undefined) ?? [];
  const own = (review.approvals ?? []).filter((approval) => approval.person === person);
  const asAny = { ...rules, requirement: { ...rules.requirement, roles } };
  if (judgeApprovals(own, asAny).filled.length > 0) return [];
  const name = nameOf(person, people) ?? person;
  const [role] = rules.requirement.roles.filter((wanted) => roles.includes(wanted)).concat(roles);
  return [
    finding('missing-approval', {
      path: at,
      review: id,
      file,
      ...spotOf(at),
      message,
      hint:
        role === undefined
          ? [
              `The config of the base gives ${name} no role to approve in. Name somebody who has one, or ${instead}:`,
              command('cx-review', 'edit', id, '--section', section),
            ]
          : [`${name} can:`, approveCommand(id, role, rules.requirement.level, gate.baseName)],
    }),
  ];
}

/** A finding for each role that nobody fills, named after what comes nearest to filling it. */
export function gapFindings(
  one: Pick<ReviewCase, 'id' | 'path' | 'review' | 'before' | 'spotOf' | 'covers'>,
  { gaps, filled, against }: ApprovalJudgement,
  policies: readonly GovernedPolicy[],
  gate: Gate,
): Finding[] {
  if (gaps.length === 0) return [];
  const { id, path: file, review, spotOf } = one;
  const { level } = findRequirement(policies, gate.config, review.depth);
  const rules = approvalRules(one, policies, gate);
  const settings = gate.configDigest === 'none' ? undefined : fileAt(gate.base, configFile);
  const present = { path: file, review, config: settings };
  const holders = (role: string) =>
    Object.entries(gate.config.people ?? {}).flatMap(([key, person]) =>
      mayApprove({ name: key, person, role }, rules, filled) ? [key] : [],
    );
  return gaps.flatMap(({ role, discounted }) => {
    const nearest = discounted.at(-1);
    const reasons = discounted.map(({ approval, why, fault }) => {
      const since = fault === 'voided' ? whatChangedSince(approval, present, gate) : '';
      return ` ${nameOf(approval.person, gate.config.people) ?? 'Somebody'} did on ${approval.date ?? 'an unknown day'}, and it does not count: ${why}.${since}`;
    });
    const opposed = against.filter((no) => no.role === role).map(({ person }) => person);
    const able = holders(role).filter((key) => !opposed.includes(key));
    // Whoever could approve has said no, of which enough is said.
    if (able.length === 0 && opposed.length > 0) return [];
    const row = nearest === undefined ? 'approvals' : `approvals.${nearest.approval.id}`;
    return finding(nearest === undefined ? 'missing-approval' : ruleOfFault[nearest.fault], {
      path: row,
      review: id,
      file,
      ...spotOf(row),
      message:
        role === authorRole
          ? `${nameOf(review.author, gate.config.people) ?? 'Whoever wrote it'}, whom ${id} names as its author, has not signed that, so anybody can have written it.${reasons.join('')}`
          : `Nobody has approved ${id} as ${role}${level === 'signed' ? ', signed' : ''} (policy ${listedInPart(policies.map((policy) => policy.id))}).${reasons.join('')}`,
      hint:
        able.length === 0
          ? [
              `Nobody else has the role ${role} in the config of the base. Giving it to somebody takes a review of the gate:`,
              command('cx-review', 'new', '--situation', gateSituation),
            ]
          : [
              `${listedInPart(able.map((key) => nameOf(key, gate.config.people) ?? key))} can:`,
              approveCommand(id, role, level, gate.baseName),
            ],
    });
  });
}
