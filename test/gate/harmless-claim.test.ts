import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Review } from '../../src/domain/review.ts';
import { harmless } from '../e2e/gate-oracle/making/texts.ts';
import { policyPath, reviewId, rulesIn, Scene, saidIn } from './scene.ts';

// The three-question review, approved by the owner alone, as a door for whatever is not shown to be harmless.

let scene: Scene;
afterEach(() => scene.remove());
beforeEach(() => {
  scene = new Scene();
});

const plans = (line: string): string => `plans:\n  pro:\n    ${line}\ncurrency: EUR\n`;

/** Changes a file from one content to another, says that nobody is worse off, and has the owner approve it. */
async function claim(before: string, after: string, path = policyPath, more: Partial<Review> = {}) {
  scene.git('checkout', '--quiet', 'main');
  scene.write(path, before);
  scene.commit('as it was');
  scene.git('checkout', '--quiet', '-B', 'change');
  scene.write(path, after);
  const review = { ...harmless(reviewId), ...more } as Review;
  scene.writeReview({ ...review, screening: { ...review.screening, confirmedBy: 'olga' } });
  expect((await scene.run('cover', reviewId)).code).toBe(0);
  const { code, stderr } = await scene.run('approve', reviewId, '--role', 'owner', '--as', 'olga');
  expect(code, stderr).toBe(0);
  scene.commit('a change that costs nobody anything');
  return scene.gate();
}

it.each<[string, string, string]>([
  ['a rise', 'price: 20', 'price: 99'],
  ['a rise in a text', 'price: $20/mo', 'price: $25/mo'],
  ['a unit that comes with a rise', 'price: 18', 'price: 35 EUR'],
  ['a new fee', 'price: 20', 'price: 20\n    late_fee: 5'],
  ['a shorter time', 'refunds: 30 days', 'refunds: 14 days'],
  ['a switch', 'phone_support: true', 'phone_support: false'],
  ['a longer wait', 'first_response_hours: 4', 'first_response_hours: 48'],
  ['a smaller allowance', 'generated_images_per_month: 100', 'generated_images_per_month: 20'],
  ['a smaller discount', 'discount_rate: 20', 'discount_rate: 10'],
  ['a value that nobody can judge', 'level: 3', 'level: 2'],
])('%s is asked for the ordinary light review', async (_what, before, after) => {
  const result = await claim(plans(before), plans(after));
  expect(rulesIn(result)).toEqual(['incomplete-review']);
  const [said] = saidIn(result);
  expect(said).toContain('[harmless-claim-contradicted]');
  expect(said).toContain('[unanswered-question]');
});

it('goes by what is measured, whatever the situation', async () => {
  const result = await claim(plans('price: 20'), plans('price: 99'), policyPath, {
    situation: 'support-cut',
  });
  expect(rulesIn(result)).toEqual(['incomplete-review']);
});

it('is no way past full depth either', async () => {
  const result = await claim(plans('price: 20'), plans('price: 99'), policyPath, { depth: 'full' });
  expect(rulesIn(result)).toContain('incomplete-review');
});

it.each<[string, string, string]>([
  ['policies/pricing.html', '<b>$30</b>\n', '<b>$36</b>\n'],
  ['policies/terms.md', 'You may return it for 30 days.\n', 'You may return it for 14 days.\n'],
  ['policies/plans.yml', '%YAML 1.2\n---\nprice: 20\n', '%YAML 1.2\n---\nprice: 99\n'],
])(
  'a text that changes in %s, which nobody can read for values, is asked for it too',
  async (path, before, after) => {
    const result = await claim(before, after, path);
    expect(rulesIn(result)).toEqual(['incomplete-review']);
    expect(saidIn(result).join('\n')).toContain(`nobody can read what changes in ${path}`);
  },
);

it.each<[string, string, string]>([
  ['a remark', 'price: 20', 'price: 20 # a month'],
  ['a lower price', 'price: 20', 'price: 18'],
  ['a larger allowance', 'uploads: 20', 'uploads: 25'],
  ['a shorter wait', 'first_response: 8 hours', 'first_response: 4 hours'],
])('%s goes through on three questions', async (_what, before, after) => {
  const result = await claim(plans(before), plans(after));
  expect(saidIn(result)).toEqual([]);
  expect(result.code).toBe(0);
});
