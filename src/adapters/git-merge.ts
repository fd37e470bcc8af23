import { command } from '../lib/command.ts';
import { Failure } from '../lib/failure.ts';
import { displayPath } from '../lib/repository-path.ts';
import { splitAtNul } from './git-output.ts';
import { type GitPlace, runGit } from './git-process.ts';

/**
 * How a merge is made, whatever this machine is set to: renames followed as git does by itself, and no drivers.
 * Attributes in the files of the change could name one, so git is shown no folder to read them from.
 */
const asEverywhere = [
  'merge.renames=true',
  'merge.directoryRenames=conflict',
  'merge.renameLimit=7000',
  'merge.renormalize=false',
  'merge.default=text',
  'core.attributesFile=/dev/null',
].flatMap((setting) => ['-c', setting]);

/**
 * The tree that git makes of merging one commit into another. Git stores it among its objects, as it does for
 * any merge; no branch and no file changes.
 * @throws Failure (undetermined) on a conflict, and where git is older than 2.38 and cannot tell
 */
export function mergeTree(
  place: GitPlace,
  { base, head, name }: { readonly base: string; readonly head: string; readonly name: string },
): string {
  const merge = command('git', 'merge', name);
  const asked = runGit(place, ['rev-parse', '--absolute-git-dir']).stdout.toString('utf8');
  const folder = asked.replace(/\n$/, '');
  const bare = { cwd: folder, env: { ...place.env, GIT_DIR: folder, GIT_WORK_TREE: folder } };
  const args = ['merge-tree', '--write-tree', '-z', '--name-only', '--no-messages', base, head];
  const merged = runGit(bare, [...asEverywhere, ...args], { answers: [1, 128, 129] });
  const [tree = '', ...conflicts] = splitAtNul(merged.stdout);
  if (merged.status > 1 || !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(tree)) {
    throw new Failure('undetermined', 'git cannot say here what the merge would come to', {
      why: 'that takes git 2.38 or newer, and all of what both sides hold',
      next: ['install a newer git, or merge first and look at that:', merge],
    });
  }
  if (merged.status === 0) return tree;
  const paths = [...new Set(conflicts.filter((path) => path !== ''))].map(displayPath);
  throw new Failure('undetermined', 'The change does not merge without a conflict', {
    why: `git does not know what becomes of ${paths.slice(0, 3).join(', ') || 'a file'}${paths.length > 3 ? ` and ${paths.length - 3} more` : ''}`,
    next: ['merge the branch that the change goes to, settle the conflict, and commit that:', merge],
  });
}

/** What would be committed now, as a commit that no branch has. */
export function commitStaged(place: GitPlace, parents: readonly string[]): string {
  const tree = runGit(place, ['write-tree']).stdout.toString('latin1').trim();
  const who = ['user.name=cx-review', 'user.email=cx-review@example.com'].flatMap((one) => ['-c', one]);
  const args = ['commit-tree', tree, '-m', 'what is staged', ...parents.flatMap((one) => ['-p', one])];
  return runGit(place, [...who, ...args])
    .stdout.toString('latin1')
    .trim();
}
