import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { completeReview, config, plans, policyPath, reviewPath, rulesIn, Scene } from '../gate/scene.ts';

let scene: Scene;
beforeEach(() => {
  scene = new Scene({ ...config(), policies: [{ id: 'plans', files: ['policies/**'] }] });
});
afterEach(() => scene.remove());

const pointer = (oid: string) =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${oid.repeat(64)}\nsize 12345\n`;

describe('what cannot be looked at is never a pass', { timeout: 600_000 }, () => {
  it('reviews that a sparse checkout leaves off the disk', async () => {
    scene.writeReview(completeReview());
    scene.commit();
    scene.git('sparse-checkout', 'set', 'policies');
    for (const command of ['check', 'list']) {
      const { code, stdout, stderr } = await scene.run(command);
      expect([code, stdout]).toEqual([3, '']);
      expect(stderr).toContain('git sparse-checkout add cx-reviews');
    }
    scene.git('sparse-checkout', 'add', 'cx-reviews');
    expect((await scene.run('list')).code).toBe(0);
  });

  it('values that are kept in Git LFS', async () => {
    scene.write('policies/fees.csv', pointer('a'));
    scene.write('policies/fees.json', pointer('a'));
    scene.commit();
    scene.git('branch', '--force', 'main');
    scene.write('policies/fees.csv', pointer('b'));
    scene.write('policies/fees.json', pointer('b'));
    scene.writeReview({ ...completeReview(), policy: undefined } as never);
    const { stdout } = await scene.run('cover', reviewPath, '--base', 'main');
    const flat = stdout.replace(/\s+/g, ' ');
    expect(flat.split('values not read: it is kept in Git LFS: its values are not in git')).toHaveLength(3);
    expect(flat).not.toContain('oid sha256:b": added');
  });

  it('a governed file in which a merge was left half done', async () => {
    scene.write(policyPath, `<<<<<<< HEAD\n${plans(25)}=======\n${plans(26)}>>>>>>> other\n`);
    scene.commit();
    const result = await scene.gate();
    expect(rulesIn(result)).toEqual(['uncovered-policy-change']);
    expect(JSON.parse(result.stdout).findings[0]).toMatchObject({
      file: policyPath,
      line: 1,
      message: expect.stringContaining('the markers of a merge conflict'),
    });
  });

  it('an approval of which "accept both" left a half', async () => {
    const review = completeReview();
    const { decision: _one, date: _two, ...half } = scene.approval(review, 'olga', 'owner');
    scene.writeReview({ ...review, approvals: [half] } as never);
    await scene.run('render');
    const found = JSON.parse((await scene.run('check')).stdout).findings.filter(
      ({ rule }: { rule: string }) => rule === 'invalid-review',
    );
    const text = scene.read(reviewPath).split('\n');
    expect(found).toMatchObject([
      {
        message: 'The approval olga-owner has no decision and no date, so it counts for nothing.',
        line: text.findIndex((line) => line.includes('id: olga-owner')) + 1,
      },
    ]);
  });
});
