import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { digestOf } from '../../src/domain/digest.ts';
import type { Review } from '../../src/domain/review.ts';
import {
  asJson,
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

function approved(review: Review): Review {
  return {
    ...review,
    approvals: [scene.approval(review, 'olga', 'owner'), scene.approval(review, 'finn', 'finance')],
  } as Review;
}

/** A reviewed change that is on main. */
function live(
  review: Review = completeReview(),
  files: Record<string, string> = { [policyPath]: plans(25) },
): Review {
  const whole = approved(review);
  for (const [path, text] of Object.entries(files)) scene.write(path, text);
  scene.writeReview(whole);
  scene.commit('a reviewed change');
  scene.git('checkout', '--quiet', 'main');
  scene.git('merge', '--quiet', '--no-edit', 'change');
  scene.git('checkout', '--quiet', '-b', 'next');
  return whole;
}

const gateOn = (today: string) =>
  runCli([...asJson(['check', '--base', 'main']), '--today', today], { cwd: scene.repository.path });

describe('taking a change back', () => {
  it('needs no review, as long as all of it goes back to what it was', async () => {
    live();
    scene.write(policyPath, plans(20));
    scene.commit();
    const result = await scene.gate();
    expect(rulesIn(result)).toEqual([]);
    expect(JSON.parse(result.stdout).range.passages).toMatchObject([{ by: 'reversal', id: reviewId }]);
    scene.write(policyPath, plans(21));
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual(['uncovered-policy-change']);
  });

  it('is not half of it', async () => {
    const two = completeReview({
      policy: {
        files: [
          policyFile(20, 25),
          { ...policyFile(20, 25, 'policies/refund.md'), id: 'refund', before: 'none' },
        ],
        changes: [{ id: 'price', path: policyPath, pointer: 'plans.pro.price', from: 20, to: 25 }],
      },
    } as Partial<Review>);
    live(two, { [policyPath]: plans(25), 'policies/refund.md': plans(25) });
    expect(rulesIn(await scene.run('check', '--base', 'HEAD~1'))).toEqual([]);
    scene.git('rm', '--quiet', 'policies/refund.md');
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual(['uncovered-policy-change']);
    scene.write(policyPath, plans(20));
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual([]);
  });

  it.each<[string, (review: Review) => Review]>([
    ['is closed', (review) => ({ ...review, status: 'closed' })],
    ['nobody approved', ({ approvals: _none, ...review }) => review],
    ['was changed since it was approved', (review) => ({ ...review, title: 'Another' })],
    [
      'says revise',
      (review) => approved({ ...review, verdict: { ...review.verdict, decision: 'revise' } } as Review),
    ],
    ['names another review', (review) => approved({ ...review, id: '2026-11-20-other-aaaa' } as Review)],
  ])('is no return to before a review that %s', async (_name, spoil) => {
    const review = live();
    scene.git('checkout', '--quiet', 'main');
    scene.write(reviewPath, stringify(spoil(review)));
    scene.commit();
    scene.git('checkout', '--quiet', '-B', 'next');
    scene.write(policyPath, plans(20));
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual(['uncovered-policy-change']);
  });

  it('is not git revert, which takes the record away too', async () => {
    live();
    scene.git('revert', '--no-edit', 'HEAD');
    expect(rulesIn(await scene.gate()).sort()).toEqual(['gate-weakened', 'uncovered-policy-change']);
  });
});

describe('where no role has to approve', () => {
  const rise = () => {
    const review = completeReview();
    scene.write(policyPath, plans(25));
    scene.writeReview(review);
    scene.commit();
    return review;
  };

  it('a review is enough, once', async () => {
    scene.remove();
    const own = config();
    own.approvals.roles = { light: [], standard: [], full: [] };
    scene = new Scene(own);
    const review = rise();
    expect(rulesIn(await scene.gate())).toEqual([]);
    scene.write(policyPath, plans(20));
    scene.commit();
    scene.git('checkout', '--quiet', '-B', 'main');
    scene.git('checkout', '--quiet', '-b', 'again');
    scene.write(policyPath, plans(25));
    scene.writeReview({ ...review, status: 'draft' });
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual(['uncovered-policy-change']);
  });
});

describe('values that nobody can compare', () => {
  it('are not stated', async () => {
    const text = `${plans(25)}more: &anchor 1\n`;
    const file = { ...policyFile(20, 25), after: digestOf(text) };
    const review = completeReview({
      policy: { ...completeReview().policy, files: [file] },
    } as Partial<Review>);
    scene.write(policyPath, text);
    scene.writeReview(approved(review));
    scene.commit();
    expect(rulesIn(await scene.gate())).toContain('numbers-disagree');
    expect((await scene.run('cover', reviewId)).stdout).toContain('values not read');
    scene.commit();
    expect(rulesIn(await scene.gate())).not.toContain('numbers-disagree');
  });
});

describe('a review on record', () => {
  it('takes follow-ups and may be closed, without its approvals being given again', async () => {
    const review = live();
    const followUps = [{ id: 'first', date: '2026-12-22', by: 'maya', lesson: 'Nobody left.' }];
    scene.writeReview({ ...review, status: 'closed', followUps } as Review);
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual([]);
  });

  it('may go if the owner of the gate agrees', async () => {
    live();
    const gate = gateReview([]);
    scene.git('rm', '--quiet', reviewPath);
    scene.writeReview(gate as Review);
    expect((await scene.run('cover', gate.id ?? '', reviewPath)).code).toBe(0);
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual(['missing-approval']);
    await scene.run('approve', gate.id ?? '', '--role', 'owner', '--as', 'olga');
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual([]);
  });

  it('may be a draft that is thrown away', async () => {
    const { approvals: _none, ...draft } = live();
    scene.git('checkout', '--quiet', 'main');
    scene.writeReview({ ...draft, id: '2026-11-20-draft-aaaa' } as Review);
    scene.commit();
    scene.git('checkout', '--quiet', '-B', 'next');
    scene.git('rm', '--quiet', 'cx-reviews/2026-11-20-draft-aaaa.yaml');
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual([]);
  });
});

describe('a change of the gate itself', () => {
  it('takes a review of the gate, approved by the owner whom the base names', async () => {
    const own = config();
    own.people.finn = { name: 'Finn', email: 'finn@example.com', roles: ['owner', 'finance'] };
    scene.write('cx-reviews/config.yaml', stringify(own));
    const gate = gateReview([]);
    scene.writeReview(gate as Review);
    expect((await scene.run('cover', gate.id ?? '')).code).toBe(0);
    expect((await scene.run('approve', gate.id ?? '', '--role', 'owner', '--as', 'finn')).code).toBe(2);
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual(['missing-approval']);
    await scene.run('approve', gate.id ?? '', '--role', 'owner', '--as', 'olga');
    scene.commit();
    expect(rulesIn(await scene.gate())).toEqual([]);
  });
});

describe('a verdict with a date', () => {
  it('warns ahead, and stops only changes that lean on it', async () => {
    const review = completeReview();
    const dated = approved({ ...review, verdict: { ...review.verdict, expires: '2027-06-30' } } as Review);
    scene.write(policyPath, plans(25));
    scene.writeReview(dated);
    scene.commit();
    const rulesOn = async (day: string) =>
      JSON.parse((await gateOn(day)).stdout).findings.map(
        ({ rule, severity }: { rule: string; severity: string }) => `${rule} ${severity}`,
      );
    expect(await rulesOn('2027-05-30')).toEqual([]);
    expect(await rulesOn('2027-05-31')).toEqual(['review-expired warning']);
    expect(await rulesOn('2027-06-30')).toEqual(['review-expired warning']);
    expect(await rulesOn('2027-07-01')).toEqual(['review-expired error']);
    scene.git('checkout', '--quiet', 'main');
    scene.git('merge', '--quiet', '--no-edit', 'change');
    scene.git('checkout', '--quiet', '-b', 'later');
    scene.write('README.md', 'Something else.\n');
    scene.commit();
    expect(await rulesOn('2028-03-02')).toEqual([]);
  });
});

describe('a review that is not finished', () => {
  it.each<[string, object, string]>([
    ['has no verdict', { verdict: undefined as never }, 'verdict-not-go'],
    ['says drop', { verdict: { ...completeReview().verdict, decision: 'drop' } }, 'verdict-not-go'],
    ['leaves a section out', { frontline: undefined as never }, 'incomplete-review'],
    ['is of no situation', { situation: 'nonsense' }, 'incomplete-review'],
    ['is less deep than it should be', { depth: 'light' }, 'incomplete-review'],
    ['is closed', { status: 'closed' }, 'incomplete-review'],
    [
      'has other numbers',
      { policy: { files: [policyFile(20, 25)], changes: [] } } as Partial<Review>,
      'numbers-disagree',
    ],
  ])('stops a change if it %s', async (_name, spoil, rule) => {
    const review = JSON.parse(JSON.stringify({ ...completeReview(), ...spoil }));
    scene.write(policyPath, plans(25));
    scene.writeReview(approved(review));
    scene.commit();
    expect(rulesIn(await scene.gate())).toContain(rule);
  });
});
