import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { completeReview, plans, policyPath, reviewId, reviewPath, rulesIn, Scene } from '../gate/scene.ts';

let scene: Scene;
beforeEach(async () => {
  scene = new Scene();
  scene.write(policyPath, plans(25));
  scene.writeReview(completeReview());
  await run('render', reviewId);
  scene.commit('raise the price, with its review');
});
afterEach(() => scene.remove());

async function run(...argv: readonly string[]) {
  const result = await scene.run(...argv);
  expect(result.stderr + result.stdout, argv.join(' ')).not.toMatch(/^Error/m);
  expect(result.code, result.stderr).toBe(0);
  return result;
}

/** A branch from the proposal on which one person says one thing, by the command, and commits what that wrote. */
async function on(branch: string, ...argv: readonly string[]): Promise<void> {
  scene.git('checkout', '--quiet', '-B', branch, 'change');
  await run('approve', reviewId, ...argv);
  scene.commit(`${branch} says so`);
}

const folder = `cx-reviews/approvals/${reviewId}`;
const approvalFiles = () => readdirSync(join(scene.repository.path, folder));

describe('two approvals on two branches from one proposal', () => {
  beforeEach(async () => {
    await on('by-olga', '--role', 'owner', '--as', 'olga');
    await on('by-finn', '--role', 'finance', '--as', 'finn');
  });

  const bothCount = async () => {
    expect(approvalFiles()).toEqual([
      expect.stringMatching(/^finn-finance-[0-9a-f]{12}\.yaml$/),
      expect.stringMatching(/^olga-owner-[0-9a-f]{12}\.yaml$/),
    ]);
    expect(await run('check', reviewId)).toMatchObject({ code: 0 });
    const judged = await scene.gate();
    expect(rulesIn(judged)).toEqual([]);
    expect(judged.stdout).toContain('"person": "finn"');
    expect(judged.stdout).toContain('"person": "olga"');
  };

  it('merge without a conflict, and both count', async () => {
    scene.git('checkout', '--quiet', 'change');
    scene.git('merge', '--quiet', '--no-edit', 'by-olga');
    scene.git('merge', '--quiet', '--no-edit', 'by-finn');
    await bothCount();
  });

  it('merge in one go of git, which takes no conflict at all', async () => {
    scene.git('checkout', '--quiet', 'change');
    scene.git('merge', '--quiet', '--no-edit', 'by-olga', 'by-finn');
    await bothCount();
  });

  it('are rebased one upon the other', async () => {
    scene.git('checkout', '--quiet', 'by-finn');
    scene.git('rebase', '--quiet', 'by-olga');
    await bothCount();
  });

  it('are kept by whoever keeps the lines of both sides', async () => {
    scene.write('.gitattributes', '*.yaml merge=union\n*.md merge=union\n');
    scene.git('checkout', '--quiet', 'change');
    scene.git('merge', '--quiet', '--no-edit', 'by-olga');
    scene.git('merge', '--quiet', '--no-edit', 'by-finn');
    await bothCount();
  });

  it('leave the review and its page alone', () => {
    for (const branch of ['by-olga', 'by-finn']) {
      const changed = scene.git('diff', '--name-only', 'change', branch).split('\n');
      expect(changed).toEqual([expect.stringContaining(`${folder}/`)]);
    }
  });
});

describe('one person on two branches', () => {
  const merged = async () => {
    scene.git('checkout', '--quiet', 'change');
    scene.git('merge', '--quiet', '--no-edit', 'first', 'second');
    await run('approve', reviewId, '--role', 'finance', '--as', 'finn');
    scene.commit('by finn');
    return scene.gate();
  };

  it('says the same twice, which is one word in one file', async () => {
    await on('first', '--role', 'owner', '--as', 'olga');
    await on('second', '--role', 'owner', '--as', 'olga');
    expect(rulesIn(await merged())).toEqual([]);
    expect(approvalFiles()).toHaveLength(2);
  });

  it('says yes here and no there: the no stands, as neither came first', async () => {
    await on('first', '--role', 'owner', '--as', 'olga');
    await on('second', '--role', 'owner', '--as', 'olga', '--reject', '--note', 'Not yet');
    expect(rulesIn(await merged())).toContain('verdict-not-go');
    await run('approve', reviewId, '--role', 'owner', '--as', 'olga');
    scene.commit('a yes after all');
    expect(rulesIn(await scene.gate())).toEqual([]);
  });

  it('takes a yes back, and no branch that still has the yes brings it back', async () => {
    await on('first', '--role', 'owner', '--as', 'olga');
    scene.git('branch', '--force', 'second', 'first');
    await run('approve', reviewId, '--role', 'owner', '--as', 'olga', '--withdraw', '--note', 'Not yet');
    scene.commit('taken back');
    expect(rulesIn(await merged())).toContain('verdict-not-go');
  });

  it('changes their mind on one day, in the order in which they said it', async () => {
    await on('first', '--role', 'owner', '--as', 'olga', '--reject', '--note', 'Not yet');
    await run('approve', reviewId, '--role', 'owner', '--as', 'olga');
    scene.commit('a yes after all');
    scene.git('branch', '--force', 'second', 'change');
    expect(rulesIn(await merged())).toEqual([]);
  });
});

describe('approvals in the review itself, as earlier versions wrote them', () => {
  it('count together with those in files', async () => {
    const review = completeReview();
    scene.writeReview({ ...review, approvals: [scene.approval(review, 'olga', 'owner')] } as typeof review);
    scene.commit('by olga, in the review');
    await run('approve', reviewId, '--role', 'finance', '--as', 'finn');
    scene.commit('by finn');
    expect(scene.read(reviewPath)).toContain('olga-owner');
    expect(rulesIn(await scene.gate())).toEqual([]);
    const { stdout } = await run('show', reviewId);
    expect(stdout).toMatch(/\| Olga Owner \| owner \| approved/);
    expect(stdout).toMatch(/\| Finn Finance \| finance \| approved/);
  });
});
