import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ExitCode } from '../../src/domain/exit-code.ts';
import { gateRules } from '../../src/gate/rules.ts';
import { scratch } from './gate-oracle/repository.ts';
import { asYaml, people as everybody, harmless } from './gate-oracle/texts.ts';

const root = resolve(import.meta.dirname, '../..');
const program = join(root, 'dist/cx-review.js');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const { version } = JSON.parse(read('package.json')) as { readonly version: string };

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<
    Record<string, { readonly permissions?: unknown; readonly steps: readonly Step[] }>
  >;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

const workflow = parse(read('templates/ci/github.yml')) as Workflow;
const action = parse(read('action.yml')) as Action;
const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

const people = `people:
  maya: { name: Maya Lindqvist, email: maya@example.com, roles: [owner] }
  leo: { name: Leo Fontaine, email: leo@example.com, roles: [owner] }
`;
const config = `schema: cx-review-config/1\n${people}policies:\n  - { id: plans, files: ["pricing/**"] }\n`;

const quietGit = {
  PATH: process.env.PATH ?? '',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Dev',
  GIT_AUTHOR_EMAIL: 'dev@example.com',
  GIT_COMMITTER_NAME: 'Dev',
  GIT_COMMITTER_EMAIL: 'dev@example.com',
};

type Parser = typeof import('@actions/workflow-parser') &
  typeof import('@actions/workflow-parser/actions/index');

/** What GitHub itself reads workflows and actions with; bundled, because it asks for JSON as bundlers take it. */
async function githubsParser(): Promise<Parser> {
  const outfile = join(folder, 'parser.mjs');
  const contents = `export * from '@actions/workflow-parser';
    export { parseAction } from '@actions/workflow-parser/actions/index';`;
  const stdin = { contents, resolveDir: root };
  await build({ stdin, outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'error' });
  return (await import(outfile)) as Parser;
}

let folder = '';
beforeAll(() => {
  folder = scratch('integrations');
  // Stands for the registry: what it installs is the program as it was built here.
  const tools = join(folder, 'tools');
  mkdirSync(tools);
  const installed = join(tools, 'cx-review');
  writeFileSync(installed, `#!/bin/sh\nexec node "${program}" "$@"\n`, { mode: 0o755 });
  writeFileSync(
    join(tools, 'npm'),
    `#!/bin/sh\nmkdir -p node_modules/.bin\ncp "${installed}" node_modules/.bin/cx-review\n`,
    { mode: 0o755 },
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const git = (cwd: string, ...args: string[]): string =>
  execFileSync('git', args, { cwd, env: quietGit, encoding: 'utf8', stdio: 'pipe' }).trim();

function write(cwd: string, path: string, text: string): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), text);
}

function commit(cwd: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) write(cwd, path, text);
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-q', '-m', 'x');
  return git(cwd, 'rev-parse', 'HEAD');
}

let count = 0;

/** A repository whose main branch has a config and a policy, and goes on while a branch changes something. */
function origin(changed: Readonly<Record<string, string>>): {
  readonly path: string;
  readonly branch: string;
} {
  count += 1;
  const path = join(folder, `origin-${count}`);
  mkdirSync(path);
  git(path, 'init', '-q', '-b', 'main');
  commit(path, { 'cx-reviews/config.yaml': config, 'pricing/plans.yaml': 'pro: 20\n', 'README.md': 'x\n' });
  git(path, 'switch', '-q', '-c', 'change');
  const branch = commit(path, changed);
  git(path, 'switch', '-q', 'main');
  commit(path, { 'NEWS.md': 'meanwhile\n' });
  return { path, branch };
}

/** What GitHub checks out for a pull request: its merge into the base branch, two commits deep. */
function githubCheckout(changed: Readonly<Record<string, string>>): {
  readonly cwd: string;
  readonly env: Record<string, string>;
} {
  const { path, branch } = origin(changed);
  const base = git(path, 'rev-parse', 'main');
  git(path, 'switch', '-q', '--detach', 'main');
  git(path, 'merge', '-q', '--no-ff', '-m', 'merge', branch);
  git(path, 'update-ref', 'refs/pull/1/merge', 'HEAD');
  const cwd = join(folder, `checkout-${count}`);
  mkdirSync(cwd);
  git(cwd, 'init', '-q');
  git(cwd, 'fetch', '-q', '--depth=2', `file://${path}`, '+refs/pull/1/merge:refs/remotes/pull/1/merge');
  git(cwd, 'checkout', '-q', '--detach', 'refs/remotes/pull/1/merge');
  const runner = join(folder, `runner-${count}`);
  mkdirSync(runner);
  const event = { pull_request: { head: { sha: branch }, base: { sha: base, ref: 'main' } } };
  write(runner, 'event.json', JSON.stringify(event));
  for (const file of ['summary.md', 'output.txt']) write(runner, file, '');
  return {
    cwd,
    env: {
      ...quietGit,
      PATH: `${join(folder, 'tools')}:${quietGit.PATH}`,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: join(runner, 'event.json'),
      GITHUB_SHA: git(cwd, 'rev-parse', 'HEAD'),
      GITHUB_STEP_SUMMARY: join(runner, 'summary.md'),
      GITHUB_OUTPUT: join(runner, 'output.txt'),
      GITHUB_ACTION_PATH: root,
      RUNNER_TEMP: runner,
    },
  };
}

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** As GitHub runs a step in bash, and GitLab a line. */
function bash(script: string, cwd: string, env: Record<string, string>): Ran {
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script],
    {
      cwd,
      env,
      encoding: 'utf8',
    },
  );
  return { code: status, stdout, stderr };
}

const named = (list: readonly Step[], name: string): Step => {
  const step = list.find((one) => one.name === name);
  if (step === undefined) throw new Error(`there is no step ${name}`);
  return step;
};

const unreviewed = { 'pricing/plans.yaml': 'pro: 25\n' };
const unrelated = { 'README.md': 'y\n' };

describe('the workflow for GitHub', () => {
  it('is one to GitHub itself', async () => {
    const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await githubsParser();
    const file = { name: 'cx-review.yml', content: read('templates/ci/github.yml') };
    const parsed = parseWorkflow(file, new NoOperationTraceWriter());
    expect(parsed.context.errors.getErrors().map(({ message }) => message)).toEqual([]);
    if (parsed.value === undefined) throw new Error('nothing was read');
    const { errors, jobs } = await convertWorkflowTemplate(parsed.context, parsed.value);
    expect(errors ?? []).toEqual([]);
    expect(jobs).toHaveLength(1);
  });

  it('may read and nothing else', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(Object.values(workflow.jobs).map(({ permissions }) => permissions)).toEqual([undefined]);
    expect(read('templates/ci/github.yml')).not.toMatch(/secrets\.|github\.token|pull_request_target/);
  });

  it('reports on every pull request and in a merge queue', () => {
    expect(workflow.on).toHaveProperty('pull_request', null);
    expect(workflow.on).toHaveProperty('merge_group', null);
    expect(read('templates/ci/github.yml')).not.toMatch(/^\s*(paths|paths-ignore|branches-ignore|types):/m);
    for (const job of Object.values(workflow.jobs)) expect(job).not.toHaveProperty('if');
  });

  it('fetches what the gate needs and keeps no credentials', () => {
    const [checkout] = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkout?.with).toEqual({
      'fetch-depth': expect.stringMatching(
        /^\$\{\{ github\.event_name == 'merge_group' && '0' \|\| '2' \}\}$/,
      ),
      'persist-credentials': false,
    });
  });

  it('puts nothing of an event into a script', () => {
    for (const { run } of [...steps, ...action.runs.steps]) expect(run ?? '').not.toContain('${{');
  });

  it('installs this version, outside of what is checked out', () => {
    const install = named(steps, 'Install');
    expect(install.run).toMatch(new RegExp(`cx-review@${version.replaceAll('.', '\\.')}$`));
    expect(install).toHaveProperty('working-directory', expect.stringMatching(/^\$\{\{ runner\.temp \}\}$/));
  });

  it.each([
    ['a policy change without a review', unreviewed, 1],
    ['a change of something else', unrelated, 0],
  ])('judges %s on two commits of history', (_what, changed, code) => {
    const { cwd, env } = githubCheckout(changed);
    expect(git(cwd, 'rev-list', '--count', 'HEAD')).toBe('3');
    expect(bash(named(steps, 'Install').run ?? '', env.RUNNER_TEMP ?? '', env).code).toBe(0);
    const gate = bash(named(steps, 'Gate').run ?? '', cwd, env);
    expect(gate, gate.stderr).toMatchObject({ code });
    const summary = readFileSync(env.GITHUB_STEP_SUMMARY ?? '', 'utf8');
    if (code === 0) expect(gate.stdout).not.toContain('::error');
    else {
      expect(gate.stdout).toMatch(/^::error file=pricing\/plans\.yaml,.*title=uncovered-policy-change::/m);
      expect(summary).toContain('uncovered-policy-change');
    }
    const reviews = bash(named(steps, 'Reviews').run ?? '', cwd, env);
    expect(reviews, reviews.stderr).toMatchObject({ code: 0 });
    expect(readFileSync(env.GITHUB_STEP_SUMMARY ?? '', 'utf8').length).toBeGreaterThan(summary.length);
  });
});

describe('the action', () => {
  it('is one to GitHub itself', async () => {
    const { NoOperationTraceWriter, parseAction } = await githubsParser();
    const parsed = parseAction(
      { name: 'action.yml', content: read('action.yml') },
      new NoOperationTraceWriter(),
    );
    expect(parsed.context.errors.getErrors().map(({ message }) => message)).toEqual([]);
  });

  /** Runs a step with the inputs that a workflow gave, as GitHub fills them in. */
  function runStep(
    name: string,
    given: Readonly<Record<string, string>>,
    cwd: string,
    env: Record<string, string>,
  ) {
    const step = named(action.runs.steps, name);
    const own = Object.entries(step.env ?? {}).map(([key, text]) => {
      const input = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(text)?.[1] ?? '';
      return [key, given[input] ?? action.inputs[input]?.default ?? `no input ${input}`];
    });
    return bash(step.run ?? '', cwd, { ...env, ...Object.fromEntries(own) });
  }

  it.each([
    ['a policy change without a review', unreviewed, 1],
    ['a change of something else', unrelated, 0],
  ])('judges %s', (_what, changed, code) => {
    const { cwd, env } = githubCheckout(changed);
    expect(runStep('Build', {}, cwd, env)).toMatchObject({ code: 0, stdout: '' });
    const gate = runStep('Gate', { sarif: 'true' }, cwd, env);
    expect(gate, gate.stderr).toMatchObject({ code });
    expect(readFileSync(env.GITHUB_OUTPUT ?? '', 'utf8')).toBe(`exit-code=${code}\n`);
    expect(gate.stdout.includes('::error')).toBe(code === 1);
    const sarif = JSON.parse(readFileSync(join(cwd, 'cx-review-gate.sarif'), 'utf8'));
    expect(
      sarif.runs[0].results.some(({ ruleId }: { ruleId: string }) => ruleId === 'uncovered-policy-change'),
    ).toBe(code === 1);
    expect(runStep('Reviews', {}, cwd, env).code).toBe(0);
  });

  it('writes no report for code scanning unless asked', () => {
    const { cwd, env } = githubCheckout(unrelated);
    expect(runStep('Gate', {}, cwd, env).code).toBe(0);
    expect(existsSync(join(cwd, 'cx-review-gate.sarif'))).toBe(false);
  });

  it('takes a base and a severity, and no name for a flag or a command', () => {
    const { cwd, env } = githubCheckout(unreviewed);
    expect(runStep('Gate', { base: 'HEAD^1', 'fail-on': 'never' }, cwd, env).code).toBe(0);
    const hostile = runStep('Gate', { base: '--help; touch stolen $(touch stolen)' }, cwd, env);
    expect(hostile.code).toBe(3);
    expect(existsSync(join(cwd, 'stolen'))).toBe(false);
  });

  it('says that it could not tell where an event says nothing', () => {
    const { cwd, env } = githubCheckout(unreviewed);
    const gate = runStep('Gate', {}, cwd, { ...env, GITHUB_EVENT_NAME: 'schedule' });
    expect(gate.code).toBe(3);
    expect(readFileSync(env.GITHUB_OUTPUT ?? '', 'utf8')).toBe('exit-code=3\n');
  });
});

describe('the jobs for GitLab', () => {
  interface Job {
    readonly extends?: string;
    readonly rules?: readonly { readonly if: string }[];
    readonly script?: readonly string[];
    readonly before_script?: readonly string[];
    readonly variables?: Readonly<Record<string, string>>;
    readonly allow_failure?: boolean;
    readonly artifacts?: { readonly reports: { readonly codequality: string } };
  }
  const jobs = parse(read('templates/ci/gitlab.yml')) as Readonly<Record<string, Job>>;
  const base = jobs['.cx-review'];

  it('run on every merge request, and may not be skipped or ignored', () => {
    for (const [name, job] of Object.entries(jobs)) {
      expect(job).not.toHaveProperty('only');
      expect(job).not.toHaveProperty('except');
      expect(job.allow_failure).toBeUndefined();
      if (name.startsWith('.')) continue;
      expect(job.extends).toBe('.cx-review');
      expect(job.rules?.[0]).toEqual({ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' });
      expect(job.rules?.every((rule) => Object.keys(rule).join() === 'if')).toBe(true);
    }
  });

  it('install this version, and fetch the whole history', () => {
    expect(base?.before_script?.join('\n')).toContain(`cx-review@${version}`);
    expect(base?.variables?.GIT_DEPTH).toBe('0');
  });

  it.each([
    ['a policy change without a review', unreviewed, 1],
    ['a change of something else', unrelated, 0],
  ])('judge %s', (_what, changed, code) => {
    const { path, branch } = origin(changed);
    const cwd = join(folder, `gitlab-${count}`);
    git(folder, 'clone', '-q', '--no-checkout', path, cwd);
    git(cwd, 'checkout', '-q', '--detach', branch);
    // The runner fetches the merge request alone.
    git(cwd, 'update-ref', '-d', 'refs/remotes/origin/main');
    const env = {
      ...quietGit,
      ...base?.variables,
      PATH: `${join(folder, 'tools')}:${quietGit.PATH}`,
      TOOL: join(folder, `tool-${count}`),
      CI: 'true',
      GITLAB_CI: 'true',
      CI_PIPELINE_SOURCE: 'merge_request_event',
      CI_PROJECT_DIR: cwd,
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
      CI_MERGE_REQUEST_DIFF_BASE_SHA: git(path, 'merge-base', 'main', branch),
    };
    for (const [name, wanted] of [
      ['cx-review-gate', code],
      ['cx-review', 0],
    ] as const) {
      const job = jobs[name];
      const ran = bash([...(base?.before_script ?? []), ...(job?.script ?? [])].join('\n'), cwd, env);
      expect(ran, ran.stderr).toMatchObject({ code: wanted });
      const report = JSON.parse(readFileSync(join(cwd, job?.artifacts?.reports.codequality ?? ''), 'utf8'));
      expect(report.length > 0).toBe(wanted === 1);
    }
  });
});

describe('the hook', () => {
  interface Hook {
    readonly id: string;
    readonly entry: string;
    readonly [key: string]: unknown;
  }
  const hooks = parse(read('.pre-commit-hooks.yaml')) as readonly Hook[];

  it('is run by pre-commit on every commit, and told no files', () => {
    expect(hooks).toHaveLength(1);
    expect(hooks[0]).toMatchObject({
      id: 'cx-review',
      language: 'node',
      always_run: true,
      pass_filenames: false,
    });
    const keys = ['id', 'name', 'description', 'entry', 'language', 'always_run', 'pass_filenames'];
    expect(Object.keys(hooks[0] ?? {}).sort()).toEqual(keys.sort());
    const { bin } = JSON.parse(read('package.json')) as { readonly bin: Record<string, string> };
    expect(Object.keys(bin)).toContain(hooks[0]?.entry.split(' ')[0]);
  });

  it('stops a commit that changes a policy without a review, and no other', () => {
    const { path } = origin(unrelated);
    git(path, 'remote', 'add', 'origin', path);
    mkdirSync(join(path, '.git/hooks'), { recursive: true });
    writeFileSync(join(path, '.git/hooks/pre-commit'), `#!/bin/sh\nexec ${hooks[0]?.entry ?? ''}\n`, {
      mode: 0o755,
    });
    const tryCommit = (...args: string[]): Ran => {
      const { status, stdout, stderr } = spawnSync('git', ['commit', '-q', '-m', 'x', ...args], {
        cwd: path,
        env: { ...quietGit, PATH: `${join(folder, 'tools')}:${quietGit.PATH}` },
        encoding: 'utf8',
      });
      return { code: status, stdout, stderr };
    };
    write(path, 'README.md', 'z\n');
    expect(tryCommit('-a')).toMatchObject({ code: 0 });

    write(path, 'pricing/plans.yaml', 'pro: 30\n');
    const changed = tryCommit('-a');
    expect(changed.code).toBe(1);
    expect(`${changed.stdout}${changed.stderr}`).toContain('uncovered-policy-change');

    // What is not staged is not judged.
    write(path, 'README.md', 'more\n');
    expect(tryCommit('README.md')).toMatchObject({ code: 0 });

    git(path, 'checkout', '-q', '--', 'pricing/plans.yaml');
    git(path, 'mv', 'pricing/plans.yaml', 'elsewhere.yaml');
    expect(tryCommit()).toMatchObject({ code: 1 });
  });
});

describe('the guide', () => {
  const guide = read('docs/gate.md');
  /** A block of commands that the guide marks by a word. */
  const commands = (mark: string): string =>
    new RegExp(`^\`\`\`sh ${mark}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(guide)?.[1] ?? `no block ${mark}; false`;

  it('names every finding of the gate, and no other', () => {
    const named = [...guide.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual(gateRules.map(({ name }) => name).sort());
  });

  it('names the exit codes that a gate can have', () => {
    const codes = [...guide.matchAll(/^\| (\d) \|/gm)].map(([, code]) => Number(code));
    const { pass, findings, misuse, undetermined } = ExitCode;
    expect(codes).toEqual([pass, findings, misuse, undetermined]);
  });

  it.each([
    ['a policy change without a review', unreviewed, 1],
    ['a change of something else', unrelated, 0],
  ])('has a shell recipe that judges %s', (_what, changed, code) => {
    const { path, branch } = origin(changed);
    const cwd = join(folder, `shell-${count}`);
    git(folder, 'clone', '-q', path, cwd);
    git(cwd, 'checkout', '-q', '--detach', branch);
    const env = { ...quietGit, PATH: `${join(folder, 'tools')}:${quietGit.PATH}`, CI: 'true' };
    const ran = bash(commands('recipe'), cwd, env);
    expect(ran, ran.stderr).toMatchObject({ code });
  });

  it('sets up signatures that the gate takes', () => {
    const { path: cwd } = origin(unrelated);
    const home = join(folder, `home-${count}`);
    mkdirSync(join(home, '.ssh'), { recursive: true });
    const env = { ...quietGit, PATH: `${join(folder, 'tools')}:${quietGit.PATH}`, HOME: home };
    const policies = [{ id: 'plans', files: ['pricing/**'], level: 'signed' }];
    expect(bash(commands('keys'), cwd, env).code).toBe(0);
    commit(cwd, {
      'cx-reviews/config.yaml': asYaml({ schema: 'cx-review-config/1', people: everybody, policies }),
      'pricing/plans.yaml': 'uploads: 20\n',
    });
    git(cwd, 'switch', '-q', '-c', 'signed');
    const id = '2026-11-20-limit-k3f9';
    commit(cwd, {
      'pricing/plans.yaml': 'uploads: 25\n',
      [`cx-reviews/${id}.yaml`]: asYaml({ ...harmless(id), author: 'leo' }),
    });
    const today = '--today 2026-11-22';
    const gate = `cx-review check --base main ${today}`;
    expect(bash(gate, cwd, env).stdout).toContain('uncovered-policy-change');
    const covered = bash(`cx-review cover ${id} --base main ${today}`, cwd, env);
    expect(covered, covered.stderr).toMatchObject({ code: 0 });
    commit(cwd, {});
    expect(bash(gate, cwd, env).stdout).toContain('missing-approval');
    const approved = bash(
      `cx-review approve ${id} --role owner --as maya --sign ~/.ssh/cx-review --base main ${today}`,
      cwd,
      env,
    );
    expect(approved, approved.stderr).toMatchObject({ code: 0 });
    commit(cwd, {});
    const judged = bash(gate, cwd, env);
    expect(judged, judged.stdout).toMatchObject({ code: 0 });
    expect(judged.stdout.replace(/\s+/g, ' ')).toContain(
      'approved by Maya Lindqvist as owner on 2026-11-22 (signed)',
    );
  });
});
