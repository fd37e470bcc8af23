import { afterEach, describe, expect, it } from 'vitest';
import type { Review } from '../../src/domain/review.ts';
import { harmless } from '../e2e/gate-oracle/making/texts.ts';
import { config, policyPath, reviewId, rulesIn, Scene, saidIn } from './scene.ts';

// A light review asks little because of its screening answers, so two people have to give them.

let scene: Scene | undefined;
afterEach(() => scene?.remove());

/** A lower price on three questions, approved by the owner. */
async function lower(confirmedBy?: string, screening?: { alone: boolean }) {
  scene = new Scene({ ...config(), ...(screening === undefined ? {} : { screening }) });
  scene.git('checkout', '--quiet', 'main');
  scene.write(policyPath, 'price: 20\n');
  scene.commit('as it was');
  scene.git('checkout', '--quiet', '-B', 'change');
  scene.write(policyPath, 'price: 18\n');
  const second = confirmedBy === undefined ? {} : { confirmedBy };
  const screened = { nobodyWorseOff: true, depth: 'light', ...second };
  scene.writeReview({ ...harmless(reviewId), screening: screened } as Review);
  expect((await scene.run('cover', reviewId)).code).toBe(0);
  expect((await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga')).code).toBe(0);
  scene.commit('a lower price');
  return scene.gate();
}

describe('a light review', () => {
  it('is incomplete where nobody else has looked at its answers', async () => {
    const result = await lower();
    expect(rulesIn(result)).toEqual(['incomplete-review']);
    expect(saidIn(result).join('\n')).toContain('[screening-unconfirmed]');
  });

  it('passes where whoever confirms them has approved it', async () => {
    expect(saidIn(await lower('olga'))).toEqual([]);
  });

  it('takes no name for a confirmation: who is named has to approve', async () => {
    const result = await lower('finn');
    expect(rulesIn(result)).toEqual(['missing-approval']);
    expect(saidIn(result).join('\n')).toContain('Finn Finance has not approved it');
  });

  it('passes on one person’s word where the config of the base says so', async () => {
    expect(saidIn(await lower(undefined, { alone: true }))).toEqual([]);
  });
});
