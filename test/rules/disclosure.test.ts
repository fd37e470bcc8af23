import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildAgenda } from '../../src/domain/agenda.ts';
import type { Review } from '../../src/domain/review.ts';
import { applyEdits, buildLists } from '../../src/interview/edits.ts';
import { getPath } from '../../src/lib/path.ts';
import { unansweredQuestion } from '../../src/rules/answers/unanswered-question.ts';
import { ruleRegistry } from '../../src/rules/engine/registry.ts';
import { checkReview } from '../../src/rules/engine/run.ts';
import { cases, sponsorsReviewOf } from '../judgement/measure.ts';
import { sampleAtEffort } from '../support/effort.ts';
import { baseReview, content, overlay, settings } from './support.ts';

const folder = new URL('../../templates/examples/', import.meta.url);
const examples = readdirSync(folder)
  .filter((name) => name !== 'config.yaml')
  .map((name) => [name, parse(readFileSync(new URL(name, folder), 'utf8')) as Review] as const);

const lists = buildLists(content);
const deciding = ruleRegistry.filter(
  (rule) => rule.scope === 'review' && rule.class === 'decides' && rule.severity === 'error',
);

describe('of a full review that says go and has one fault, no answer is better left out than given', () => {
  it.each(deciding.map((rule) => [rule.name, rule] as const))('%s', (_, rule) => {
    const rules = [rule, unansweredQuestion];
    const count = (of: Review) =>
      checkReview(of, { ...settings, rules }).filter(({ severity }) => severity === 'error').length;
    const review = overlay(baseReview(), parse(rule.bad.review)) as Review;
    const before = count(review);
    const paths = new Set(
      buildAgenda(review, content).flatMap(({ fields }) => fields.map(({ path }) => path)),
    );
    const isBetterHidden = (path: string) =>
      getPath(review, path) !== undefined &&
      count(applyEdits(review, [{ path, value: undefined }], lists)) === 0;
    expect(before).toBeGreaterThan(0);
    expect(sampleAtEffort([...paths], 5).filter(isBetterHidden)).toEqual([]);
  });
});

describe('of the examples and the sponsors’ versions of public cases, no answer is better left out than given', () => {
  const rules = ruleRegistry.filter(({ name }) => name !== 'medium-term-loss');
  const errorsOf = (review: Review) =>
    checkReview(review, { ...settings, rules }).filter(({ severity }) => severity === 'error');
  const ofDeciding = (found: ReturnType<typeof errorsOf>) =>
    found.filter((one) => one.class === 'decides').length;
  const subjects = [
    ...examples,
    ...cases.flatMap((one) => (one.sponsor ? [[one.id, sponsorsReviewOf(one)] as const] : [])),
  ];

  it.each(subjects)('%s', (_, review) => {
    const before = errorsOf(review);
    const given = [
      ...new Set(buildAgenda(review, content).flatMap(({ fields }) => fields.map(({ path }) => path))),
    ].filter((path) => path !== 'verdict.decision' && getPath(review, path) !== undefined);
    const isBetterHidden = (path: string) => {
      const after = errorsOf(applyEdits(review, [{ path, value: undefined }], lists));
      return ofDeciding(after) < ofDeciding(before) && after.length < before.length;
    };
    expect(sampleAtEffort(given, 10).filter(isBetterHidden)).toEqual([]);
  });
});
