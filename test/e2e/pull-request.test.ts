import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { completeReview, hintsIn, plans, policyPath, reviewId, rulesIn, Scene } from '../gate/scene.ts';
import { runCli } from '../support/world.ts';

let scene: Scene | undefined;
afterEach(() => scene?.remove());

describe('a pull request, from the first red to the last', () => {
  it('is red, reviewed, red, approved, green, edited, red, approved again, green', async () => {
    scene = new Scene();
    const { policy: _none, ...draft } = completeReview();

    // The price changes and nobody has thought of it.
    scene.write(policyPath, plans(25));
    scene.commit('raise the price');
    const first = await scene.gate();
    expect(first.code).toBe(1);
    expect(rulesIn(first)).toEqual(['uncovered-policy-change']);
    expect(first.stdout).toContain('cx-review new --base main');

    // The review is written; the command that the gate names covers the change.
    scene.writeReview(draft);
    const uncovered = await scene.gate('--staged');
    expect(uncovered.code).toBe(1);
    scene.commit('review it');
    const [named = ''] = hintsIn(await scene.gate());
    expect(named).toBe(`cx-review cover ${reviewId} --base main`);
    const covered = await scene.run(...named.split(' ').slice(1));
    expect(covered.code).toBe(0);
    expect(covered.stdout).toContain('plans.pro.price: 20 → 25 EUR, +25\u00a0%');
    scene.commit('cover the change');
    const unapproved = await scene.gate();
    expect(unapproved.code).toBe(1);
    expect(rulesIn(unapproved)).toEqual(['missing-approval', 'missing-approval']);
    const [asOwner = '', asFinance = ''] = hintsIn(unapproved).map((hint) => hint.replace(/^.*: /, ''));
    expect(asOwner).toContain('--role owner');

    // Two people approve with the commands that the gate names.
    const owner = await scene.run(...asOwner.split(' ').slice(1), '--as', 'olga');
    expect(owner.code).toBe(0);
    expect(owner.stdout).toContain('plans.pro.price: 20 → 25');
    expect(owner.stdout).toContain('nobody can verify who wrote it');
    expect((await scene.run(...asFinance.split(' ').slice(1), '--as', 'finn')).code).toBe(0);
    scene.commit('approve it');
    const green = await scene.gate();
    expect(rulesIn(green)).toEqual([]);
    expect(green.code).toBe(0);
    expect(green.stdout).toContain('approved by Olga Owner as owner on 2026-11-22 (recorded, unverified)');

    // Somebody edits the price afterwards.
    scene.write(policyPath, plans(30));
    scene.commit('a little more');
    const edited = await scene.gate();
    expect(edited.code).toBe(1);
    expect(rulesIn(edited)).toEqual(['policy-changed-since-review']);

    // Covering the new price voids the approvals, and says what is new in it.
    const again = await scene.run('cover', reviewId, '--base', 'main');
    expect(again.stdout).toContain('no longer counts: the approval of Olga Owner (owner)');
    scene.commit('cover it again');
    const voided = await scene.gate();
    expect(voided.code).toBe(1);
    expect(rulesIn(voided)).toContain('voided-approval');
    // What customers are told is still the old price.
    expect(rulesIn(voided)).toContain('numbers-disagree');
    expect(voided.stdout).toContain('are told \\"25 EUR a month\\"');
    const reviewFile = `cx-reviews/${reviewId}.yaml`;
    // So is what a customer loses in a year.
    scene.write(
      reviewFile,
      scene
        .read(reviewFile)
        .replaceAll('25 EUR a month', '30 EUR a month')
        .replaceAll(/money: 60$/gm, 'money: 120'),
    );
    expect(voided.stdout).toMatch(/Changed since: .*25 → 30/);
    const approvedAgain = await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga');
    expect(approvedAgain.stdout).toContain('no longer counts: Finn Finance (finance)');
    // The page that people read was still about the old price.
    const page = `cx-reviews/${reviewId}.md`;
    expect(approvedAgain.stderr).toContain(`${page} did not say what the review says`);
    expect(scene.read(page)).toContain('30 EUR a month');
    expect((await scene.run('approve', reviewId, '--role', 'finance', '--as', 'finn')).code).toBe(0);
    scene.commit('approve it again');
    expect((await scene.gate()).code).toBe(0);
  });

  it('lets an unrelated change pass, and says that nothing governed is in it', async () => {
    scene = new Scene();
    scene.write('src/code.ts', 'export {};\n');
    scene.commit();
    const { code, stdout } = await runCli(['check', '--base', 'main'], { cwd: scene.repository.path });
    expect(code).toBe(0);
    expect(stdout).toContain('Passed. 1 changed file, none of them a policy file.');
  });

  it('leaves every byte of a hand-written review that it does not change', async () => {
    scene = new Scene();
    const { policy: _none, ...draft } = completeReview();
    const text = `# By hand\n${stringify(draft).replace('title:', 'title:   ')}\n# The end\n`;
    scene.write(`cx-reviews/${reviewId}.yaml`, text);
    scene.write(policyPath, plans(25));
    await scene.run('cover', reviewId);
    await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga');
    const after = readFileSync(join(scene.repository.path, `cx-reviews/${reviewId}.yaml`), 'utf8');
    for (const line of text.split('\n')) expect(after).toContain(line);
  });
});
