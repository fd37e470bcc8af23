import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { command } from '../lib/command.ts';
import { Failure } from '../lib/failure.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where git runs, and with what. */
export interface GitPlace {
  readonly cwd: string;
  readonly env: Environment;
}

export interface GitResult {
  readonly status: number;
  readonly stdout: Buffer;
}

interface RunOptions {
  readonly input?: string | Uint8Array;
  /** Exit codes besides 0 that are an answer and no fault. */
  readonly answers?: readonly number[];
  /** Most bytes that git may print. */
  readonly limit?: number;
}

/** Most bytes that one call of git may print. */
export const outputLimit = 256 * 1024 * 1024;
const timeLimitMs = 120_000;

/**
 * Settings of the repository that would run programs, reach the network or change what is
 * printed; those of the system and the user stay in force otherwise (`safe.directory`).
 */
const settings = [
  'core.quotepath=false',
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'protocol.allow=never',
  'safe.bareRepository=explicit',
  'log.diffMerges=separate',
  'log.follow=false',
].flatMap((setting) => ['-c', setting]);

const globalArguments = ['--no-pager', '--literal-pathspecs', ...settings];

/** What a hook or a CI system says about where the repository is and who is working; all else of `GIT_*` is dropped. */
const keptVariables = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_COMMON_DIR',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_QUARANTINE_PATH',
  'GIT_CEILING_DIRECTORIES',
  'GIT_DISCOVERY_ACROSS_FILESYSTEM',
  'GIT_EXEC_PATH',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_CONFIG_PARAMETERS',
  'GIT_CONFIG_COUNT',
]);

const fixedVariables: Environment = {
  // The messages are read below.
  LC_ALL: 'C',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_NO_REPLACE_OBJECTS: '1',
  // Git before 2.44 does not know the first; the second stops its fetches too.
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
};

/** The environment that git runs in. */
function gitEnvironment(env: Environment): Environment {
  const kept = Object.entries(env).filter(
    ([name]) =>
      !name.startsWith('GIT_') || keptVariables.has(name) || /^GIT_CONFIG_(KEY|VALUE)_\d+$/.test(name),
  );
  return { ...Object.fromEntries(kept), ...fixedVariables };
}

/**
 * Runs git to its end and returns what it printed. Synchronous: measured, a call takes 2.0 ms
 * either way, and its callers need one answer before they can ask the next question.
 *
 * @throws Failure (undetermined) with the one-line remedy, whenever git gives no answer.
 */
export function runGit(place: GitPlace, args: readonly string[], options: RunOptions = {}): GitResult {
  const { input, answers = [], limit = outputLimit } = options;
  const result = spawnSync('git', [...globalArguments, ...args], {
    cwd: place.cwd,
    env: gitEnvironment(place.env) as NodeJS.ProcessEnv,
    input: input ?? '',
    maxBuffer: limit,
    timeout: timeLimitMs,
    windowsHide: true,
  });
  if (result.error !== undefined) throw spawnFailure(place, args, result.error, limit);
  if (result.signal === 'SIGINT') throw new Failure('cancelled', 'Stopped while git was at work');
  if (result.status === null) {
    throw new Failure('undetermined', `${called(args)} was ended by ${result.signal}`, {
      next: 'run the command again',
    });
  }
  if (result.status !== 0 && !answers.includes(result.status)) {
    throw buildFailure(args, result.status, result.stderr.toString('utf8'));
  }
  return { status: result.status, stdout: result.stdout };
}

/** That there is no repository to ask, none whose files are checked out, or no git to ask it with. */
export class NoRepository extends Failure {}

/** That git printed more than the limit; told apart because a caller may ask for less at a time. */
export class TooMuchOutput extends Failure {}

function spawnFailure(place: GitPlace, args: readonly string[], error: Error, limit: number): Failure {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    if (!existsSync(place.cwd) || code === 'ENOTDIR') {
      return new NoRepository('undetermined', `There is no folder ${place.cwd}`, {
        next: 'check the path that --cwd was given',
        cause: error,
      });
    }
    return new NoRepository('undetermined', 'git was not found', {
      why: 'what has changed is read from git',
      next: 'install git (https://git-scm.com/downloads), or put it on the PATH',
      cause: error,
    });
  }
  if (code === 'ENOBUFS') {
    return new TooMuchOutput('undetermined', `${called(args)} printed more than ${megabytes(limit)}`, {
      why: 'more than that is not read',
      next: 'compare with a nearer commit',
      cause: error,
    });
  }
  if (code === 'ETIMEDOUT') {
    return new Failure(
      'undetermined',
      `${called(args)} took longer than ${timeLimitMs / 1000} seconds and was stopped`,
      { next: 'run it in a terminal to see why, or run the command again', cause: error },
    );
  }
  return new Failure('undetermined', `git could not be run: ${error.message}`, {
    next: 'check that git --version works here',
    cause: error,
  });
}

/** Turns git's words (in the C locale) into a failure with the remedy. */
function buildFailure(args: readonly string[], status: number, stderr: string): Failure {
  const message = firstFault(stderr);
  const details = { why: `git says: ${message}` };
  const dubious = /dubious ownership in repository at '(.*)'$|unsafe repository \('(.*)' is owned/m.exec(
    stderr,
  );
  if (dubious !== null) {
    return new NoRepository(
      'undetermined',
      'git does not trust this repository: it belongs to another user',
      {
        ...details,
        next: [
          command('git', 'config', '--global', '--add', 'safe.directory', dubious[1] ?? dubious[2] ?? ''),
        ],
      },
    );
  }
  if (/not a git repository/.test(stderr)) {
    return new NoRepository('undetermined', 'This is not a git repository', {
      ...details,
      next: ['go into the repository, name it with --cwd, or start one:', command('git', 'init')],
    });
  }
  if (/must be run in a work tree|cannot use bare repository/.test(stderr)) {
    return new NoRepository('undetermined', 'This repository has no files checked out', {
      ...details,
      next: 'run the command in a clone or a worktree of it',
    });
  }
  if (isAboutMissingObjects(stderr)) return missingObjects(message);
  return new Failure('undetermined', `${called(args)} failed with exit code ${status}`, {
    ...details,
    next: 'mend what git says, then run the command again',
  });
}

function isAboutMissingObjects(stderr: string): boolean {
  return /bad object|not a valid (object|commit name)|not a tree object|unable to read (tree|[0-9a-f]{40})|missing (blob|tree|object)|could not fetch|transport '.*' not allowed|lazy fetching disabled|bad tree/i.test(
    stderr,
  );
}

/** The failure for a commit, tree or blob that the clone does not hold. */
export function missingObjects(what: string): Failure {
  return new Failure('undetermined', 'This clone does not hold all that is to be compared', {
    why: `git says: ${what}`,
    next: [
      command('git', 'fetch', '--refetch', '--no-filter', 'origin'),
      'in CI: check out with fetch-depth: 0 and without a filter',
    ],
  });
}

function firstFault(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line !== '');
  const fault = lines.find((line) => /^(fatal|error): /.test(line)) ?? lines[0] ?? 'nothing';
  return fault.replace(/^(fatal|error): /, '').slice(0, 500);
}

function called(args: readonly string[]): string {
  return `git ${args[0] ?? ''}`;
}

/** A number of bytes as a person reads it. */
export function megabytes(bytes: number): string {
  return `${Math.round(bytes / (1024 * 1024))} MB`;
}
