import { readConfig } from '../../document/review.ts';
import type { ChangedFile } from '../../domain/file-change.ts';
import { configFile } from '../../domain/repository-layout.ts';
import { type GovernedChange, governedChanges } from '../../gate/policies.ts';
import { findRange, type Range } from '../../gate/range.ts';
import type { Tree } from '../../gate/tree.ts';
import { command } from '../../lib/command.ts';
import { Failure } from '../../lib/failure.ts';
import { displayPath } from '../../lib/repository-path.ts';
import type { Context } from '../../ports/context.ts';
import { baseConfigAt, findRulesInForce, type RulesInForce } from './config-at.ts';
import { buildStore, buildTree } from './side.ts';

/** What a person has changed, committed or not, since their branch left the base. */
export interface WorkingRange extends RulesInForce {
  readonly range: Range;
  readonly base: Tree;
  /** Where the branch left the base. */
  readonly start: Tree;
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
  const store = buildStore(git);
  const base = buildTree(store, range.rules);
  const ofBase = baseConfigAt(base, range.name);
  const bytes = filesBelow(root).readIfExists(configFile);
  const onDisk = bytes === undefined ? undefined : readConfig(bytes, configFile);
  const inForce = findRulesInForce(ofBase, onDisk);
  const { policies } = inForce;
  const all = [...policies.base, ...policies.head];
  const mayBeGoverned = (path: string) =>
    all.some(({ globs }) => globs.some((glob) => glob.matches(path) || glob.reaches(path)));
  return {
    ...inForce,
    range,
    base,
    start: range.base === range.rules ? base : buildTree(store, range.base),
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

/** What the config in force is called in a sentence. */
export const configInWords = ({ configFrom, range }: WorkingRange): string =>
  configFrom === 'base' ? `the config of ${range.name}` : 'the config';

/** Says that nothing has changed; or, where no branch was there to compare with, that this is not known. */
export function nothingChanged(message: string, why: string, { range }: WorkingRange): Failure {
  // Where the clone has no branch that others start from, what is on disk was compared with HEAD.
  return range.name === 'HEAD' && range.tip !== undefined
    ? new Failure('misuse', message, {
        why: 'the branch that the change goes to was not fetched, so only what is not committed was looked at',
        next: [
          'fetch it and name it, for example:',
          command('git', 'fetch', 'origin', '+refs/heads/main:refs/remotes/origin/main'),
          'then give the same command with --base origin/main',
        ],
      })
    : new Failure('misuse', message, {
        why,
        next: 'change the file first, or name another base: --base REF',
      });
}
