import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Review } from '../../src/domain/review.ts';
import { digestOf } from '../../src/lib/digest.ts';
import { runCli } from '../support/world.ts';
import {
  completeReview,
  gateReview,
  hintsIn,
  plans,
  policyFile,
  policyPath,
  reviewPath,
  rulesIn,
  Scene,
} from './scene.ts';

let scene: Scene;
beforeEach(() => {
  scene = new Scene();
});
afterEach(() => scene.remove());

const approved = (review: Review): Review =>
  ({
    ...review,
    approvals: [scene.approval(review, 'olga', 'owner'), scene.approval(review, 'finn', 'finance')],
  }) as Review;

const ofText = (path: string, text: string, id = '2026-11-20-text-aaaa'): Review =>
  completeReview({
    id,
    policy: { files: [{ id: 'text', path, before: 'none', after: digestOf(text) }], changes: [] },
  } as Partial<Review>);

/** The price rises, with its review. */
function rise(): Review {
  const review = approved(completeReview());
  scene.write(policyPath, plans(25));
  scene.writeReview(review);
  scene.commit('raise the price');
  return review;
}

function onMain(work: () => void): void {
  scene.git('checkout', '--quiet', 'main');
  work();
  scene.commit('main goes on');
  scene.git('checkout', '--quiet', 'change');
}

/** Writes what a review covers, and has it approved, by the commands. */
async function coverAndApprove(review: Review): Promise<void> {
  scene.writeReview({ ...review, policy: undefined } as never);
  expect((await scene.run('cover', review.id ?? '')).code).toBe(0);
  for (const [role, person] of [
    ['owner', 'olga'],
    ['finance', 'finn'],
  ] as const) {
    const { code, stderr } = await scene.run('approve', review.id ?? '', '--role', role, '--as', person);
    expect(code, stderr).toBe(0);
  }
  scene.commit();
}

const draft = (id?: string): Review => {
  const { policy: _none, ...rest } = completeReview(id === undefined ? {} : { id });
  return rest as Review;
};

const green = async () => {
  const result = await scene.gate();
  expect(rulesIn(result)).toEqual([]);
  expect((await scene.run('check', '--base')).code).toBe(0);
};

describe('what an honest team does every day passes', () => {
  it.each<[string, () => void | Promise<void>]>([
    [
      'rebasing after approval',
      () => {
        rise();
        onMain(() => scene.write('README.md', 'More.\n'));
        scene.git('rebase', '--quiet', 'main');
      },
    ],
    [
      'staying behind while main gets a review and a waiver',
      () => {
        rise();
        onMain(() => {
          scene.write('policies/text.md', 'x\n');
          scene.writeReview(approved(ofText('policies/text.md', 'x\n')));
          scene.write('cx-reviews/waivers/2026-11-20-hurry-aaaa.yaml', 'schema: cx-review-waiver/1\n');
        });
      },
    ],
    [
      'squashing',
      () => {
        rise();
        scene.git('checkout', '--quiet', '-b', 'squashed', 'main');
        scene.git('merge', '--quiet', '--squash', 'change');
        scene.commit('raise the price (#1)');
      },
    ],
    [
      'two reviews in one pull request',
      () => {
        rise();
        scene.write('policies/text.md', 'x\n');
        scene.writeReview(approved(ofText('policies/text.md', 'x\n')));
        scene.commit();
      },
    ],
    [
      'a draft of somebody else beside it',
      () => {
        rise();
        scene.writeReview(draft('2026-11-20-idea-aaaa'));
        scene.commit();
      },
    ],
    [
      'a draft on main first, approved when its change comes',
      () => {
        onMain(() => scene.writeReview(completeReview()));
        scene.git('merge', '--quiet', '--no-edit', 'main');
        rise();
      },
    ],
    [
      'renaming a governed file',
      async () => {
        scene.git('mv', policyPath, 'policies/prices.yaml');
        await coverAndApprove(completeReview());
      },
    ],
    [
      'making a governed file executable',
      async () => {
        chmodSync(join(scene.repository.path, policyPath), 0o755);
        await coverAndApprove(completeReview());
      },
    ],
    [
      'a policy that is no text',
      async () => {
        scene.repository.write('policies/prices.pdf', Uint8Array.from([37, 80, 68, 70, 0, 255, 254]));
        await coverAndApprove(completeReview());
      },
    ],
    [
      'deleting a governed file',
      async () => {
        scene.git('rm', '--quiet', policyPath);
        scene.write('policies/keep.md', 'x\n');
        await coverAndApprove(completeReview());
      },
    ],
    [
      'changing the settings and a price together, with a review of each',
      async () => {
        const policies = [...scene.config.policies, { id: 'fees', files: ['fees/**'] }];
        scene.write('cx-reviews/config.yaml', stringify({ ...scene.config, policies }));
        const gate = gateReview([]);
        scene.writeReview(gate);
        await scene.run('cover', gate.id ?? '');
        await scene.run('approve', gate.id ?? '', '--role', 'owner', '--as', 'olga');
        rise();
      },
    ],
    [
      'a second rise after the first',
      () => {
        rise();
        scene.git('checkout', '--quiet', '-B', 'main');
        scene.git('checkout', '--quiet', '-b', 'again');
        const next = completeReview({
          id: '2026-11-21-again-aaaa',
          policy: {
            files: [policyFile(25, 30)],
            changes: [{ id: 'p', path: policyPath, pointer: 'plans.pro.price', from: 25, to: 30 }],
          },
        } as Partial<Review>);
        scene.write(policyPath, plans(30));
        scene.writeReview(approved(next));
        scene.commit();
      },
    ],
    [
      'writing a follow-up into the review of before beside another change',
      () => {
        const review = rise();
        scene.git('checkout', '--quiet', '-B', 'main');
        scene.git('checkout', '--quiet', '-b', 'later');
        const followUps = [{ id: 'first', date: '2026-11-22', by: 'maya', lesson: 'Nobody left.' }];
        scene.writeReview({ ...review, followUps } as Review);
        scene.write('policies/text.md', 'x\n');
        scene.writeReview(approved(ofText('policies/text.md', 'x\n')));
        scene.commit();
      },
    ],
    [
      'taking back the taking back, with a review of its own',
      () => {
        rise();
        scene.git('checkout', '--quiet', '-B', 'main');
        scene.write(policyPath, plans(20));
        scene.commit('taken back');
        scene.git('checkout', '--quiet', '-b', 'again');
        scene.write(policyPath, plans(25));
        scene.writeReview(approved(completeReview({ id: '2026-11-21-again-aaaa' })));
        scene.commit();
      },
    ],
  ])('%s', async (_name, work) => {
    await work();
    await green();
  });

  it('a review that covers both a file that is governed and one that is not', async () => {
    const files = [
      policyFile(20, 25),
      {
        id: 'readme',
        path: 'README.md',
        before: digestOf('# Nothing governed\n'),
        after: digestOf('More.\n'),
      },
    ];
    const review = completeReview({ policy: { ...completeReview().policy, files } } as Partial<Review>);
    scene.write(policyPath, plans(25));
    scene.write('README.md', 'More.\n');
    scene.writeReview(approved(review));
    scene.commit();
    await green();
    expect(scene.read(reviewPath)).toContain('README.md');
  });
});

describe('a review that covers a change', () => {
  it('is shown with what carries it where it passes, and with what decides it where it does not', async () => {
    const review = rise();
    const { file, sentences } = await decidingIn(scene);
    expect(file).toBe(reviewPath);
    expect(sentences[0]).toMatch(/^Who keeps the old terms: /);
    scene.writeReview({ ...review, fairness: { ...review.fairness, deceived: 'yes' } });
    scene.commit();
    const decided = await decidingIn(scene);
    expect(decided.sentences[0]).toBe(
      'The verdict is go, and customers would feel deceived if they saw all of this. Nobody has answered this.',
    );
  });

  it('opens the report in Markdown, as a comment on a pull request', async () => {
    rise();
    const { stdout } = await runCli(['check', '--base', 'main', '--format', 'markdown'], {
      cwd: scene.repository.path,
      env: { PATH: process.env.PATH ?? '' },
      gitEnv: scene.repository.env,
    });
    expect(stdout).toContain(
      '**What decides this** (Pro plan from 20 to 25 EUR a month)\n\n- Who keeps the old',
    );
  });
});

async function decidingIn(of: Scene): Promise<{ file: string; sentences: string[] }> {
  const { stdout } = await of.gate();
  const [one] = JSON.parse(stdout).deciding;
  return one;
}

describe('a file among the reviews that is nothing by its name', () => {
  it('stops the range that brings it, with the right name', async () => {
    rise();
    scene.write('cx-reviews/Q4_Pricing.yaml', stringify(completeReview({ id: 'q4-pricing' })));
    scene.commit('another review');
    const printed = await scene.gate();
    expect(rulesIn(printed)).toContain('misnamed-record');
    expect(hintsIn(printed).join()).toContain('cx-reviews/q4-pricing.yaml');
  });

  it('stops a range that changes nothing else, in a folder that is ours but for capitals', async () => {
    scene.write('CX-Reviews/Q4_Pricing.yaml', stringify(completeReview({ id: 'q4-pricing' })));
    scene.commit('a review in another folder to git');
    const printed = await scene.gate();
    expect(rulesIn(printed)).toEqual(['misnamed-record']);
    expect(hintsIn(printed).join()).toContain('cx-reviews/q4-pricing.yaml');
  });
});
