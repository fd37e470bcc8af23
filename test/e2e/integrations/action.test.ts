import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { githubCheckout, githubsParser, named, type Step } from './github.ts';
import { bash, type Ran, Runner, read, unrelated, unreviewed } from './runner.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

const text = read('action.yml');
const action = parse(text) as Action;
const runner = new Runner();

/** Runs a step with the inputs that a workflow gave, as GitHub fills them in. */
function runStep(
  name: string,
  given: Readonly<Record<string, string>>,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Ran {
  const step = named(action.runs.steps, name);
  const own = Object.entries(step.env ?? {}).map(([key, value]) => {
    const input = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(value)?.[1] ?? '';
    return [key, given[input] ?? action.inputs[input]?.default ?? `no input ${input}`];
  });
  return bash(step.run ?? '', cwd, { ...env, ...Object.fromEntries(own) });
}

describe('the action', () => {
  it('is one to GitHub itself', async () => {
    const { NoOperationTraceWriter, parseAction } = await githubsParser(runner.folder);
    const parsed = parseAction({ name: 'action.yml', content: text }, new NoOperationTraceWriter());
    expect(parsed.context.errors.getErrors().map(({ message }) => message)).toEqual([]);
  });

  it('puts nothing of an event or an input into a script', () => {
    for (const { run } of action.runs.steps) expect(run ?? '').not.toContain('${{');
  });

  it.each([
    ['a policy change without a review', unreviewed, 1],
    ['a change of something else', unrelated, 0],
  ])('judges %s', (_what, changed, code) => {
    const { cwd, env, output } = githubCheckout(runner, changed);
    expect(runStep('Build', {}, cwd, env)).toMatchObject({ code: 0, stdout: '' });
    const gate = runStep('Gate', { sarif: 'true' }, cwd, env);
    expect(gate, gate.stderr).toMatchObject({ code });
    expect(output()).toBe(`exit-code=${code}\n`);
    expect(gate.stdout.includes('::error')).toBe(code === 1);
    const sarif = JSON.parse(readFileSync(join(cwd, 'cx-review-gate.sarif'), 'utf8'));
    const found = sarif.runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId);
    expect(found.includes('uncovered-policy-change')).toBe(code === 1);
    expect(runStep('Reviews', {}, cwd, env).code).toBe(0);
  });

  it('reads all reviews only where it is asked to, so that a draft holds up nobody else', () => {
    expect(action.inputs.reviews?.default).toBe('false');
    expect(named(action.runs.steps, 'Reviews').if).toContain("inputs.reviews == 'true'");
  });

  it('writes no report for code scanning unless asked', () => {
    const { cwd, env } = githubCheckout(runner, unrelated);
    expect(runStep('Gate', {}, cwd, env).code).toBe(0);
    expect(existsSync(join(cwd, 'cx-review-gate.sarif'))).toBe(false);
  });

  it('takes a base and a severity, and no name for a flag or a command', () => {
    // A base that is named is compared in whole history: behind a cut nobody knows where the two part.
    const cut = githubCheckout(runner, unreviewed);
    expect(runStep('Gate', { base: 'HEAD^1' }, cut.cwd, cut.env).code).toBe(3);
    const { cwd, env } = githubCheckout(runner, unreviewed, 1000);
    expect(runStep('Gate', { base: 'HEAD^1', 'fail-on': 'never' }, cwd, env).code).toBe(0);
    const hostile = runStep('Gate', { base: '--help; touch stolen $(touch stolen)' }, cwd, env);
    expect(hostile.code).toBe(3);
    expect(existsSync(join(cwd, 'stolen'))).toBe(false);
  });

  it('says that it could not tell where an event says nothing', () => {
    const { cwd, env, output } = githubCheckout(runner, unreviewed);
    const gate = runStep('Gate', {}, cwd, { ...env, GITHUB_EVENT_NAME: 'schedule' });
    expect(gate.code).toBe(3);
    expect(output()).toBe('exit-code=3\n');
  });
});
