import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Runner, root } from './runner.ts';

export interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

export const named = (list: readonly Step[], name: string): Step => {
  const step = list.find((one) => one.name === name);
  if (step === undefined) throw new Error(`there is no step ${name}`);
  return step;
};

type Parser = typeof import('@actions/workflow-parser') &
  typeof import('@actions/workflow-parser/actions/index');

/** What GitHub itself reads workflows and actions with; bundled, because it asks for JSON as bundlers take it. */
export async function githubsParser(folder: string): Promise<Parser> {
  const outfile = join(folder, 'parser.mjs');
  const contents = `export * from '@actions/workflow-parser';
    export { parseAction } from '@actions/workflow-parser/actions/index';`;
  const stdin = { contents, resolveDir: root };
  await build({ stdin, outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'error' });
  return (await import(outfile)) as Parser;
}

interface Checkout {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Of the folder that GitHub gives a job for its own files. */
  readonly temp: string;
  readonly summary: () => string;
  readonly output: () => string;
}

/** What GitHub checks out for a pull request: its merge into the base branch, two commits deep. */
export function githubCheckout(
  runner: Runner,
  changed: Readonly<Record<string, string>>,
  /** How many commits are fetched behind the merge, as the step that checks out is told. */
  depth = 2,
): Checkout {
  const { path, branch } = runner.origin(changed);
  const base = runner.gitIn(path, 'rev-parse', 'main');
  runner.gitIn(path, 'switch', '-q', '--detach', 'main');
  runner.gitIn(path, 'merge', '-q', '--no-ff', '-m', 'merge', branch);
  runner.gitIn(path, 'update-ref', 'refs/pull/1/merge', 'HEAD');
  const cwd = runner.place('checkout');
  const merge = '+refs/pull/1/merge:refs/remotes/pull/1/merge';
  runner.gitIn(cwd, 'init', '-q');
  runner.gitIn(cwd, 'fetch', '-q', `--depth=${depth}`, `file://${path}`, merge);
  runner.gitIn(cwd, 'checkout', '-q', '--detach', 'refs/remotes/pull/1/merge');
  const temp = runner.place('temp');
  const event = { pull_request: { head: { sha: branch }, base: { sha: base, ref: 'main' } } };
  const files = { 'event.json': JSON.stringify(event), 'summary.md': '', 'output.txt': '' };
  for (const [name, text] of Object.entries(files)) runner.write(temp, name, text);
  return {
    cwd,
    temp,
    summary: () => readFileSync(join(temp, 'summary.md'), 'utf8'),
    output: () => readFileSync(join(temp, 'output.txt'), 'utf8'),
    env: {
      ...runner.git,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: join(temp, 'event.json'),
      GITHUB_SHA: runner.gitIn(cwd, 'rev-parse', 'HEAD'),
      GITHUB_STEP_SUMMARY: join(temp, 'summary.md'),
      GITHUB_OUTPUT: join(temp, 'output.txt'),
      GITHUB_ACTION_PATH: root,
      RUNNER_TEMP: temp,
    },
  };
}
