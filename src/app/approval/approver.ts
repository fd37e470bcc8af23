import type { Config, Person } from '../../domain/config.ts';
import { nameOf } from '../../domain/people.ts';
import type { Approval } from '../../domain/review.ts';
import { mayApprove, statementOf } from '../../gate/approvals.ts';
import { approveCommand } from '../../gate/finding.ts';
import {
  foldedAddress,
  isAuthor,
  isSamePerson,
  type Makers,
  noMakers,
  type PersonRules,
} from '../../gate/persons.ts';
import { authorRole, gateSituation } from '../../gate/policies.ts';
import { command } from '../../lib/command.ts';
import { Failure } from '../../lib/failure.ts';
import type { Hint } from '../../lib/hint.ts';
import { closest } from '../../lib/suggest.ts';
import { listedInPart } from '../../lib/words.ts';
import type { Context } from '../../ports/context.ts';
import { makersIn } from '../range/makers.ts';
import { buildStore } from '../range/side.ts';
import { configInWords, type WorkingRange } from '../range/working.ts';
import {
  approvalsOnBase,
  isOfGateAlone,
  listPaths,
  policiesOfSubject,
  requirementFor,
  type Subject,
} from './subject.ts';

interface Asked {
  readonly role: string;
  /** Key of a person in the config; whoever git says is at work if left out. */
  readonly as: string | undefined;
  readonly decision: 'approve' | 'reject' | 'withdraw';
  readonly base: string | undefined;
}

/** What is to be approved, compared with what, and where it is done. */
export interface ToApprove {
  readonly subject: Subject;
  readonly working: WorkingRange;
  readonly context: Context;
}

/** Somebody whom the config knows, by the key that it has for them. */
interface Known {
  readonly key: string;
  readonly person: Person;
}

/** Who approves, and what to say to them besides. */
export interface Approver {
  readonly key: string;
  readonly name: string;
  readonly email: string | undefined;
  /** Whether this only takes their own no back, as they may not approve what they wrote. */
  readonly onlyLifts: boolean;
  readonly notes: readonly string[];
}

/** Every config has it: who owns the gate. */
const ownerRole = 'owner';

const listPeople = ({ people = {} }: Config) => Object.entries(people);

/** The key of the person of the config who has this address. */
export function personAt(address: string | undefined, config: Config): string | undefined {
  if (address === undefined) return undefined;
  return listPeople(config).find(
    ([, { email = '' }]) => foldedAddress(email) === foldedAddress(address),
  )?.[0];
}

/** `Olga Owner (olga)`, for lists of whom the config knows. */
const knownPeople = (config: Config): string =>
  listedInPart(
    listPeople(config).map(([key, { name = key }]) => `${name} (${key})`),
    8,
  ) || 'nobody';

/** The person, by `--as` or by git, with a word where the two do not agree. */
function whoIsAtWork(
  { as }: Asked,
  working: WorkingRange,
  { git }: Context,
): Known & { readonly notes: readonly string[] } {
  const { config } = working;
  const people = config.people ?? {};
  const address = git.userEmail();
  const atWork = personAt(address, config);
  const key = as ?? atWork;
  const person = key !== undefined && Object.hasOwn(people, key) ? people[key] : undefined;
  if (key !== undefined && person !== undefined) {
    const isOther = atWork !== undefined && atWork !== key;
    const note = `Note: git says you are ${nameOf(atWork, people)}; this is written as ${nameOf(key, people)}.`;
    return { key, person, notes: isOther ? [note] : [] };
  }
  if (as !== undefined) {
    const meant = closest(as, Object.keys(people));
    throw new Failure('misuse', `"${as}" is nobody whom ${configInWords(working)} knows.`, {
      why: meant === undefined ? `it knows ${knownPeople(config)}` : `did you mean ${meant}?`,
      next: 'name yourself as the config does: --as with the short key in front of your name there',
    });
  }
  throw new Failure(
    'misuse',
    address === undefined
      ? 'Git does not say who you are.'
      : `Git says you are ${address}, which is nobody's address in ${configInWords(working)}.`,
    {
      why: `it knows ${knownPeople(config)}`,
      next: [
        'if one of them is you, name yourself with --as, or tell git the address that you have there:',
        command('git', 'config', 'user.email', 'ADDRESS'),
      ],
    },
  );
}

/** Where the config knows one person, nobody else can approve that it comes to know more. */
const isAlone = (subject: Subject, working: WorkingRange): boolean =>
  Object.keys(working.config.people ?? {}).length === 1 && isOfGateAlone(subject, working);

/** Those who changed it, or its files, on this branch, by git. */
function findMakers(subject: Subject, { range }: WorkingRange, git: Context['git']): Makers {
  const paths = listPaths(subject);
  return paths.length === 0 ? noMakers : makersIn(range, buildStore(git), git)(paths, subject.path);
}

/** What tells who wrote it. Keys only count once something is signed. */
const personRules = (
  { author }: Partial<Subject>,
  { config }: WorkingRange,
  makers: Makers,
): PersonRules => ({
  people: config.people ?? {},
  author,
  makers,
  isKeyOf: () => false,
});

/** Those who could still approve it in a role, by name, and what to do if there is nobody. */
export function whoCan(
  role: string,
  besides: readonly Approval[],
  { subject, working, context }: ToApprove,
): readonly string[] {
  const { config } = working;
  const people = config.people ?? {};
  const makers = findMakers(subject, working, context.git);
  const rules = { ...personRules(subject, working, makers), allowAuthor: isAlone(subject, working) };
  const filled = besides.flatMap((approval) => {
    const { person: key } = approval;
    const person = key !== undefined && Object.hasOwn(people, key) ? people[key] : undefined;
    return key === undefined || person === undefined ? [] : [{ name: key, person }];
  });
  return listPeople(config).flatMap(([key, person]) =>
    mayApprove({ name: key, person, role }, rules, filled) ? [nameOf(key, people) ?? key] : [],
  );
}

/** What to do where somebody may not approve: who else can, with the command, or how there comes to be one. */
function letOthers({ role, base }: Asked, besides: readonly Approval[], toApprove: ToApprove): Hint {
  const { subject, working } = toApprove;
  const able = whoCan(role, besides, toApprove);
  const { level } = requirementFor(subject, working);
  return able.length > 0
    ? [`${listedInPart(able)} can:`, approveCommand(subject.name, role, level, base)]
    : [
        `nobody else can; give somebody else the role ${role} first:`,
        command('cx-review', 'new', '--situation', gateSituation),
      ];
}

/** Every role that the config gives to somebody, or asks for. */
function listRoles({ people = {}, policies = [], approvals, waivers }: Config): string[] {
  const asked = [approvals?.roles, ...policies.map((policy) => policy.approvals)].flatMap((byDepth) =>
    Object.values(byDepth ?? {}).flat(),
  );
  const held = Object.values(people).flatMap(({ roles = [] }) => roles);
  return [...new Set([...asked, ...held, ...(waivers?.roles ?? []), ownerRole])];
}

function refuseWithoutRole(asked: Asked, { key, person }: Known, toApprove: ToApprove): void {
  const { subject, working } = toApprove;
  const { role } = asked;
  const { config } = working;
  const isAuthors = role === authorRole && requirementFor(subject, working).roles.includes(authorRole);
  if (isAuthors ? key === subject.author : (person.roles ?? []).includes(role)) return;
  if (isAuthors) {
    throw new Failure('misuse', `${person.name ?? key} is not the author of ${subject.name}.`, {
      why: `it names ${nameOf(subject.author, config.people) ?? 'nobody whom the config knows'}, and only its author signs as author`,
    });
  }
  const roles = listRoles(config);
  if (!roles.includes(role)) {
    const meant = closest(role, roles);
    throw new Failure('misuse', `There is no role "${role}" in ${configInWords(working)}.`, {
      why: meant === undefined ? `the roles are ${roles.join(', ')}` : `did you mean ${meant}?`,
      next:
        meant === undefined
          ? undefined
          : [approveCommand(subject.name, meant, requirementFor(subject, working).level, asked.base)],
    });
  }
  const holders = listPeople(config).flatMap(([one, { name = one, roles: own = [] }]) =>
    own.includes(role) ? [name] : [],
  );
  throw new Failure('misuse', `${person.name ?? key} does not have the role ${role}.`, {
    why: `${configInWords(working)} gives it to ${listedInPart(holders) || 'nobody'}; ${person.name ?? key} has ${listedInPart(person.roles ?? []) || 'no role'}`,
    next: letOthers(asked, [], toApprove),
  });
}

/** Words that hold for this change: given under the config in force, and not on the base already. */
export function wordsForThis(subject: Subject, working: WorkingRange): Approval[] {
  const spent = new Set(
    approvalsOnBase(subject, working).map((approval) => statementOf(approval, subject.name)),
  );
  const { configDigest, config } = working;
  return subject.words.filter(
    (approval) =>
      (approval.config ?? 'none') === configDigest &&
      approval.repository === config.id &&
      !spent.has(statementOf(approval, subject.name)),
  );
}

const standing = (subject: Subject, working: WorkingRange) =>
  wordsForThis(subject, working).filter(({ decision }) => decision === 'approve');

/** One person fills one role: an approval in a second one would count for nothing. */
function refuseSecondRole(asked: Asked, { key, person }: Known, toApprove: ToApprove): void {
  const { subject, working } = toApprove;
  const { role } = asked;
  const required = requirementFor(subject, working).roles;
  const people = working.config.people ?? {};
  const isSame = (other = '') => {
    const known = Object.hasOwn(people, other) ? people[other] : undefined;
    return known !== undefined && isSamePerson({ name: other, person: known }, { name: key, person });
  };
  const given = standing(subject, working).filter((one) => required.includes(one.role ?? ''));
  const other = given.find((one) => isSame(one.person) && one.role !== role);
  if (other === undefined || !required.includes(role)) return;
  const rest = given.filter((one) => !isSame(one.person));
  const own = { ...other, person: key };
  const able = whoCan(role, [...rest, own], toApprove);
  // Whoever is needed here more than there may change over: somebody else fills the other role.
  if (able.length === 0 && whoCan(other.role ?? '', [...rest, own], toApprove).length > 0) return;
  throw new Failure(
    'misuse',
    `${person.name ?? key} has approved this as ${other.role} already, and nobody fills two roles.`,
    { next: letOthers(asked, [...rest, own], toApprove) },
  );
}

/**
 * Who approves, and that they may: in that role, by the config in force, each role by a person of its own,
 * and not what they wrote. Their own no an author may take back.
 * @throws Failure (misuse) that says who else can
 */
export function buildApprover(asked: Asked, toApprove: ToApprove): Approver {
  const { subject, working, context } = toApprove;
  const { role, decision } = asked;
  const { key, person, notes } = whoIsAtWork(asked, working, context);
  refuseWithoutRole(asked, { key, person }, toApprove);
  const name = person.name ?? key;
  const isOneOf = (of: Partial<Subject>, makers: Makers) =>
    isAuthor({ name: key, person }, personRules(of, working, makers));
  const hasWritten = isOneOf(subject, noMakers);
  const hasMade = hasWritten || isOneOf({}, findMakers(subject, working, context.git));
  const saidNo = subject.words.some(
    (word) => word.person === key && word.role === role && word.decision !== 'approve',
  );
  const mayAnyway = isAlone(subject, working);
  const isTheirs = role === authorRole;
  if (decision === 'approve' && hasMade && !mayAnyway && !isTheirs && !saidNo) {
    const did = hasWritten ? 'wrote this' : 'changed or committed this, or its files, here';
    throw new Failure(
      'misuse',
      `${name} ${did}, and nobody approves what they ${hasWritten ? 'wrote' : 'changed'}.`,
      {
        next: letOthers(asked, standing(subject, working), toApprove),
      },
    );
  }
  if (decision === 'approve' && !saidNo) {
    refuseSecondRole(asked, { key, person }, toApprove);
  }
  const { roles } = requirementFor(subject, working);
  const isAsked = roles.includes(role) || policiesOfSubject(subject, working).length === 0;
  return {
    key,
    name,
    email: person.email,
    onlyLifts: decision === 'approve' && hasMade && !mayAnyway && !isTheirs,
    notes: [
      ...notes,
      ...(decision !== 'approve' || isAsked
        ? []
        : [`Note: nobody has to approve this as ${role}. It takes ${listedInPart(roles) || 'no approval'}.`]),
    ],
  };
}
