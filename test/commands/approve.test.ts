import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { decisionDigest, governedDigest } from '../../src/domain/approval.ts';
import type { Approval, Review } from '../../src/domain/review.ts';
import {
  completeReview,
  config,
  type Key,
  makeKey,
  plans,
  policyPath,
  reviewId,
  reviewPath,
  rulesIn,
  Scene,
} from '../gate/scene.ts';

let scene: Scene;
afterEach(() => scene.remove());

const review = completeReview();
const approvalsIn = (of: Scene): Approval[] => parse(of.read(reviewPath)).approvals ?? [];

function covered(settings = config(), files: Record<string, string> = {}): Scene {
  scene = new Scene(settings, files);
  scene.write(policyPath, plans(25));
  scene.writeReview(review);
  return scene;
}

describe('approve', { timeout: 60_000 }, () => {
  beforeEach(() => void covered());

  it('writes who, in which role, when, and what it binds to, and prints it', async () => {
    const { code, stdout, stderr } = await scene.run(
      'approve',
      reviewId,
      '--role',
      'owner',
      '--as',
      'olga',
      '--note',
      'Go',
    );
    expect(code).toBe(0);
    expect(approvalsIn(scene)).toEqual([
      {
        id: 'olga-owner',
        person: 'olga',
        role: 'owner',
        decision: 'approve',
        date: '2026-11-22',
        level: 'recorded',
        digest: decisionDigest(review),
        files: governedDigest(review.policy?.files ?? []),
        config: scene.configDigest(),
        note: 'Go',
      },
    ]);
    expect(stdout).toContain('plans.pro.price: 20 → 25 EUR per month');
    expect(stdout).toContain(decisionDigest(review));
    expect(stdout).toContain('verdict: go');
    expect(stdout).toContain('nobody can verify who wrote it');
    expect(stderr).toContain(`commit ${reviewPath}`);
  });

  it('takes whom git says is at work', async () => {
    scene.repository.env.GIT_AUTHOR_EMAIL = 'Finn@Example.com';
    const { code } = await scene.run('approve', reviewId, '--role', 'finance');
    expect(code).toBe(0);
    expect(approvalsIn(scene)).toMatchObject([{ person: 'finn', role: 'finance' }]);
  });

  it('says no and takes back, which the gate hears', async () => {
    await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga');
    await scene.run('approve', reviewId, '--role', 'finance', '--as', 'finn');
    await scene.run('approve', reviewId, '--role', 'finance', '--as', 'finn', '--reject');
    scene.commit();
    expect(rulesIn(await scene.gate())).toContain('verdict-not-go');
    await scene.run('approve', reviewId, '--role', 'finance', '--as', 'finn');
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual([]);
    await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga', '--withdraw');
    scene.commit();
    expect(rulesIn(await scene.gate())).toContain('verdict-not-go');
  });

  it('shows what changed since each approval that holds no more', async () => {
    await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga');
    scene.commit('approved');
    const now = parse(scene.read(reviewPath));
    scene.write(reviewPath, stringify({ ...now, title: 'Another title' }));
    scene.commit('edited');
    const { stdout } = await scene.run('approve', reviewId, '--role', 'finance', '--as', 'finn');
    expect(stdout).toContain('voided: olga as owner on 2026-11-22. Changed since:');
    expect(stdout).toContain('title: Pro plan from 20 to 25 EUR a month → Another title');
  });

  it.each([
    ['a stranger', ['--role', 'owner', '--as', 'zoe'], 'is nobody whom the config of main knows'],
    ['nobody that git knows', ['--role', 'owner'], 'ada@example.com is nobody'],
    [
      'a role that they do not have',
      ['--role', 'finance', '--as', 'sam'],
      'does not give sam the role finance',
    ],
    ['a role in capitals', ['--role', 'Owner', '--as', 'olga'], 'does not give olga the role Owner'],
    ['the author', ['--role', 'owner', '--as', 'maya'], 'nobody approves what they wrote'],
  ])('refuses %s, and writes nothing', async (_name, flags, says) => {
    const { code, stderr } = await scene.run('approve', reviewId, ...flags);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
    expect(approvalsIn(scene)).toEqual([]);
  });

  it('lets the author say no', async () => {
    expect((await scene.run('approve', reviewId, '--role', 'owner', '--as', 'maya', '--withdraw')).code).toBe(
      0,
    );
  });

  it('refuses to approve files that are not as the review has them', async () => {
    scene.write(policyPath, plans(26));
    const { code, stderr } = await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga');
    expect(code).toBe(2);
    expect(stderr).toContain(`cx-review cover ${reviewId} --base main`);
  });

  it('reads people and roles from the base, not from the branch', async () => {
    const own = config();
    own.people.leo = { name: 'Leo', email: 'leo@example.com', roles: ['owner'] };
    scene.write('cx-reviews/config.yaml', stringify(own));
    expect((await scene.run('approve', reviewId, '--role', 'owner', '--as', 'leo')).code).toBe(2);
  });

  it('cannot tell without git', async () => {
    rmSync(join(scene.repository.path, '.git'), { recursive: true });
    expect((await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga')).code).toBe(3);
  });
});

describe('approve with a signature', { timeout: 60_000 }, () => {
  let keys: { olga: Key; finn: Key; other: Key };

  beforeEach(() => {
    // The keys lie beside the repository, which is made below.
    const first = new Scene();
    scene = first;
    const folder = first.playground.folder;
    keys = { olga: makeKey(folder, 'olga'), finn: makeKey(folder, 'finn'), other: makeKey(folder, 'other') };
    first.git('checkout', '--quiet', 'main');
    first.write(
      'cx-reviews/allowed_signers',
      `olga@example.com ${keys.olga.publicKey}\nfinn@example.com ${keys.finn.publicKey}\n`,
    );
    first.write('cx-reviews/config.yaml', stringify(config('signed')));
    first.commit('sign from now on');
    first.git('checkout', '--quiet', '-B', 'change');
    first.write(policyPath, plans(25));
    first.writeReview(review);
  });

  it('is green at level signed', async () => {
    const owner = await scene.run(
      'approve',
      reviewId,
      '--role',
      'owner',
      '--as',
      'olga',
      '--sign',
      keys.olga.file,
    );
    expect(owner.stdout).toContain('(signed)');
    await scene.run('approve', reviewId, '--role', 'finance', '--as', 'finn', '--sign', `${keys.finn.file}`);
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual([]);
  });

  it.each([
    ['no key', () => [], 'These files ask for signed approvals'],
    ['a key of somebody else', () => ['--sign', keys.other.file], 'The gate would not accept this signature'],
    ['no such key', () => ['--sign', 'nowhere'], 'Nothing was signed'],
  ])('refuses %s, and writes nothing', async (_name, flags, says) => {
    const { code, stderr } = await scene.run(
      'approve',
      reviewId,
      '--role',
      'owner',
      '--as',
      'olga',
      ...flags(),
    );
    expect(code).toBe(2);
    expect(stderr).toContain(says);
    expect(approvalsIn(scene)).toEqual([]);
  });
});

describe('approvals of the gate by the only person there is', { timeout: 60_000 }, () => {
  it('are let through, because nobody else could bring a second one in', async () => {
    const alone = config();
    alone.people = { maya: { name: 'Maya', email: 'maya@example.com', roles: ['owner'] } };
    scene = new Scene(alone);
    scene.write('cx-reviews/config.yaml', stringify(config()));
    const { gateReview } = await import('../gate/scene.ts');
    const gate = gateReview([]);
    scene.writeReview(gate as Review);
    expect((await scene.run('cover', gate.id ?? '')).code).toBe(0);
    expect((await scene.run('approve', gate.id ?? '', '--role', 'owner', '--as', 'maya')).code).toBe(0);
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual([]);
  });
});
