import { isCi } from '../lib/ci.ts';
import { command } from '../lib/command.ts';
import { Failure } from '../lib/failure.ts';
import type { Git, Named } from '../ports/git.ts';

/** What is compared, and whose rules count. */
export interface Range {
  /** Commit or tree that the change starts from. */
  readonly base: string;
  /** Commit that the change leads to; undefined for what is staged. */
  readonly head: string | undefined;
  /**
   * Commit whose config, signers, content and reviews count: the end of the branch that the change goes
   * to. Its author chooses where a branch starts, but not where the other one ends.
   */
  readonly rules: string;
  /** Commit at the end of the history that leads to head; undefined where nothing has been committed yet. */
  readonly tip: string | undefined;
  /** Commit that is being merged into it while something is staged. */
  readonly merging?: string | undefined;
  /** What to call the base in a command: `origin/main`. */
  readonly name: string;
  /** Where the base is from, for the output. */
  readonly why: string;
}

/** What was asked for on the command line. */
export interface AskedRange {
  readonly base: string | undefined;
  readonly head: string | undefined;
  readonly staged: boolean;
}

interface Surroundings {
  readonly git: Git;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The payload of the event that started a GitHub workflow: the JSON in `GITHUB_EVENT_PATH`. */
  readonly event: (path: string) => unknown;
}

/**
 * Finds what to compare: the base that was named, else the CI's own event, else the branch that others
 * start from. What is compared starts where head left that branch; for an ancestor of head that is itself.
 * @throws Failure (undetermined) with a one-line remedy wherever the base is not known for certain, and
 *   where base and head are the same commit, which would say nothing of any change
 */
export function findRange(asked: AskedRange, { git, env, event }: Surroundings): Range {
  if (asked.base !== undefined) return namedRange(asked.base, asked, git);
  if (asked.staged) return stagedRange(git);
  if (asked.head === undefined) {
    if (env.GITHUB_ACTIONS === 'true') return distinct(githubRange(git, env, event));
    if (env.GITLAB_CI === 'true') return distinct(gitlabRange(git, env));
    if (isCi(env)) {
      throw new Failure('undetermined', 'This CI service does not say what to compare with', {
        why: 'only the events of GitHub and GitLab are understood',
        next: ['name the commit:', command('cx-review', 'check', '--base', 'origin/main')],
      });
    }
  }
  return distinct(localRange(asked, git));
}

function distinct(range: Range): Range {
  if (range.base !== range.head) return range;
  throw new Failure('undetermined', 'Base and head are the same commit, so there is nothing to compare', {
    why: `both are ${range.base.slice(0, 12)} (${range.why})`,
    next: [
      'name the commit that the change starts from, or give --staged before a commit:',
      command('cx-review', 'check', '--base', 'REF'),
    ],
  });
}

function namedRange(name: string, { head, staged }: AskedRange, git: Git): Range {
  const named = git.resolveName(name);
  const rules = named.commit;
  const tip = git.resolve(head ?? 'HEAD');
  const why = `--base ${name}${[name, rules].includes(named.fullName) ? '' : `, which is ${named.fullName}`}`;
  const merging = staged ? findMerging(git) : undefined;
  const range = { base: findStart(rules, tip, merging, git), rules, tip, name: nameForGit(name, named), why };
  return staged ? { ...range, head: undefined, merging } : distinct({ ...range, head: tip });
}

/** What to call it in commands of git as well, which would take a tag before a branch of a remote. */
const nameForGit = (name: string, { fullName, isShadowed }: Named) => (isShadowed ? fullName : name);

/** Where a branch left another. What has happened on the other one since is none of its changes. */
function findStart(rules: string, tip: string, merging: string | undefined, git: Git): string {
  // While a merge is being committed, what comes with it is there already: it is none of this branch's changes.
  return git.mergeBase(rules, tip, ...(merging === undefined ? [] : [merging]));
}

/** The commit that is being merged into this branch, if one is. */
const findMerging = (git: Git): string | undefined => found(git, 'MERGE_HEAD');

/** The commit, or undefined where this clone has none of that name. */
function found(git: Git, name: string): string | undefined {
  try {
    return git.resolve(name);
  } catch (failure) {
    if (failure instanceof Failure && failure.kind === 'undetermined') return undefined;
    throw failure;
  }
}

const shortName = (ref: string) => ref.replace(/^refs\/(remotes|heads)\//, '');

/** A branch by its short name in commands, if that means nothing else. */
function callBranch(branch: string, git: Git): Pick<Range, 'name' | 'why'> {
  return { name: findShortName(branch, git), why: `the branch ${branch}` };
}

function findShortName(branch: string, git: Git): string {
  const short = shortName(branch);
  try {
    const { fullName, isShadowed } = git.resolveName(short);
    return fullName === branch && !isShadowed ? short : branch;
  } catch (failure) {
    if (failure instanceof Failure && failure.kind === 'undetermined') return branch;
    throw failure;
  }
}

function localRange({ head: named }: AskedRange, git: Git): Range {
  const head = git.resolve(named ?? 'HEAD');
  const branch = git.defaultBranch();
  if (branch === undefined) {
    throw new Failure('undetermined', 'There is no branch to compare with', {
      why: 'neither origin/HEAD nor main nor master is in this clone',
      next: ['name the commit that the change starts from:', command('cx-review', 'check', '--base', 'REF')],
    });
  }
  const rules = git.resolve(branch);
  const base = findStart(rules, head, undefined, git);
  return { base, head, tip: head, rules, ...callBranch(branch, git) };
}

/** What is staged, compared with where the branch started, so that a review committed earlier on it counts. */
function stagedRange(git: Git): Range {
  // Fails where this is no repository, before a missing HEAD is taken for a repository without commits.
  const empty = git.emptyTree();
  git.root();
  const head = found(git, 'HEAD');
  if (head === undefined) {
    return { base: empty, head: undefined, tip: undefined, rules: empty, name: 'HEAD', why: 'no commit yet' };
  }
  const branch = git.defaultBranch();
  const rules = branch === undefined ? head : git.resolve(branch);
  const merging = findMerging(git);
  return {
    base: findStart(rules, head, merging, git),
    head: undefined,
    merging,
    tip: head,
    rules,
    ...(branch === undefined ? { name: 'HEAD', why: 'the branch HEAD' } : callBranch(branch, git)),
  };
}

function field(data: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (here, key) =>
      typeof here === 'object' && here !== null && Object.hasOwn(here, key)
        ? (here as Readonly<Record<string, unknown>>)[key]
        : undefined,
    data,
  );
}

function commitIn(event: unknown, ...path: readonly string[]): string {
  const value = field(event, ...path);
  if (typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value)) return value;
  throw new Failure('undetermined', `The event of GitHub has no commit at ${path.join('.')}`, {
    why: 'without it the base is not known',
    next: [
      'name it in the workflow, with fetch-depth: 0:',
      command('cx-review', 'check', '--base', 'origin/main'),
    ],
  });
}

function githubRange(git: Git, env: Surroundings['env'], read: Surroundings['event']): Range {
  const kind = env.GITHUB_EVENT_NAME ?? '';
  const path = env.GITHUB_EVENT_PATH;
  if (!['pull_request', 'merge_group'].includes(kind) || path === undefined) {
    throw new Failure('undetermined', `A GitHub event of kind "${kind}" does not say what to compare with`, {
      why: 'only pull_request and merge_group do',
      next: [
        'run the gate on pull_request and merge_group, or name the base:',
        command('cx-review', 'check', '--base', 'REF'),
      ],
    });
  }
  const event = read(path);
  return kind === 'merge_group' ? mergeGroupRange(git, event) : pullRequestRange(git, env, event);
}

const wrongCheckout = (what: string): Failure =>
  new Failure('undetermined', 'What is checked out is not what the event is about', {
    why: what,
    next: 'use actions/checkout without "ref" in the workflow',
  });

function fetched(git: Git, commit: string, depth: string): string {
  const known = found(git, commit);
  if (known !== undefined) return known;
  throw new Failure('undetermined', `The commit ${commit.slice(0, 12)} was not fetched`, {
    why: 'it is what the change is compared with',
    next: `set "fetch-depth: ${depth}" for actions/checkout`,
  });
}

function mergeGroupRange(git: Git, event: unknown): Range {
  const head = git.resolve('HEAD');
  if (head !== commitIn(event, 'merge_group', 'head_sha')) {
    throw wrongCheckout('HEAD is not the head of the merge group');
  }
  const base = fetched(git, commitIn(event, 'merge_group', 'base_sha'), '0');
  const ref = field(event, 'merge_group', 'base_ref');
  const name = typeof ref === 'string' ? `origin/${shortName(ref)}` : base.slice(0, 12);
  return { base, head, tip: head, rules: base, name, why: 'the base of the merge group' };
}

/**
 * GitHub checks out a merge of the pull request into its base branch, whose first parent is the end of that
 * branch; two commits of history are enough for it. Where a workflow checks out the branch itself, the end of
 * the base branch has to be there too.
 */
function pullRequestRange(git: Git, env: Surroundings['env'], event: unknown): Range {
  const head = git.resolve('HEAD');
  const branchEnd = commitIn(event, 'pull_request', 'head', 'sha');
  const ref = field(event, 'pull_request', 'base', 'ref');
  const name = typeof ref === 'string' ? `origin/${ref}` : 'origin/main';
  if (head === branchEnd) {
    const rules = fetched(git, commitIn(event, 'pull_request', 'base', 'sha'), '0');
    return {
      base: git.mergeBase(rules, head),
      head,
      tip: head,
      rules,
      name,
      why: 'the base of the pull request',
    };
  }
  const [first, second] = [found(git, `${head}^1`), found(git, `${head}^2`)];
  if (first === undefined && git.isShallow()) {
    throw new Failure('undetermined', 'History was cut off behind the commit that is checked out', {
      why: 'its first parent is what the pull request is compared with',
      next: 'set "fetch-depth: 2" for actions/checkout',
    });
  }
  if (first === undefined || second !== branchEnd || head !== env.GITHUB_SHA) {
    throw wrongCheckout("HEAD is neither the pull request's merge commit nor the end of its branch");
  }
  return {
    base: first,
    head,
    tip: head,
    rules: first,
    name,
    why: "the first parent of the pull request's merge",
  };
}

function gitlabRange(git: Git, env: Surroundings['env']): Range {
  const branch = env.CI_MERGE_REQUEST_TARGET_BRANCH_NAME;
  if (env.CI_PIPELINE_SOURCE !== 'merge_request_event' || branch === undefined || branch === '') {
    throw new Failure('undetermined', 'This GitLab pipeline does not say what to compare with', {
      why: 'only pipelines of merge requests do',
      next: [
        'run the job on merge_request_event, or name the base:',
        command('cx-review', 'check', '--base', 'REF'),
      ],
    });
  }
  const head = git.resolve('HEAD');
  const name = `origin/${branch}`;
  const targetEnd = env.CI_MERGE_REQUEST_TARGET_BRANCH_SHA;
  // Set in pipelines of merged results and merge trains only, whose head is the merge.
  if (targetEnd !== undefined && targetEnd !== '') {
    const base = gitlabCommit(git, targetEnd, branch);
    return { base, head, tip: head, rules: base, name, why: 'the target of the merge request' };
  }
  const rules = gitlabCommit(git, `refs/remotes/origin/${branch}`, branch);
  gitlabCommit(git, env.CI_MERGE_REQUEST_DIFF_BASE_SHA ?? '', branch);
  const base = git.mergeBase(rules, head);
  return { base, head, tip: head, rules, name, why: 'the base of the merge request' };
}

function gitlabCommit(git: Git, name: string, branch: string): string {
  const commit = name === '' ? undefined : found(git, name);
  if (commit !== undefined) return commit;
  throw new Failure('undetermined', `The end of ${branch}, or where the change left it, was not fetched`, {
    why: 'it is what the change is compared with',
    next: 'set GIT_DEPTH: 0 for the job, and run first: git fetch origin "+refs/heads/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME:refs/remotes/origin/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"',
  });
}
