import { expect, it } from 'vitest';
import { findSlug, freeName, slugWords } from '../../src/lib/slug.ts';

it.each([
  ['Pro plan: 20 → 25 €', 'pro-plan-20-25'],
  ['Größe über Ähre', 'gro-e-uber-ahre'],
  ['policies/plans.yaml', 'policies-plans-yaml'],
  ['  —  ', undefined],
  [`${'a'.repeat(55)} b`, 'a'.repeat(55)],
])('makes %j the name %j', (text, expected) => {
  expect(findSlug(slugWords(text))).toBe(expected);
});

it('numbers a name that is taken', () => {
  const taken = new Set(['plan', 'plan-2']);
  expect(freeName('plan', (name) => taken.has(name))).toBe('plan-3');
  expect(freeName('fee', (name) => taken.has(name))).toBe('fee');
});
