import type { Config, Policy } from '../domain/config.ts';
import type { FileChange } from '../domain/file-change.ts';
import { kindOfMode } from '../domain/file-change.ts';
import {
  configFile,
  ownContentFolder,
  reviewsFolder,
  revokedFile,
  signersFile,
} from '../domain/repository-layout.ts';
import type { Depth } from '../domain/review.ts';
import { compileGlob, type Glob } from '../lib/glob.ts';

/** How sure an approval has to be: written in the file, or signed with a key. */
export type Level = 'recorded' | 'signed';

/** A policy of the config, or the gate itself, with its globs compiled. */
export interface GovernedPolicy {
  readonly id: string;
  /** Whether it is the built-in one: the config, the signers and the organisation's own content. */
  readonly isGate: boolean;
  readonly settings: Policy;
  readonly globs: readonly Glob[];
}

/** Policies of the two sides; those of the base are the ones that an author cannot weaken. */
export interface Policies {
  readonly base: readonly GovernedPolicy[];
  /** What only the head's config adds. */
  readonly head: readonly GovernedPolicy[];
}

/** A changed path that some policy governs, and which ones do. */
export interface GovernedChange<Change extends FileChange = FileChange> {
  readonly change: Change;
  readonly policies: readonly GovernedPolicy[];
}

/** What the approvals of a review have to amount to. */
export interface Requirement {
  /** One person each; a role that is named twice takes two people. */
  readonly roles: readonly string[];
  readonly level: Level;
}

/** Id of the policy that every repository with a config has. */
const gatePolicyId = 'the-gate';
export const gateSituation = 'gate-change';
const gateFiles = [configFile, signersFile, revokedFile, `${ownContentFolder}/**`];
const ownerRole = 'owner';
/** Whoever a record names as its author; no config gives the role to anybody. */
export const authorRole = 'author';
const frontlineRole = 'frontline';

const compiled = (settings: Policy): GovernedPolicy => ({
  id: settings.id,
  isGate: false,
  settings,
  globs: (settings.files ?? []).map(compileGlob),
});

/**
 * The policies that govern a range: those of the base's config and the gate itself, and what the head's
 * config adds. Where the base has no config there is no gate yet that could be weakened.
 * @throws Failure (misuse) for a glob that cannot be used
 */
export function buildPolicies(base: Config | undefined, head: Config | undefined): Policies {
  const gate: GovernedPolicy = {
    id: gatePolicyId,
    isGate: true,
    settings: { id: gatePolicyId, files: gateFiles },
    globs: gateFiles.map(compileGlob),
  };
  return {
    base: base === undefined ? [] : [...(base.policies ?? []).map(compiled), gate],
    head: (head?.policies ?? []).map(compiled),
  };
}

function isMeant(policy: GovernedPolicy, change: FileChange): boolean {
  const { path, oldMode, newMode } = change;
  // Reviews and their pages are written because of a policy, so a glob such as **/* does not mean them.
  if (!policy.isGate && path.startsWith(`${reviewsFolder}/`)) return false;
  // A link or a submodule stands for a whole folder.
  const isFolder = [oldMode, newMode].some((mode) => mode !== undefined && kindOfMode(mode) !== 'file');
  return policy.globs.some((glob) => glob.matches(path) || (isFolder && glob.reaches(path)));
}

/** The policies that govern a change, empty where none does: the base's, and the head's where the base is silent. */
export function policiesFor(change: FileChange, policies: Policies): readonly GovernedPolicy[] {
  const ofBase = policies.base.filter((policy) => isMeant(policy, change));
  return ofBase.length > 0 ? ofBase : policies.head.filter((policy) => isMeant(policy, change));
}

/** The changes that need a review, with the policies that say so. */
export function governedChanges<Change extends FileChange>(
  changes: readonly Change[],
  policies: Policies,
): GovernedChange<Change>[] {
  return changes.flatMap((change) => {
    const found = policiesFor(change, policies);
    return found.length === 0 ? [] : [{ change, policies: found }];
  });
}

function findLevel(policy: GovernedPolicy, config: Config): Level {
  if (!policy.isGate) return policy.settings.level ?? config.approvals?.level ?? 'recorded';
  // Whoever may change the gate can undo the strictest of its policies.
  const levels = [config.approvals?.level, ...(config.policies ?? []).map(({ level }) => level)];
  return levels.includes('signed') ? 'signed' : 'recorded';
}

function listRoles(policy: GovernedPolicy, config: Config, depth: Depth): readonly string[] {
  if (policy.isGate) return [ownerRole];
  const { approvals, frontlineCoSign } = policy.settings;
  const roles = approvals?.[depth] ?? config.approvals?.roles?.[depth] ?? [ownerRole];
  const coSign = frontlineCoSign ?? config.approvals?.frontlineCoSign ?? false;
  return coSign && !roles.includes(frontlineRole) ? [...roles, frontlineRole] : roles;
}

/**
 * What is required where several policies meet: every role of each, as often as the one that asks for it
 * most, and the strictest level.
 * @param config the one in force: of the base
 * @param depth of the review; where it has none, the deepest counts
 */
export function findRequirement(
  policies: readonly GovernedPolicy[],
  config: Config,
  depth: Depth | undefined,
): Requirement {
  const wanted = policies.map((policy) => listRoles(policy, config, depth ?? 'full'));
  const level = policies.some((policy) => findLevel(policy, config) === 'signed') ? 'signed' : 'recorded';
  return { roles: withAuthor(unite(wanted), level, config), level };
}

/** With the author, where the config asks for their signature. Where there is one person, nobody could approve besides. */
function withAuthor(roles: readonly string[], level: Level, config: Config): readonly string[] {
  const isAsked = config.approvals?.signedAuthor === true && level === 'signed' && roles.length > 0;
  return isAsked && Object.keys(config.people ?? {}).length > 1 ? [...roles, authorRole] : roles;
}

/** Every role that some approval under a config has to be given in. */
export function rolesAskedBy(config: Config): string[] {
  const depths = ['light', 'standard', 'full'] as const;
  const policies = buildPolicies(config, undefined).base;
  const ofReviews = policies.flatMap((policy) => depths.flatMap((depth) => listRoles(policy, config, depth)));
  return [...new Set([...ofReviews, ...(config.waivers?.roles ?? [])])];
}

/** What a waiver of these policies requires; the roles are the config's, or the owner's. */
export function findWaiverRequirement(policies: readonly GovernedPolicy[], config: Config): Requirement {
  const { level } = findRequirement(policies, config, 'full');
  return { roles: withAuthor(config.waivers?.roles ?? [ownerRole], level, config), level };
}

function unite(lists: readonly (readonly string[])[]): string[] {
  const union: string[] = [];
  for (const list of lists) {
    const left = [...union];
    for (const role of list) {
      const at = left.indexOf(role);
      if (at === -1) union.push(role);
      else left.splice(at, 1);
    }
  }
  return union;
}
