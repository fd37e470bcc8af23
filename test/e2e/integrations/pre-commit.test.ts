import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { isInstalled } from '../../support/tools.ts';
import { bin, type Ran, Runner, read, root, run, unrelated } from './runner.ts';

interface Hook {
  readonly id: string;
  readonly name: string;
  readonly entry: string;
  readonly [key: string]: unknown;
}

const [hook, ...others] = parse(read('.pre-commit-hooks.yaml')) as readonly Hook[];
const runner = new Runner();

describe('the hook', () => {
  it('is one, run on every commit, told no files, and calls the program by its name', () => {
    expect(others).toEqual([]);
    expect(hook).toMatchObject({
      id: 'cx-review',
      language: 'node',
      always_run: true,
      pass_filenames: false,
    });
    expect(Object.keys(bin)).toContain(hook?.entry.split(' ')[0]);
  });

  /** Tries to commit, and puts a governed file back afterwards. */
  function stopsUnreviewedChanges(path: string): void {
    const tryCommit = (...args: readonly string[]): Ran =>
      run('git', ['commit', '-q', '-m', 'x', ...args], path, { ...runner.git, HOME: runner.folder });
    runner.write(path, 'README.md', 'z\n');
    expect(tryCommit('-a')).toMatchObject({ code: 0 });

    runner.write(path, 'pricing/plans.yaml', 'pro: 30\n');
    const changed = tryCommit('-a');
    expect(changed.code).toBe(1);
    expect(`${changed.stdout}${changed.stderr}`).toContain('uncovered-policy-change');

    // What is not staged is not judged.
    runner.write(path, 'README.md', 'more\n');
    expect(tryCommit('README.md')).toMatchObject({ code: 0 });

    runner.gitIn(path, 'checkout', '-q', '--', 'pricing/plans.yaml');
    runner.gitIn(path, 'mv', 'pricing/plans.yaml', 'elsewhere.yaml');
    expect(tryCommit()).toMatchObject({ code: 1 });
  }

  it('stops a commit that changes a policy without a review, and no other', () => {
    const { path } = runner.origin(unrelated);
    runner.gitIn(path, 'remote', 'add', 'origin', path);
    runner.write(path, '.git/hooks/pre-commit', `#!/bin/sh\nexec ${hook?.entry ?? ''}\n`);
    chmodSync(join(path, '.git/hooks/pre-commit'), 0o755);
    stopsUnreviewedChanges(path);
  });

  describe.runIf(isInstalled('pre-commit'))('by pre-commit itself', () => {
    it('is one to it', () => {
      const check = (file: string) =>
        run('pre-commit', ['validate-manifest', file], root, { ...runner.git, HOME: runner.folder });
      const valid = check('.pre-commit-hooks.yaml');
      expect(valid, valid.stdout).toMatchObject({ code: 0 });
      runner.write(runner.folder, 'broken.yaml', stringify([{ ...hook, entry: undefined }]));
      expect(check(join(runner.folder, 'broken.yaml')).code).toBe(1);
    });

    it('stops a commit that changes a policy without a review, and no other', () => {
      const { path } = runner.origin(unrelated);
      runner.gitIn(path, 'remote', 'add', 'origin', path);
      // Installing is npm's business: here the program is found on the path.
      const local = { repo: 'local', hooks: [{ ...hook, language: 'system' }] };
      runner.commit(path, { '.pre-commit-config.yaml': stringify({ repos: [local] }) });
      const installed = run('pre-commit', ['install'], path, { ...runner.git, HOME: runner.folder });
      expect(installed, installed.stderr).toMatchObject({ code: 0 });
      stopsUnreviewedChanges(path);
    });
  });
});
