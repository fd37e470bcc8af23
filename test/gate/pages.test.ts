import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { completeReview, plans, policyPath, reviewId, reviewPath, rulesIn, Scene } from './scene.ts';

const pagePath = `cx-reviews/${reviewId}.md`;
let scene: Scene;
beforeEach(async () => {
  scene = new Scene();
  const review = completeReview();
  scene.write(policyPath, plans(25));
  scene.writeReview({
    ...review,
    approvals: [scene.approval(review, 'olga', 'owner'), scene.approval(review, 'finn', 'finance')],
  } as never);
  expect((await scene.run('render')).code).toBe(0);
});
afterEach(() => scene.remove());

const found = async () => {
  scene.commit();
  return rulesIn(await scene.gate());
};
const inCheck = async () => rulesIn(await scene.run('check')).filter((rule) => rule === 'stale-markdown');

describe('the page beside a review', { timeout: 600_000 }, () => {
  it('is found by check and by the gate to say something else, though its first line is true', async () => {
    const [first] = scene.read(pagePath).split('\n');
    scene.write(pagePath, `${first}\n\n# Nothing changes for customers\n`);
    expect(await inCheck()).toEqual(['stale-markdown']);
    expect(await found()).toEqual(['false-page']);
  });

  it('is found by the gate where it alone changes, after its review was merged', async () => {
    scene.commit();
    scene.git('checkout', '--quiet', 'main');
    scene.git('merge', '--quiet', 'change');
    scene.git('checkout', '--quiet', '-b', 'next');
    scene.write(pagePath, `${scene.read(pagePath)}\nThe price stays as it is.\n`);
    expect(await found()).toEqual(['false-page']);
  });

  it.each<[string, (yaml: string) => string]>([
    ['comments and blank lines', (yaml) => `# a note\n\n${yaml}\n# the end\n`],
    ['line ends of Windows', (yaml) => yaml.replaceAll('\n', '\r\n')],
    ['a byte order mark', (yaml) => `\ufeff${yaml}`],
    ['quotes', (yaml) => yaml.replace(/^currency: EUR$/m, 'currency: "EUR"')],
  ])('stays good with %s in the YAML', async (_, change) => {
    const yaml = scene.read(reviewPath);
    const other = change(yaml);
    expect(other).not.toBe(yaml);
    scene.write(reviewPath, other);
    expect(await inCheck()).toEqual([]);
    expect(await found()).toEqual([]);
  });

  it('is found to be of an earlier version where the review goes on', async () => {
    scene.write(
      reviewPath,
      scene.read(reviewPath).replace(/^title: .*$/m, stringify({ title: 'Other' }).trim()),
    );
    expect(await inCheck()).toEqual(['stale-markdown']);
  });
});
