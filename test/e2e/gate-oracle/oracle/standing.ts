import type { Ground } from './ground.ts';
import type { Approval, FileRow, Person, Review, Waiver } from './model.ts';
import type { Governing } from './policies.ts';
import { rowsOf } from './reading.ts';
import { canonical, digestOfData } from './side.ts';
import { isGivenTo, signerOf } from './signatures.ts';

export const dayAfter = (date: string, days = 1): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const decisionOf = ({ status: _status, approvals: _approvals, followUps: _followUps, ...rest }: Review) =>
  rest;
export const decisionDigest = (review: Review): string => digestOfData(decisionOf(review));

const promiseOf = ({ approvals: _approvals, review: _review, ...rest }: Waiver) => rest;
export const waiverDigest = (waiver: Waiver): string => digestOfData(promiseOf(waiver));

export function governedDigest(rows: readonly FileRow[]): string {
  const plain = rows.map(({ path = '', before = 'none', after = 'none' }) => ({ path, before, after }));
  return digestOfData(plain.sort((a, b) => (a.path < b.path ? -1 : 1)));
}

/** The digests that an approval has to carry. */
export interface Bound {
  readonly digest: string;
  readonly files: string;
}

/** Those of a review. */
export const boundOf = (review: Review): Bound => ({
  digest: decisionDigest(review),
  files: governedDigest(rowsOf(review)),
});

/** Those of a waiver. */
export const boundOfWaiver = (waiver: Waiver): Bound => ({
  digest: waiverDigest(waiver),
  files: governedDigest(waiver.files ?? []),
});

/** What two approvals have in common if one is the other, used again. */
export const wordOf = ({
  person,
  role,
  decision,
  date,
  digest,
  files,
  config,
  repository,
}: Approval): string =>
  JSON.stringify([person, role, decision, date, digest, files, config ?? 'none', repository]);

export const wordsIn = (record: { approvals?: Approval[] } | undefined): Set<string> =>
  new Set((record?.approvals ?? []).map(wordOf));

/** Whether somebody approved it, so that it is kept. */
export const isRecord = (record: { approvals?: Approval[] } | undefined): boolean =>
  (record?.approvals ?? []).some(({ decision }) => decision === 'approve');

/** Whether somebody said yes or no to it, so that what they said is kept. */
export const isDecidedOn = (record: { approvals?: Approval[] } | undefined): boolean =>
  (record?.approvals ?? []).some(({ decision }) => decision !== undefined);

/** What a signature has to be of. */
export function statementOf(approval: Approval, subject: string): string {
  const { person, role, decision, date, digest, files, config = 'none', repository } = approval;
  const where = repository === undefined ? {} : { repository };
  const said = { person, role, decision, date, digest, files, config, ...where };
  return canonical({ type: 'cx-review-approval/1', review: subject, ...said });
}

/** The mailbox of an address: the same in capitals, with a tag behind a plus, or with the dots that Gmail ignores. */
export function folded(email: string | undefined): string | undefined {
  const [, name, host] =
    /^(.[^+]*)(?:\+.*)?@([^@]*)$/s.exec(email?.normalize('NFKC').toLowerCase() ?? '') ?? [];
  if (name === undefined || host === undefined) return email;
  return ['gmail.com', 'googlemail.com'].includes(host)
    ? `${name.split('.').join('')}@gmail.com`
    : `${name}@${host}`;
}

/** All that approvals are judged by. */
export interface Terms {
  /** What the approvals are of: the id of a review, or `waivers/ID`. */
  readonly subject: string;
  readonly bound: Bound;
  readonly roles: readonly string[];
  /** Whether only signatures count. */
  readonly isSigned: boolean;
  readonly author: string | undefined;
  /** Whether nobody else is there who could. */
  readonly isAlone: boolean;
  /** Whether this is about a change of now; else it is about one that was judged in full long ago. */
  readonly isNow: boolean;
  readonly spent: ReadonlySet<string>;
  readonly changedBy: readonly string[];
}

export interface Standing {
  readonly isFilled: boolean;
  readonly isRejected: boolean;
  readonly counted: number;
}

/** Whether nobody but the author is there to approve a change of the gate. */
export const isAlone = ({ config }: Ground, policies: readonly Governing[]): boolean =>
  Object.keys(config.people ?? {}).length === 1 && policies.every(({ isGate }) => isGate);

/** Whether a person can be found for every role, nobody twice, by trying every way. */
function canFill(
  roles: readonly string[],
  able: readonly { readonly role: string; readonly who: number }[],
): boolean {
  const [role, ...rest] = roles;
  if (role === undefined) return true;
  return able.some(
    (one) =>
      one.role === role &&
      canFill(
        rest,
        able.filter(({ who }) => who !== one.who),
      ),
  );
}

/** Numbers of people, given what is known of each: who has something in common with another is the same. */
function peopleBehind(traces: readonly (readonly string[])[]): number[] {
  const numbers = traces.map((_, at) => at);
  for (let changed = true; changed; ) {
    changed = false;
    traces.forEach((own, at) => {
      traces.forEach((others, other) => {
        const [a = at, b = other] = [numbers[at], numbers[other]];
        if (a <= b || !own.some((trace) => others.includes(trace))) return;
        numbers[at] = b;
        changed = true;
      });
    });
  }
  return numbers;
}

/** Words of one person in one role, the last first: by date, and on one day by where they stand. */
function latestFirst(words: readonly Approval[], isOfThis: (one: Approval) => boolean): Approval[] {
  // On one day a yes to something else lifts no no.
  const isIdle = (one: Approval): number => Number(one.decision === 'approve' && !isOfThis(one));
  const dayOf = ({ date, decision }: Approval): string =>
    date ?? (decision === 'approve' ? '0000-00-00' : '9999-99-99');
  return [...words]
    .reverse()
    .sort((a, b) => (dayOf(a) < dayOf(b) ? 1 : dayOf(a) > dayOf(b) ? -1 : isIdle(a) - isIdle(b)));
}

export function standingOf(approvals: readonly Approval[], terms: Terms, ground: Ground): Standing {
  const { config, configDigest, proofs, today } = ground;
  const { subject, bound, roles, isSigned, author, isNow, spent, changedBy } = terms;
  const people = config.people ?? {};
  const personOf = ({ person = '' }: Approval): Person | undefined => people[person];
  const hasRole = (one: Approval): boolean =>
    one.role === 'author'
      ? one.person === author && personOf(one) !== undefined
      : (personOf(one)?.roles ?? []).includes(one.role ?? '');
  // What was approved before there was an id names none.
  const isOfRepository = ({ repository }: Approval): boolean =>
    repository === config.id || (!isNow && repository === undefined);
  const isOfThis = (one: Approval): boolean =>
    one.digest === bound.digest &&
    one.files === bound.files &&
    (!isNow || (one.config ?? 'none') === configDigest) &&
    isOfRepository(one);
  const authors = [people[author ?? '']?.email, ...changedBy].flatMap((email) => email ?? []);
  /** By name, by address, or because one of those who wrote it has the key as well. */
  const isAuthor = (one: Approval, traces: readonly string[]): boolean =>
    one.person === author ||
    authors.some((email) => folded(email) === folded(personOf(one)?.email)) ||
    traces.some((trace) => {
      const key = /^key (.*)/.exec(trace)?.[1];
      return key !== undefined && authors.some((email) => isGivenTo(key, email, proofs, folded));
    });
  const begun = /^\d{4}-\d{2}-\d{2}/.exec(subject.replace('waivers/', ''))?.[0] ?? '';
  /** What tells the person of an approval from others; undefined where it proves nothing. */
  const tracesOf = (one: Approval): string[] | undefined => {
    const { person = '', date, level, signature = '' } = one;
    if (!hasRole(one)) return undefined;
    if (date === undefined || date > dayAfter(today) || date < begun) return undefined;
    const email = personOf(one)?.email ?? '';
    const traces = [`person ${person}`, `email ${folded(email)}`];
    if (level !== 'signed') return isSigned ? undefined : traces;
    const key = signerOf(statementOf(one, subject), signature, email, isNow ? [date, today] : [date], proofs);
    if (key === undefined) return undefined;
    // Whoever else has the key may be who signed.
    const sharers = Object.values(people).flatMap((other) =>
      other.email !== undefined && isGivenTo(key, other.email, proofs, folded) ? [other.email] : [],
    );
    return [...traces, `key ${key}`, ...sharers.map((address) => `email ${folded(address)}`)];
  };

  const ofEach = new Map<string, Approval[]>();
  for (const one of approvals) {
    const key = JSON.stringify([one.person, one.role]);
    ofEach.set(key, [...(ofEach.get(key) ?? []), one]);
  }
  const able: { role: string; traces: readonly string[] }[] = [];
  let isRejected = false;
  for (const own of ofEach.values()) {
    const words = latestFirst(own, isOfThis);
    const no = words.findIndex((one) => ['reject', 'withdraw'].includes(one.decision ?? '') && hasRole(one));
    // A yes that proves nothing takes back nothing.
    const since = (no === -1 ? words : words.slice(0, no)).flatMap((one) => {
      const isYes = one.decision === 'approve' && one.digest !== undefined && one.files !== undefined;
      const traces = isYes ? tracesOf(one) : undefined;
      return traces === undefined ? [] : [{ one, role: one.role ?? '', traces }];
    });
    isRejected ||= no !== -1 && since.length === 0;
    // A yes of the author or of long ago fills no role, although it has taken back their own no.
    const counts = since.find(
      ({ one, traces }) =>
        isOfThis(one) &&
        !spent.has(wordOf(one)) &&
        (terms.isAlone || one.role === 'author' || !isAuthor(one, traces)),
    );
    if (counts !== undefined) able.push(counts);
  }
  const numbers = peopleBehind(able.map(({ traces }) => traces));
  return {
    isFilled: canFill(
      roles,
      able.map(({ role }, at) => ({ role, who: numbers[at] ?? at })),
    ),
    isRejected,
    counted: able.filter(({ role }) => roles.includes(role)).length,
  };
}
