import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../src/document/parse.ts';
import { type AgendaItem, buildAgenda, holds, isAnswered } from '../../src/domain/agenda.ts';
import type { Config } from '../../src/domain/config.ts';
import type { Review } from '../../src/domain/review.ts';
import { screen } from '../../src/domain/screening.ts';
import validateConfig from '../../src/generated/validate-config.js';
import validateReview from '../../src/generated/validate-review.js';
import { getPath, rowKey } from '../../src/lib/path.ts';
import { ruleRegistry } from '../../src/rules/engine/registry.ts';
import { checkReview } from '../../src/rules/engine/run.ts';
import { shipped } from './shipped.ts';

const folder = fileURLToPath(new URL('../../templates/examples/', import.meta.url));
const read = (name: string) => parseYaml(readFileSync(`${folder}${name}`), `templates/examples/${name}`);

const names = readdirSync(folder).filter((name) => name.endsWith('.yaml') && name !== 'config.yaml');
const config = read('config.yaml').data as Config;
const examples = names.map((name) => [name, read(name).data as Review] as const);

/** Cells of a list that the depth asks for and that are empty. */
function emptyCells(review: Review, item: AgendaItem): string[] {
  return item.fields.flatMap(({ field, path }) => {
    const rows = getPath(review, path);
    if (!Array.isArray(rows)) return [];
    return rows.flatMap((row: Record<string, unknown>) =>
      (field.rows ?? [])
        .filter(({ optional }) => optional !== true)
        .filter(({ depths }) => depths === undefined || depths.includes('full'))
        .filter(({ when }) => holds(when, review, rowKey(row)))
        .filter(({ key }) => getPath(row, key) === undefined)
        .map(({ key }) => `${path}.${rowKey(row)}.${key}`),
    );
  });
}

/** Business days after one day up to another, the other counted, without the holidays of the config. */
function businessDays(from: string, to: string): number {
  let count = 0;
  for (let day = Date.parse(from) + 86_400_000; day <= Date.parse(to); day += 86_400_000) {
    const date = new Date(day);
    const isWeekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
    if (!isWeekend && !config.holidays?.includes(date.toISOString().slice(0, 10))) count += 1;
  }
  return count;
}

function ownersIn(value: unknown, key = ''): string[] {
  const keys = [
    'owner',
    'decider',
    'accountable',
    'reader',
    'signer',
    'cardOwner',
    'author',
    'approver',
    'by',
  ];
  if (Array.isArray(value)) return value.flatMap((one) => ownersIn(one, key));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, inner]) => ownersIn(inner, name));
  }
  if (typeof value !== 'string' || !keys.includes(key)) return [];
  // `by` is a person in an override and a day everywhere else.
  return /^\d{4}-\d\d-\d\d$/u.test(value) ? [] : [value];
}

const sentences = (text: string) => text.split(/[.!?](?:\s+|$)/u).filter((part) => part !== '').length;
const words = (text: string) => text.split(/\s+/u).filter((word) => /\w/u.test(word)).length;

it('there are four, on four situations, and one of them is not a go', () => {
  expect(examples.map(([, { situation }]) => situation).sort()).toEqual([
    'price-rise',
    'product-withdrawal',
    'returns-cut',
    'support-cut',
  ]);
  const verdicts = examples.map(([, { verdict }]) => verdict?.decision);
  expect(verdicts).toContain('go');
  expect(verdicts).toContain('revise');
});

it('the people of the examples are in their config, at addresses that nobody has', () => {
  validateConfig(config);
  expect(validateConfig.errors).toBeNull();
  for (const { email } of Object.values(config.people ?? {})) expect(email).toMatch(/@example\.com$/u);
});

describe.each(examples)('the example %s', (name, review) => {
  it('is an answers file that an editor can check', () => {
    const text = readFileSync(`${folder}${name}`, 'utf8');
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../schemas/review.schema.json');
    expect(text).toMatch(/made up/u);
    validateReview(review);
    expect(validateReview.errors).toBeNull();
    for (const key of ['id', 'status', 'approvals', 'followUps', 'open', 'exceptions']) {
      expect(review).not.toHaveProperty(key);
    }
  });

  it('answers every question of its depth', () => {
    expect(review.depth).toBe('full');
    const agenda = buildAgenda(review, shipped);
    expect(buildAgenda({ ...review, verdict: { decision: 'go' } }, shipped).length).toBeGreaterThan(60);
    expect(agenda.filter((item) => !isAnswered(item)).map(({ key }) => key)).toEqual([]);
    expect(agenda.flatMap((item) => emptyCells(review, item))).toEqual([]);
    const tooFew = agenda.flatMap(({ fields }) =>
      fields.filter(({ field, path }) => {
        const rows = getPath(review, path);
        return field.minRows !== undefined && (!Array.isArray(rows) || rows.length < field.minRows);
      }),
    );
    expect(tooFew.map(({ path }) => path)).toEqual([]);
  });

  it('has the depth that its screening gives, by the figures as well as by the classes', () => {
    const screening = screen(review);
    expect(screening.depth).toBe('full');
    expect(Object.fromEntries(screening.answers.map((answer) => [answer.id, answer.class]))).toEqual(
      review.screening?.answers,
    );
    expect(review.screening?.depth).toBe('full');
  });

  it('has groups that add up', () => {
    const segments = review.customers?.segments ?? [];
    expect(segments.length).toBeGreaterThan(1);
    expect(segments.reduce((sum, { count }) => sum + (count ?? 0), 0)).toBe(review.customers?.total);
    const ids = segments.map(({ id }) => id);
    expect(review.consequences?.map(({ segment }) => segment)).toEqual(ids);
    expect(review.communication?.notices?.map(({ segment }) => segment)).toEqual(ids);
    expect(review.frontline?.acknowledgements?.map(({ segment }) => segment)).toEqual(ids);
    expect(new Set(review.frontline?.offers?.map(({ segment }) => segment))).toEqual(new Set(ids));
  });

  it('has its days in order', () => {
    const { briefed = '', told = '', effective = '' } = review.change?.dates ?? {};
    expect([briefed, told, effective]).toEqual([briefed, told, effective].sort());
    for (const { date = '' } of review.frontline?.briefing ?? []) {
      expect(date >= briefed).toBe(true);
      expect(businessDays(date, told)).toBeGreaterThanOrEqual(5);
    }
    for (const { date = '' } of review.communication?.notices ?? []) {
      expect(date >= told && date < effective).toBe(true);
    }
    for (const { lastDay = told } of review.fairness?.noticeDuties ?? []) expect(lastDay >= told).toBe(true);
    const decided = review.verdict?.date ?? '';
    expect(decided < briefed).toBe(true);
    expect((review.verdict?.expires ?? '') > effective).toBe(true);
    const known = [
      ...(review.evidence?.claims ?? []),
      ...(review.evidence?.against ?? []),
      ...(review.measures?.baselines ?? []),
    ].map(({ date = '' }) => date);
    expect(known.filter((date) => date > decided)).toEqual([]);
    expect((review.measures?.reviews ?? []).every(({ date = '' }) => date > effective)).toBe(true);
  });

  it('names people who are in the config', () => {
    const people = new Set(Object.keys(config.people ?? {}));
    expect(ownersIn(review).filter((owner) => !people.has(owner))).toEqual([]);
  });

  it('has a plan that can be said aloud and acted on', () => {
    const plan = review.frontline ?? {};
    for (const { segment, listen = '', apologise = '', solve = '', thank = '' } of plan.acknowledgements ??
      []) {
      expect(words([listen, apologise, solve, thank].join(' ')), segment).toBeLessThanOrEqual(60);
    }
    expect(words(plan.reason?.text ?? '')).toBeLessThanOrEqual(30);
    expect(plan.reason?.class).toBe(review.change?.reasonClass);
    for (const { id, answer = '' } of plan.hardQuestions ?? [])
      expect(sentences(answer), id).toBeLessThanOrEqual(2);
    const limits = (plan.authority ?? []).map(({ limit = 0 }) => limit);
    expect(limits).toEqual([...limits].sort((a, b) => a - b));
    const values = (plan.offers ?? []).flatMap(({ value }) => (value === undefined ? [] : [value]));
    expect(limits[0]).toBeGreaterThan(0);
    expect(limits[0]).toBeGreaterThanOrEqual(Math.min(...values));
    expect(plan.escalation?.at(-1)?.executive).toBe(true);
    const vulnerable = (review.fairness?.groups ?? []).map(({ id }) => id);
    const excepted = (plan.exceptions ?? []).map(({ group = '' }) => group);
    expect(excepted.some((group) => vulnerable.includes(group))).toBe(true);
    expect(excepted).toContain('Anybody in hardship');
    expect(plan.complaints?.channels?.some(({ digital }) => digital === false)).toBe(true);
  });

  it('raises no finding', () => {
    const findings = checkReview(review, { config, content: shipped, rules: ruleRegistry });
    expect(findings.map(({ rule, path, message }) => `${rule} ${path}: ${message}`)).toEqual([]);
  });

  it('forecasts with three points and never with certainty', () => {
    for (const range of [review.economics?.lossAtAnnouncement, review.economics?.lossAfterPerYear]) {
      const { low = 1, likely = 0, high = 0 } = range ?? {};
      expect(low < likely && likely < high).toBe(true);
    }
    for (const { probability = 0 } of review.forecasts ?? [])
      expect(probability > 0 && probability < 1).toBe(true);
  });
});
