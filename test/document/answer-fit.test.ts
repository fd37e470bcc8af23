import { expect, it } from 'vitest';
import { expectedInstead } from '../../src/document/answer-fit.ts';

it.each([
  ['consequences.loyal.intensity', 1140, 'a number from 1 to 5'],
  ['frontline.staffing.shrinkage', 0.95, 'a number from 0 to 0.9'],
  ['fairness.noticeDuties.one.jurisdiction', 'a few words', 'ISO 3166 code, or EU'],
])('%s is not %j but %s', (path, value, expected) => {
  expect(expectedInstead(path, value)).toBe(expected);
});

it.each([
  ['consequences.loyal.intensity', 4],
  ['change.dates.told', '2027-01-15'],
  ['fairness.noticeDuties.one.jurisdiction', 'GB'],
  ['economics.lossAtAnnouncement', { low: 0.1, likely: 0.2, high: 0.3 }],
  ['frontline.briefing.one.embargo.reason', 'The stock exchange is told first.'],
])('%s takes %j', (path, value) => {
  expect(expectedInstead(path, value)).toBeUndefined();
});
