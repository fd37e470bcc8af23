import { chmodSync, mkdtempSync, rmSync, symlinkSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Approval, Review } from '../../src/domain/review.ts';
import {
  completeReview,
  config,
  makeKey,
  plans,
  policyPath,
  reviewId,
  reviewPath,
  rulesIn,
  Scene,
  saidIn,
  type TestConfig,
} from '../gate/scene.ts';
import { isInstalled } from '../support/tools.ts';

const scenes: Scene[] = [];
afterEach(() => {
  for (const scene of scenes.splice(0)) scene.remove();
});

const here = (id: string | undefined, level: 'recorded' | 'signed' = 'recorded'): TestConfig => ({
  ...config(level),
  ...(id === undefined ? {} : { id }),
});

function open(settings: TestConfig, files: Record<string, string> = {}): Scene {
  const scene = new Scene(settings, files);
  scenes.push(scene);
  scene.write(policyPath, plans(25));
  return scene;
}

/** Covers what is on disk, approves it in both roles, and commits. */
async function approveAll(scene: Scene): Promise<void> {
  scene.writeReview(completeReview({ policy: {} }));
  expect((await scene.run('cover', reviewId, '--base', 'main')).code).toBe(0);
  for (const [who, role] of [
    ['olga', 'owner'],
    ['finn', 'finance'],
  ]) {
    const asked = ['approve', reviewId, '--as', who ?? '', '--role', role ?? '', '--base', 'main'];
    expect((await scene.run(...asked, '--today', '2026-11-21')).code).toBe(0);
  }
  scene.commit('covered and approved');
}

const gate = (scene: Scene) => scene.gate('--today', '2026-11-22');

describe('the mode of a file', () => {
  const modeOf = (scene: Scene) => {
    const { policy }: Review = parse(scene.read(reviewPath));
    return policy?.files?.map(({ before, after }) => [before, after].map((one) => one?.split('sha256')[0]));
  };

  it('is part of what is covered and approved', async () => {
    const scene = open(config());
    chmodSync(join(scene.repository.path, policyPath), 0o755);
    await approveAll(scene);
    expect(modeOf(scene)).toEqual([['', 'executable:']]);
    expect(rulesIn(await gate(scene))).toEqual([]);
  });

  it('cannot change once it is approved, one way or the other', async () => {
    for (const [was, is] of [
      [0o644, 0o755],
      [0o755, 0o644],
    ] as const) {
      const scene = open(config());
      const path = join(scene.repository.path, policyPath);
      chmodSync(path, was);
      await approveAll(scene);
      chmodSync(path, is);
      scene.commit('another mode');
      const result = await gate(scene);
      expect(rulesIn(result)).toEqual(['policy-changed-since-review']);
      expect(saidIn(result).join()).toContain(
        is === 0o755 ? 'it has become executable' : 'it has become a plain file',
      );
      expect(rulesIn(await gate(scene))).toHaveLength(1);
      await scene.run('cover', reviewId, '--base', 'main');
      scene.commit('covered again');
      expect(rulesIn(await gate(scene))).toEqual(['voided-approval', 'voided-approval']);
    }
  });

  it('cannot be made up by hand in the review that was approved', async () => {
    const scene = open(config());
    await approveAll(scene);
    chmodSync(join(scene.repository.path, policyPath), 0o755);
    scene.write(reviewPath, scene.read(reviewPath).replace('after: sha256', 'after: executable:sha256'));
    scene.commit();
    expect(rulesIn(await gate(scene))).toContain('voided-approval');
  });

  it('tells a file from a link with the same bytes', async () => {
    const scene = open(config(), { 'policies/target.md': 'plans.yaml' });
    scene.write(policyPath, plans(20));
    const path = join(scene.repository.path, 'policies/target.md');
    unlinkSync(path);
    symlinkSync('plans.yaml', path);
    await approveAll(scene);
    expect(modeOf(scene)).toEqual([['', 'link:']]);
    unlinkSync(path);
    scene.write('policies/target.md', 'plans.yaml');
    chmodSync(path, 0o755);
    scene.commit('a file again');
    expect(rulesIn(await gate(scene))).toContain('policy-changed-since-review');
  });
});

describe('the repository', () => {
  it('is named by every approval, and by the config of init', async () => {
    const scene = open(here('shop-k3f9'));
    await approveAll(scene);
    const [file = ''] = scene.git('ls-files', 'cx-reviews/approvals').split('\n');
    expect(parse(scene.read(file))).toMatchObject({ repository: 'shop-k3f9' });
    expect(rulesIn(await gate(scene))).toEqual([]);
  });

  /** Two approvals in files, made by hand as they would be in another repository. */
  function carry(scene: Scene, more: Partial<Approval>): void {
    const review = completeReview();
    scene.writeReview(review);
    scene.writeApproval(scene.approval(review, 'olga', 'owner', more));
    scene.writeApproval(scene.approval(review, 'finn', 'finance', more));
    scene.commit();
  }

  it.each<[string, string | undefined, Partial<Approval>, RegExp]>([
    [
      'another',
      'shop-k3f9',
      { repository: 'shop-aaaa' },
      /it was given in the repository shop-aaaa, and this is shop-k3f9/,
    ],
    ['none', 'shop-k3f9', {}, /it does not say that it was given in this repository, shop-k3f9/],
    [
      'one, where this has no id',
      undefined,
      { repository: 'shop-aaaa' },
      /given in the repository shop-aaaa, and this has no id/,
    ],
  ])('is not the one of an approval that names %s', async (_, id, more, why) => {
    const scene = open(here(id));
    carry(scene, more);
    const result = await gate(scene);
    expect(rulesIn(result)).toEqual(['voided-approval', 'voided-approval']);
    expect(saidIn(result).join()).toMatch(why);
  });

  it('counts where the base has no config yet as well', async () => {
    const judged = async (repository: string) => {
      const scene = new Scene(here('shop-k3f9'));
      scenes.push(scene);
      const review = completeReview();
      const approvals = [
        scene.approval(review, 'olga', 'owner', { repository }),
        scene.approval(review, 'finn', 'finance', { repository }),
      ].map(({ config: _, ...approval }) => approval);
      scene.git('checkout', '--quiet', 'main');
      scene.git('rm', '--quiet', 'cx-reviews/config.yaml');
      scene.commit('no config yet');
      scene.git('checkout', '--quiet', '-B', 'change');
      scene.write('cx-reviews/config.yaml', stringify(here('shop-k3f9')));
      scene.write(policyPath, plans(25));
      scene.writeReview(review);
      for (const approval of approvals) scene.writeApproval(approval);
      scene.commit();
      return rulesIn(await gate(scene));
    };
    expect(await judged('shop-k3f9')).toEqual([]);
    expect(await judged('shop-aaaa')).toEqual(['voided-approval', 'voided-approval']);
  });

  it('is named by a signature, so that its text cannot be changed', async () => {
    if (!isInstalled('ssh-keygen')) return;
    const folder = mkdtempSync(join(tmpdir(), 'cx-review-keys-'));
    try {
      const keys = { olga: makeKey(folder, 'olga'), finn: makeKey(folder, 'finn') };
      const signers = `olga@example.com ${keys.olga.publicKey}\nfinn@example.com ${keys.finn.publicKey}\n`;
      const judged = async (given: string, written: string) => {
        const scene = open(here('shop-k3f9', 'signed'), { 'cx-reviews/allowed_signers': signers });
        const review = completeReview();
        scene.writeReview(review);
        for (const [who, role] of [
          ['olga', 'owner'],
          ['finn', 'finance'],
        ] as const) {
          const signed = scene.signedApproval(review, who, role, keys[who], { repository: given });
          scene.writeApproval({ ...signed, repository: written });
        }
        scene.commit();
        return rulesIn(await gate(scene));
      };
      expect(await judged('shop-k3f9', 'shop-k3f9')).toEqual([]);
      expect(await judged('shop-aaaa', 'shop-k3f9')).toEqual(['unproven-approval', 'unproven-approval']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('the policies that asked for it', () => {
  it('are those of the branch that it was given for, and of no other', async () => {
    const scene = open(config());
    await approveAll(scene);
    expect(rulesIn(await gate(scene))).toEqual([]);
    scene.git('checkout', '--quiet', '-b', 'production', 'main');
    const settings = config();
    settings.policies = [{ ...settings.policies[0], owner: 'olga' }];
    scene.write('cx-reviews/config.yaml', stringify(settings));
    scene.commit('production has settings of its own');
    scene.git('checkout', '--quiet', '-b', 'release');
    scene.git('merge', '--quiet', '--no-edit', 'change');
    const result = await scene.run('check', '--base', 'production', '--today', '2026-11-22');
    expect(rulesIn(result)).toEqual(['voided-approval', 'voided-approval']);
    expect(saidIn(result).join()).toContain('other settings of cx-reviews/config.yaml');
  });
});
