import { describe, expect, it } from 'vitest';
import { bash, Runner } from './integrations/runner.ts';

const runner = new Runner();

/** The main branch with a config and a price list, and a branch that changes the list, checked out. */
function changed(files: Readonly<Record<string, string>>): string {
  const { path, branch } = runner.origin(files);
  runner.gitIn(path, 'switch', '-q', '--detach', branch);
  return path;
}

const gate = 'cx-review check --base main --today 2026-11-22';

describe('tags in a policy file that nobody knows', () => {
  it('are read as they stand, and nothing but the program itself speaks', () => {
    const cwd = changed({ 'pricing/plans.yaml': 'pro: !money 25\nfee: !!odd 3\nlist: !x [1]\n' });
    const ran = bash(gate, cwd, runner.git);
    expect(ran).toMatchObject({ code: 1, stderr: '' });
    expect(ran.stdout).toContain('uncovered-policy-change');
  });
});
