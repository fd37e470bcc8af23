import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Review } from '../../../src/domain/review.ts';
import { digestOf } from '../../../src/lib/digest.ts';
import type { TestRepository } from '../../adapters/git-repository.ts';
import {
  asJson,
  completeReview,
  plans,
  policyFile,
  policyPath,
  reviewId,
  rulesIn,
  Scene,
} from '../../gate/scene.ts';
import { runCli, scratchFolder } from '../../support/world.ts';

let scene: Scene;
beforeEach(() => {
  scene = new Scene();
});
afterEach(() => scene.remove());

const run = (repository: TestRepository, argv: readonly string[], env: Record<string, string> = {}) =>
  runCli(asJson(argv), { cwd: repository.path, env });

/** The price rises on the branch; main goes on. Returns the ends of both and what GitHub would check out. */
function pullRequest(): { base: string; head: string; merge: string } {
  scene.write(policyPath, plans(25));
  const head = scene.commit('raise the price');
  scene.git('checkout', '--quiet', 'main');
  scene.write('README.md', 'Main goes on.\n');
  const base = scene.commit('go on');
  scene.git('checkout', '--quiet', '-b', 'merge');
  scene.git('merge', '--quiet', '--no-ff', '--no-edit', 'change');
  return { base, head, merge: scene.git('rev-parse', 'HEAD') };
}

function githubEnv(kind: string, event: unknown, sha: string): Record<string, string> {
  const path = join(scene.playground.folder, 'event.json');
  writeFileSync(path, JSON.stringify(event));
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: kind,
    GITHUB_EVENT_PATH: path,
    GITHUB_SHA: sha,
  };
}

const pullRequestEvent = (base: string, head: string) => ({
  pull_request: { base: { sha: base, ref: 'main' }, head: { sha: head } },
});

describe('the base on GitHub', () => {
  it('is the first parent of the merge commit, for which two commits of history are enough', async () => {
    const { base, head, merge } = pullRequest();
    const clone = scene.playground.clone(scene.repository, 'depth-2', '--depth=2', '--branch=merge');
    const env = githubEnv('pull_request', pullRequestEvent(base, head), merge);
    const result = await run(clone, ['check', '--base'], env);
    expect(rulesIn(result)).toEqual(['uncovered-policy-change']);
    expect(result.stdout).toContain('--base origin/main');
    // Main's own change is none of the pull request's.
    expect(result.stdout + result.stderr).toContain('"changed": 1');
  });

  it('cannot be told with one commit of history', async () => {
    const { base, head, merge } = pullRequest();
    const clone = scene.playground.clone(scene.repository, 'depth-1', '--depth=1', '--branch=merge');
    const env = githubEnv('pull_request', pullRequestEvent(base, head), merge);
    const { code, stderr } = await run(clone, ['check', '--base'], env);
    expect(code).toBe(3);
    expect(stderr).toContain('fetch-depth: 2');
  });

  it('is where the branch left the base, where the branch itself is checked out', async () => {
    const { base, head } = pullRequest();
    scene.git('checkout', '--quiet', head);
    const env = githubEnv('pull_request', pullRequestEvent(base, head), 'f'.repeat(40));
    const result = await run(scene.repository, ['check', '--base'], env);
    expect(rulesIn(result)).toEqual(['uncovered-policy-change']);
    const shallow = scene.playground.clone(scene.repository, 'shallow', '--depth=1', '--branch=change');
    const other = await run(shallow, ['check', '--base'], env);
    expect(other.code).toBe(3);
    expect(other.stderr).toContain('fetch-depth: 0');
  });

  it('is not taken from a merge that the author made', async () => {
    const { base, head } = pullRequest();
    // The branch ends in a merge commit whose first parent is the change itself.
    scene.git('checkout', '--quiet', '-b', 'trick', head);
    scene.git('merge', '--quiet', '--no-ff', '--no-edit', base);
    const trick = scene.git('rev-parse', 'HEAD');
    const asEvent = githubEnv('pull_request', pullRequestEvent(base, trick), 'f'.repeat(40));
    expect(rulesIn(await run(scene.repository, ['check', '--base'], asEvent))).toEqual([
      'uncovered-policy-change',
    ]);
    const asAnother = githubEnv('pull_request', pullRequestEvent(base, head), 'f'.repeat(40));
    const { code, stderr } = await run(scene.repository, ['check', '--base'], asAnother);
    expect(code).toBe(3);
    expect(stderr).toContain('What is checked out is not what the event is about');
  });

  it('is the base of a merge group', async () => {
    const { base, merge } = pullRequest();
    const event = { merge_group: { base_sha: base, head_sha: merge, base_ref: 'refs/heads/main' } };
    const result = await run(scene.repository, ['check', '--base'], githubEnv('merge_group', event, merge));
    expect(rulesIn(result)).toEqual(['uncovered-policy-change']);
    scene.git('checkout', '--quiet', 'main');
    const elsewhere = await run(
      scene.repository,
      ['check', '--base'],
      githubEnv('merge_group', event, merge),
    );
    expect(elsewhere.code).toBe(3);
  });

  it.each(['push', 'pull_request_target', 'workflow_dispatch', ''])('cannot be told on %s', async (kind) => {
    const { base, head, merge } = pullRequest();
    const env = githubEnv(kind, pullRequestEvent(base, head), merge);
    const { code, stderr } = await run(scene.repository, ['check', '--base'], env);
    expect(code).toBe(3);
    expect(stderr).toContain('--base REF');
  });

  it.each([
    ['an event without commits', '{}'],
    ['an event that is no JSON', 'oh'],
    ['a commit that is a name', '{"pull_request":{"base":{"sha":"main"},"head":{"sha":"HEAD"}}}'],
  ])('cannot be told from %s', async (_name, text) => {
    const { merge } = pullRequest();
    const env = githubEnv('pull_request', {}, merge);
    writeFileSync(env.GITHUB_EVENT_PATH ?? '', text);
    expect((await run(scene.repository, ['check', '--base'], env)).code).toBe(3);
  });

  it('gives way to a base that is named', async () => {
    const { base, head, merge } = pullRequest();
    const env = githubEnv('push', pullRequestEvent(base, head), merge);
    expect((await run(scene.repository, ['check', '--base', 'main'], env)).code).toBe(1);
  });
});

describe('the base on GitLab', () => {
  const gitlab = (more: Record<string, string>) => ({
    CI: 'true',
    GITLAB_CI: 'true',
    CI_PIPELINE_SOURCE: 'merge_request_event',
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
    ...more,
  });

  it('is where the change left the target, judged by the rules at the end of the target', async () => {
    const { base } = pullRequest();
    const start = scene.git('merge-base', 'change', base);
    const clone = scene.playground.clone(scene.repository, 'gitlab', '--branch=change');
    const env = gitlab({ CI_MERGE_REQUEST_DIFF_BASE_SHA: start });
    expect(rulesIn(await run(clone, ['check', '--base'], env))).toEqual(['uncovered-policy-change']);
    clone.git('update-ref', '-d', 'refs/remotes/origin/main');
    const missing = await run(clone, ['check', '--base'], env);
    expect(missing.code).toBe(3);
    expect(missing.stderr).toContain('git fetch origin');
  });

  it('is the target in a pipeline of merged results', async () => {
    const { base } = pullRequest();
    const result = await run(
      scene.repository,
      ['check', '--base'],
      gitlab({ CI_MERGE_REQUEST_TARGET_BRANCH_SHA: base }),
    );
    expect(rulesIn(result)).toEqual(['uncovered-policy-change']);
  });

  it('cannot be told in a pipeline of a branch', async () => {
    pullRequest();
    expect(
      (await run(scene.repository, ['check', '--base'], gitlab({ CI_PIPELINE_SOURCE: 'push' }))).code,
    ).toBe(3);
  });
});

describe('the base elsewhere', () => {
  it('cannot be told in a CI that is not known', async () => {
    pullRequest();
    const { code, stderr } = await run(scene.repository, ['check', '--base'], { CI: 'true' });
    expect(code).toBe(3);
    expect(stderr).toContain('cx-review check --base origin/main');
  });

  it('is where the branch left the default one, on a branch, detached and in a worktree', async () => {
    pullRequest();
    scene.git('checkout', '--quiet', 'change');
    expect(rulesIn(await run(scene.repository, ['check', '--base']))).toEqual(['uncovered-policy-change']);
    scene.git('checkout', '--quiet', '--detach');
    expect(rulesIn(await run(scene.repository, ['check', '--base']))).toEqual(['uncovered-policy-change']);
    const path = join(scene.playground.folder, 'worktree');
    scene.git('worktree', 'add', '--quiet', path, 'change');
    const result = await runCli(asJson(['check', '--base']), { cwd: path });
    expect(rulesIn(result)).toEqual(['uncovered-policy-change']);
  });

  it('never makes an empty comparison', async () => {
    scene.git('checkout', '--quiet', 'main');
    for (const base of [['--base'], ['--base', 'main'], ['--base', 'HEAD']]) {
      const { code, stderr } = await scene.run('check', ...base);
      expect(code).toBe(3);
      expect(stderr).toContain('the same commit');
    }
  });

  it.each([
    ['nonsense', /There is no commit "nonsense"/],
    ['--upload-pack=touch', /./],
    ['main..change', /./],
  ])('refuses %s', async (name, says) => {
    const { code, stderr } = await scene.run('check', `--base=${name}`);
    expect(code).toBe(3);
    expect(stderr).toMatch(says);
  });

  it('cannot be told without git', async () => {
    const { code, stderr } = await runCli(['check', '--base', 'main'], {
      cwd: scratchFolder({ 'cx-reviews/config.yaml': 'schema: cx-review-config/1\n' }),
    });
    expect(code).toBe(3);
    expect(stderr).toContain('next:');
  });

  it('counts the rules at the end of the branch, wherever the change started from', async () => {
    // Main made another folder a policy after the branch had left.
    scene.git('checkout', '--quiet', 'main');
    const policies = [...scene.config.policies, { id: 'fees', files: ['fees/**'] }];
    scene.write('cx-reviews/config.yaml', JSON.stringify({ ...scene.config, policies }));
    scene.commit('govern fees');
    scene.git('checkout', '--quiet', 'change');
    scene.write('fees/card.yaml', 'fee: 5\n');
    scene.commit('a new fee');
    const result = await scene.run('check', '--base');
    expect(rulesIn(result)).toEqual(['uncovered-policy-change']);
    expect(result.stdout).toContain('policy fees');
  });

  it('cannot be told where the two branches have merged each other, until they are merged once more', async () => {
    scene.write(policyPath, plans(25));
    scene.commit('a price of the branch');
    scene.git('checkout', '--quiet', 'main');
    scene.write('README.md', 'Main goes on.\n');
    const onMain = scene.commit();
    scene.git('merge', '--quiet', '--no-edit', 'change');
    scene.git('checkout', '--quiet', 'change');
    scene.git('merge', '--quiet', '--no-edit', onMain);
    // Against one of the two last commits in common this is a change, against the other it is none.
    scene.write(policyPath, plans(20));
    scene.commit();
    const { code, stderr } = await scene.run('check', '--base');
    expect(code).toBe(3);
    expect(stderr).toContain('git merge origin/main');
    scene.git('merge', '--quiet', '--no-edit', 'main');
    expect(rulesIn(await scene.run('check', '--base'))).toEqual(['uncovered-policy-change']);
  });

  describe('where the branch is behind it', () => {
    const approved = (review: Review): Review =>
      ({
        ...review,
        approvals: [scene.approval(review, 'olga', 'owner'), scene.approval(review, 'finn', 'finance')],
      }) as Review;
    const refund = 'policies/refund.md';

    it('is not half a change taken back because the branch does not have the other half yet', async () => {
      scene.git('checkout', '--quiet', 'main');
      const files = [
        policyFile(20, 25),
        { id: 'refund', path: refund, before: 'none', after: digestOf('30\n') },
      ];
      const review = completeReview({ policy: { ...completeReview().policy, files } } as Partial<Review>);
      scene.writeReview(review);
      scene.write(policyPath, plans(25));
      scene.commit('half of it and a draft');
      scene.git('checkout', '--quiet', '-B', 'change');
      scene.git('checkout', '--quiet', 'main');
      scene.write(refund, '30\n');
      scene.writeReview(approved(review));
      scene.commit('the other half, and the approvals');
      scene.git('checkout', '--quiet', 'change');
      scene.write(policyPath, plans(20));
      scene.commit();
      expect(rulesIn(await scene.run('check', '--base'))).toEqual(['uncovered-policy-change']);
    });

    it('is no change that main made since', async () => {
      scene.git('checkout', '--quiet', 'main');
      scene.write(refund, 'now\n');
      scene.writeReview(completeReview({ id: '2026-11-20-main-aaaa' }));
      scene.commit();
      scene.git('checkout', '--quiet', 'change');
      const files = [{ id: 'refund', path: refund, before: digestOf('now\n'), after: 'none' }];
      scene.writeReview(approved(completeReview({ policy: { files } } as Partial<Review>)));
      scene.commit('a claim that the text goes, which it does not');
      expect(rulesIn(await scene.run('check', '--base'))).toEqual(['policy-changed-since-review']);
    });

    it('is not held to what main has taken out of its config since', async () => {
      scene.git('checkout', '--quiet', 'main');
      scene.write('cx-reviews/config.yaml', JSON.stringify({ ...scene.config, policies: [] }));
      scene.commit('govern nothing any more');
      scene.git('checkout', '--quiet', 'change');
      scene.write(policyPath, plans(25));
      scene.write('cx-reviews/note.md', 'A note.\n');
      scene.commit();
      expect(rulesIn(await scene.run('check', '--base'))).toEqual([]);
    });
  });

  it('cannot be told where the folder of reviews stands for another one', async () => {
    scene.git('checkout', '--quiet', 'main');
    scene.git('mv', 'cx-reviews', 'elsewhere');
    symlinkSync('elsewhere', join(scene.repository.path, 'cx-reviews'));
    scene.commit();
    scene.git('checkout', '--quiet', '-B', 'change');
    scene.write(policyPath, plans(25));
    scene.commit();
    const { code, stderr } = await scene.gate();
    expect(code).toBe(3);
    expect(stderr).toContain('cx-reviews is a link');
  });

  it.each([['--base'], ['--base', 'main']])(
    'is no change of a branch that is only behind (%s %s)',
    async (...asked) => {
      scene.write('src/code.ts', 'export {};\n');
      scene.commit();
      scene.git('checkout', '--quiet', 'main');
      scene.write(policyPath, plans(25));
      scene.commit('somebody else raises the price');
      scene.git('checkout', '--quiet', 'change');
      expect(rulesIn(await scene.run('check', ...asked))).toEqual([]);
      scene.writeReview(completeReview({ policy: undefined as never }));
      const { code, stderr } = await scene.run('cover', reviewId, '--base', 'main');
      expect(code).toBe(2);
      expect(stderr).toContain('nothing');
    },
  );

  it('sees that the base has changed the same file', async () => {
    const review = completeReview();
    scene.write(policyPath, plans(25));
    const approvals = [scene.approval(review, 'olga', 'owner'), scene.approval(review, 'finn', 'finance')];
    scene.writeReview({ ...review, approvals } as Review);
    scene.commit();
    expect((await scene.run('check', '--base')).code).toBe(0);
    scene.git('checkout', '--quiet', 'main');
    scene.write(policyPath, `${plans(20)}# Main has a word to say.\n`);
    scene.commit();
    scene.git('checkout', '--quiet', 'change');
    const result = await scene.run('check', '--base');
    expect(rulesIn(result)).toEqual(['policy-changed-since-review']);
    expect(result.stdout).toContain('git merge main');
  });
});

describe('what a clone may hold', () => {
  const approved = (of: Scene, config: string): Review => {
    const review = completeReview();
    const approvals = [of.approval(review, 'olga', 'owner'), of.approval(review, 'finn', 'finance')];
    return { ...review, approvals: approvals.map((one) => ({ ...one, config: digestOf(config) })) } as Review;
  };

  it.each(['blob:none', 'tree:0'])('is not fetched behind the back of anybody (%s)', async (filter) => {
    scene.write(policyPath, plans(25));
    scene.writeReview(approved(scene, scene.read('cx-reviews/config.yaml')));
    scene.commit();
    scene.git('config', 'uploadpack.allowFilter', 'true');
    scene.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    const options = [`--filter=${filter}`, '--no-checkout', '--branch=change'];
    const clone = scene.playground.clone(scene.repository, 'partial', ...options);
    const { code, stderr } = await run(clone, ['check', '--base', 'origin/main']);
    expect(code).toBe(3);
    expect(stderr).toContain('git fetch --refetch --no-filter origin');
  });

  it('may be named by SHA-256', async () => {
    const repository = scene.playground.repository('sha256', '--object-format=sha256');
    const config = scene.read('cx-reviews/config.yaml');
    repository.write('cx-reviews/config.yaml', config);
    repository.write(policyPath, plans(20));
    repository.commit();
    repository.git('checkout', '--quiet', '-b', 'change');
    repository.write(policyPath, plans(25));
    repository.commit();
    expect(rulesIn(await run(repository, ['check', '--base', 'main']))).toEqual(['uncovered-policy-change']);
    repository.write(`cx-reviews/${reviewId}.yaml`, JSON.stringify(approved(scene, config)));
    repository.commit();
    expect(rulesIn(await run(repository, ['check', '--base', 'main']))).toEqual([]);
  });
});

describe('what is staged', () => {
  it('is judged before it is committed, with what was committed on the branch', async () => {
    const review = completeReview();
    const approvals = [scene.approval(review, 'olga', 'owner'), scene.approval(review, 'finn', 'finance')];
    expect((await scene.run('check', '--staged')).code).toBe(0);
    scene.write(policyPath, plans(25));
    expect((await scene.run('check', '--staged')).code).toBe(0);
    scene.git('add', policyPath);
    expect(rulesIn(await scene.run('check', '--staged'))).toEqual(['uncovered-policy-change']);
    scene.writeReview({ ...review, approvals } as Review);
    expect((await scene.run('check', '--staged')).code).toBe(1);
    scene.git('add', '--all');
    expect((await scene.run('check', '--staged')).code).toBe(0);
    // What is on disk is not what would be committed.
    scene.write(policyPath, plans(26));
    expect((await scene.run('check', '--staged')).code).toBe(0);
    scene.git('add', policyPath);
    expect((await scene.run('check', '--staged')).code).toBe(1);
  });

  it('counts a review that was committed earlier on the branch', async () => {
    const review = completeReview();
    const approvals = [scene.approval(review, 'olga', 'owner'), scene.approval(review, 'finn', 'finance')];
    scene.writeReview({ ...review, approvals } as Review);
    scene.commit('the review first');
    scene.write(policyPath, plans(25));
    scene.git('add', '--all');
    expect((await scene.run('check', '--staged')).code).toBe(0);
  });

  it('is not what a merge brings that is being committed', async () => {
    const review = completeReview();
    scene.git('checkout', '--quiet', 'main');
    scene.write(policyPath, plans(25));
    scene.writeReview({ ...review, approvals: [] } as Review);
    scene.commit('main goes on');
    scene.git('checkout', '--quiet', 'change');
    scene.write('README.md', 'So does the branch.\n');
    scene.commit();
    scene.git('merge', '--quiet', '--no-commit', '--no-ff', 'main');
    expect((await scene.run('check', '--staged')).code).toBe(0);
    scene.write(policyPath, plans(26));
    scene.git('add', '--all');
    expect(rulesIn(await scene.run('check', '--staged'))).toEqual(['uncovered-policy-change']);
  });

  it('is judged before the first commit', async () => {
    const fresh = scene.playground.repository('fresh');
    fresh.write('cx-reviews/config.yaml', scene.read('cx-reviews/config.yaml'));
    fresh.write(policyPath, plans(20));
    fresh.git('add', '--all');
    const result = await run(fresh, ['check', '--staged']);
    expect(rulesIn(result)).toEqual(['uncovered-policy-change']);
  });
});

describe('where the gate begins', () => {
  it('needs no review of the config that brings it, and says whose config counts', async () => {
    const fresh = scene.playground.repository('fresh');
    fresh.write('README.md', 'Nothing yet.\n');
    fresh.commit();
    fresh.git('checkout', '--quiet', '-b', 'setup');
    fresh.write('cx-reviews/config.yaml', scene.read('cx-reviews/config.yaml'));
    fresh.commit();
    const result = await run(fresh, ['check', '--base', 'main']);
    expect(result.code).toBe(0);
    expect(result.stdout + result.stderr).toContain('The base has no cx-reviews/config.yaml yet');
    fresh.write(policyPath, plans(20));
    fresh.commit();
    expect(rulesIn(await run(fresh, ['check', '--base', 'main']))).toEqual(['uncovered-policy-change']);
  });

  it('governs nothing without a config, and says so', async () => {
    const fresh = scene.playground.repository('fresh');
    fresh.write('a.txt', 'a\n');
    fresh.commit();
    fresh.git('checkout', '--quiet', '-b', 'more');
    fresh.write('b.txt', 'b\n');
    fresh.commit();
    const result = await run(fresh, ['check', '--base', 'main']);
    expect(result.code).toBe(0);
    expect(result.stdout + result.stderr).toContain('no file is governed');
  });

  it('stops at a config that cannot be used, on either side', async () => {
    scene.write(
      'cx-reviews/config.yaml',
      'schema: cx-review-config/1\npolicies:\n  - id: x\n    files: ["[a]"]\n',
    );
    scene.commit();
    expect((await scene.gate()).code).toBe(2);
  });
});

describe('what the gate asks git', () => {
  /** How many times git is run. */
  async function callsOf(argv: readonly string[], expected = 0): Promise<number> {
    const folder = scene.playground.folder;
    const log = join(folder, 'calls');
    const { PATH = '' } = scene.repository.env;
    const real = execFileSync('sh', ['-c', 'command -v git'], { env: { PATH } }).toString().trim();
    const script = `#!/bin/sh\necho >> '${log}'\nexec '${real}' "$@"\n`;
    scene.repository.write('../bin/git', script, 0o755);
    writeFileSync(log, '');
    const gitEnv = { ...scene.repository.env, PATH: `${join(folder, 'bin')}:${PATH}` };
    // As in CI, where everything is committed.
    const { code } = await runCli(argv, { cwd: scene.repository.path, gitEnv, env: { CI: 'true' } });
    expect(code).toBe(expected);
    return readFileSync(log, 'utf8').length;
  }

  it('is nine questions where nothing is governed, and as much for fifty files as for one', async () => {
    scene.write('src/code.ts', 'export {};\n');
    scene.commit();
    expect(await callsOf(['check', '--base', 'main'])).toBe(9);

    const cover = async (): Promise<void> => {
      scene.writeReview(completeReview({ policy: undefined as never }));
      await scene.run('cover', reviewId);
      for (const [role, person] of [
        ['owner', 'olga'],
        ['finance', 'finn'],
      ] as const) {
        await scene.run('approve', reviewId, '--role', role, '--as', person);
      }
      scene.commit();
    };
    scene.write(policyPath, plans(25));
    await cover();
    const one = await callsOf(['check', '--base', 'main']);
    for (let at = 0; at < 49; at += 1) scene.write(`policies/text-${at}.md`, `Text ${at}.\n`);
    await cover();
    expect(one).toBeLessThanOrEqual(15);
    // Once more for the versions that the review had before on this branch, all of them together.
    expect(await callsOf(['check', '--base', 'main'])).toBeLessThanOrEqual(one + 1);

    // All of it taken back, which is red for the texts: nobody can read that they harm nobody. One review is read, once.
    scene.git('checkout', '--quiet', '-B', 'main');
    scene.git('checkout', '--quiet', '-b', 'back');
    for (let at = 0; at < 49; at += 1) scene.repository.remove(`policies/text-${at}.md`);
    scene.write(policyPath, plans(20));
    scene.commit();
    expect(await callsOf(['check', '--base', 'main'], 1)).toBeLessThanOrEqual(15);
  });
});

describe('the flags of the gate', () => {
  it.each([
    [['check', 'pro-plan', '--staged'], 'ids of reviews'],
    [['check', '--base', 'main', '--fix'], '--fix'],
    [['check', '--staged', '--head', 'main'], '--head and --staged'],
  ])('%j is misuse', async (argv, says) => {
    const { code, stderr } = await scene.run(...argv);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });
});

describe('what is not committed', () => {
  const said = (text: string) => text.replace(/\s+/g, ' ');

  it('is said not to be judged', async () => {
    scene.write('src/code.ts', 'export {};\n');
    scene.commit();
    scene.write(policyPath, plans(25));
    scene.write('src/more.ts', 'export {};\n');
    const { code, stdout } = await runCli(['check', '--base', 'main'], { cwd: scene.repository.path });
    expect(code).toBe(0);
    expect(said(stdout)).toContain(`Not committed, so not judged: ${policyPath}.`);
  });

  it('is what to do next, where it is the review that is asked for', async () => {
    scene.write(policyPath, plans(25));
    scene.commit();
    scene.writeReview(completeReview());
    const result = await scene.run('check', '--base', 'main');
    expect(rulesIn(result)).toEqual(['uncovered-policy-change']);
    const [{ hint }] = JSON.parse(result.stdout).findings;
    expect(hint).toContain('is not committed yet');
    expect(hint).toContain('\ngit add cx-reviews\ngit commit --message ');
  });
});

describe('a draft that lies there', () => {
  it('takes no hint from what it has nothing to do with', async () => {
    scene.write(policyPath, plans(25));
    scene.writeReview(completeReview());
    scene.commit();
    scene.writeReview(completeReview({ id: '2026-11-21-other-aaaa' }));
    const { findings } = JSON.parse((await scene.run('check', '--base', 'main')).stdout);
    expect(findings.length).toBeGreaterThan(0);
    for (const { rule, hint } of findings) {
      expect(rule).toBe('missing-approval');
      expect(hint).toContain(`cx-review approve ${reviewId}`);
    }
  });
});

describe('before a commit', () => {
  it('asks for no approvals yet, and for all else', async () => {
    scene.write(policyPath, plans(25));
    scene.writeReview(completeReview());
    scene.git('add', '--all');
    const ready = await scene.run('check', '--staged');
    expect(ready.code).toBe(0);
    const { findings } = JSON.parse(ready.stdout);
    expect(new Set(findings.map(({ rule }: { rule: string }) => rule))).toEqual(
      new Set(['missing-approval']),
    );
    scene.write(policyPath, plans(26));
    scene.git('add', '--all');
    expect(rulesIn(await scene.run('check', '--staged'))).toEqual(['policy-changed-since-review']);
  });
});

describe('a config', () => {
  it('that comes is told what it will guard, what it will not, and what nobody could approve', async () => {
    scene.write(
      'cx-reviews/config.yaml',
      stringify({
        ...scene.config,
        policies: [
          { id: 'plans', files: ['policies/**'] },
          { id: 'fees', files: ['fess/**'], level: 'signed' },
        ],
        approvals: { roles: { light: ['ownr'] } },
      }),
    );
    scene.commit();
    const result = await scene.run('check', '--base', 'main');
    expect(rulesIn(result)).toEqual(['uncovered-policy-change']);
    const { findings, range } = JSON.parse(result.stdout);
    const warnings = findings.filter(({ severity }: { severity: string }) => severity === 'warning');
    expect(warnings.map(({ rule, message }: Record<string, string>) => `${rule}: ${message}`)).toEqual([
      'idle-policy: The policy fees guards no file: nothing here is called fess/**.',
      'impossible-approval: Approvals ask for the role ownr, and nobody has it; did you mean owner?',
      expect.stringMatching(/^impossible-approval: Approvals would have to be signed/),
    ]);
    expect(range.notes).toContain(
      'Once merged, the new cx-reviews/config.yaml guards plans (1 file) and fees (0 files).',
    );
    expect(range.notes).toContainEqual(
      expect.stringMatching(/^One signature lets changes of fees through, /),
    );
  });

  it('that takes two people is not told that one key is enough', async () => {
    const roles = { light: ['owner', 'owner'], standard: ['owner', 'owner'], full: ['owner', 'finance'] };
    scene.write(
      'cx-reviews/config.yaml',
      stringify({ ...scene.config, approvals: { level: 'signed', roles } }),
    );
    scene.commit();
    const { stdout } = await scene.run('check', '--base', 'main');
    expect(stdout).toContain('Once merged');
    expect(stdout).not.toContain('One signature');
  });

  it('that is broken on the base is said to be, with the way out', async () => {
    scene.git('checkout', '--quiet', 'main');
    scene.write('cx-reviews/config.yaml', 'policies: [\n');
    scene.commit('break it');
    scene.git('checkout', '--quiet', 'change');
    scene.write('README.md', 'Unrelated.\n');
    scene.commit();
    const { code, stderr } = await scene.run('check', '--base', 'main');
    expect(code).toBe(2);
    expect(stderr).toContain('cx-reviews/config.yaml on main:');
    expect(stderr).toContain('next: somebody who may push to main mends the file there');
  });
});
