import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Review } from '../../src/domain/review.ts';
import { digestOf } from '../../src/lib/digest.ts';
import {
  completeReview,
  config,
  gateReview,
  plans,
  policyFile,
  policyPath,
  reviewId,
  reviewPath,
  rulesIn,
  Scene,
} from '../gate/scene.ts';
import { runCli } from '../support/world.ts';

let scene: Scene;
beforeEach(() => {
  scene = new Scene();
});
afterEach(() => scene.remove());

const policyOf = (of: Scene, path = reviewPath): Review['policy'] => parse(of.read(path)).policy;

function draft(changes: Partial<Review> = {}): Review {
  const review = completeReview(changes);
  scene.writeReview(review);
  return review;
}

describe('cover', () => {
  it('records what is on disk: paths, digests and values, with the review’s own word for what they count', async () => {
    draft({
      policy: {
        changes: [
          { id: 'mine', path: policyPath, pointer: 'plans.pro.price', from: 1, to: 2, unit: 'EUR per month' },
        ],
      },
    } as Partial<Review>);
    scene.write(policyPath, plans(25));
    scene.write('policies/new.yaml', 'fee: 5\n');
    const { code, stdout, stderr } = await scene.run('cover', reviewId);
    expect(code).toBe(0);
    expect(policyOf(scene)).toEqual({
      files: [
        { id: 'policies-new-yaml', path: 'policies/new.yaml', before: 'none', after: digestOf('fee: 5\n') },
        { ...policyFile(20, 25), id: 'policies-plans-yaml' },
      ],
      changes: expect.arrayContaining([
        { id: 'mine', path: policyPath, pointer: 'plans.pro.price', from: 20, to: 25, unit: 'EUR per month' },
      ]),
    });
    expect(stdout).toContain('plans.pro.price: 20 → 25 EUR, +25\u00a0%');
    expect(stdout).not.toContain('sha256');
    expect(stderr).toBe(
      [
        '',
        'Next:',
        `  git add policies/new.yaml policies/plans.yaml ${reviewPath} ${reviewPath.replace('yaml', 'md')}`,
        `  git commit -m "Review ${reviewId}"`,
        '  git push',
        '  Olga Owner approves as owner:',
        `  cx-review approve ${reviewId} --role owner`,
        '  Olga Owner or Finn Finance approves as finance:',
        `  cx-review approve ${reviewId} --role finance`,
        '',
      ].join('\n'),
    );
    // What it wrote is what the gate reads.
    scene.commit();
    expect(new Set(rulesIn(await scene.gate()))).toEqual(new Set(['missing-approval']));
  });

  it('changes nothing when it is run again', async () => {
    draft();
    scene.write(policyPath, plans(25));
    await scene.run('cover', reviewId);
    const first = scene.read(reviewPath);
    await scene.run('cover', reviewId);
    expect(scene.read(reviewPath)).toBe(first);
  });

  it('leaves other rows alone where paths are named, and drops what no longer changes where none are', async () => {
    draft({
      policy: { files: [{ id: 'old', path: 'policies/old.yaml', before: 'none', after: 'none' }] },
    } as Partial<Review>);
    scene.write(policyPath, plans(25));
    scene.write('policies/new.yaml', 'fee: 5\n');
    await scene.run('cover', reviewId, policyPath);
    expect(policyOf(scene)?.files?.map(({ path }) => path)).toEqual(['policies/old.yaml', policyPath]);
    await scene.run('cover', reviewId);
    expect(policyOf(scene)?.files?.map(({ path }) => path)).toEqual(['policies/new.yaml', policyPath]);
  });

  it('records what came, went, was renamed, and became a link', async () => {
    draft();
    scene.git('mv', policyPath, 'policies/prices.yaml');
    scene.write('policies/c.md', 'Text.\n');
    symlinkSync('c.md', join(scene.repository.path, 'policies/link.md'));
    await scene.run('cover', reviewId);
    expect(policyOf(scene)?.files).toMatchObject([
      { path: 'policies/c.md', before: 'none' },
      { path: 'policies/link.md', before: 'none', after: `link:${digestOf('c.md')}` },
      { path: policyPath, after: 'none' },
      { path: 'policies/prices.yaml', before: 'none' },
    ]);
    expect(policyOf(scene)?.changes ?? []).toEqual([]);
    scene.commit();
    expect(new Set(rulesIn(await scene.gate()))).toEqual(new Set(['missing-approval']));
  });

  it('says which approvals it voids', async () => {
    const review = completeReview();
    scene.write(policyPath, plans(25));
    scene.writeReview({ ...review, approvals: [scene.approval(review, 'olga', 'owner')] } as Review);
    scene.write(policyPath, plans(26));
    const { stdout } = await scene.run('cover', reviewId);
    expect(stdout).toContain('no longer counts: the approval of Olga Owner (owner) on 21 November 2026');
    expect((await scene.run('cover', reviewId)).stdout).not.toContain('no longer counts');
  });

  it('says how much is still to be answered, and names who approves with the base that was named', async () => {
    draft({ leadership: undefined as never });
    scene.write(policyPath, plans(25));
    const { stderr } = await scene.run('cover', reviewId, '--base', 'main');
    expect(stderr).toMatch(/\d+ answers are still missing:\n {2}cx-review resume /);
    expect(stderr).toContain(`cx-review approve ${reviewId} --role owner --base main\n`);
  });

  it('says that nobody can approve, where only the author has the role', async () => {
    scene.remove();
    const few = config();
    few.people.olga = { name: 'Olga Owner', email: 'olga@example.com', roles: ['finance'] };
    scene = new Scene(few);
    draft();
    scene.write(policyPath, plans(25));
    const { stderr } = await scene.run('cover', reviewId);
    expect(stderr).toContain(
      '  It takes an approval as owner, which nobody can give. Give the role to somebody else first:\n  cx-review new --situation gate-change\n',
    );
  });

  it('says which figures that people read are others than the files hold', async () => {
    draft();
    scene.write(policyPath, plans(24));
    const { code, stderr } = await scene.run('cover', reviewId);
    expect(code).toBe(0);
    expect(stderr.match(/Warning:/g)).toHaveLength(1);
    expect(stderr).toContain(
      'Warning: plans.pro.price goes from 20 to 24 in the file, and customers are told "25 EUR a month" after "20 EUR a month".',
    );
    expect(stderr).toContain(`  cx-review edit ${reviewId} --section consequences\n`);
    scene.write(policyPath, plans(25));
    expect((await scene.run('cover', reviewId)).stderr).not.toContain('Warning');
  });

  it('takes paths from the folder that one is in, and from the top', async () => {
    draft();
    scene.write(policyPath, plans(25));
    scene.write('policies/new.yaml', 'fee: 5\n');
    const inFolder = (path: string) =>
      runCli(['cover', reviewId, path], {
        cwd: join(scene.repository.path, 'policies'),
        gitEnv: scene.repository.env,
      });
    const { code, stderr } = await inFolder('plans.yaml');
    expect(code).toBe(0);
    expect(stderr).toContain(`git add plans.yaml ../${reviewPath}`);
    expect(policyOf(scene)?.files?.map(({ path }) => path)).toEqual([policyPath]);
    expect((await inFolder('policies/new.yaml')).code).toBe(0);
    expect(policyOf(scene)?.files?.map(({ path }) => path)).toContain('policies/new.yaml');
  });

  it('refuses what has changed on the base since, with the way out', async () => {
    draft();
    scene.write(policyPath, plans(25));
    scene.commit();
    scene.git('checkout', '--quiet', 'main');
    scene.write(policyPath, plans(22));
    scene.commit();
    scene.git('checkout', '--quiet', 'change');
    const before = scene.read(reviewPath);
    const { code, stderr } = await scene.run('cover', reviewId);
    expect(code).toBe(2);
    expect(stderr).toContain('policies/plans.yaml has changed on main as well, since your branch left it.');
    expect(stderr).toContain(`\ngit merge main\ncx-review cover ${reviewId}\n`);
    expect(scene.read(reviewPath)).toBe(before);
    // What changed there elsewhere does not matter.
    scene.write('policies/new.yaml', 'fee: 5\n');
    expect((await scene.run('cover', reviewId, 'policies/new.yaml')).code).toBe(0);
  });

  it('says so where the branch that the change goes to is not in the clone', async () => {
    draft();
    scene.write(policyPath, plans(25));
    scene.commit();
    scene.git('branch', '--quiet', '-D', 'main');
    const { code, stderr } = await scene.run('cover', reviewId);
    expect(code).toBe(2);
    expect(stderr).toContain('was not fetched');
    expect(stderr).toContain('\ngit fetch origin "+refs/heads/main:refs/remotes/origin/main"\n');
  });

  it('covers with a review of the gate the gate alone, and with another one all but the gate', async () => {
    const gate = gateReview([]);
    scene.writeReview(gate);
    draft();
    scene.write('cx-reviews/allowed_signers', '# nobody yet\n');
    scene.write(policyPath, plans(25));
    await scene.run('cover', reviewId);
    await scene.run('cover', gate.id ?? '');
    expect(policyOf(scene)?.files?.map(({ path }) => path)).toEqual([policyPath]);
    expect(policyOf(scene, `cx-reviews/${gate.id}.yaml`)?.files?.map(({ path }) => path)).toEqual([
      'cx-reviews/allowed_signers',
    ]);
  });

  it.each([
    ['nothing governed has changed', () => {}, [], 'There is nothing'],
    ['a path is not governed', () => scene.write('README.md', 'x\n'), ['README.md'], 'not governed'],
    [
      'a path has not changed',
      () => scene.write('policies/new.yaml', 'a: 1\n'),
      [policyPath],
      'has not changed',
    ],
    [
      'a name is too long',
      () => scene.write(`policies/${`${'long/'.repeat(100)}`}a.yaml`, 'a: 1\n'),
      [],
      'No review can list',
    ],
  ])('is refused where %s', async (_name, prepare, paths, says) => {
    draft();
    const before = scene.read(reviewPath);
    prepare();
    const { code, stderr } = await scene.run('cover', reviewId, ...paths);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
    expect(scene.read(reviewPath)).toBe(before);
  });

  it('cannot tell without git', async () => {
    draft();
    scene.write(policyPath, plans(25));
    rmSync(join(scene.repository.path, '.git'), { recursive: true });
    const { code, stderr } = await scene.run('cover', reviewId);
    expect(code).toBe(3);
    expect(stderr).toContain('next:');
  });

  it('keeps the bytes that it does not change, whatever line ends they have', async () => {
    const text = `# Mine\r\n${stringify(completeReview({ policy: undefined as never })).replaceAll('\n', '\r\n')}# End\r\n`;
    scene.write(reviewPath, text);
    scene.write(policyPath, plans(25));
    expect((await scene.run('cover', reviewId)).code).toBe(0);
    const after = scene.read(reviewPath);
    for (const line of text.split('\r\n')) expect(after).toContain(line);
  });
});
