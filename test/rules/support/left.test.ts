import { describe, expect, it } from 'vitest';
import { findShareWhoLeft } from '../../../src/rules/support/left.ts';

describe('the share of people who left, in words', () => {
  it.each([
    ['In the trial in Jena a quarter of the 300 accounts left within 8 weeks.', 0.25],
    ['25 % of those who were asked to pay more cancelled.', 0.25],
    ['12,5 percent had left by March.', 0.125],
    ['Prices rose in 2023. One third gave notice.', 1 / 3],
    ['Of the testers, 15 of 60 left.', 0.25],
    ['Half closed their accounts.', 0.5],
  ])('%s', (text, share) => {
    expect(findShareWhoLeft(text)).toBeCloseTo(share, 10);
  });

  it.each([
    'A quarter said that they would have left.',
    '38 % of those asked in 2025 said that they would look for another tool at 25 EUR.',
    'If 14 % leave at once, the gain of the first year is used up.',
    'A quarter left a comment in the survey.',
    '25 % of the bills were late, and 3 people left.',
    '12 of 31 customers who left after the rise of 2023 said that the money was not the reason.',
    'A quarter of the testers have not left.',
    '',
  ])('none: %s', (text) => {
    expect(findShareWhoLeft(text)).toBeUndefined();
  });
});
