import type { Approval, Config, Review } from './model.ts';
import { movesOf } from './oracle.ts';
import type { Dice } from './random.ts';
import { configPath, type Governing } from './reading.ts';
import { bytesOf, digestAt, type Side, textOf } from './side.ts';
import { boundOf, folded, rolesFor } from './standing.ts';
import { gateChange, harmless } from './texts.ts';

interface Approving {
  readonly config: Config;
  readonly configDigest: string;
  readonly date: string;
  readonly policies: readonly Governing[];
}

/** Approvals as they should be: a person for every role, if there are enough people. */
export function approvalsOf(
  review: Review,
  { config, configDigest, date, policies }: Approving,
  dice: Dice,
): Approval[] {
  const used = new Set([folded(config.people?.[review.author ?? '']?.email), review.author]);
  const everybody = Object.entries(config.people ?? {});
  return rolesFor(policies, config, review.depth ?? 'full').flatMap((role, at) => {
    const able = dice
      .some(everybody, everybody.length)
      .find(
        ([key, { roles = [], email }]) => roles.includes(role) && !used.has(key) && !used.has(folded(email)),
      );
    const isAlone = everybody.length === 1 && policies.every(({ isGate }) => isGate);
    const [key, person] = able ?? (isAlone ? (everybody[0] ?? []) : []);
    if (key === undefined) return [];
    used.add(key).add(folded(person?.email) ?? key);
    return [
      {
        id: `${date}-${key}-${at}`,
        person: key,
        role,
        decision: 'approve',
        date,
        level: 'recorded',
        ...boundOf(review),
        ...(configDigest === 'none' ? {} : { config: configDigest }),
      },
    ];
  });
}

export const configDigestOf = (side: Side): string => digestAt(side, configPath);

export function reviewOf(
  id: string,
  covers: readonly string[],
  before: Side,
  after: Side,
  isGate: boolean,
): Review {
  const review = isGate ? gateChange(id) : harmless(id);
  const listable = covers.flatMap((path) => textOf(path) ?? []);
  const moves = movesOf(covers, before, after).flatMap(({ path, moves: found }) =>
    (found ?? []).flatMap((move) =>
      textOf(path) === undefined ? [] : [{ path: textOf(path) ?? '', ...move }],
    ),
  );
  review.policy = {
    files: listable.map((path, at) => ({
      id: `f${at}`,
      path,
      before: digestAt(before, bytesOf(path)),
      after: digestAt(after, bytesOf(path)),
    })),
    ...(moves.length === 0 ? {} : { changes: moves.map((move, at) => ({ id: `c${at}`, ...move })) }),
  };
  return review;
}

export const policiesAt = (
  paths: readonly string[],
  governed: ReadonlyMap<string, readonly Governing[]>,
): Governing[] => [...new Set(paths.flatMap((path) => governed.get(path) ?? []))];
