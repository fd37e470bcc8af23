import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Approval, Review } from '../../src/domain/review.ts';
import reviewSchema from '../../templates/schemas/review.schema.json';
import waiverSchema from '../../templates/schemas/waiver.schema.json';
import {
  asJson,
  completeReview,
  config,
  plans,
  policyFile,
  policyPath,
  rulesIn,
  Scene,
} from '../gate/scene.ts';
import { runCli } from '../support/world.ts';

let scene: Scene;
beforeEach(() => {
  scene = new Scene({ ...config(), waivers: { maxDays: 10 } });
  scene.write(policyPath, plans(25));
});
afterEach(() => scene.remove());

const waive = (...more: string[]) =>
  scene.run('waive', '--reason', 'The page shows a wrong price', '--owner', 'finn', '--as', 'maya', ...more);

const waiverPath = () => {
  const [name = ''] = readdirSync(join(scene.repository.path, 'cx-reviews/waivers'));
  return `cx-reviews/waivers/${name}`;
};
const waiver = () => parse(scene.read(waiverPath()));
const approve = (as = 'olga') =>
  scene.run('approve', waiver().id.replace(/^/, 'waivers/'), '--role', 'owner', '--as', as);

/** The gate on another day. */
const gateOn = (today: string) =>
  runCli([...asJson(['check', '--base', 'main']), '--today', today], {
    cwd: scene.repository.path,
    gitEnv: scene.repository.env,
  });

async function waived(): Promise<void> {
  await waive();
  await approve();
  scene.commit('in a hurry');
}

function merge(): void {
  scene.git('checkout', '--quiet', 'main');
  scene.git('merge', '--quiet', '--no-edit', 'change');
  scene.git('checkout', '--quiet', '-b', 'next');
}

describe('waive', () => {
  it('writes a waiver that lets exactly this change through, once it is approved', async () => {
    const { code, stdout, stderr } = await waive();
    expect(code).toBe(0);
    expect(waiver()).toMatchObject({
      schema: 'cx-review-waiver/1',
      author: 'maya',
      owner: 'finn',
      date: '2026-11-22',
      expires: '2026-12-02',
      files: [{ path: policyPath, before: policyFile(20, 25).before, after: policyFile(20, 25).after }],
    });
    expect(stdout).toContain('until 2 December 2026, Finn Finance owes the review');
    scene.commit();
    const unapproved = await scene.gate();
    // Whoever asked for a waiver is not told to write a review.
    expect(rulesIn(unapproved)).toEqual(['missing-approval']);
    const [named = ''] = /cx-review approve .*/.exec(stderr) ?? [];
    expect(named).toContain('--role owner');
    expect(stderr).toBe(
      `\nNext:\n  git add ${policyPath} ${waiverPath()}\n  git commit -m "Waive the review until 2026-12-02"\n  git push\n  Olga Owner approves as owner:\n  ${named}\n`,
    );
    expect(scene.read(waiverPath())).toMatch(
      /^# yaml-language-server: \$schema=\.\.\/schema\/waiver\.json\n/,
    );
    expect(JSON.parse(scene.read('cx-reviews/schema/waiver.json'))).toMatchObject({ title: 'Waiver' });
    expect((await scene.run(...named.split(' ').slice(1), '--as', 'olga')).code).toBe(0);
    scene.commit();
    const green = await scene.gate();
    expect(rulesIn(green)).toEqual([]);
    expect(JSON.parse(green.stdout)).toMatchObject({
      findings: [{ rule: 'waived-change', severity: 'warning' }],
      range: { waivers: [waiver().id] },
    });
    scene.write(policyPath, plans(26));
    scene.commit();
    const overtaken = await scene.gate();
    expect(rulesIn(overtaken)).toEqual(['uncovered-policy-change', 'invalid-waiver']);
    expect(overtaken.stdout).toContain('is for other content of policies/plans.yaml than it has now');
    // Once another lets the change through, the first is owed nothing that ever was.
    await waive();
    const [newer = ''] = readdirSync(join(scene.repository.path, 'cx-reviews/waivers'))
      .map((name) => `cx-reviews/waivers/${name}`)
      .filter((path) => parse(scene.read(path)).approvals === undefined);
    const { id } = parse(scene.read(newer));
    await scene.run('approve', `waivers/${id}`, '--role', 'owner', '--as', 'olga');
    scene.commit();
    const idle = await scene.gate();
    expect(rulesIn(idle)).toEqual(['invalid-waiver']);
    expect(idle.stdout).toContain('git rm cx-reviews/waivers/');
  });

  it('does not last longer than the config lets it', async () => {
    const { code, stderr } = await waive('--days', '11');
    expect(code).toBe(2);
    expect(stderr).toContain('at most 10 days');
    expect(stderr).toContain('the config says so (waivers.maxDays)');
    await waive('--days', '3');
    expect(waiver().expires).toBe('2026-11-25');
  });

  it('says whose limit it is where the config says nothing of it', async () => {
    scene.remove();
    scene = new Scene(config());
    scene.write(policyPath, plans(25));
    const { stderr } = await waive('--days', '15');
    expect(stderr).toContain('the config says nothing else');
    expect(stderr).toContain('next: give the same command with --days 14, or without --days\n');
  });

  it('is not asked for twice, and one of an earlier content is to be taken out', async () => {
    await waive();
    const first = waiverPath();
    const again = await waive();
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('asks for exactly this already');
    expect(again.stderr).toMatch(/\ncx-review approve waivers\/\S+ --role owner\n/);
    scene.commit();
    scene.write(policyPath, plans(26));
    const other = await scene.run(
      'waive',
      '--reason',
      'Once more',
      '--owner',
      'finn',
      '--as',
      'maya',
      '--seed',
      '9',
    );
    expect(other.code).toBe(0);
    const [removal = ''] = /git rm .*/.exec(other.stderr) ?? [];
    expect(removal).toContain(first);
    scene.git(...removal.split(' ').slice(1));
    expect(waiver().reason).toBe('Once more');
    // What has been merged is kept, and says nothing of the next time.
    scene.commit();
    merge();
    scene.write(policyPath, plans(20));
    scene.commit();
    scene.git('branch', '--force', 'main', 'HEAD');
    scene.write(policyPath, plans(26));
    expect((await waive()).code).toBe(0);
  });

  it('takes paths from the folder that one is in', async () => {
    const { code } = await runCli(
      ['waive', 'plans.yaml', '--reason', 'Wrong', '--owner', 'finn', '--as', 'maya'],
      { cwd: join(scene.repository.path, 'policies'), gitEnv: scene.repository.env },
    );
    expect(code).toBe(0);
    expect(waiver().files).toMatchObject([{ path: policyPath }]);
  });

  it.each([
    ['a stranger as owner', ['--reason', 'x', '--owner', 'zoe', '--as', 'maya'], '"zoe" is nobody'],
    ['a stranger at work', ['--reason', 'x', '--owner', 'finn'], 'is nobody'],
    ['an empty reason', ['--reason', ' ', '--owner', 'finn', '--as', 'maya'], 'needs a reason'],
  ])('refuses %s', async (_name, flags, says) => {
    const { code, stderr } = await scene.run('waive', ...flags);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });

  it('has nothing to say of changes of the gate itself', async () => {
    scene.write(policyPath, plans(20));
    scene.write('cx-reviews/config.yaml', stringify({ ...scene.config, policies: [] }));
    expect((await waive()).code).toBe(2);
  });

  it.each([
    ['the author', async () => void (await approve('maya')), 'missing-approval'],
    [
      'a longer life than was approved',
      async () => {
        await approve();
        scene.write(waiverPath(), stringify({ ...waiver(), expires: '2026-12-30' }));
      },
      'invalid-waiver',
    ],
    [
      'another reason than was approved',
      async () => {
        await approve();
        scene.write(waiverPath(), stringify({ ...waiver(), reason: 'Another' }));
      },
      'missing-approval',
    ],
    [
      'a name that is not its own',
      async () => {
        await approve();
        scene.git('add', '--all');
        scene.git('mv', waiverPath(), 'cx-reviews/waivers/2026-11-22-other-aaaa.yaml');
      },
      'invalid-waiver',
    ],
    [
      'a day in the past',
      async () => {
        scene.write(waiverPath(), stringify({ ...waiver(), date: '2026-11-10', expires: '2026-11-20' }));
        await approve();
      },
      'invalid-waiver',
    ],
    [
      'a day in the future',
      async () => {
        scene.write(waiverPath(), stringify({ ...waiver(), date: '2027-11-10', expires: '2027-11-12' }));
        await approve();
      },
      'invalid-waiver',
    ],
  ])('does not hold with %s', async (_name, spoil, rule) => {
    await waive();
    await spoil();
    scene.commit();
    const result = await scene.gate();
    expect(rulesIn(result)).toContain(rule);
    expect(rulesIn(result).includes('uncovered-policy-change')).toBe(rule === 'invalid-waiver');
  });

  it('holds until its last day, and not a day longer', async () => {
    await waived();
    expect((await gateOn('2026-12-02')).code).toBe(0);
    expect(rulesIn(await gateOn('2026-12-03'))).toContain('invalid-waiver');
  });

  it('is not used twice', async () => {
    await waived();
    merge();
    scene.write(policyPath, plans(20));
    scene.commit();
    scene.git('branch', '--force', 'main', 'HEAD');
    scene.git('checkout', '--quiet', '-b', 'again');
    scene.write(policyPath, plans(25));
    scene.commit();
    expect(rulesIn(await scene.gate())).toContain('uncovered-policy-change');
  });

  it('blocks the next change of its policy from the day after its last, until the review is there', async () => {
    await waived();
    merge();
    const next = completeReview({
      policy: {
        files: [policyFile(25, 26)],
        changes: [{ id: 'price', path: policyPath, pointer: 'plans.pro.price', from: 25, to: 26 }],
      },
    } as Partial<Review>);
    const approvals: Approval[] = [
      scene.approval(next, 'olga', 'owner'),
      scene.approval(next, 'finn', 'finance'),
    ];
    scene.write(policyPath, plans(26));
    scene.writeReview({ ...next, approvals } as Review);
    scene.commit();
    expect((await gateOn('2026-12-02')).code).toBe(0);
    const blocked = await gateOn('2026-12-03');
    expect(rulesIn(blocked)).toEqual(['waiver-unfulfilled']);
    expect(blocked.stdout).toContain('Finn Finance has not had the review written');

    // The review that was promised, of the change as it was.
    const late = completeReview({ id: '2026-11-22-late-aaaa' });
    scene.writeReview({
      ...late,
      approvals: [
        scene.approval(late, 'olga', 'owner', { date: '2026-12-01' }),
        scene.approval(late, 'finn', 'finance', { date: '2026-12-01' }),
      ],
    } as Review);
    scene.write(waiverPath(), stringify({ ...waiver(), review: late.id }));
    scene.commit();
    expect(rulesIn(await gateOn('2026-12-03'))).toEqual([]);

    // It does not do if it is of something else, or if nobody approved it.
    scene.writeReview(late);
    scene.commit();
    expect(rulesIn(await gateOn('2026-12-03'))).toEqual(['waiver-unfulfilled']);
    scene.write(waiverPath(), stringify({ ...waiver(), review: next.id }));
    scene.commit();
    expect(rulesIn(await gateOn('2026-12-03'))).toEqual(['waiver-unfulfilled']);
  });

  it('is said to be due while nothing changes, from the day after its last until the review is there', async () => {
    await waived();
    merge();
    const due = (today: string) => scene.run('check', '--due', '--today', today);
    const inWords = (today: string) =>
      runCli(['check', '--due', '--today', today], { cwd: scene.repository.path });
    const before = await inWords('2026-12-02');
    expect(before.code).toBe(0);
    expect(before.stdout).toMatch(
      /^Nothing is overdue or about to run out, of \d+ reviews? and 1 approved waiver at\s[0-9a-f]{12}\.$/m,
    );
    const late = await due('2026-12-03');
    expect(late.code).toBe(1);
    expect(rulesIn(late)).toEqual(['waiver-unfulfilled']);
    const shown = await inWords('2026-12-03');
    expect(shown.stdout).toContain('Finn Finance has not had the review written that it promised');
    expect(shown.stdout).toContain('1 error: overdue or about to run out, of');
    const review = completeReview({ id: '2026-11-22-late-aaaa' });
    scene.writeReview({
      ...review,
      approvals: [
        scene.approval(review, 'olga', 'owner', { date: '2026-12-01' }),
        scene.approval(review, 'finn', 'finance', { date: '2026-12-01' }),
      ],
    } as Review);
    scene.write(waiverPath(), stringify({ ...waiver(), review: review.id }));
    // Only what is committed counts.
    expect(rulesIn(await due('2026-12-03'))).toEqual(['waiver-unfulfilled']);
    scene.commit();
    expect(rulesIn(await due('2026-12-03'))).toEqual([]);
  });

  it('is counted wherever the gate, the check or the list speaks', async () => {
    const folder = scene.repository.path;
    const say = async (...argv: string[]) => (await runCli(argv, { cwd: folder })).stdout;
    expect(await say('list')).not.toContain('waiver');
    await waived();
    const { id } = waiver();
    const owed = '1 waiver is on record, 1 without the review that was promised.';
    expect(await say('check', '--base', 'main')).toContain('1 waiver used.');
    expect(await say('check', '--base', 'main')).toContain(owed);
    expect(await say('check', '--base', 'main', '--format', 'markdown')).toContain(owed);
    const summary = join(scene.playground.folder, 'summary.md');
    await runCli(['check', '--base', 'main', '--format', 'github'], {
      cwd: folder,
      env: { GITHUB_STEP_SUMMARY: summary },
    });
    expect(readFileSync(summary, 'utf8')).toContain(owed);
    expect(JSON.parse(await say('check', '--base', 'main', '--json'))).toMatchObject({
      waivers: { total: 1, owed: 1 },
      range: { waivers: [id] },
    });
    expect(await say('check')).toContain(owed);
    expect(await say('list')).toContain(`waivers/${id}`);
    scene.write(waiverPath(), stringify({ ...waiver(), review: 'late' }));
    scene.commit();
    expect(await say('check', '--base', 'main')).toContain('1 waiver is on record, each with its review.');
    scene.write('src/code.ts', 'export {};\n');
    merge();
    scene.commit();
    expect(await say('check', '--base', 'main')).not.toContain('waiver');
  });

  it.each([
    ['deleted', () => scene.git('rm', '--quiet', waiverPath())],
    ['prolonged', () => scene.write(waiverPath(), stringify({ ...waiver(), expires: '2027-11-22' }))],
    [
      'stripped of its approval',
      () => scene.git('rm', '--quiet', '-r', `cx-reviews/approvals/waivers/${waiver().id}`),
    ],
  ])('is a record that is not %s', async (_name, spoil) => {
    await waived();
    merge();
    spoil();
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual(['gate-weakened']);
  });
});

it('has approvals of the same shape as reviews', () => {
  const keysOf = (schema: { properties: { approvals: { items: { properties: object } } } }) =>
    Object.keys(schema.properties.approvals.items.properties);
  expect(keysOf(waiverSchema)).toEqual(keysOf(reviewSchema));
});
