import { describe, expect, it } from 'vitest';
import {
  configFile,
  findContentKind,
  findReviewId,
  findRightName,
  findWaiverId,
  isRecordPath,
} from '../../src/domain/repository-layout.ts';

const right = [
  configFile,
  'cx-reviews/2026-11-22-pro-plan-k3f9.yaml',
  'cx-reviews/waivers/2026-11-22-typo-k3f9.yaml',
  'cx-reviews/content/questions/our-own.yaml',
  'cx-reviews/content/duties/Chile_2.yaml',
  'cx-reviews/content/pages/leader-page.md.mustache',
  'cx-reviews/content/pages/parts/deciding.mustache',
];

describe('a name among the reviews', () => {
  it('is that of one thing at most', () => {
    for (const path of right) {
      const readings = [path === configFile, findReviewId(path), findWaiverId(path), findContentKind(path)];
      expect(
        readings.filter((one) => one !== undefined && one !== false),
        path,
      ).toHaveLength(1);
      expect(findRightName(path), path).toBeUndefined();
    }
  });

  it.each([
    ['cx-reviews/Q4_Pricing.yaml', 'cx-reviews/q4-pricing.yaml'],
    ['cx-reviews/q4-pricing.yml', 'cx-reviews/q4-pricing.yaml'],
    ['cx-reviews/q4-pricing.YAML', 'cx-reviews/q4-pricing.yaml'],
    ['CX-Reviews/q4-pricing.yaml', 'cx-reviews/q4-pricing.yaml'],
    ['CX-reviews/Waivers/typo.yaml', 'cx-reviews/waivers/typo.yaml'],
    ['cx-reviews/contents/q4-pricing.yaml', 'cx-reviews/q4-pricing.yaml'],
    ['cx-reviews/2026/q4-pricing.yaml', 'cx-reviews/q4-pricing.yaml'],
    ['cx-reviews/Config.yml', 'cx-reviews/config.yaml'],
    ['cx-reviews/Prêt à partir.yaml', 'cx-reviews/pret-a-partir.yaml'],
    [`cx-reviews/${'a'.repeat(130)}.yaml`, `cx-reviews/${'a'.repeat(120)}.yaml`],
    ['cx-reviews/waivers/Typo.yml', 'cx-reviews/waivers/typo.yaml'],
    ['cx-reviews/content/duties/chile.yml', 'cx-reviews/content/duties/chile.yaml'],
    ['cx-reviews/content/chile.yaml', 'cx-reviews/content/questions/chile.yaml'],
  ])('%s is nothing, and would have to be %s', (path, wanted) => {
    expect(isRecordPath(path)).toBe(false);
    expect(findRightName(path)).toBe(wanted);
    expect(findRightName(wanted)).toBeUndefined();
  });

  it.each([
    'cx-reviews/q4-pricing.md',
    'cx-reviews/.q4-pricing.yaml.tmp',
    'cx-reviews/.hidden.yaml',
    'cx-reviews/allowed_signers',
    'policies/Plans.yml',
    'docs/cx-reviews-how-to.yaml',
  ])('%s is no YAML among the reviews', (path) => {
    expect(findRightName(path)).toBeUndefined();
  });
});
