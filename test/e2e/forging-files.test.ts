import { mkdtempSync, rmSync, symlinkSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Review } from '../../src/domain/review.ts';
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
import { isInstalled } from '../support/tools.ts';

const folder = `cx-reviews/approvals/${reviewId}`;
const review = completeReview();

let scene: Scene;
/** Paths of the two approvals that the review needs. */
let ofOlga: string;
let ofFinn: string;

function start(level: 'recorded' | 'signed' = 'recorded', files: Record<string, string> = {}): void {
  scene = new Scene(config(level), files);
  scene.write(policyPath, plans(25));
  scene.writeReview(review);
}

function mergeIntoMain(): void {
  scene.commit('approved');
  scene.git('checkout', '--quiet', 'main');
  scene.git('merge', '--quiet', '--no-edit', 'change');
  scene.git('checkout', '--quiet', '-b', 'next');
}

const remove = (path: string) => unlinkSync(join(scene.repository.path, path));
const edit = (path: string, from: RegExp, to: string) =>
  scene.write(path, scene.read(path).replace(from, to));

async function judge() {
  scene.commit('a forgery');
  const judged = await scene.gate();
  const { findings } = JSON.parse(judged.stdout) as { findings: { file: string; message: string }[] };
  return { rules: [...new Set(rulesIn(judged))].sort(), findings };
}

afterEach(() => scene.remove());

describe('approvals in files, on a branch', () => {
  beforeEach(() => {
    start();
    ofOlga = scene.writeApproval(scene.approval(review, 'olga', 'owner'));
    ofFinn = scene.writeApproval(scene.approval(review, 'finn', 'finance'));
  });

  it('count as they were given', async () => {
    expect((await judge()).rules).toEqual([]);
  });

  it.each<[string, () => void, readonly string[]]>([
    ['re-dated', () => edit(ofOlga, /date: .*/, 'date: 2026-11-22'), ['missing-approval', 'stray-approval']],
    [
      'given to somebody else',
      () => edit(ofFinn, /person: finn/, 'person: olga'),
      ['missing-approval', 'stray-approval'],
    ],
    [
      'noted on by another hand',
      () => scene.write(ofOlga, `${scene.read(ofOlga)}note: Gladly\n`),
      ['missing-approval', 'stray-approval'],
    ],
    [
      'copied under another name',
      () => scene.write(`${folder}/olga-finance.yaml`, scene.read(ofOlga)),
      ['stray-approval'],
    ],
    ['broken', () => scene.write(ofOlga, '<<<<<<< HEAD\n'), ['missing-approval', 'stray-approval']],
    [
      'called otherwise',
      () => scene.write(ofFinn.replace('finn', 'Finn'), scene.read(ofFinn)),
      ['misnamed-record'],
    ],
    [
      'a link',
      () => {
        remove(ofOlga);
        symlinkSync('finn.yaml', join(scene.repository.path, ofOlga));
      },
      ['missing-approval', 'stray-approval'],
    ],
    [
      'moved to another review',
      () => {
        scene.write(ofOlga.replace(reviewId, '2026-11-20-another-aaaa'), scene.read(ofOlga));
        scene.writeReview({ ...review, id: '2026-11-20-another-aaaa', policy: {} } as Review);
        remove(ofOlga);
      },
      ['missing-approval', 'stray-approval'],
    ],
    [
      'of a review that is not there',
      () => scene.writeApproval(scene.approval(review, 'olga', 'owner'), '2026-11-20-another-aaaa'),
      ['stray-approval'],
    ],
  ])('are named where one is %s', async (_what, forge, rules) => {
    forge();
    const judged = await judge();
    expect(judged.rules).toEqual(rules);
    for (const one of judged.findings) expect(one.message).not.toMatch(/undefined|\[object/);
  });

  it('count once where one is there twice with another note', async () => {
    remove(ofFinn);
    scene.writeApproval(scene.approval(review, 'olga', 'owner', { note: 'Gladly' }));
    expect((await judge()).rules).toEqual(['missing-approval']);
  });

  it('stand in the file that a finding about one is of', async () => {
    scene.writeReview({ ...review, title: 'Another decision' } as Review);
    const { rules, findings } = await judge();
    expect(rules).toEqual(['voided-approval']);
    expect(findings.map(({ file }) => file).sort()).toEqual([ofFinn, ofOlga]);
  });
});

describe('approvals in files, on the base', () => {
  beforeEach(() => {
    start();
    ofOlga = scene.writeApproval(scene.approval(review, 'olga', 'owner'));
    ofFinn = scene.writeApproval(scene.approval(review, 'finn', 'finance'));
    mergeIntoMain();
  });

  it.each<[string, () => void, readonly string[]]>([
    ['taken away', () => remove(ofOlga), ['gate-weakened']],
    ['re-dated', () => edit(ofOlga, /date: .*/, 'date: 2026-11-22'), ['gate-weakened', 'stray-approval']],
    ['left behind by their review', () => remove(reviewPath), ['gate-weakened']],
    [
      'used for the same change once more',
      () => {
        scene.write(policyPath, plans(20));
        scene.commit('back');
        scene.git('checkout', '--quiet', 'main');
        scene.git('merge', '--quiet', '--no-edit', 'next');
        scene.git('checkout', '--quiet', '-b', 'again');
        scene.write(policyPath, plans(25));
        scene.writeApproval(scene.approval(review, 'olga', 'owner', { note: 'Once more' }));
      },
      ['voided-approval'],
    ],
  ])('are kept: %s', async (_what, forge, rules) => {
    forge();
    expect((await judge()).rules).toEqual(rules);
  });
});

describe.runIf(isInstalled('ssh-keygen'))('signed approvals in files', () => {
  let keys: string;
  let olga: Key;
  let finn: Key;
  beforeAll(() => {
    keys = mkdtempSync(join(tmpdir(), 'cx-review-keys-'));
    [olga, finn] = [makeKey(keys, 'olga'), makeKey(keys, 'finn')];
  });
  afterAll(() => rmSync(keys, { recursive: true, force: true }));

  const signed = (date: string) => scene.signedApproval(review, 'olga', 'owner', olga, { date });

  beforeEach(() => {
    const signers = `olga@example.com ${olga.publicKey}\nfinn@example.com ${finn.publicKey}\n`;
    start('signed', { 'cx-reviews/allowed_signers': signers });
    scene.writeApproval(scene.signedApproval(review, 'finn', 'finance', finn));
  });

  it('count as they were given', async () => {
    scene.writeApproval(signed('2026-11-21'));
    expect((await judge()).rules).toEqual([]);
  });

  it('prove nothing re-dated, though the name goes with it', async () => {
    scene.writeApproval({ ...signed('2026-11-21'), date: '2026-11-22' });
    expect((await judge()).rules).toEqual(['unproven-approval']);
  });
});
