import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/document/review.ts';
import { scriptedPrompter } from '../support/scripted-prompter.ts';
import { runCli, scratchFolder } from '../support/world.ts';

const identity = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Maya Example',
  GIT_AUTHOR_EMAIL: 'maya@example.com',
};

function gitRepository(files: Record<string, string>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cx-review-init-')));
  execFileSync('git', ['init', '-q', folder]);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const configOf = (cwd: string) =>
  readConfig(readFileSync(join(cwd, 'cx-reviews/config.yaml')), 'config.yaml');

describe('init', () => {
  it('proposes the policy files that the repository seems to have', async () => {
    const cwd = gitRepository({
      'pricing/plans.yaml': 'pro: 20\n',
      'pricing/addons.json': '{}',
      'src/index.ts': '',
      'legal/returns-policy.md': '30 days',
      'test/fixtures/price.yaml': '',
    });
    const { code } = await runCli(['init', '--yes', '--person', 'maya=Maya Example <maya@example.com>'], {
      cwd,
      env: identity,
    });
    expect(code).toBe(0);
    const config = configOf(cwd);
    expect(config.people).toEqual({
      maya: { name: 'Maya Example', email: 'maya@example.com', roles: ['owner'] },
    });
    expect(config.policies?.map(({ files, situation }) => [files, situation])).toEqual([
      [['legal/returns-policy.md'], 'returns-cut'],
      [['pricing/**'], 'price-rise'],
    ]);
  });

  it('gives the repository an id of its own, and leaves it the one that it has', async () => {
    const flags = ['init', '--yes', '--policy', 'pricing/**'];
    const idAfter = async (cwd: string, ...more: string[]) => {
      await runCli([...flags, ...more], { cwd, env: identity });
      return configOf(cwd).id;
    };
    const folder = (name: string) => {
      const path = join(scratchFolder(), name);
      mkdirSync(join(path, '.git'), { recursive: true });
      return path;
    };
    const cwd = folder('Größe & Preise');
    const id = await idAfter(cwd, '--seed', '1');
    expect(id).toMatch(/^gro-e-preise-[a-z0-9]{4}$/);
    expect(await idAfter(cwd, '--force', '--seed', '2')).toBe(id);
    const other = folder('Größe & Preise');
    expect(await idAfter(other, '--seed', '2')).not.toBe(id);
    writeFileSync(join(other, 'cx-reviews/config.yaml'), 'id: [\n');
    expect(await idAfter(other, '--force', '--seed', '1')).toBe(id);
    expect(await idAfter(folder('価格'))).toMatch(/^repository-[a-z0-9]{4}$/);
  });

  it('writes nothing in a dry run and shows exactly what it would write', async () => {
    const cwd = scratchFolder();
    const flags = ['init', '--yes', '--policy', 'pricing/**', '--ci', 'github', '--currency', 'GBP'];
    const { stdout } = await runCli([...flags, '--dry-run'], { cwd, env: identity });
    expect(existsSync(join(cwd, 'cx-reviews'))).toBe(false);
    await runCli(flags, { cwd, env: identity });
    for (const path of ['cx-reviews/config.yaml', '.github/workflows/cx-review.yml']) {
      expect(stdout).toContain(`--- ${path}\n${readFileSync(join(cwd, path), 'utf8')}`);
    }
    expect(stdout).toMatch(/^--- \.github\/cx-review\.tgz \(this program, version \S+, 1 KiB\)$/m);
    // The schemas are long, and come with the program.
    expect(stdout).toContain('--- cx-reviews/schema/review.json (what "cx-review schema review" prints)\n');
    expect(stdout.split('\n').length).toBeLessThan(200);
    for (const name of ['review', 'config', 'waiver']) {
      const { stdout: schema } = await runCli(['schema', name], { cwd });
      expect(readFileSync(join(cwd, `cx-reviews/schema/${name}.json`), 'utf8')).toBe(schema);
    }
    const again = await runCli([...flags, '--dry-run'], { cwd, env: identity });
    expect(again.stdout.split('\n').length).toBeLessThan(10);
  });

  it('says what comes next: to read, to commit, and to merge by itself', async () => {
    const cwd = scratchFolder();
    const { stderr } = await runCli(['init', '--yes', '--policy', 'a/plans.yaml', '--ci', 'gitlab'], {
      cwd,
      env: identity,
      gitEnv: identity,
    });
    expect(stderr).toBe(
      [
        '',
        'Next:',
        '  Read cx-reviews/config.yaml: who owns it, and which files need a review.',
        '  Name a second person with the role owner there: nobody approves what they wrote.',
        '  A new file beside a/plans.yaml is not guarded; a folder with /** behind it is.',
        '  Nothing runs on GitLab until .gitlab-ci.yml has these lines:',
        '    include:',
        '      - local: .gitlab/cx-review.yml',
        '  For a weekly word on what is overdue, add a pipeline schedule on GitLab as well.',
        '  git add cx-reviews .gitlab/cx-review.yml .gitlab/cx-review.tgz',
        '  git commit -m "Set up cx-review"',
        '  Merge that by itself. From then on a change of these files needs a review:',
        '  cx-review',
        '',
      ].join('\n'),
    );
  });

  it('asks for the workflow alone where there is a config, and for nothing where that is named', async () => {
    const cwd = scratchFolder({ 'cx-reviews/config.yaml': 'schema: cx-review-config/1\n' });
    const prompter = scriptedPrompter(() => 'GitHub: write .github/workflows/cx-review.yml');
    const { code, stderr } = await runCli(['init'], { cwd, env: identity, isTTY: true, prompter });
    expect(code).toBe(0);
    expect(prompter.asked.map(({ label }) => label)).toEqual(['Workflow']);
    expect(prompter.said).toEqual([]);
    expect(existsSync(join(cwd, '.github/workflows/cx-review.yml'))).toBe(true);
    expect(stderr).toContain('git commit -m "Check reviews"');
    expect(configOf(cwd)).toEqual({ schema: 'cx-review-config/1' });
    const nobody = await runCli(['init'], { cwd, env: identity });
    expect(nobody.stderr).toContain('next: cx-review init --ci github\n');
    const { code: gitlab } = await runCli(['init', '--ci', 'gitlab'], { cwd, env: identity });
    expect(gitlab).toBe(0);
    expect(existsSync(join(cwd, '.gitlab/cx-review.yml'))).toBe(true);
  });

  it('replaces a workflow by force, and people and policies only by others that are given', async () => {
    const files = {
      'cx-reviews/config.yaml': 'schema: cx-review-config/1\n',
      '.github/workflows/cx-review.yml': 'old\n',
    };
    const cwd = scratchFolder(files);
    const kept = await runCli(['init', '--ci', 'github'], { cwd, env: identity });
    expect(kept.stdout).toContain(
      'kept     .github/workflows/cx-review.yml (it exists; --force replaces it)',
    );
    expect(kept.stdout).toContain('kept     cx-reviews/config.yaml (it exists)\n');
    await runCli(['init', '--ci', 'github', '--force'], { cwd, env: identity });
    expect(readFileSync(join(cwd, '.github/workflows/cx-review.yml'), 'utf8')).not.toBe('old\n');
    expect(configOf(cwd)).toEqual({ schema: 'cx-review-config/1' });
    await runCli(['init', '--yes', '--force', '--currency', 'GBP'], { cwd, env: identity });
    expect(configOf(cwd).currency).toBe('GBP');
  });

  it.each([
    ['github', '.github/workflows/cx-review.yml'],
    ['gitlab', '.gitlab/cx-review.yml'],
  ])('writes the jobs for %s as they are shipped', async (service, path) => {
    const cwd = scratchFolder();
    await runCli(['init', '--yes', '--ci', service], { cwd, env: identity });
    const shipped = join(import.meta.dirname, `../../templates/ci/${service}.yml`);
    const digest = createHash('sha512').update('the program').digest('hex');
    expect(readFileSync(join(cwd, path), 'utf8')).toBe(
      readFileSync(shipped, 'utf8').replace('DIGEST', digest),
    );
    expect(readFileSync(join(cwd, `.${service}/cx-review.tgz`), 'utf8')).toBe('the program');
  });

  it('never puts a program beside a workflow that names another one', async () => {
    const cwd = scratchFolder({ '.github/workflows/cx-review.yml': 'old\n', '.github/cx-review.tgz': 'old' });
    const program = () => readFileSync(join(cwd, '.github/cx-review.tgz'), 'utf8');
    await runCli(['init', '--yes', '--ci', 'github'], { cwd, env: identity });
    expect(program()).toBe('old');
    const forced = await runCli(['init', '--yes', '--ci', 'github', '--force'], { cwd, env: identity });
    expect(program()).toBe('the program');
    expect(forced.stderr).toContain('.github/workflows/cx-review.yml .github/cx-review.tgz');
  });

  it('writes no jobs where none are wanted', async () => {
    const cwd = scratchFolder();
    await runCli(['init', '--yes', '--ci', 'none'], { cwd, env: identity });
    expect(existsSync(join(cwd, '.github'))).toBe(false);
    expect(existsSync(join(cwd, '.gitlab'))).toBe(false);
  });

  it('keeps what exists', async () => {
    const cwd = scratchFolder({ 'cx-reviews/config.yaml': 'schema: cx-review-config/1\n' });
    const { code, stdout } = await runCli(['init', '--yes'], { cwd, env: identity });
    expect(code).toBe(0);
    expect(stdout).toContain('kept     cx-reviews/config.yaml');
    expect(configOf(cwd)).toEqual({ schema: 'cx-review-config/1' });
  });

  it('makes names with quotes, colons and brackets into valid YAML', async () => {
    const cwd = scratchFolder();
    await runCli(['init', '--yes', '--person', 'o=O\'Brien: "the" [boss] # 1', '--policy', 'a "b"/*'], {
      cwd,
      env: identity,
    });
    expect(configOf(cwd).people?.o?.name).toBe('O\'Brien: "the" [boss] # 1');
    expect(configOf(cwd).policies?.[0]?.files).toEqual(['a "b"/*']);
  });

  it.each(['EUR', 'eur', 'euro', '€'])('takes the currency %s as the question does', async (currency) => {
    const cwd = scratchFolder();
    const { code } = await runCli(['init', '--yes', '--currency', currency], { cwd, env: identity });
    expect(code).toBe(0);
    expect(configOf(cwd).currency).toBe('EUR');
  });

  it.each([
    [['--person', 'Maya'], 'is not a person'],
    [['--policy', '/abs'], 'glob'],
    [['--currency', 'eurro'], 'ISO 4217'],
    [['--currency', '$'], 'can be USD, CAD, AUD'],
    [['--person', 'maya=Maya Example <maya>'], 'is not a person'],
  ])('refuses %j', async (flags, message) => {
    const { code, stderr } = await runCli(['init', '--yes', ...flags], {
      cwd: scratchFolder(),
      env: identity,
    });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain('next:');
  });

  it('says at once that nobody is there to answer', async () => {
    const { code, stderr } = await runCli(['init'], { cwd: scratchFolder(), env: identity });
    expect(code).toBe(2);
    expect(stderr).toContain('standard input is not a terminal');
    expect(stderr).toContain('cx-review init --yes');
    const flags = ['--ci', 'github', '--person', 'maya=Maya Example <maya@example.com>', '--policy', 'a/**'];
    const given = await runCli(['init', ...flags], { cwd: scratchFolder(), env: identity });
    expect(given.stderr).toContain(
      'next: cx-review init --yes --policy "a/**" --person "maya=Maya Example <maya@example.com>" --currency EUR --ci github\n',
    );
  });
});

describe('a glob that would guard nothing', () => {
  const files = { 'shop/policies/p.yaml': 'price: 20\n' };
  const filesOf = async (cwd: string, glob: string) => {
    const result = await runCli(['init', '--yes', '--policy', glob], { cwd, env: identity });
    return { ...result, root: cwd };
  };

  it.each([
    ['a folder', '.', 'shop/policies'],
    ['a folder with a slash', '.', 'shop/policies/'],
    ['a path that starts here', '.', './shop/policies/**'],
    ['a glob typed in a folder', 'shop', 'policies/**'],
    ['a folder typed in a folder', 'shop', 'policies'],
  ])('is corrected: %s', async (_, folder, glob) => {
    const root = gitRepository(files);
    expect((await filesOf(join(root, folder), glob)).code).toBe(0);
    expect(configOf(root).policies?.[0]?.files).toEqual(['shop/policies/**']);
  });

  it('is refused where another ending is meant', async () => {
    const { code, stderr } = await filesOf(gitRepository(files), 'shop/policies/*.yml');
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean shop/policies/*.yaml?');
    expect(stderr).toContain('cx-review init --policy "shop/policies/*.yaml"');
  });

  it('is told where the files are still to come', async () => {
    const { code, stderr } = await filesOf(gitRepository(files), 'pricing/**');
    expect(code).toBe(0);
    expect(stderr.replace(/\s+/g, ' ')).toContain('guards no file yet: nothing here is called pricing/**');
  });
});
