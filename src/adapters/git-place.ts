import { realpathSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { Failure } from '../lib/failure.ts';
import { listed, plural } from '../lib/words.ts';
import { type Environment, type GitPlace, runGit } from './git-process.ts';

/** What a hook says about the repository that it runs for, and anybody can say about another one. */
const pointers = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_COMMON_DIR', 'GIT_INDEX_FILE'] as const;

/** Where a repository keeps what: absolute, links followed. */
interface Repository {
  /** The top of its files; empty where it has none checked out. */
  readonly top: string;
  readonly gitFolder: string;
  /** Of a worktree, the folder of the repository that it belongs to. */
  readonly commonFolder: string;
}

/** The environment of another repository below or above this one: nothing that points at this one. */
export function withoutPointers(env: Environment): Environment {
  const named = /^GIT_(DIR|WORK_TREE|COMMON_DIR|INDEX_FILE|(ALTERNATE_)?OBJECT_DIRECTOR(Y|IES))$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !named.test(name)));
}

/**
 * Where git runs for a folder. Where the environment names a repository, as hooks do, it has to be the one of the
 * folder: else the files of one would be judged by the history of the other, or by what is staged there.
 * @throws Failure (undetermined) that names the variable and both repositories
 */
export function openPlace(cwd: string, env: Environment): GitPlace {
  const place = { cwd, env };
  const set = pointers.filter((name) => env[name]);
  if (set.length === 0) return place;
  const named = findRepository(place);
  // Git itself says what is wrong, when it is asked for something.
  if (named === undefined) return place;
  const own = findRepository({ cwd, env: withoutPointers(env) });
  const other = own === undefined ? findStranger(named) : findDifference(named, own);
  if (other !== undefined) throw anotherRepository(set, other);
  refuseStrangeIndex(env.GIT_INDEX_FILE, named);
  return place;
}

function findRepository(place: GitPlace): Repository | undefined {
  const asked = ['rev-parse', '--absolute-git-dir', '--git-common-dir', '--show-toplevel'];
  // What is known is printed, and then the fault.
  const { stdout } = runGit(place, asked, { answers: [128] });
  const [gitFolder = '', commonFolder = '', top = ''] = stdout.toString('utf8').split('\n');
  if (gitFolder === '') return undefined;
  return {
    top: top === '' ? '' : real(top),
    gitFolder: real(gitFolder),
    commonFolder: real(resolve(place.cwd, commonFolder)),
  };
}

function real(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

interface Difference {
  readonly here: string;
  readonly there: string;
}

function findDifference(named: Repository, own: Repository): Difference | undefined {
  const parts = ['gitFolder', 'commonFolder', 'top'] as const;
  const part = parts.find((one) => named[one] !== own[one]);
  return part === undefined ? undefined : { here: own[part], there: named[part] };
}

/** A folder that is in no repository can be given one; not that of another folder, which has files of its own. */
function findStranger({ top, gitFolder }: Repository): Difference | undefined {
  const isItsOwn = basename(gitFolder) !== '.git' || dirname(gitFolder) === top;
  return isItsOwn ? undefined : { here: top, there: gitFolder };
}

function anotherRepository(set: readonly string[], { here, there }: Difference): Failure {
  const names = plural(set.length, 'names', 'name');
  return new Failure(
    'undetermined',
    `${listed(set)} ${names} another repository than the one of this folder`,
    {
      why: `here it is ${here}, and the environment says ${there}`,
      next: `go into the repository that is meant, or run the command again after: unset ${set.join(' ')}`,
    },
  );
}

/** Before `git commit -a` and `git commit FILE` what is staged lies in a second index, beside the first. */
function refuseStrangeIndex(index: string | undefined, { top, gitFolder }: Repository): void {
  if (!index) return;
  const folder = real(dirname(resolve(top, index)));
  if (folder === gitFolder) return;
  throw new Failure('undetermined', 'GIT_INDEX_FILE names what is staged somewhere else', {
    why: `this repository keeps it in ${gitFolder}, and the environment says ${folder}`,
    next: 'run the command again after: unset GIT_INDEX_FILE',
  });
}
