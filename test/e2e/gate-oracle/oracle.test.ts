import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { means, meansOrReaches } from './globs.ts';
import type { Review } from './model.ts';
import { judge } from './oracle.ts';
import { diceOf } from './random.ts';
import { bytesOf, digestOf, type Entry, type Side } from './side.ts';
import { boundOf } from './standing.ts';
import { asYaml, harmless, people } from './texts.ts';
import { movesIn } from './values.ts';

const today = '2026-11-22';
const id = '2026-11-20-limit-k3f9';
const file = (text: string): Entry => ({ kind: 'file', executable: false, content: Buffer.from(text) });
const config = asYaml({
  schema: 'cx-review-config/1',
  people,
  policies: [{ id: 'plans', files: ['pricing/**'] }],
});

const sideOf = (files: Readonly<Record<string, string>>): Side =>
  new Map(Object.entries(files).map(([path, text]) => [bytesOf(path), file(text)]));

const base = { 'cx-reviews/config.yaml': config, 'pricing/plans.yaml': 'uploads: 20\n', 'README.md': 'x' };
const changed = { ...base, 'pricing/plans.yaml': 'uploads: 25\n' };

/** A review of that change, approved by Leo. */
function reviewed(spoil: (review: Review) => void = () => {}): Review {
  const review: Review = {
    ...harmless(id),
    policy: {
      files: [
        {
          id: 'plans',
          path: 'pricing/plans.yaml',
          before: digestOf(base['pricing/plans.yaml']),
          after: digestOf(changed['pricing/plans.yaml']),
        },
      ],
      changes: [{ id: 'uploads', path: 'pricing/plans.yaml', pointer: 'uploads', from: 20, to: 25 }],
    },
  };
  const approval = { id: 'leo', person: 'leo', role: 'owner', decision: 'approve', date: today };
  review.approvals = [{ ...approval, ...boundOf(review), config: digestOf(config) }];
  spoil(review);
  return review;
}

const withReview = (review: Review) => ({ ...changed, [`cx-reviews/${id}.yaml`]: asYaml(review) });
const judged = (before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>) =>
  judge(sideOf(before), sideOf(after), [], today);

describe('the oracle', () => {
  it('lets unrelated changes through', () => {
    expect(judged(base, { ...base, 'README.md': 'y' })).toMatchObject({ passes: true, governed: [] });
  });

  it('wants a review of what is governed', () => {
    expect(judged(base, changed)).toMatchObject({ passes: false, unlisted: ['pricing/plans.yaml'] });
    expect(judged(base, withReview(reviewed()))).toMatchObject({
      passes: true,
      passages: [{ path: 'pricing/plans.yaml', by: 'review' }],
    });
  });

  it.each<[string, (review: Review) => void]>([
    ['says revise', (review) => Object.assign(review.verdict ?? {}, { decision: 'revise' })],
    ['nobody approved', (review) => Object.assign(review, { approvals: [] })],
    ['was edited since', (review) => Object.assign(review, { title: 'Another' })],
    ['its author approved', ({ approvals }) => Object.assign(approvals?.[0] ?? {}, { person: 'maya' })],
    ['lacks an answer', ({ change }) => Reflect.deleteProperty(change as object, 'what')],
  ])('takes no review that %s', (_what, spoil) => {
    expect(judged(base, withReview(reviewed(spoil))).passes).toBe(false);
  });

  it('takes no review a second time, and no half of a way back', () => {
    const landed = withReview(reviewed());
    const backAgain = { ...landed, 'pricing/plans.yaml': base['pricing/plans.yaml'] };
    expect(judged(landed, backAgain)).toMatchObject({
      passes: true,
      passages: [{ path: 'pricing/plans.yaml', by: 'reversal' }],
    });
    const touched = asYaml({ ...reviewed(), followUps: [{ id: 'first' }] });
    expect(judged(backAgain, { ...landed, [`cx-reviews/${id}.yaml`]: touched }).passes).toBe(false);
    expect(judged(landed, { ...landed, 'pricing/plans.yaml': 'uploads: 21\n' }).passes).toBe(false);
  });

  it('guards the config by the config of the base', () => {
    const without = parse(config) as Record<string, unknown>;
    const opened = { ...base, 'cx-reviews/config.yaml': asYaml({ ...without, policies: [] }) };
    expect(judged(base, { ...opened, 'pricing/plans.yaml': 'x' }).unlisted).toEqual([
      'cx-reviews/config.yaml',
      'pricing/plans.yaml',
    ]);
  });
});

it('knows nothing of the program, which one file alone runs', () => {
  const names = readdirSync(import.meta.dirname).filter(
    (name) => !['run.ts', 'oracle.test.ts'].includes(name),
  );
  expect(names).toContain('oracle.ts');
  for (const name of names) {
    expect(readFileSync(join(import.meta.dirname, name), 'utf8')).not.toMatch(/from '(?!\.\/|node:|yaml')/);
  }
});

it('reads globs without regard to case and composition, dotfiles included', () => {
  expect(means('pricing/**', 'PRICING/.a/b')).toBe(true);
  expect(means('gr\u00f6\u00dfe/*', 'GRO\u0308SSE/a')).toBe(true);
  expect(means('a/*', 'a/b/c')).toBe(false);
  expect(means('**/a', 'a')).toBe(true);
  expect(means('a/?', 'a/\n')).toBe(true);
  expect(meansOrReaches('a/*/c', 'a')).toBe(true);
  expect(meansOrReaches('a/*/c', 'b')).toBe(false);
});

it('finds the values that change', () => {
  expect(movesIn('a.yaml', file('a: 1\nb: 2\n'), file('b: 3\nc: 4\n'))).toEqual([
    { pointer: 'a', from: 1 },
    { pointer: 'b', from: 2, to: 3 },
    { pointer: 'c', to: 4 },
  ]);
  expect(movesIn('a.yaml', file('a: 1\n'), file('a: 1\r\n'))).toEqual([]);
  expect(movesIn('a.yaml', undefined, file('a: 1\n'))).toEqual([{ pointer: '(whole file)', to: 'a: 1' }]);
  expect(movesIn('a.md', file('a'), file('b'))).toBeUndefined();
});

it('throws the same dice for the same seed', () => {
  const [one, other] = [diceOf(7), diceOf(7)];
  const rolls = Array.from({ length: 50 }, () => one.number(1000));
  expect(rolls).toEqual(rolls.map(() => other.number(1000)));
  expect(new Set(rolls).size).toBeGreaterThan(40);
});
