import { readConfig } from '../../document/config.ts';
import type { Config } from '../../domain/config.ts';
import { kindOfMode } from '../../domain/file-change.ts';
import { configFile, reviewsFolder } from '../../domain/repository-layout.ts';
import { buildPolicies, type Policies } from '../../gate/policies.ts';
import { fileAt, type Tree } from '../../gate/tree.ts';
import { type Digest, digestOf } from '../../lib/digest.ts';
import { Failure } from '../../lib/failure.ts';

interface SideConfig {
  readonly config: Config;
  readonly digest: Digest;
}

/** The settings by which a range is judged. */
export interface RulesInForce {
  readonly policies: Policies;
  /** The config in force: the base's, or the one that the change brings where the base has none. */
  readonly config: Config;
  /** Digest of the base's config. */
  readonly configDigest: Digest | 'none';
  /** Where the config in force is from. */
  readonly configFrom: 'base' | 'head' | 'nowhere';
}

/**
 * The settings that count, out of the config of the base and of what the change makes of it: files that either
 * of them governs are governed.
 */
export function findRulesInForce(ofBase: SideConfig | undefined, ofHead: Config | undefined): RulesInForce {
  return {
    policies: buildPolicies(ofBase?.config, ofHead),
    config: ofBase?.config ?? ofHead ?? { schema: 'cx-review-config/1' },
    configDigest: ofBase?.digest ?? 'none',
    configFrom: ofBase !== undefined ? 'base' : ofHead !== undefined ? 'head' : 'nowhere',
  };
}

/**
 * The config of one side; undefined where it has none.
 * @throws Failure misuse where it cannot be used, undetermined where it is no plain file
 */
export function configAt(tree: Tree): SideConfig | undefined {
  // The folder can stand for another one, in which there may well be a config.
  const entry = tree.entry(configFile) ?? tree.entry(reviewsFolder);
  if (entry === undefined) return undefined;
  const bytes = fileAt(tree, configFile);
  if (bytes === undefined) {
    throw new Failure('undetermined', `${entry.path} is a ${kindOfMode(entry.mode)}`, {
      why: 'what it points to can change without the file changing',
      next: `put the ${entry.path === configFile ? 'file' : 'folder'} itself there`,
    });
  }
  return { config: readConfig(bytes, configFile), digest: digestOf(bytes) };
}

/**
 * The config of the base. Where it cannot be used nothing can be judged, and no pull request can correct it.
 * @param name what the base is called
 * @throws Failure as configAt does, with the side it is on and what to do
 */
export function baseConfigAt(tree: Tree, name: string): SideConfig | undefined {
  // What git cannot read is no fault of the config, and has another remedy.
  fileAt(tree, configFile);
  try {
    return configAt(tree);
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    const { kind, message, place, why } = failure;
    throw new Failure(kind, message, {
      place: { ...place, file: `${configFile} on ${name}` },
      why: [why, `no change can be judged while the config of ${name} cannot be used`]
        .filter(Boolean)
        .join('; '),
      next: `somebody who may push to ${name.replace(/^origin\//, '')} mends the file there`,
      cause: failure,
    });
  }
}
