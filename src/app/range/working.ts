import { readConfig } from '../../document/review.ts';
import type { Config } from '../../domain/config.ts';
import type { ChangedFile } from '../../domain/file-change.ts';
import { configFile, reviewsFolder } from '../../domain/repository-layout.ts';
import { buildPolicies, type GovernedChange, governedChanges, type Policies } from '../../gate/policies.ts';
import { findRange, type Range } from '../../gate/range.ts';
import type { Tree } from '../../gate/tree.ts';
import type { Digest } from '../../lib/digest.ts';
import { Failure } from '../../lib/failure.ts';
import { displayPath, isUtf8Path } from '../../lib/repository-path.ts';
import type { Context } from '../../ports/context.ts';
import { baseConfigAt } from './config-at.ts';
import { buildStore, buildTree } from './side.ts';

/** What a person has changed, committed or not, since their branch left the base. */
export interface WorkingRange {
  readonly range: Range;
  readonly base: Tree;
  readonly policies: Policies;
  /** The config in force: the base's, or the one on disk where the base has none. */
  readonly config: Config;
  /** Digest of the base's config; undefined where it has none. */
  readonly configDigest: Digest | undefined;
  /** Whether the config in force is the base's. */
  readonly hasBaseConfig: boolean;
  /** What is changed on disk of the files that are governed, or that are named. */
  readonly changed: (paths: readonly string[]) => readonly GovernedChange<ChangedFile>[];
  /** What is changed on disk of exactly these paths, governed or not. */
  readonly changesOf: (paths: readonly string[]) => readonly ChangedFile[];
}

/**
 * Opens what is on disk against a base, for the commands that write what the gate will read.
 * @param asked what `--base` says
 * @throws Failure (undetermined) where the base is not known, or this is no repository
 */
export function workingRange(
  asked: string | undefined,
  { git, env, root, filesBelow }: Pick<Context, 'git' | 'env' | 'root' | 'filesBelow'>,
): WorkingRange {
  const noEvent = () => undefined;
  const range = findRange({ base: asked, head: undefined, staged: true }, { git, env, event: noEvent });
  const base = buildTree(buildStore(git), range.rules);
  const ofBase = baseConfigAt(base, range.name);
  const bytes = filesBelow(root).readIfExists(configFile);
  const onDisk = bytes === undefined ? undefined : readConfig(bytes, configFile);
  const policies = buildPolicies(ofBase?.config, onDisk);
  const all = [...policies.base, ...policies.head];
  const mayBeGoverned = (path: string) =>
    all.some(({ globs }) => globs.some((glob) => glob.matches(path) || glob.reaches(path)));
  return {
    range,
    base,
    policies,
    config: ofBase?.config ?? onDisk ?? { schema: 'cx-review-config/1' },
    configDigest: ofBase?.digest,
    hasBaseConfig: ofBase !== undefined,
    changed(paths) {
      const changes = git.workingTreeChanges(range.base, mayBeGoverned);
      const governed = governedChanges(git.withContent(changes), policies);
      if (paths.length === 0) return governed;
      return paths.map((path) => {
        const found = governed.find(({ change }) => change.path === path);
        if (found !== undefined) return found;
        throw new Failure('misuse', `${path} is not governed, or has not changed since ${range.name}.`, {
          why: `these have: ${governed.map(({ change }) => displayPath(change.path)).join(', ') || 'none'}`,
          next: 'give the path from the top of the repository, as git prints it',
        });
      });
    },
    changesOf(paths) {
      const wanted = new Set(paths);
      return git.withContent(git.workingTreeChanges(range.base, (path) => wanted.has(path)));
    },
  };
}

/** @throws Failure (misuse) for a name that no review can list */
export function refuseUnlistable(paths: readonly string[]): void {
  const wrong = paths.find((path) => !isUtf8Path(path) || path.length > 500);
  if (wrong === undefined) return;
  throw new Failure('misuse', `No review can list ${displayPath(wrong)}.`, {
    why: 'its name is not UTF-8, or longer than 500 characters',
    next: 'rename the file, or leave it as it was',
  });
}

/** Whether a path is one of those that hold reviews, waivers and settings. */
export const isRecordPath = (path: string): boolean => path.startsWith(`${reviewsFolder}/`);
