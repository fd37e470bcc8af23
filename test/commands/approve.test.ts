import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { realFiles } from '../../src/adapters/files.ts';
import { decisionDigest, governedDigest } from '../../src/domain/approval.ts';
import { type ApprovalFile, withApprovals } from '../../src/domain/approval-file.ts';
import type { Approval, Review } from '../../src/domain/review.ts';
import { main } from '../../src/main.ts';
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
  saidIn,
} from '../gate/scene.ts';
import { isInstalled } from '../support/tools.ts';
import { fakeWorld, runCli } from '../support/world.ts';

let scene: Scene;
afterEach(() => scene.remove());

const review = completeReview();
const approvalsFolder = `cx-reviews/approvals/${reviewId}`;

/** Those in the review and those beside it, in the order in which they were given. */
function approvalsIn(of: Scene): readonly Approval[] {
  const folder = join(of.repository.path, approvalsFolder);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const files = names.map((name): ApprovalFile => parse(of.read(`${approvalsFolder}/${name}`)));
  return withApprovals(parse(of.read(reviewPath)) as Review, files).approvals ?? [];
}

function covered(settings = config(), files: Record<string, string> = {}): Scene {
  scene = new Scene(settings, files);
  scene.write(policyPath, plans(25));
  scene.writeReview(review);
  return scene;
}

describe('approve', () => {
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
        id: expect.stringMatching(/^olga-owner-[0-9a-f]{12}$/),
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
    expect(stdout).toContain('verdict: go');
    expect(stdout).toContain(
      'binds to policies/plans.yaml as now: it ends when the file, the review or the config of main changes',
    );
    expect(stdout).toContain('approved by Olga Owner as owner on 22 November 2026');
    expect(stdout).toContain('nobody can verify who wrote it');
    expect(stdout).not.toContain('sha256');
    expect(stderr).toBe(
      `\nNext:\n  git add ${approvalsFolder}/${approvalsIn(scene)[0]?.id}.yaml\n  git commit -m "Approve ${reviewId} as owner"\n  git push\n`,
    );
  });

  it('that was killed between what it writes is given again, and has done both', async () => {
    const page = reviewPath.replace(/yaml$/, 'md');
    scene.write(page, 'of yesterday');
    const give = ['approve', reviewId, '--role', 'owner', '--as', 'olga'];
    for (const killedAt of [0, 1]) {
      let writes = 0;
      const filesBelow: typeof realFiles = (root) => {
        const files = realFiles(root);
        const replace: typeof files.replace = (...of) => {
          if (writes === killedAt) throw new Error('killed');
          writes += 1;
          files.replace(...of);
        };
        return Object.assign(Object.create(files), { replace });
      };
      const world = {
        ...fakeWorld({ cwd: scene.repository.path, gitEnv: scene.repository.env }),
        filesBelow,
      };
      expect(await main([...give, '--base', 'main'], world)).toBe(70);
      expect(approvalsIn(scene), `killed at ${killedAt}`).toEqual([]);
    }
    expect((await scene.run(...give)).code).toBe(0);
    expect(approvalsIn(scene)).toHaveLength(1);
    expect(scene.read(page)).toContain('# ');
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
    expect(stdout).toContain('no longer counts: Olga Owner (owner) on 22 November 2026. Changed since:');
    expect(stdout).toContain('title: Pro plan from 20 to 25 EUR a month → Another title');
  });

  it.each([
    ['a stranger', ['--role', 'owner', '--as', 'zoe'], '"zoe" is nobody whom the config of main knows'],
    ['a slip in the name', ['--role', 'owner', '--as', 'ogla'], 'did you mean olga?'],
    ['nobody that git knows', ['--role', 'owner'], 'Git says you are ada@example.com'],
    [
      'a role that they do not have',
      ['--role', 'finance', '--as', 'sam'],
      'Sam Whitaker does not have the role finance.',
    ],
    [
      'a role in capitals',
      ['--role', 'Owner', '--as', 'olga'],
      `did you mean owner?\n  next: cx-review approve ${reviewId} --role owner`,
    ],
    ['the author', ['--role', 'owner', '--as', 'maya'], 'nobody approves what they wrote'],
  ])('refuses %s, and writes nothing', async (_name, flags, says) => {
    const { code, stderr } = await scene.run('approve', reviewId, ...flags);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
    expect(approvalsIn(scene)).toEqual([]);
  });

  it('says who else can, by name', async () => {
    const author = await scene.run('approve', reviewId, '--role', 'owner', '--as', 'maya');
    expect(author.stderr).toContain(`Olga Owner can:\ncx-review approve ${reviewId} --role owner`);
    const role = await scene.run('approve', reviewId, '--role', 'finance', '--as', 'sam');
    expect(role.stderr).toContain('Olga Owner and Finn Finance can:\n');
    const base = await scene.run('approve', reviewId, '--role', 'owner', '--as', 'maya', '--base', 'main');
    expect(base.stderr).toContain(`--role owner --base main`);
  });

  it('knows the author under another key with the same address', async () => {
    const twice = config();
    twice.people.alias = { name: 'M.', email: 'Maya@example.com', roles: ['owner'] };
    scene.remove();
    covered(twice);
    const { code, stderr } = await scene.run('approve', reviewId, '--role', 'owner', '--as', 'alias');
    expect(code).toBe(2);
    expect(stderr).toContain('nobody approves what they wrote');
  });

  it('refuses who changed the files, and not who only merged', async () => {
    scene.repository.env.GIT_AUTHOR_EMAIL = 'finn@example.com';
    scene.commit('the price');
    const { code, stderr } = await scene.run('approve', reviewId, '--role', 'finance');
    expect(code).toBe(2);
    expect(stderr).toContain(
      'Finn Finance changed or committed this, or its files, here, and nobody approves what they changed.',
    );
    expect(stderr).toContain('Olga Owner can:\ncx-review approve');
    scene.git('checkout', '--quiet', 'main');
    scene.write('README.md', 'More\n');
    scene.commit();
    scene.git('checkout', '--quiet', 'change');
    scene.repository.env.GIT_AUTHOR_EMAIL = 'olga@example.com';
    scene.git('merge', '--quiet', '--no-edit', 'main');
    expect((await scene.run('approve', reviewId, '--role', 'owner')).code).toBe(0);
  });

  it('says it where git names somebody else', async () => {
    scene.repository.env.GIT_AUTHOR_EMAIL = 'maya@example.com';
    const { code, stderr } = await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga');
    expect(code).toBe(0);
    expect(stderr).toContain('Note: git says you are Maya Lindqvist; this is written as Olga Owner.');
    scene.repository.env.GIT_AUTHOR_EMAIL = 'finn@example.com';
    const own = await scene.run('approve', reviewId, '--role', 'finance', '--as', 'finn');
    expect(own.stderr).not.toContain('Note');
  });

  it('gives one person one role, and says who can fill the other', async () => {
    await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga');
    const { code, stderr } = await scene.run('approve', reviewId, '--role', 'finance', '--as', 'olga');
    expect(code).toBe(2);
    expect(stderr).toContain('Olga Owner has approved this as owner already, and nobody fills two roles.');
    expect(stderr).toContain(`Finn Finance can:\ncx-review approve ${reviewId} --role finance`);
    expect(approvalsIn(scene)).toHaveLength(1);
  });

  it('lets whoever said no take that back, whatever else they approved', async () => {
    await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga');
    await scene.run('approve', reviewId, '--role', 'finance', '--as', 'olga', '--reject', '--note', 'No');
    await scene.run('approve', reviewId, '--role', 'finance', '--as', 'finn');
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual(['verdict-not-go']);
    expect((await scene.run('approve', reviewId, '--role', 'finance', '--as', 'olga')).code).toBe(0);
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual([]);
  });

  it('lets somebody change over to the role that only they can fill', async () => {
    await scene.run('approve', reviewId, '--role', 'finance', '--as', 'olga');
    expect((await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga')).code).toBe(0);
    await scene.run('approve', reviewId, '--role', 'finance', '--as', 'finn');
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual([]);
  });

  it('says that a role is for nobody else, where the second one would need somebody else', async () => {
    const few = config();
    few.people.finn = { name: 'Finn Finance', email: 'finn@example.com', roles: [] };
    scene.remove();
    covered(few);
    await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga');
    const { code, stderr } = await scene.run('approve', reviewId, '--role', 'finance', '--as', 'olga');
    expect(code).toBe(2);
    expect(stderr).toContain('nobody else can; give somebody else the role finance first:\ncx-review new');
  });

  it('refuses the very same once more, and takes it again once it holds no more', async () => {
    await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga');
    const again = await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga');
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('You have approved exactly this already, on 22 November 2026.');
    expect(again.stderr).toContain(`git add ${approvalsFolder}/${approvalsIn(scene)[0]?.id}.yaml`);
    expect(approvalsIn(scene)).toHaveLength(1);
    await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga', '--reject', '--note', 'No');
    expect((await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga')).code).toBe(0);
    expect(approvalsIn(scene)).toHaveLength(3);
  });

  it('takes it again once the config of the base is another one', async () => {
    await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga');
    scene.commit();
    scene.git('checkout', '--quiet', 'main');
    scene.write('cx-reviews/config.yaml', stringify({ ...config(), holidays: ['2026-12-25'] }));
    scene.commit();
    scene.git('checkout', '--quiet', 'change');
    scene.git('merge', '--quiet', '--no-edit', 'main');
    const again = await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga');
    expect(again.code).toBe(0);
    expect(again.stdout).toContain('no longer counts: Olga Owner (owner)');
    expect(approvalsIn(scene)).toHaveLength(2);
  });

  it('says that the day has to be another one where the same was used for an earlier change', async () => {
    await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga');
    scene.commit();
    scene.git('branch', '--force', 'main', 'HEAD');
    const again = await scene.run('approve', reviewId, '--role', 'finance', '--as', 'finn');
    expect(again.code).toBe(0);
    const same = await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga');
    expect(same.code).toBe(2);
    expect(same.stderr).toContain('exactly this today already, for an earlier change');
    expect(
      (await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga', '--today', '2026-11-23')).code,
    ).toBe(0);
  });

  it('says that a review is not finished', async () => {
    scene.writeReview(completeReview({ leadership: undefined as never }));
    const { code, stderr } = await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga');
    expect(code).toBe(0);
    expect(stderr).toMatch(/Note: this review is not finished: \d+ answers are missing/);
  });

  it('says whose no stands, also of an earlier version', async () => {
    const review = completeReview();
    const no = scene.approval(review, 'finn', 'finance', { decision: 'reject' });
    scene.writeReview({ ...review, title: 'Edited', approvals: [no] } as Review);
    const { stderr } = await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga');
    expect(stderr).toContain(
      'Finn Finance said no as finance on 21 November 2026, which stays a no until they say yes.',
    );
    const own = await scene.run('approve', reviewId, '--role', 'finance', '--as', 'finn');
    expect(own.stderr).not.toContain('said no');
  });

  it('asks for the reason of a no', async () => {
    const flags = ['--role', 'finance', '--as', 'finn', '--reject'];
    expect((await scene.run('approve', reviewId, ...flags)).stderr).toContain('Say it with --note');
    const { stdout, stderr } = await scene.run('approve', reviewId, ...flags, '--note', 'Left out');
    expect(stdout).toContain('rejected by Finn Finance as finance');
    expect(stderr).not.toContain('Note:');
  });

  it('lets the author say no, and take that back, which is no approval', async () => {
    const withdraw = await scene.run('approve', reviewId, '--role', 'owner', '--as', 'maya', '--withdraw');
    expect(withdraw.code).toBe(0);
    scene.commit();
    expect(rulesIn(await scene.gate())).toContain('verdict-not-go');
    const { code, stderr } = await scene.run('approve', reviewId, '--role', 'owner', '--as', 'maya');
    expect(code).toBe(0);
    expect(stderr).toContain('takes back what Maya Lindqvist said against it. It is no approval');
    scene.commit();
    expect(rulesIn(await scene.gate())).not.toContain('verdict-not-go');
    expect(rulesIn(await scene.gate())).not.toEqual([]);
    await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga');
    await scene.run('approve', reviewId, '--role', 'finance', '--as', 'finn');
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual([]);
    expect((await scene.run('approve', reviewId, '--role', 'owner', '--as', 'maya')).code).toBe(2);
  });

  it('refuses to approve files that are not as the review has them', async () => {
    scene.write(policyPath, plans(26));
    const { code, stderr } = await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga');
    expect(code).toBe(2);
    expect(stderr).toContain(`next: cx-review cover ${reviewId}\n`);
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

describe.runIf(isInstalled('ssh-keygen'))('approve with a signature', () => {
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

  it('is asked of the author too where the config says so, and of nobody else as author', async () => {
    scene.git('checkout', '--quiet', 'main');
    const settings = config('signed');
    settings.approvals.signedAuthor = true;
    scene.write('cx-reviews/config.yaml', stringify(settings));
    scene.write(
      'cx-reviews/allowed_signers',
      `olga@example.com ${keys.olga.publicKey}\nmaya@example.com ${keys.other.publicKey}\n`,
    );
    scene.commit('ask the author as well');
    scene.git('checkout', '--quiet', '-B', 'change');
    scene.write(policyPath, plans(25));
    scene.writeReview(review);
    const sign = (person: string, key: Key, role = 'author') =>
      scene.run('approve', reviewId, '--role', role, '--as', person, '--sign', key.file);
    const other = await sign('olga', keys.olga);
    expect(other.code).toBe(2);
    expect(other.stderr).toContain('Olga Owner is not the author of');
    const own = await sign('maya', keys.other);
    expect(own.code, own.stderr).toBe(0);
    expect(own.stdout).toContain('approved by Maya Lindqvist as author on');
    expect(own.stderr).not.toContain('Note:');
    const asOwner = await sign('maya', keys.other, 'owner');
    expect(asOwner.code).toBe(2);
    expect(asOwner.stderr).toContain('nobody approves what they wrote');
    scene.commit();
    expect(saidIn(await scene.gate()).join()).not.toContain('has not signed that');
  });

  it('writes nothing that the world would not take for a signature', async () => {
    const argv = ['approve', reviewId, '--role', 'owner', '--as', 'olga', '--sign', 'key'];
    const { code, stderr } = await runCli(argv, {
      cwd: scene.repository.path,
      gitEnv: scene.repository.env,
      signatures: {
        sign: () => 'scrawl',
        check: ({ signature }) => ({ ok: false, why: `it is a ${signature}` }),
      },
    });
    expect(code).toBe(2);
    expect(stderr).toContain('why: it is a scrawl');
    expect(approvalsIn(scene)).toEqual([]);
  });

  it.each([
    ['no key', () => [], 'These files ask for signed approvals'],
    ['a key of somebody else', () => ['--sign', keys.other.file], 'The gate would not accept this signature'],
    ['no such key', () => ['--sign', 'nowhere'], 'Nothing was signed'],
    ['a key that is no file', () => ['--sign', 'policies'], 'policies is no file'],
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

describe('approvals of the gate by the only person there is', () => {
  it('are let through, because nobody else could bring a second one in', async () => {
    const alone = config();
    alone.people = { maya: { name: 'Maya', email: 'maya@example.com', roles: ['owner'] } };
    scene = new Scene(alone);
    scene.write('cx-reviews/config.yaml', stringify(config()));
    const { gateReview } = await import('../gate/scene.ts');
    const gate = gateReview([]);
    scene.writeReview(gate as Review);
    const covered = await scene.run('cover', gate.id ?? '');
    expect(covered.code).toBe(0);
    expect(covered.stderr).toContain(
      `  Maya approves as owner:\n  cx-review approve ${gate.id} --role owner\n`,
    );
    expect((await scene.run('approve', gate.id ?? '', '--role', 'owner', '--as', 'maya')).code).toBe(0);
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual([]);
  });

  it('are refused for anything else', async () => {
    const alone = config();
    alone.people = { maya: { name: 'Maya', email: 'maya@example.com', roles: ['owner'] } };
    covered(alone);
    const { code, stderr } = await scene.run('approve', reviewId, '--role', 'owner', '--as', 'maya');
    expect(code).toBe(2);
    expect(stderr).toContain('nobody else can; give somebody else the role owner first');
  });
});
