import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Review } from '../../src/domain/review.ts';
import { evaluate } from '../../src/economics/evaluate.ts';
import { evaluateReview } from '../../src/economics/evaluate-review.ts';
import { findSeed, fromReview } from '../../src/economics/from-review.ts';

const path = join(import.meta.dirname, '../../templates/examples/price-rise.yaml');
const review: Review = parse(readFileSync(path, 'utf8'));
const withEconomics = (more: Partial<Review['economics']>): Review => ({
  ...review,
  economics: { ...review.economics, ...more },
});

it('draws once for the same figures, whatever else the review says', () => {
  const first = evaluateReview(review).results;
  expect(evaluateReview({ ...review, title: 'Another title' }).results).toBe(first);
  expect(first).toEqual(evaluate(fromReview(review), { seed: findSeed(review) }));
});

it.each([
  ['another seed', withEconomics({ seed: 77 })],
  ['another input', withEconomics({ lossAtAnnouncement: { low: 0.1, likely: 0.2, high: 0.3 } })],
])('draws anew for %s', (_name, changed) => {
  const before = evaluateReview(review).results;
  const { results } = evaluateReview(changed);
  expect(results).not.toEqual(before);
  expect(results).toEqual(evaluate(fromReview(changed), { seed: findSeed(changed) }));
});

it('keeps no fault: what could not be worked out is tried again', () => {
  const broken = withEconomics({ seed: -1 });
  expect(() => evaluateReview(broken)).toThrow('The seed must be a whole number');
  expect(() => evaluateReview(broken)).toThrow('The seed must be a whole number');
});
