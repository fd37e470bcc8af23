import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Review } from '../../src/domain/review.ts';
import { digestOf } from '../../src/lib/digest.ts';
import {
  completeReview,
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

const other = 'policies/other.yaml';
const long = { ...completeReview().verdict, expires: '2027-03-01' };

/** Puts a review that led to what its policy holds on main, written in some way, and changes something else of the policy. */
function stands(write: (text: string) => string, changes: Partial<Review> = {}, after = plans(25)): void {
  const review = completeReview({ verdict: long, ...changes } as Partial<Review>);
  const approvals = [scene.approval(review, 'olga', 'owner'), scene.approval(review, 'finn', 'finance')];
  if (after === '') scene.git('rm', '--quiet', policyPath);
  else scene.write(policyPath, after);
  scene.write(reviewPath, write(stringify({ ...review, approvals }, { lineWidth: 0 })));
  scene.commit('a reviewed change');
  scene.git('checkout', '--quiet', '-B', 'main');
  scene.git('checkout', '--quiet', '-b', 'next');
  scene.write(other, 'uploads: 5\n');
  scene.commit();
}

const expiredOn = async (today: string) =>
  rulesIn(await scene.gate('--today', today)).includes('review-expired');

const date = 'expires: 2027-03-01';
const rows = (text: string) => {
  const { path, before, after } = policyFile(20, 25);
  return text.replace(
    /^ {2}files:\n(?: {4}.*\n)+/m,
    `  files: [ {"id": plans, "path": "${path}", before: ${before},\n      "after":"${after}" } ]\n`,
  );
};

describe('the day on which the verdict of a review on the base runs out', () => {
  it.each<[string, (text: string) => string]>([
    ['as the program writes it', (text) => text],
    ['in quotes', (text) => text.replace(date, "expires: '2027-03-01'")],
    ['with its key in quotes', (text) => text.replace(date, '"expires":    "2027-03-01"')],
    ['with a remark behind it', (text) => text.replace(date, `${date} # a year: 2031-01-01`)],
    ['in a line of its own', (text) => text.replace(date, 'expires:\n    # as agreed\n\n    2027-03-01')],
    ['in a block', (text) => text.replace(date, 'expires: >-\n    2027-03-01')],
    ['behind an escape in its key', (text) => text.replace(date, '"e\\x78pires": 2027-03-01')],
    [
      'of files with a line break in their digest',
      (text) => text.replaceAll(/after: (sha256:.{9})(.*)$/gm, 'after: "$1\\\n          $2"'),
    ],
    ['with lines that end as on Windows', (text) => text.replaceAll('\n', '\r\n')],
    ['of files in flow style', rows],
    [
      'of files with an escape in their path',
      (text) => text.replace(`path: ${policyPath}`, 'path: "p\\u006flicies/plans.yaml"'),
    ],
    [
      'of files with an escape in their digest',
      (text) =>
        text.replaceAll(`after: ${digestOf(plans(25))}`, `after: "\\x73${digestOf(plans(25)).slice(1)}"`),
    ],
  ])('is read %s', async (_name, write) => {
    stands(write);
    expect(await expiredOn('2027-02-28')).toBe(false);
    expect(await expiredOn('2027-03-02')).toBe(true);
  });

  it.each([
    ['in a text of the review', `We wrote:\nexpires: 2020-01-01\npolicy:\n  files:\n    - path: ${other}`],
    ['in a sentence', `Before the verdict expires: 2020-01-01 is past, and ${policyPath} with it.`],
  ])('is not what stands %s', async (_name, what) => {
    stands((text) => text, {
      change: { ...completeReview().change, what },
      verdict: { ...long, expires: '2031-03-01' },
    } as Partial<Review>);
    expect(await expiredOn('2027-03-02')).toBe(false);
    expect(await expiredOn('2031-03-02')).toBe(true);
  });

  it.each<[string, (text: string) => string]>([
    ['as the program writes it', (text) => text],
    ['in flow style', (text) => text.replace(/after: none/g, '"after":\n        "none"')],
    ['behind a remark', (text) => text.replace(/after: none/g, 'after: # it is gone\n        none # now')],
    ['in a block', (text) => text.replace(/after: none/g, 'after: |-\n        none')],
    ['with an escape', (text) => text.replace(/after: none/g, 'after: "n\\u006fne"')],
  ])('counts for a file that was taken away, %s', async (_name, write) => {
    const files = [{ ...policyFile(20, 25), after: 'none' }];
    stands(write, { policy: { files } } as Partial<Review>, '');
    expect(await expiredOn('2027-03-02')).toBe(true);
  });

  it('takes as many calls of git for many reviews as for few', async () => {
    stands((text) => text);
    const { folder } = scene.playground;
    const log = join(folder, 'log');
    const { PATH = '' } = process.env;
    const git = execFileSync('sh', ['-c', 'command -v git']).toString().trim();
    writeFileSync(join(folder, 'git'), `#!/bin/sh\necho call >> '${log}'\nexec '${git}' "$@"\n`, {
      mode: 0o755,
    });
    const callsFor = async () => {
      writeFileSync(log, '');
      const argv = ['check', '--base', 'main', '--today', '2027-03-02'];
      const env = { ...scene.repository.env, PATH: `${folder}:${PATH}` };
      await runCli(argv, { cwd: scene.repository.path, env, gitEnv: env });
      return readFileSync(log, 'utf8').split('\n').length;
    };
    const few = await callsFor();
    scene.git('checkout', '--quiet', 'main');
    for (const letter of 'abcdefgh') {
      const id = `2026-11-20-more-aaa${letter}`;
      scene.write(`cx-reviews/${id}.yaml`, scene.read(reviewPath).replaceAll(reviewId, id));
    }
    scene.commit();
    scene.git('checkout', '--quiet', '-B', 'next');
    scene.write(other, 'uploads: 5\n');
    scene.commit();
    expect(few).toBeGreaterThan(3);
    expect(await callsFor()).toBe(few);
  });
});

describe('what is due', () => {
  const due = (today: string, ...more: readonly string[]) =>
    scene.run('check', '--due', '--today', today, ...more);
  const found = async (today: string) =>
    (JSON.parse((await due(today)).stdout).findings as { rule: string; severity: string }[]).map(
      ({ rule, severity }) => `${severity} ${rule}`,
    );

  it('is a verdict in force, a month ahead and from then on, though nothing changes', async () => {
    stands((text) => text);
    expect(await found('2027-01-29')).toEqual([]);
    expect(await found('2027-01-30')).toEqual(['warning review-expired']);
    expect(await found('2027-03-01')).toEqual(['warning review-expired']);
    expect(await found('2027-03-02')).toEqual(['error review-expired']);
    expect((await due('2027-02-01')).code).toBe(0);
    expect((await due('2027-02-01', '--fail-on', 'warning')).code).toBe(1);
    // What came of it has been replaced, so nobody has to decide on it again.
    scene.write(policyPath, plans(31));
    scene.commit();
    expect(await found('2027-03-02')).toEqual([]);
  });

  it('is no verdict that was closed', async () => {
    stands((text) => text, { status: 'closed' });
    expect(await found('2027-03-02')).toEqual([]);
  });

  it('is asked alone', async () => {
    for (const more of [['--base'], ['--staged'], [reviewId], ['--fix'], ['--all']]) {
      const { code, stderr } = await due('2027-03-02', ...more);
      expect(code, more.join(' ')).toBe(2);
      expect(stderr).toMatch(/--due does not take|The gate does not take/);
    }
  });
});
