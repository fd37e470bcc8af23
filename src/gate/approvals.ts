import { approvalStatement, groupByPerson, isNo, latestFirst } from '../domain/approval.ts';
import type { Person } from '../domain/config.ts';
import type { Approval } from '../domain/review.ts';
import type { Digest } from '../lib/digest.ts';
import { hasRole, isAuthor, isSamePerson, type PersonRules, peopleBehind } from './persons.ts';
import { authorRole, type Level, type Requirement } from './policies.ts';

/** What became of checking a signature; `key` is the fingerprint of the key that made it. */
type Verification =
  | { readonly ok: true; readonly key: string }
  | { readonly ok: false; readonly why: string };

/** A signature to be checked. */
interface SignedStatement {
  readonly statement: string;
  readonly signature: string;
  /** E-mail address of the person, as the base's config has it. */
  readonly principal: string;
  /** Days on which the key has to have been good. */
  readonly days: readonly string[];
}

export type Verify = (signed: SignedStatement) => Verification;

/** What an approval has to be of, to count. */
interface Bound {
  /** Id of the review, or `waivers/ID`. */
  readonly subject: string;
  readonly digest: Digest;
  readonly files: Digest;
  /** Id of this repository by the config in force, which others may have word for word; undefined where it has none. */
  readonly repository: string | undefined;
  /** Digest of the base's config; undefined where it is not asked for, because the approval is of the past. */
  readonly config: Digest | 'none' | undefined;
}

export interface ApprovalRules extends PersonRules {
  readonly requirement: Requirement;
  readonly bound: Bound;
  /** The only person of the config may approve their own change of the gate: there is nobody else. */
  readonly allowAuthor: boolean;
  /** Statements of approvals that are on the base already, and so were given for an earlier change. */
  readonly spent: ReadonlySet<string>;
  /** First day on which an approval can have been given. */
  readonly from: string | undefined;
  /** Last day on which an approval can have been given: today, and one more for time zones ahead of ours. */
  readonly until: string;
  /**
   * A day on which a key has to be good besides the day of the approval, whose date its author chose: else
   * a key that has run out could sign for ever, in the past. Undefined for what was accepted long ago.
   */
  readonly today: string | undefined;
  readonly verify: Verify;
}

/** An approval that counts. */
export interface Counted {
  readonly approval: Approval;
  readonly person: Person;
  /** Of the person, in the config. */
  readonly name: string;
  /** Of the key that it is signed with. */
  readonly fingerprint: string | undefined;
  readonly role: string;
  readonly level: Level;
}

/** Why an approval does not count. */
type Fault = 'voided' | 'replayed' | 'own' | 'unproven' | 'unfit';

interface Discounted {
  readonly approval: Approval;
  readonly fault: Fault;
  /** A clause: "the review changed since". */
  readonly why: string;
}

/** A required role that nobody fills. */
export interface Gap {
  readonly role: string;
  /** Approvals given in that role that do not count. */
  readonly discounted: readonly Discounted[];
}

export interface ApprovalJudgement {
  readonly filled: readonly Counted[];
  readonly gaps: readonly Gap[];
  /** Those whose last word is no. */
  readonly against: readonly Approval[];
}

/** What an approval says, without what no signature covers: its row's id, its note, its claimed level. */
export function statementOf(approval: Omit<Approval, 'id'>, subject: string): string {
  const { person = '', role = '', decision, date = '', digest, files } = approval;
  // Fields that are missing cannot match anything, so any stand-in will do.
  return approvalStatement(
    {
      ...approval,
      person,
      role,
      date,
      decision: decision ?? ('none' as 'approve'),
      digest: digest ?? 'none',
      files: files ?? 'none',
    },
    subject,
  );
}

/**
 * Which of the required roles are filled by approvals that count, each by a person of their own.
 *
 * An approval counts if it is of exactly this content, new, dated within reason, from a person of the
 * base's config in a role they have there, not from the author, and as well proven as is required. The
 * same address or the same key is the same person. A signature that is claimed is checked at every level.
 */
export function judgeApprovals(approvals: readonly Approval[], rules: ApprovalRules): ApprovalJudgement {
  const words = groupByPerson(approvals).map((own) => wordThatCounts(own, rules));
  const counted = words.flatMap(({ counted: one }) => one ?? []);
  const { filled, unfilled, spare } = assign(rules.requirement.roles, counted, peopleBehind(counted, rules));
  const discounted = words.flatMap((word) => word.discounted);
  return {
    filled: filled.map(({ counted: one }) => one),
    gaps: unfilled.map((role) => ({
      role,
      discounted: [
        ...discounted.filter(({ approval }) => approval.role === role),
        ...spare
          .filter((one) => one.role === role)
          .map(
            ({ approval }): Discounted => ({
              approval,
              fault: 'unfit',
              why: 'the same person, address or key fills another role already',
            }),
          ),
      ],
    })),
    against: words.flatMap(({ against }) => against ?? []),
  };
}

/** Why the approval is not of this content; undefined where it is. */
function whyVoid(approval: Approval, bound: Bound): string | undefined {
  const { digest, files, config } = bound;
  const elsewhere = whyElsewhere(approval, bound);
  if (elsewhere !== undefined) return elsewhere;
  if (approval.digest !== digest) return 'what it approved has changed since';
  if (approval.files !== files) return 'the files that it approved have changed since';
  if (config !== undefined && (approval.config ?? 'none') !== config) {
    return 'it was given under other settings of cx-reviews/config.yaml';
  }
  return undefined;
}

/** Why the approval is not of this repository. Of the past, one may be older than the id. */
function whyElsewhere({ repository: given }: Approval, { repository, config }: Bound): string | undefined {
  if (given === repository || (given === undefined && config === undefined)) return undefined;
  if (given === undefined) return `it does not say that it was given in this repository, ${repository}`;
  const own = repository === undefined ? 'has no id' : `is ${repository}`;
  return `it was given in the repository ${given}, and this ${own}`;
}

interface Word {
  readonly counted?: Counted;
  readonly against?: Approval;
  readonly discounted: readonly Discounted[];
}

/**
 * The last word of a person that counts. A no is lifted by a later yes alone that is theirs, to whatever it was given:
 * no edit lifts it, nor a yes that proves nothing. A yes that lifts may still fill no role: because it was to
 * something else, because they are an author, or because it was used before.
 * @param own all that they said in a role, in the order in which it stands
 */
function wordThatCounts(own: readonly Approval[], rules: ApprovalRules): Word {
  const isOfThis = (approval: Approval) => whyVoid(approval, rules.bound) === undefined;
  const words = latestFirst(own, isOfThis);
  const no = words.findIndex((word) => isAgainst(word, rules));
  const since = (no === -1 ? words : words.slice(0, no)).filter(({ decision }) => decision === 'approve');
  // What was said of something else is shown where nothing was said of this.
  const ofThis = since.filter(isOfThis);
  const discounted: Discounted[] = [];
  for (const approval of ofThis.length > 0 ? ofThis : since.slice(0, 1)) {
    const outcome = buildOutcome(approval, rules);
    if ('name' in outcome) return { counted: outcome, discounted: [] };
    discounted.push(outcome);
  }
  const against = words[no];
  return against === undefined || since.some((yes) => isTheirs(yes, rules))
    ? { discounted }
    : { against, discounted };
}

/** Whether a yes is proven to be of the person, whatever it is to, whoever wrote that, and whether it was used before. */
function isTheirs(approval: Approval, rules: ApprovalRules): boolean {
  const { digest, files } = approval;
  if (digest === undefined || files === undefined) return false;
  const bound = {
    subject: rules.bound.subject,
    ...{ digest: digest as Digest, files: files as Digest, config: undefined },
    repository: rules.bound.repository,
  };
  return 'name' in buildOutcome(approval, { ...rules, bound, spent: new Set(), allowAuthor: true });
}

function findPerson(approval: Approval, people: PersonRules['people']): Person | undefined {
  const { person } = approval;
  return person !== undefined && Object.hasOwn(people, person) ? people[person] : undefined;
}

/** A no counts from everybody whom the config lets approve in that role, proven or not, and whatever was edited since. */
function isAgainst(approval: Approval, { people, author }: ApprovalRules): boolean {
  const { role = '', person: name = '' } = approval;
  const person = findPerson(approval, people);
  return isNo(approval) && person !== undefined && hasRole({ name, person, role }, author);
}

/** Whether a yes counts. */
function buildOutcome(approval: Approval, rules: ApprovalRules): Counted | Discounted {
  const { requirement, bound, people } = rules;
  const { role = '', person: name = '', date } = approval;
  const no = (fault: Fault, why: string): Discounted => ({ approval, fault, why });
  const voided = whyVoid(approval, bound);
  if (voided !== undefined) return no('voided', voided);
  if (rules.spent.has(statementOf(approval, bound.subject))) {
    return no('replayed', 'it was given for an earlier change, and is on the base already');
  }
  const person = findPerson(approval, people);
  if (person === undefined) return no('unfit', `the config of the base knows no person "${name}"`);
  if (!hasRole({ name, person, role }, rules.author)) {
    const why =
      role === authorRole
        ? 'only whoever is named as the author signs as author'
        : `the config of the base does not give ${name} the role ${role}`;
    return no('unfit', why);
  }
  if (date === undefined) return no('unfit', 'it has no date');
  if (date > rules.until) return no('unfit', `its date, ${date}, is in the future`);
  if (rules.from !== undefined && date < rules.from) {
    return no('unfit', `its date, ${date}, is before the review was begun (${rules.from})`);
  }
  // An author says that they wrote it, which is no approval of theirs: no other role is filled by it.
  const isOwn = (fingerprint?: string) =>
    role !== authorRole && !rules.allowAuthor && isAuthor({ name, person, fingerprint }, rules);
  if (isOwn()) return no('own', 'nobody approves what they wrote, changed or committed themselves');
  if (approval.level !== 'signed') {
    if (requirement.level === 'signed') return no('unproven', 'it is not signed, and has to be');
    return { approval, person, name, fingerprint: undefined, role, level: 'recorded' };
  }
  const { email } = person;
  if (approval.signature === undefined)
    return no('unproven', 'it says that it is signed and has no signature');
  if (email === undefined) return no('unproven', `the config of the base has no email for ${name}`);
  const statement = statementOf(approval, bound.subject);
  const days = rules.today === undefined || rules.today === date ? [date] : [date, rules.today];
  const verification = rules.verify({ statement, signature: approval.signature, principal: email, days });
  if (!verification.ok) return no('unproven', verification.why);
  const { key: fingerprint } = verification;
  if (isOwn(fingerprint))
    return no('own', 'it is signed with a key of whoever wrote, changed or committed this');
  return { approval, person, name, fingerprint, role, level: 'signed' };
}

/** Whether a person who approves now can fill a role that is still open. */
export function mayApprove(
  who: { readonly name: string; readonly person: Person; readonly role: string },
  rules: PersonRules & Pick<ApprovalRules, 'allowAuthor'>,
  filled: readonly Pick<Counted, 'name' | 'person'>[],
): boolean {
  if (!hasRole(who, rules.author) || filled.some((one) => isSamePerson(one, who))) return false;
  return who.role === authorRole || rules.allowAuthor || !isAuthor(who, rules);
}

/** Fills as many roles as can be filled, one person for each (augmenting paths). */
function assign(
  roles: readonly string[],
  counted: readonly Counted[],
  behind: ReadonlyMap<Counted, number>,
): {
  readonly filled: readonly { readonly role: string; readonly counted: Counted }[];
  readonly unfilled: readonly string[];
  readonly spare: readonly Counted[];
} {
  const slotOf = new Map<number, { readonly slot: number; readonly counted: Counted }>();
  const fill = (slot: number, seen: Set<number>): boolean => {
    for (const one of counted) {
      const person = behind.get(one) ?? -1;
      if (one.role !== roles[slot] || seen.has(person)) continue;
      seen.add(person);
      const taken = slotOf.get(person);
      if (taken !== undefined && !fill(taken.slot, seen)) continue;
      slotOf.set(person, { slot, counted: one });
      return true;
    }
    return false;
  };
  const unfilled = roles.filter((_, slot) => !fill(slot, new Set()));
  const filled = [...slotOf.values()]
    .sort((a, b) => a.slot - b.slot)
    .map(({ slot, counted: one }) => ({ role: roles[slot] ?? '', counted: one }));
  const used = new Set(filled.map(({ counted: one }) => one));
  return { filled, unfilled, spare: counted.filter((one) => !used.has(one)) };
}
