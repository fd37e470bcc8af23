import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { githubCheckout, githubsParser, named, type Step } from './github.ts';
import { bash, Runner, read, unrelated, unreviewed, version } from './runner.ts';

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<
    Record<string, { readonly permissions?: unknown; readonly steps: readonly Step[] }>
  >;
}

const text = read('templates/ci/github.yml');
const workflow = parse(text) as Workflow;
const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
const runner = new Runner();

/** The scripts of the workflow as init wrote it into a checkout. */
const stepsIn = (cwd: string) => {
  const { jobs } = parse(readFileSync(join(cwd, '.github/workflows/cx-review.yml'), 'utf8')) as Workflow;
  return (name: string) => named(jobs['cx-review']?.steps ?? [], name).run ?? '';
};

/** Why a step may run what a pull request brings: an allow-list, so that whatever is new has to be looked at. */
function stepFaults({ run, uses }: Step): string[] {
  if (uses !== undefined && !/^[\w-]+\/[\w./-]+@[0-9a-f]{40}$/.test(uses)) return [uses];
  const checked = new Set<string>();
  return (run ?? '').split('\n').filter((line) => {
    const [, file] = /^echo "DIGEST {2}([\w./-]+)" \| sha512sum --check --strict$/.exec(line) ?? [];
    if (file !== undefined) checked.add(file);
    const [, unpacked = ''] = /^tar -xzf ([\w./-]+) -C "\$RUNNER_TEMP"$/.exec(line) ?? [];
    const isOwnProgram = /^node "\$RUNNER_TEMP\/package\/dist\/cx-review\.js" check [\w -]+$/.test(line);
    return line !== '' && file === undefined && !checked.has(unpacked) && !isOwnProgram;
  });
}

describe('the workflow for GitHub', () => {
  it('is one to GitHub itself', async () => {
    const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await githubsParser(
      runner.folder,
    );
    const file = { name: 'cx-review.yml', content: text };
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
    expect(text).not.toMatch(/secrets\.|github\.token|pull_request_target/);
  });

  it('reports on every pull request and in a merge queue', () => {
    // "edited" is sent when a pull request is pointed at another branch.
    expect(workflow.on).toHaveProperty('pull_request.types', [
      'opened',
      'reopened',
      'synchronize',
      'edited',
      'ready_for_review',
    ]);
    expect(workflow.on).toHaveProperty('merge_group', null);
    expect(text).not.toMatch(/^\s*(paths|paths-ignore|branches-ignore):/m);
    for (const job of Object.values(workflow.jobs)) expect(job).not.toHaveProperty('if');
  });

  it('fetches what the gate needs and keeps no credentials', () => {
    const [checkout] = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkout?.with).toEqual({
      // Whoever committed is known by the history alone.
      'fetch-depth': 0,
      'persist-credentials': false,
    });
  });

  it('reads all reviews after a merge only, so that a draft holds up nobody else', () => {
    expect(named(steps, 'Reviews').if).toBe("github.event_name == 'push'");
    expect(named(steps, 'Gate').if).toBe("github.event_name != 'push' && github.event_name != 'schedule'");
    expect(workflow.on).toHaveProperty('push', { branches: ['main'] });
  });

  it('says once a week what is overdue, while nothing changes', () => {
    expect(workflow.on).toHaveProperty('schedule', [{ cron: expect.stringMatching(/^\d+ \d+ \* \* \d$/) }]);
    expect(named(steps, 'Due').if).toBe("github.event_name == 'schedule'");
  });

  it.each([
    ['master', 'master'],
    ['release/2.x', 'release/2.x'],
    ['wow!', 'wow\\!'],
    ['true', '"true"'],
  ])('reads them after a merge into the branch that the repository has: %s', (branch, written) => {
    const cwd = runner.place('branch');
    runner.gitIn(cwd, 'init', '-q', '-b', branch);
    runner.commit(cwd, { 'policies/plans.yaml': 'pro: 20\n' });
    // What a clone knows of the branch that others start from.
    runner.gitIn(cwd, 'update-ref', `refs/remotes/origin/${branch}`, 'HEAD');
    runner.gitIn(cwd, 'symbolic-ref', 'refs/remotes/origin/HEAD', `refs/remotes/origin/${branch}`);
    const init = "cx-review init --yes --ci github --policy 'policies/**' --person 'maya=Maya'";
    expect(bash(init, cwd, runner.git)).toMatchObject({ code: 0 });
    const [line] =
      /^ *branches: .*$/m.exec(readFileSync(join(cwd, '.github/workflows/cx-review.yml'), 'utf8')) ?? [];
    expect(line?.trim()).toBe(`branches: [${written}]`);
  });

  it('puts nothing of an event into a script', () => {
    for (const { run } of steps) expect(run ?? '').not.toContain('${{');
  });

  it('names the version that it unpacks', () => {
    expect(text).toContain(`cx-review ${version},`);
  });

  it('runs no byte that a pull request can choose', () => {
    expect(steps.flatMap(stepFaults)).toEqual([]);
    for (const run of [
      'npm install --no-save cx-review@0.1.0',
      'npx cx-review@0.1.0 check --base',
      'npm ci',
      './node_modules/.bin/cx-review check --base',
      'node dist/cx-review.js check --base',
      'tar -xzf .github/cx-review.tgz -C "$RUNNER_TEMP"',
      `echo "DIGEST  a.tgz" | sha512sum --check --strict\ntar -xzf b.tgz -C "$RUNNER_TEMP"`,
      `echo "DIGEST  a.tgz" | sha512sum --check --strict\ntar -xzf a.tgz`,
    ]) {
      expect(stepFaults({ run }), run).not.toEqual([]);
    }
    for (const uses of ['./.github/actions/x', 'actions/checkout@v5', 'actions/checkout@main']) {
      expect(stepFaults({ uses }), uses).not.toEqual([]);
    }
  });

  it.each(['templates/ci/github.yml', 'action.yml', 'docs/gate.md'])(
    'runs actions of others at a commit: %s',
    (path) => {
      const used = [...read(path).matchAll(/^ *(?:- )?uses: *(.*)$/gm)].map(([, name]) => name);
      expect(used).not.toEqual([]);
      // The guide's own action is at a commit that the reader chooses.
      const others = used.filter((name) => name !== 'OWNER/cx-review@COMMIT');
      for (const name of others) expect(name).toMatch(/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    },
  );

  it('sets up Node without asking the package manager that a pull request names', () => {
    const [setup, ...others] = steps.filter(({ uses }) => uses?.startsWith('actions/setup-node@'));
    expect(others).toEqual([]);
    // Without a value, version 5 takes it for true wherever package.json names a package manager, and runs that.
    expect(setup?.with).toEqual({ 'node-version': 22, 'package-manager-cache': false });
  });

  it.each([
    ['a policy change without a review', unreviewed, 1],
    ['a change of something else', unrelated, 0],
  ])('judges %s on two commits of history, with the program of the repository', (_what, changed, code) => {
    const { cwd, env, summary } = githubCheckout(runner, changed);
    expect(runner.gitIn(cwd, 'rev-list', '--count', 'HEAD')).toBe('3');
    const step = stepsIn(cwd);
    expect(bash(step('Unpack'), cwd, env)).toMatchObject({ code: 0 });
    const gate = bash(step('Gate'), cwd, env);
    expect(gate, gate.stderr).toMatchObject({ code });
    const ofGate = summary();
    if (code === 0) expect(gate.stdout).not.toContain('::error');
    else {
      expect(gate.stdout).toMatch(/^::error file=pricing\/plans\.yaml,.*title=uncovered-policy-change::/m);
      expect(ofGate).toContain('uncovered-policy-change');
    }
    for (const name of ['Reviews', 'Due']) {
      const before = summary().length;
      const ran = bash(step(name), cwd, env);
      expect(ran, ran.stderr).toMatchObject({ code: 0 });
      expect(summary().length).toBeGreaterThan(before);
    }
  });

  it('unpacks nothing where a pull request brings another program', () => {
    const { cwd, env, temp } = githubCheckout(runner, { '.github/cx-review.tgz': 'mine' });
    const unpack = bash(stepsIn(cwd)('Unpack'), cwd, env);
    expect(unpack.code).not.toBe(0);
    expect(existsSync(join(temp, 'package'))).toBe(false);
  });
});
