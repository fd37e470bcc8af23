import type { Config, Person } from '../domain/config.ts';
import { authorRole } from './policies.ts';

/** Services at which an address with dots in front of the @ is the same as without, and the name they go by. */
const dotless: Readonly<Record<string, string>> = { 'gmail.com': 'gmail.com', 'googlemail.com': 'gmail.com' };

/**
 * The address as the mailbox that it leads to: two people who share one are taken for one. Case and ways to write a
 * letter do not matter, nor what stands behind a plus, with which most services deliver to one mailbox. Where a
 * service takes that for two mailboxes after all, somebody is asked for an approval too many, and not one too few.
 */
export function foldedAddress(address: string): string {
  const plain = address.normalize('NFKC').toLowerCase().trim();
  const at = plain.lastIndexOf('@');
  const [name, host] = [plain.slice(0, Math.max(at, 0)), plain.slice(at + 1)];
  const box = name.replace(/(?<=.)\+.*$/s, '');
  const service = Object.hasOwn(dotless, host) ? dotless[host] : undefined;
  return service === undefined ? `${box}@${host}` : `${box.replaceAll('.', '')}@${service}`;
}

const isSameAddress = (a: string, b: string): boolean => foldedAddress(a) === foldedAddress(b);

/** Those who made a change, by git's history. What it says of a commit is what whoever made it typed. */
export interface Makers {
  /** Addresses of authors and committers. */
  readonly addresses: readonly string[];
  /** Fingerprints of the keys that signed their commits. Asked for only where an approval is signed. */
  readonly keys: () => readonly string[];
  /** Whether there are more whom nobody knows, because history was cut off. */
  readonly areMore: boolean;
}

export const noMakers: Makers = { addresses: [], keys: () => [], areMore: false };

/** Who may not approve something, because they wrote it, and what tells one person from another. */
export interface PersonRules {
  /** People of the config in force, which is the base's. */
  readonly people: NonNullable<Config['people']>;
  /** Whoever is named as having written it: a person's key in the config. */
  readonly author: string | undefined;
  readonly makers: Makers;
  /** Whether a key is given to an address by `allowed_signers`, for whatever purpose and time. */
  readonly isKeyOf: (fingerprint: string, address: string) => boolean;
}

/** Whether somebody has a role: the config gives it, and the role of the author is that of whoever is named as such. */
export function hasRole(
  { name, person, role }: { readonly name: string; readonly person: Person; readonly role: string },
  author: string | undefined,
): boolean {
  return role === authorRole ? name === author : (person.roles ?? []).includes(role);
}

/** Somebody who approves: as whom, and by which key where they signed. */
interface Approving {
  readonly name: string;
  readonly person: Person;
  readonly fingerprint?: string | undefined;
}

/** Whether somebody wrote what they approve: by name, by address, or by a key that is theirs who wrote it. */
export function isAuthor(
  { name, person, fingerprint }: Approving,
  { people, author, makers, isKeyOf }: PersonRules,
): boolean {
  if (name === author) return true;
  const named = author !== undefined && Object.hasOwn(people, author) ? people[author]?.email : undefined;
  const addresses = [...(named === undefined ? [] : [named]), ...makers.addresses];
  const { email } = person;
  if (email !== undefined && addresses.some((address) => isSameAddress(address, email))) return true;
  if (fingerprint === undefined) return false;
  return addresses.some((address) => isKeyOf(fingerprint, address)) || makers.keys().includes(fingerprint);
}

/** What tells people apart: their name in the config, their address, their key, and whoever else has that. */
function listTraces(
  { name, person, fingerprint }: Approving,
  { people, isKeyOf }: Pick<PersonRules, 'people' | 'isKeyOf'>,
): string[] {
  const sharers = Object.values(people).flatMap(({ email }) =>
    email !== undefined && fingerprint !== undefined && isKeyOf(fingerprint, email) ? [email] : [],
  );
  const addresses = [...(person.email === undefined ? [] : [person.email]), ...sharers];
  return [
    `person ${name}`,
    ...addresses.map((address) => `address ${foldedAddress(address)}`),
    ...(fingerprint === undefined ? [] : [`key ${fingerprint}`]),
  ];
}

/** Whether two are the same person, as far as anything tells. */
export function isSamePerson(a: Omit<Approving, 'fingerprint'>, b: Omit<Approving, 'fingerprint'>): boolean {
  const [one, other] = [a.person.email, b.person.email];
  return a.name === b.name || (one !== undefined && other !== undefined && isSameAddress(one, other));
}

/** Numbers the people behind approvals: whoever shares a trace is one. */
export function peopleBehind<One extends Approving>(
  approving: readonly One[],
  rules: Pick<PersonRules, 'people' | 'isKeyOf'>,
): ReadonlyMap<One, number> {
  const groups: { readonly traces: Set<string>; readonly of: One[] }[] = [];
  for (const one of approving) {
    const traces = new Set(listTraces(one, rules));
    const of = [one];
    for (let at = groups.length - 1; at >= 0; at -= 1) {
      const group = groups[at];
      if (group === undefined || ![...traces].some((trace) => group.traces.has(trace))) continue;
      for (const trace of group.traces) traces.add(trace);
      of.unshift(...group.of);
      groups.splice(at, 1);
    }
    groups.push({ traces, of });
  }
  return new Map(groups.flatMap(({ of }, number) => of.map((one) => [one, number] as const)));
}
