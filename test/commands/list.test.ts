import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Approval, Review } from '../../src/domain/review.ts';
import { completeReview, config, plans, policyPath, reviewId, reviewPath, Scene } from '../gate/scene.ts';
import { runCli } from '../support/world.ts';

let scene: Scene;
beforeEach(() => {
  scene = new Scene(config());
  scene.write(policyPath, plans(25));
});
afterEach(() => scene.remove());

function write(review: Review, ...approvals: readonly Approval[]): void {
  scene.writeReview({ ...review, approvals } as Review);
}
const listed = async (...argv: readonly string[]) => (await scene.run('list', ...argv)).stdout;

describe('list says where a review stands', () => {
  it('by the roles in which it is approved as it is', async () => {
    const review = completeReview();
    write(review);
    expect(await listed()).not.toContain('approved');
    write(review, scene.approval(review, 'finn', 'finance'));
    expect(await listed()).toContain('approved as finance · full');
    write(review, scene.approval(review, 'finn', 'finance'), scene.approval(review, 'olga', 'owner'));
    expect(await listed()).toContain('approved as finance and owner');
    write({ ...review, title: 'Another' } as Review, scene.approval(review, 'finn', 'finance'));
    expect(await listed()).not.toContain('approved');
  });

  it('by who said no, and who took it back', async () => {
    const review = completeReview();
    write(review, scene.approval(review, 'finn', 'finance', { decision: 'reject' }));
    expect(await listed()).toContain('rejected by Finn Finance (finance)');
    write({ ...review, title: 'Edited' }, scene.approval(review, 'finn', 'finance', { decision: 'reject' }));
    expect(await listed()).toContain('rejected by Finn Finance (finance)');
    write(review, scene.approval(review, 'maya', 'owner', { decision: 'withdraw' }));
    expect(await listed()).toContain('taken back by Maya Lindqvist (owner)');
  });

  it('and whether its files are still as it has them, whatever line ends are on disk', async () => {
    const review = completeReview();
    write(review, scene.approval(review, 'finn', 'finance'));
    expect(await listed()).not.toContain('changed since');
    scene.write(policyPath, plans(26));
    expect(await listed()).toContain('approved as finance · policies/plans.yaml has changed since');
    scene.git('config', 'core.autocrlf', 'true');
    scene.write(policyPath, plans(25).replaceAll('\n', '\r\n'));
    expect(await listed()).not.toContain('changed since');
  });

  it.each([
    ['2027-01-15', undefined],
    ['2026-12-22', 'runs out on 22 December 2026, Maya Lindqvist decides again'],
    ['2026-11-22', 'runs out on 22 November 2026'],
    ['2026-11-21', 'ran out on 21 November 2026, Maya Lindqvist decides again'],
  ])('and when its verdict runs out: on %s', async (expires, says) => {
    const { verdict } = completeReview();
    write(completeReview({ verdict: { ...verdict, expires } } as Partial<Review>));
    if (says === undefined) expect(await listed()).not.toMatch(/r[au]ns? out/);
    else expect(await listed()).toContain(says);
  });

  it('in JSON as before', async () => {
    const review = completeReview();
    write(review, scene.approval(review, 'finn', 'finance'));
    expect(JSON.parse(await listed('--json'))).toMatchObject({
      version: 1,
      reviews: [{ id: reviewId, standing: 'approved', verdict: 'go' }],
      waivers: [],
    });
  });
});

describe('waivers', () => {
  const waive = () =>
    scene.run('waive', '--reason', 'A wrong price', '--owner', 'finn', '--as', 'maya', '--days', '14');
  const id = async (): Promise<string> => JSON.parse(await listed('--json')).waivers[0].id;

  it('stand in the list, with what is owed, by whom and until when', async () => {
    await waive();
    expect(await listed()).toBe(
      `Waiver: A wrong price\n  ${await id()}\n  ${policyPath} · Finn Finance owes its review by 6 December 2026 · not approved\n`,
    );
    await scene.run('approve', await id(), '--role', 'owner', '--as', 'olga');
    expect(await listed()).toContain('approved as owner');
    const late = await runCli(['list', '--today', '2026-12-07'], { cwd: scene.repository.path });
    expect(late.stdout).toContain('ran out on 6 December 2026: Finn Finance owes its review');
    expect(await listed('--status', 'draft')).toBe('');
    const path = `cx-reviews/${await id()}.yaml`;
    scene.write(path, stringify({ ...parse(scene.read(path)), review: reviewId }));
    expect(await listed()).toContain(`its review is ${reviewId}`);
    scene.write(path, 'schema: cx-review-waiver/1\nreasn: x\n');
    const broken = await scene.run('list');
    expect(broken.code).toBe(1);
    expect(broken.stdout).toContain('not a valid waiver');
  });

  it('are found by their bare id, or a part of it, where no review is called so', async () => {
    await waive();
    const bare = (await id()).replace('waivers/', '');
    const shown = await scene.run('show', bare);
    expect(shown.code).toBe(0);
    expect(shown.stdout).toContain('Waiver: A wrong price');
    expect(JSON.parse((await scene.run('show', bare, '--json')).stdout)).toMatchObject({
      waiver: { owner: 'finn' },
    });
    const { code } = await scene.run('approve', bare.slice(-4), '--role', 'owner', '--as', 'olga');
    expect(code).toBe(0);
    expect(await listed()).toContain('approved as owner');
    write(completeReview());
    expect((await scene.run('show', 'pro-plan')).stdout).toContain('Pro plan from 20');
    expect(scene.read(reviewPath)).toContain(reviewId);
  });
});
