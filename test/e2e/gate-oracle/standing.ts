import type { Approval, Config, FileRow, Person, Review } from './model.ts';
import { type Governing, rowsOf } from './reading.ts';
import { digestOfData } from './side.ts';

const dayAfter = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

const decisionOf = ({ status: _status, approvals: _approvals, followUps: _followUps, ...rest }: Review) =>
  rest;
export const decisionDigest = (review: Review): string => digestOfData(decisionOf(review));

export function governedDigest(rows: readonly FileRow[]): string {
  const plain = rows.map(({ path = '', before = 'none', after = 'none' }) => ({ path, before, after }));
  return digestOfData(plain.sort((a, b) => (a.path < b.path ? -1 : 1)));
}

/** The digests that an approval of a review has to carry. */
export const boundOf = (review: Review) => ({
  digest: decisionDigest(review),
  files: governedDigest(rowsOf(review)),
});

/** What two approvals have in common if one is the other, used again. */
export const wordOf = ({ person, role, decision, date, digest, files, config }: Approval): string =>
  JSON.stringify([person, role, decision, date, digest, files, config ?? 'none']);

export const wordsIn = (review: Review | undefined): Set<string> =>
  new Set((review?.approvals ?? []).map(wordOf));

export const folded = (email: string | undefined): string | undefined =>
  email?.normalize('NFKC').toLowerCase();
/** Roles that have to be filled, a person each, by the strictest wish of every policy. */
export function rolesFor(policies: readonly Governing[], config: Config, depth: string): string[] {
  const wanted = new Map<string, number>();
  for (const { isGate, policy } of policies) {
    const own = policy.approvals?.[depth] ?? config.approvals?.roles?.[depth] ?? ['owner'];
    const roles = isGate ? ['owner'] : [...own];
    const coSign = policy.frontlineCoSign ?? config.approvals?.frontlineCoSign ?? false;
    if (!isGate && coSign && !roles.includes('frontline')) roles.push('frontline');
    for (const role of new Set(roles)) {
      wanted.set(role, Math.max(wanted.get(role) ?? 0, roles.filter((one) => one === role).length));
    }
  }
  return [...wanted].flatMap(([role, count]) => Array<string>(count).fill(role));
}

function wantsSignatures(policies: readonly Governing[], config: Config): boolean {
  const any = [config.approvals?.level, ...(config.policies ?? []).map(({ level }) => level)];
  return policies.some(({ isGate, policy }) =>
    isGate ? any.includes('signed') : (policy.level ?? config.approvals?.level) === 'signed',
  );
}

/** All that approvals are judged by. */
interface Terms {
  readonly id: string;
  readonly review: Review;
  readonly policies: readonly Governing[];
  readonly config: Config;
  /** Digest of the base's config, or undefined where approvals may be of any. */
  readonly configDigest: string | undefined;
  readonly spent: ReadonlySet<string>;
  readonly changedBy: readonly string[];
  readonly today: string;
}

/** Whether a person can be found for every role, nobody twice, by trying every way. */
function canFill(
  roles: readonly string[],
  able: readonly { role: string; traces: readonly string[] }[],
): boolean {
  const [role, ...rest] = roles;
  if (role === undefined) return true;
  return able.some(
    (one) =>
      one.role === role &&
      canFill(
        rest,
        able.filter((other) => !other.traces.some((trace) => one.traces.includes(trace))),
      ),
  );
}

interface Standing {
  readonly isFilled: boolean;
  readonly isRejected: boolean;
  readonly counted: number;
}

export function standingOf(terms: Terms): Standing {
  const { id, review, policies, config, configDigest, spent, changedBy, today } = terms;
  const people = config.people ?? {};
  const { digest, files } = boundOf(review);
  const isOfThis = (approval: Approval): boolean =>
    approval.digest === digest &&
    approval.files === files &&
    (configDigest === undefined || (approval.config ?? 'none') === configDigest);
  const last = new Map<string, Approval>();
  for (const approval of review.approvals ?? []) {
    const key = JSON.stringify([approval.person, approval.role]);
    const earlier = last.get(key);
    // Words on what is there now are not undone by words on something else.
    if (earlier !== undefined && isOfThis(earlier) && !isOfThis(approval)) continue;
    last.set(key, approval);
  }
  const words = [...last.values()].filter(isOfThis);
  const personOf = ({ person = '' }: Approval): Person | undefined => people[person];
  const hasRole = (approval: Approval): boolean =>
    (personOf(approval)?.roles ?? []).includes(approval.role ?? '');
  const roles = rolesFor(policies, config, review.depth ?? 'full');
  const isAlone = Object.keys(people).length === 1 && policies.every(({ isGate }) => isGate);
  const authors = [people[review.author ?? '']?.email, ...changedBy].map(folded);
  const isAuthor = (approval: Approval): boolean => {
    const email = folded(personOf(approval)?.email);
    return approval.person === review.author || (email !== undefined && authors.includes(email));
  };
  const begun = /^\d{4}-\d{2}-\d{2}/.exec(id)?.[0] ?? '';
  const good = words.filter(
    (approval) =>
      approval.decision === 'approve' &&
      roles.includes(approval.role ?? '') &&
      !spent.has(wordOf(approval)) &&
      hasRole(approval) &&
      approval.date !== undefined &&
      approval.date <= dayAfter(today) &&
      approval.date >= begun &&
      (isAlone || !isAuthor(approval)) &&
      // No signature here is a good one.
      approval.level !== 'signed' &&
      !wantsSignatures(policies, config),
  );
  const able = good.map((approval) => ({
    role: approval.role ?? '',
    traces: [`key ${approval.person}`, `email ${folded(personOf(approval)?.email) ?? approval.person}`],
  }));
  return {
    isFilled: canFill(roles, able),
    isRejected: words.some(
      (approval) => ['reject', 'withdraw'].includes(approval.decision ?? '') && hasRole(approval),
    ),
    counted: good.length,
  };
}
