import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Review } from '../../src/domain/review.ts';
import { digestOf } from '../../src/lib/digest.ts';
import { completeReview, plans, policyPath, rulesIn, Scene, saidIn } from './scene.ts';

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

/** The price rises, in a file of this content, with an approved review that lists the file and these values. */
function raise(content: string, changes: readonly object[] = [], path = policyPath): void {
  scene.write(path, content);
  const files = [{ id: 'plans', path, before: digestOf(plans(20)), after: digestOf(content) }];
  scene.writeReview(approved(completeReview({ policy: { files, changes } } as Partial<Review>)));
  scene.commit('raise the price');
}

it.each<[string, string]>([
  ['an anchor', `${plans(99)}note: &x tidy\n`],
  ['a tag', `${plans(99)}note: !!str tidy\n`],
  ['a large number', `${plans(99)}serial: 90071992547409931\n`],
])('%s hides no other value', async (_what, content) => {
  raise(content);
  expect(saidIn(await scene.gate()).join('\n')).toContain('plans.pro.price goes from 20 to 99 in the file');
});

it.each<[string, string]>([
  ['a directive', `%YAML 1.2\n---\n${plans(99)}`],
  ['a second document', `${plans(99)}---\n{}\n`],
  ['an announced key', `${plans(99)}? note\n: 1\n`],
  ['a key twice', `${plans(99)}plans: 1\n`],
  ['too much text', `${plans(99)}# ${'x'.repeat(270_000)}\n`],
  ['a control character', `${plans(99)}# \u0001\n`],
  [
    'aliases that stand for too much',
    `${plans(99)}a: &a [${'1, '.repeat(200)}]
b: [${'*a, '.repeat(60)}]
`,
  ],
])('%s keeps a file from being read that could be read before, which is an error', async (_what, content) => {
  raise(content);
  const result = await scene.gate();
  expect(rulesIn(result)).toEqual(['numbers-disagree']);
  expect(saidIn(result).join('\n')).toContain('could be read before this change');
});

it('a file that could never be read is looked at by eye', async () => {
  const broken = '%YAML 1.2\n---\n';
  scene.git('checkout', '--quiet', 'main');
  scene.write(policyPath, broken);
  scene.commit('as it was always');
  scene.git('checkout', '--quiet', '-B', 'change');
  const content = `${broken}price: 30\n`;
  scene.write(policyPath, content);
  const files = [{ id: 'plans', path: policyPath, before: digestOf(broken), after: digestOf(content) }];
  scene.writeReview(approved(completeReview({ policy: { files, changes: [] } } as Partial<Review>)));
  scene.commit();
  const result = await scene.gate();
  expect(saidIn(result).join('\n')).toContain('Nobody has compared the values');
  expect(result.code).toBe(0);
});

it('compares both sides of a new name', async () => {
  scene.git('mv', policyPath, 'policies/tariffs.yaml');
  scene.write('policies/tariffs.yaml', plans(25));
  const files = [
    { id: 'old', path: policyPath, before: digestOf(plans(20)), after: 'none' },
    { id: 'new', path: 'policies/tariffs.yaml', before: 'none', after: digestOf(plans(25)) },
  ];
  const says = { id: 'p', path: 'policies/tariffs.yaml', pointer: 'plans.pro.price', from: 20 };
  const write = (to: number) => {
    const policy = { files, changes: [{ ...says, to }] };
    scene.writeReview(approved(completeReview({ policy } as Partial<Review>)));
    scene.commit();
  };
  write(24);
  expect(saidIn(await scene.gate()).join('\n')).toContain(
    'plans.pro.price goes from 20 to 25 in the file, and from 20 to 24',
  );
  write(25);
  expect(rulesIn(await scene.gate())).toEqual([]);
});

it('takes no file with the markers of a merge', async () => {
  raise(`<<<<<<< HEAD\n${plans(99)}=======\n${plans(30)}>>>>>>> other\n`);
  const result = await scene.gate();
  expect(result.code).toBe(1);
  expect(saidIn(result).join('\n')).toContain('has the markers of a merge conflict in it');
});

it.each(['cx-reviews/allowed_signers', 'cx-reviews/revoked_keys'])(
  'takes no %s with the markers of a merge',
  async (path) => {
    scene.write(path, '<<<<<<< HEAD\nmaya@example.com x\n=======\n>>>>>>> other\n');
    scene.commit();
    const result = await scene.gate();
    expect(result.code).toBe(1);
    expect(saidIn(result).join('\n')).toContain(`${path} has the markers of a merge conflict in it`);
  },
);
