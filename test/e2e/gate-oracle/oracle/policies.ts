import { means, meansOrReaches } from './globs.ts';
import type { Config, Policy } from './model.ts';
import { configPath, revokedPath, signersPath } from './reading.ts';
import type { Entry } from './side.ts';

/** A policy of the config, or the one that every repository has. */
export interface Governing {
  readonly isGate: boolean;
  readonly policy: Policy;
}

const gateGlobs = [configPath, signersPath, revokedPath, 'cx-reviews/content/**'];
export const gatePolicy: Governing = { isGate: true, policy: { id: 'the-gate', files: gateGlobs } };

/** The policies of both sides; head's count only for what the base's do not govern. */
export interface Policies {
  readonly base: readonly Governing[];
  readonly head: readonly Governing[];
}

const asGoverning = (policy: Policy): Governing => ({ isGate: false, policy });

export function policiesIn(ofBase: Config | undefined, ofHead: Config | undefined): Policies {
  return {
    // Where there was no config there is no gate yet.
    base: ofBase === undefined ? [] : [...(ofBase.policies ?? []).map(asGoverning), gatePolicy],
    head: (ofHead?.policies ?? []).map(asGoverning),
  };
}

/** What governs a path. A link or submodule, before or after, stands for a folder and all that could be in it. */
export function governingOf(
  path: string,
  entries: readonly (Entry | undefined)[],
  { base, head }: Policies,
): readonly Governing[] {
  const standsForFolder = entries.some((entry) => entry !== undefined && entry.kind !== 'file');
  // A byte that is no UTF-8 counts as some one character.
  const text = Buffer.from(path, 'latin1').toString('utf8');
  const isMeant = ({ isGate, policy }: Governing): boolean =>
    (isGate || !path.startsWith('cx-reviews/')) &&
    (policy.files ?? []).some((glob) => (standsForFolder ? meansOrReaches : means)(glob, text));
  const ofBase = base.filter(isMeant);
  return ofBase.length > 0 ? ofBase : head.filter(isMeant);
}

/** The roles that a policy asks for at a depth. */
function rolesOf({ isGate, policy }: Governing, config: Config, depth: string): string[] {
  if (isGate) return ['owner'];
  const roles = [...(policy.approvals?.[depth] ?? config.approvals?.roles?.[depth] ?? ['owner'])];
  const coSign = policy.frontlineCoSign ?? config.approvals?.frontlineCoSign ?? false;
  return coSign && !roles.includes('frontline') ? [...roles, 'frontline'] : roles;
}

/** Roles that have to be filled, a person each, by the strictest wish of every policy. */
export function rolesFor(policies: readonly Governing[], config: Config, depth = 'full'): string[] {
  const wanted = new Map<string, number>();
  for (const one of policies) {
    const roles = rolesOf(one, config, depth);
    for (const role of new Set(roles)) {
      wanted.set(role, Math.max(wanted.get(role) ?? 0, roles.filter((other) => other === role).length));
    }
  }
  const roles = [...wanted].flatMap(([role, count]) => Array<string>(count).fill(role));
  return [...roles, ...signingAuthor(policies, config)];
}

/** The role in which whoever wrote it signs that they did, where the config wants that. */
export function signingAuthor(policies: readonly Governing[], config: Config): string[] {
  const isWanted = config.approvals?.signedAuthor === true && wantsSignatures(policies, config);
  return isWanted && Object.keys(config.people ?? {}).length > 1 ? ['author'] : [];
}

/** Whether approvals have to be signed. Whoever may change the gate could undo the strictest of its policies. */
export function wantsSignatures(policies: readonly Governing[], config: Config): boolean {
  const any = [config.approvals?.level, ...(config.policies ?? []).map(({ level }) => level)];
  return policies.some(({ isGate, policy }) =>
    isGate ? any.includes('signed') : (policy.level ?? config.approvals?.level) === 'signed',
  );
}
