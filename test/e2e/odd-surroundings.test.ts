import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bash, Runner, unrelated, unreviewed } from './integrations/runner.ts';

const runner = new Runner();

/** The main branch with a config and a price list, and a branch that changes something, checked out. */
function changed(files: Readonly<Record<string, string>>): string {
  const { path, branch } = runner.origin(files);
  runner.gitIn(path, 'switch', '-q', 'change');
  expect(runner.gitIn(path, 'rev-parse', 'HEAD')).toBe(branch);
  return path;
}

const today = '--today 2026-11-22';
const gate = `cx-review check --base main ${today}`;

describe('tags in a policy file that nobody knows', () => {
  it('are read as they stand, and nothing but the program itself speaks', () => {
    const cwd = changed({ 'pricing/plans.yaml': 'pro: !money 25\nfee: !!odd 3\nlist: !x [1]\n' });
    const ran = bash(gate, cwd, runner.git);
    expect(ran).toMatchObject({ code: 1, stderr: '' });
    expect(ran.stdout).toContain('uncovered-policy-change');
  });
});

describe('a repository that the environment names', () => {
  let cwd: string;
  let other: string;
  beforeAll(() => {
    cwd = changed(unreviewed);
    other = changed(unrelated);
  });

  const inEnvironment = (command: string, env: Readonly<Record<string, string>>) =>
    bash(command, cwd, { ...runner.git, ...env });

  it.each([
    ['another one', () => ({ GIT_DIR: join(other, '.git') })],
    ['another one with its files', () => ({ GIT_DIR: join(other, '.git'), GIT_WORK_TREE: other })],
    ['the files of another one', () => ({ GIT_WORK_TREE: other })],
    ['the branches of another one', () => ({ GIT_COMMON_DIR: join(other, '.git') })],
    ['what is staged in another one', () => ({ GIT_INDEX_FILE: join(other, '.git/index') })],
  ])('is not judged where it is %s', (_what, env) => {
    const [name = ''] = Object.keys(env());
    for (const command of [gate, 'cx-review list']) {
      const ran = inEnvironment(command, env());
      expect(ran, command).toMatchObject({ code: 3, stdout: '' });
      expect(ran.stderr, command).toContain(`cx-review: ${name}`);
      expect(ran.stderr, command).toContain('unset GIT_');
    }
  });

  it('is not judged where it has no files and the folder is in another one', () => {
    const bare = runner.place('bare');
    runner.gitIn(bare, 'clone', '-q', '--bare', other, '.');
    const ran = inEnvironment(gate, { GIT_DIR: bare, CI: 'true' });
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(ran.stderr).toContain('GIT_DIR names another repository than the one of this folder');
  });

  it('is not judged where the folder is in none, and the other has files of its own', () => {
    const nowhere = runner.place('nowhere');
    const ran = bash(gate, nowhere, { ...runner.git, GIT_DIR: join(other, '.git') });
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(ran.stderr).toContain('GIT_DIR names another repository than the one of this folder');
  });

  it.each([
    ['as a hook does', () => ({ GIT_DIR: '.git', GIT_INDEX_FILE: '.git/index' })],
    ['with full paths', () => ({ GIT_DIR: join(cwd, '.git'), GIT_WORK_TREE: cwd })],
  ])('is judged where it is the one of the folder, named %s', (_how, env) => {
    const ran = inEnvironment(gate, env());
    expect(ran).toMatchObject({ code: 1, stderr: '' });
    expect(ran.stdout).toContain('uncovered-policy-change');
  });

  it('is judged in a worktree, as a hook names it', () => {
    const tree = join(runner.place('worktree'), 'tree');
    runner.gitIn(cwd, 'worktree', 'add', '-q', '--detach', tree, 'change');
    const folder = runner.gitIn(tree, 'rev-parse', '--absolute-git-dir');
    const env = { ...runner.git, GIT_DIR: folder, GIT_INDEX_FILE: join(folder, 'index') };
    expect(bash(gate, tree, env)).toMatchObject({ code: 1, stderr: '' });
  });

  it('judges what a commit of everything has staged in a second index', () => {
    const hooked = changed(unrelated);
    runner.write(hooked, '.git/hooks/pre-commit', `#!/bin/sh\nexec cx-review check --staged ${today}\n`);
    runner.write(hooked, 'pricing/plans.yaml', 'pro: 25\n');
    const ran = bash('chmod +x .git/hooks/pre-commit && git commit -a -m x', hooked, runner.git);
    expect(ran.code).toBe(1);
    expect(`${ran.stdout}${ran.stderr}`).toContain('uncovered-policy-change');
  });
});

describe.skipIf(process.platform === 'win32')('what is no plain file', () => {
  const review = 'cx-reviews/2026-11-01-limit-abcd.yaml';

  it.each([
    ['a pipe', (path: string) => `mkfifo ${path}`, 'is no plain file (a pipe, a socket or a device)'],
    [
      'a link',
      (path: string) => `ln -s ../pricing/plans.yaml ${path}`,
      'is a symbolic link, and none is followed',
    ],
    ['a folder', (path: string) => `mkdir ${path}`, 'is a folder'],
  ])('is named among the reviews and not read: %s', (_what, make, words) => {
    const cwd = changed(unrelated);
    mkdirSync(join(cwd, 'cx-reviews/waivers'));
    mkdirSync(join(cwd, 'cx-reviews/content/questions'), { recursive: true });
    const paths = [
      review,
      'cx-reviews/waivers/2026-11-01-page-abcd.yaml',
      'cx-reviews/content/questions/own.yaml',
    ];
    for (const path of paths) expect(bash(make(path), cwd, runner.git).code).toBe(0);
    for (const command of ['check', 'list', 'render']) {
      const ran = bash(`cx-review ${command} ${today} < /dev/null`, cwd, runner.git);
      expect(ran, command).toMatchObject({ code: 1 });
      const said = `${ran.stdout}${ran.stderr}`.replaceAll(/\s+/g, ' ');
      for (const path of paths) expect(said, command).toContain(`${path} ${words}, so nobody reads it.`);
    }
    const show = bash(`cx-review show 2026-11-01-limit-abcd ${today}`, cwd, runner.git);
    expect(show).toMatchObject({ code: 2, stdout: '' });
    expect(show.stderr).toContain(`${review} ${words}`);
  });

  it.each(['approvals/2026-11-01-limit-abcd/leo-owner-0123456789ab.yaml', 'config.yaml'])(
    'is waited for nowhere: a pipe at cx-reviews/%s',
    (path) => {
      const cwd = changed(unrelated);
      rmSync(join(cwd, 'cx-reviews', path), { force: true });
      const made = bash(
        `mkdir -p $(dirname cx-reviews/${path}) && mkfifo cx-reviews/${path}`,
        cwd,
        runner.git,
      );
      expect(made.code).toBe(0);
      for (const command of ['check', 'list', 'render', 'check --base main']) {
        const ran = bash(`cx-review ${command} ${today} < /dev/null`, cwd, runner.git);
        expect([0, 1, 3], command).toContain(ran.code);
      }
    },
  );

  it('is no change that could be judged, where it stands in place of a policy file', () => {
    const cwd = changed(unrelated);
    expect(bash('rm pricing/plans.yaml && mkfifo pricing/plans.yaml', cwd, runner.git).code).toBe(0);
    for (const command of [gate, 'cx-review waive --reason x --owner maya']) {
      const ran = bash(command, cwd, runner.git);
      expect(ran, command).toMatchObject({ code: 3 });
      expect(ran.stderr, command).toContain('pricing/plans.yaml is no plain file on disk');
    }
  });

  it('is not followed as the folder of the reviews', () => {
    const cwd = changed(unrelated);
    const elsewhere = runner.place('elsewhere');
    rmSync(join(cwd, 'cx-reviews'), { recursive: true });
    symlinkSync(elsewhere, join(cwd, 'cx-reviews'));
    for (const command of ['check', 'list', 'render'])
      expect(bash(`cx-review ${command}`, cwd, runner.git), command).toMatchObject({ code: 3, stdout: '' });
  });
});

describe('a place for temporary files that is not there', () => {
  it('is said, as what could not be done and not as a bug', () => {
    const cwd = changed(unrelated);
    const ran = bash('cx-review demo', cwd, { ...runner.git, TMPDIR: join(cwd, 'nowhere') });
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(ran.stderr).toContain(`could not make a folder in ${join(cwd, 'nowhere')}`);
    expect(ran.stderr).toContain('next: Set TMPDIR');
  });
});
