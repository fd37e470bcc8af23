import type { Config } from '../domain/config.ts';
import type { Finding } from '../domain/finding.ts';
import { configFile, signersFile } from '../domain/repository-layout.ts';
import { closest } from '../lib/suggest.ts';
import { listedInPart } from '../lib/words.ts';
import { finding } from './finding.ts';
import { buildPolicies, rolesAskedBy } from './policies.ts';

/** What there is where a config would come into force. */
interface Surroundings {
  readonly paths: readonly string[];
  readonly hasSigners: boolean;
}

/** Policies whose globs mean no file, which let every change pass for ever. */
export function idlePolicies(config: Config, paths: readonly string[]): Finding[] {
  const idle = buildPolicies(undefined, config).head.filter(
    ({ globs }) => globs.length > 0 && !paths.some((path) => globs.some((glob) => glob.matches(path))),
  );
  return idle.map(({ id, settings }) =>
    finding('idle-policy', {
      file: configFile,
      path: `policies.${id}`,
      message: `The policy ${id} guards no file: nothing here is called ${listedInPart(settings.files ?? [])}.`,
      hint: 'Correct the globs, unless the files are still to come.',
    }),
  );
}

/**
 * What of a config would guard nothing, or let nobody approve. It is said when the config comes: later, the
 * first shows as nothing at all, and the second when somebody is stuck.
 */
export function configFaults(config: Config, { paths, hasSigners }: Surroundings): Finding[] {
  return [...idlePolicies(config, paths), ...unfilledRoles(config), ...unsignable(config, hasSigners)];
}

function unfilledRoles(config: Config): Finding[] {
  const people = Object.values(config.people ?? {});
  const held = new Set(people.flatMap(({ roles }) => roles ?? []));
  return rolesAskedBy(config)
    .filter((role) => !held.has(role))
    .map((role) => {
      const meant = closest(role, [...held]);
      return finding('impossible-approval', {
        file: configFile,
        path: 'approvals',
        message:
          `Approvals ask for the role ${role}, and nobody has it${meant === undefined ? '' : `; did you mean ${meant}?`}`.replace(
            /[^?]$/,
            '$&.',
          ),
        hint: `Give the role to somebody in ${configFile}, or do not ask for it.`,
      });
    });
}

function unsignable(config: Config, hasSigners: boolean): Finding[] {
  const levels = [config.approvals?.level, ...(config.policies ?? []).map(({ level }) => level)];
  if (hasSigners || !levels.includes('signed')) return [];
  return [
    finding('impossible-approval', {
      file: configFile,
      path: 'approvals.level',
      message: `Approvals would have to be signed, and there is no ${signersFile}: nobody could approve anything, not even that it is added.`,
      hint: `Bring ${signersFile} in the same change; docs/gate.md says how.`,
    }),
  ];
}
