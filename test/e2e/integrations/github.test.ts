import { readFileSync } from 'node:fs';
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
    expect(named(steps, 'Gate').if).toBe("github.event_name != 'push'");
    expect(workflow.on).toHaveProperty('push', { branches: ['main'] });
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

  it('installs this version, outside of what is checked out', () => {
    const install = named(steps, 'Install');
    expect(install.run).toMatch(new RegExp(`cx-review@${version.replaceAll('.', '\\.')}$`));
    expect(install).toHaveProperty('working-directory', expect.stringMatching(/^\$\{\{ runner\.temp \}\}$/));
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
  ])('judges %s on two commits of history', (_what, changed, code) => {
    const { cwd, env, temp, summary } = githubCheckout(runner, changed);
    expect(runner.gitIn(cwd, 'rev-list', '--count', 'HEAD')).toBe('3');
    expect(bash(named(steps, 'Install').run ?? '', temp, env).code).toBe(0);
    const gate = bash(named(steps, 'Gate').run ?? '', cwd, env);
    expect(gate, gate.stderr).toMatchObject({ code });
    const ofGate = summary();
    if (code === 0) expect(gate.stdout).not.toContain('::error');
    else {
      expect(gate.stdout).toMatch(/^::error file=pricing\/plans\.yaml,.*title=uncovered-policy-change::/m);
      expect(ofGate).toContain('uncovered-policy-change');
    }
    const reviews = bash(named(steps, 'Reviews').run ?? '', cwd, env);
    expect(reviews, reviews.stderr).toMatchObject({ code: 0 });
    expect(summary().length).toBeGreaterThan(ofGate.length);
  });
});
