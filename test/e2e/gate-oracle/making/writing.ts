import { movesOf } from '../oracle/completeness.ts';
import type { Ground } from '../oracle/ground.ts';
import type { Approval, Review } from '../oracle/model.ts';
import { type Governing, rolesFor, wantsSignatures } from '../oracle/policies.ts';
import { bytesOf, digestAt, type Side, textOf } from '../oracle/side.ts';
import { type Bound, boundOf, folded, isAlone, statementOf } from '../oracle/standing.ts';
import { type KeyOwner, type Keys, keyOf } from './keys.ts';
import type { Dice } from './random.ts';
import { today } from './texts.ts';

/** What is at hand where something is written. */
export interface Desk {
  readonly ground: Ground;
  readonly keys: Keys;
  readonly dice: Dice;
  /** Whether all should be well, but for a flaw at most. */
  readonly isCalm: boolean;
}

/** Signs an approval with somebody's key. */
export function sign(
  approval: Approval,
  subject: string,
  keys: Keys,
  owner: KeyOwner = keyOf(approval.person),
  purpose?: string,
): void {
  approval.level = 'signed';
  approval.signature = keys.sign(owner, statementOf(approval, subject), purpose);
}

/** What is approved, and what that takes. */
interface Wanted {
  readonly subject: string;
  readonly bound: Bound;
  readonly roles: readonly string[];
  readonly policies: readonly Governing[];
  readonly author: string | undefined;
  readonly date: string;
}

/** Approvals as they should be: a person for every role, if there are enough people, and signed where that is asked for. */
export function approvalsFor(wanted: Wanted, { ground, keys, dice }: Desk): Approval[] {
  const { config, configDigest, proofs } = ground;
  const { subject, bound, roles, policies, author, date } = wanted;
  const isSigned = wantsSignatures(policies, config) || (proofs.signers !== undefined && dice.chance(15));
  // Some pass one key around.
  const isShared = dice.chance(3);
  const used = new Set([folded(config.people?.[author ?? '']?.email), author]);
  const everybody = Object.entries(config.people ?? {});
  const holders = (role: string): number =>
    everybody.filter(([, person]) => (person.roles ?? []).includes(role)).length;
  // Whoever is hardest to find comes first.
  return [...roles]
    .sort((a, b) => holders(a) - holders(b))
    .flatMap((role, at) => {
      const able =
        role === 'author'
          ? everybody.find(([key]) => key === author)
          : dice
              .some(everybody, everybody.length)
              .find(
                ([key, person]) =>
                  (person.roles ?? []).includes(role) && !used.has(key) && !used.has(folded(person.email)),
              );
      const [key, person] = able ?? (isAlone(ground, policies) ? (everybody[0] ?? []) : []);
      if (key === undefined) return [];
      used.add(key).add(folded(person?.email) ?? key);
      const approval: Approval = {
        id: `${date}-${key}-${at}`,
        person: key,
        role,
        decision: 'approve',
        date,
        level: 'recorded',
        ...bound,
        ...(configDigest === 'none' ? {} : { config: configDigest }),
        ...(config.id === undefined ? {} : { repository: config.id }),
      };
      if (isSigned) sign(approval, subject, keys, isShared ? 'shared' : undefined);
      return [approval];
    });
}

/** Approvals of a review under these policies. */
export function approvalsOf(
  review: Review,
  policies: readonly Governing[],
  desk: Desk,
  date = today,
): Approval[] {
  const { id: subject = '', author, depth } = review;
  const roles = rolesFor(policies, desk.ground.config, depth);
  return approvalsFor({ subject, bound: boundOf(review), roles, policies, author, date }, desk);
}

/** Writes into a review what changes at these paths between two states. */
export function cover(review: Review, paths: readonly string[], before: Side, after: Side): void {
  const listable = paths.flatMap((path) => textOf(path) ?? []);
  const moves = movesOf(paths, before, after).flatMap(({ path, moves: found }) => {
    const text = textOf(path);
    return text === undefined ? [] : (found ?? []).map((move) => ({ path: text, ...move }));
  });
  review.policy = {
    files: listable.map((path, at) => ({
      id: `f${at}`,
      path,
      before: digestAt(before, bytesOf(path)),
      after: digestAt(after, bytesOf(path)),
    })),
    ...(moves.length === 0 ? {} : { changes: moves.map((move, at) => ({ id: `c${at}`, ...move })) }),
  };
}

/** The policies that govern any of the paths. */
export const policiesAt = (paths: readonly string[], { governed }: Ground): Governing[] => [
  ...new Set(paths.flatMap((path) => governed.get(path) ?? [])),
];
