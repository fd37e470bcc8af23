import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { diceOf } from './making/random.ts';
import { deeper } from './making/texts.ts';
import { lacksOf, movesOf, showsNoHarm } from './oracle/completeness.ts';
import { means, meansOrReaches } from './oracle/globs.ts';
import { commitsBetween, type History, mergeBases } from './oracle/history.ts';
import type { Review } from './oracle/model.ts';
import { rolesFor } from './oracle/policies.ts';
import { digestOf, type Entry, type Side } from './oracle/side.ts';
import { boundOf } from './oracle/standing.ts';
import { isLost, movesIn } from './oracle/values.ts';
import {
  asYaml,
  base,
  changed,
  config,
  type Files,
  file,
  id,
  judged,
  path,
  reviewed,
  sideOf,
  withReview,
} from './scene.ts';

describe('the oracle', () => {
  it('lets unrelated changes through', () => {
    expect(judged(base, { ...base, 'README.md': 'y' })).toMatchObject({ passes: true, governed: [] });
  });

  it('wants a review of what is governed', () => {
    expect(judged(base, changed)).toMatchObject({ passes: false, unlisted: [path] });
    expect(judged(base, withReview(reviewed()))).toMatchObject({
      passes: true,
      passages: [{ path, by: 'review' }],
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

  it('takes no review a second time, and no way back that may do harm', () => {
    const landed = withReview(reviewed());
    const backAgain = { ...landed, [path]: base[path] };
    expect(judged(landed, backAgain)).toMatchObject({ passes: false, passages: [] });
    const touched = asYaml({ ...reviewed(), followUps: [{ id: 'first' }] });
    expect(judged(backAgain, { ...landed, [`cx-reviews/${id}.yaml`]: touched }).passes).toBe(false);
    expect(judged(landed, { ...landed, [path]: 'uploads: 21\n' }).passes).toBe(false);
  });

  it('guards the config by the config of the base', () => {
    const without = parse(config) as Record<string, unknown>;
    const opened = { ...base, 'cx-reviews/config.yaml': asYaml({ ...without, policies: [] }) };
    expect(judged(base, { ...opened, [path]: 'x' }).unlisted).toEqual(['cx-reviews/config.yaml', path]);
  });

  it('takes the last word of each person, unless it proves nothing', () => {
    const word = (decision: string, date: string, more: object = {}) =>
      reviewed(({ approvals = [] }) =>
        approvals.push({ ...approvals[0], id: 'more', decision, date, ...more }),
      );
    expect(judged(base, withReview(word('reject', '2026-11-22'))).passes).toBe(false);
    expect(judged(base, withReview(word('reject', '2026-11-21'))).passes).toBe(true);
    const taken = word('reject', '2026-11-21');
    const worthless = { id: 'no', date: '2026-11-25', decision: 'approve' };
    const [first, no] = taken.approvals ?? [];
    taken.approvals = [
      { ...no, id: 'no' },
      { ...first, ...worthless },
    ];
    expect(judged(base, withReview(taken)).passes).toBe(false);
  });

  it('wants no approvals yet of what is staged', () => {
    const unapproved = reviewed((review) => Object.assign(review, { approvals: [] }));
    expect(judged(base, withReview(unapproved), base, true)).toMatchObject({ passes: true, passages: [] });
    expect(judged(base, changed, base, true).passes).toBe(false);
    const refused = reviewed(({ approvals }) => Object.assign(approvals?.[0] ?? {}, { decision: 'reject' }));
    expect(judged(base, withReview(refused), base, true).passes).toBe(false);
  });

  it('takes only those for authors who leave a file as no parent has it', () => {
    const made = (emails: string[], changed: string[][], decides = true) =>
      judged(base, withReview(reviewed()), base, false, [{ emails, changed, decides: () => decides }]).passes;
    const changedBy = (...changed: string[][]) => made(['leo@example.com'], changed);
    expect(made(['dev@example.com', 'Leo+git@example.com'], [[path]])).toBe(false);
    expect(made(['leo@example.com'], [[`cx-reviews/${id}.yaml`]])).toBe(false);
    expect(made(['leo@example.com'], [[`cx-reviews/${id}.yaml`]], false)).toBe(true);
    expect(changedBy([path])).toBe(false);
    expect(changedBy([path], [])).toBe(true);
    expect(changedBy([path], ['README.md'])).toBe(true);
    expect(changedBy([path, 'README.md'], [path])).toBe(false);
  });

  it('tells kinds with the same bytes apart', () => {
    const entry = file('uploads: 20\n');
    const link: Entry = { ...entry, kind: 'link' };
    const after = new Map([...sideOf(base), [path, link] as const]);
    expect(judged(base, after)).toMatchObject({ passes: false, unlisted: [path] });
    const rowsOf = (now: string) => [{ id: 'plans', path, before: digestOf('uploads: 20\n'), after: now }];
    const listed = (now: string): Side => {
      const review = reviewed((one) => delete one.policy?.changes, rowsOf(now));
      Object.assign(review.approvals?.[0] ?? {}, boundOf(review));
      return new Map([...sideOf(withReview(review, base)), [path, link] as const]);
    };
    const own = digestOf('uploads: 20\n');
    expect(judged(base, listed(own)).reasons.join()).toContain('is open');
    expect(judged(base, listed(`link:${own}`)).unlisted).toEqual([]);
  });
});

describe('a verdict that ran out', () => {
  const spoiled = reviewed(({ verdict }) => Object.assign(verdict ?? {}, { expires: '2026-11-21' }));
  const approvals = (spoiled.approvals ?? []).map((one) => ({ ...one, ...boundOf(spoiled) }));
  const old = { ...spoiled, approvals };
  const landed = withReview(old);
  const says = `the verdict of ${id} ran out`;
  const reasons = (after: Files) => judged(landed, after).reasons;

  it('stops the next change of its policy, and no other', () => {
    expect(reasons({ ...landed, 'pricing/other.md': 'x' })).toContain(says);
    expect(reasons({ ...landed, 'README.md': 'y' })).toEqual([]);
  });

  it('stops nothing once it is closed, decided again, or overtaken', () => {
    const other = { ...changed, 'pricing/other.md': 'x' };
    expect(reasons(withReview({ ...old, status: 'closed' }, other))).not.toContain(says);
    const again = { ...old, verdict: { ...old.verdict, expires: '2027-06-30' } };
    expect(reasons(withReview(again, other))).not.toContain(says);
    expect(reasons({ ...landed, [path]: 'uploads: 30\n' })).not.toContain(says);
  });
});

describe('a branch that main has left behind', () => {
  const gone = { ...base, 'README.md': 'gone on' };

  it('is judged by what it changes itself, and by the config of main', () => {
    expect(judged(base, withReview(reviewed()), gone)).toMatchObject({ passes: true });
    const strict = { ...parse(config), approvals: { roles: { light: ['finance'] } } } as object;
    const other = { ...gone, 'cx-reviews/config.yaml': asYaml(strict) };
    expect(judged(base, withReview(reviewed()), other).passes).toBe(false);
  });

  it('may not change what main has changed as well', () => {
    const both = { ...gone, [path]: 'uploads: 22\n' };
    expect(judged(base, withReview(reviewed()), both)).toMatchObject({ passes: false, unlisted: [] });
  });

  it('claims nothing that merging it would not do', () => {
    const back = reviewed(({ policy }) => {
      const [row] = policy?.files ?? [];
      if (row !== undefined) [row.before, row.after] = [row.after ?? '', row.before ?? ''];
    });
    const review = { [`cx-reviews/${id}.yaml`]: asYaml(reviewed(() => {}, back.policy?.files)) };
    expect(judged(base, { ...base, ...review }, { ...gone, [path]: changed[path] }).passes).toBe(false);
  });
});

describe('history', () => {
  // root - one - three (both merged), and root - two - four (both merged)
  const commit = (...parents: string[]) => ({ parents, emails: ['x'], changed: [], decides: () => true });
  const history: History = new Map([
    ['root', commit()],
    ['one', commit('root')],
    ['two', commit('root')],
    ['three', commit('one', 'two')],
    ['four', commit('two', 'one')],
  ]);

  it('knows where two branches part', () => {
    expect(mergeBases(history, 'one', 'two')).toEqual(['root']);
    expect(mergeBases(history, 'one', 'three')).toEqual(['one']);
    expect(mergeBases(history, 'three', 'four').sort()).toEqual(['one', 'two']);
    expect(mergeBases(history, 'three', 'one', 'two').sort()).toEqual(['one', 'two']);
    expect(mergeBases(history, 'three', 'four', 'three')).toEqual(['three']);
    expect(
      mergeBases(
        new Map([
          ['a', commit()],
          ['b', commit()],
        ]),
        'a',
        'b',
      ),
    ).toEqual([]);
    expect(commitsBetween(history, 'one', 'four')).toHaveLength(2);
  });
});

it('asks for the roles of the depth, of every policy, as often as one names them', () => {
  const plans = { isGate: false, policy: { id: 'plans', approvals: { full: ['owner', 'owner'] } } };
  const terms = { isGate: false, policy: { id: 'terms', frontlineCoSign: true } };
  const settings = { schema: '', approvals: { roles: { light: [], full: ['finance'] } } };
  expect(rolesFor([plans, terms], settings, 'full')).toEqual(['owner', 'owner', 'finance', 'frontline']);
  expect(rolesFor([terms], settings, 'light')).toEqual(['frontline']);
  expect(rolesFor([plans], settings, 'standard')).toEqual(['owner']);
  expect(rolesFor([{ isGate: true, policy: { id: 'x' } }], settings)).toEqual(['owner']);
});

it('asks more of a review that is deeper', () => {
  expect(lacksOf(reviewed(), true)).toEqual([]);
  expect(lacksOf({ ...reviewed(), depth: 'full' }, true)).toHaveLength(2);
  expect(lacksOf(deeper(reviewed(), 'full'), true)).toEqual([]);
  expect(lacksOf(reviewed(), false)).toEqual(['harm']);
});

it('knows nothing of the program, which one file alone runs', () => {
  const names = readdirSync(import.meta.dirname, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.ts') && name !== 'run.ts' && !name.endsWith('.test.ts'));
  expect(names).toContain(join('oracle', 'judge.ts'));
  for (const name of names) {
    const text = readFileSync(join(import.meta.dirname, name), 'utf8');
    expect(text, name).not.toMatch(/from '(?!\.\/|\.\.\/oracle\/|node:|yaml')/);
    if (name.startsWith('oracle')) expect(text, name).not.toMatch(/\.\.\//);
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
  const [before, after] = [sideOf({ 'a.yaml': 'a: 1\n' }), sideOf({ 'b.yaml': 'a: 1\n' })];
  expect(movesOf(['a.yaml', 'b.yaml'], before, after).flatMap(({ moves }) => moves)).toEqual([]);
});

it('reads what stands for other values, and knows what can be read no more', () => {
  const plain = file('a: 1\n');
  expect(movesIn('a.yaml', plain, file('a: &a 2\nb: *a\nc: !x 3\nd: 90071992547409931\n'))).toEqual([
    { pointer: 'a', from: 1, to: 2 },
    { pointer: 'b', to: 2 },
    { pointer: 'c', to: '!x 3' },
    { pointer: 'd', to: '90071992547409931' },
  ]);
  for (const text of ['a: 1\n---\n{}\n', '%YAML 1.2\n---\na: 1\n', 'a: [', 'a: 1\na: 1\n']) {
    expect(isLost('a.yaml', plain, file(text))).toBe(true);
    expect(isLost('a.yaml', file(text), plain)).toBe(false);
  }
  expect(isLost('a.yaml', plain, undefined)).toBe(false);
});

it('follows a file to its new name by the places of its values', () => {
  const [before, after] = [
    sideOf({ 'a.yaml': 'a: 1\nb: 2\n', 'c.yaml': 'z: 1\n' }),
    sideOf({ 'b.yaml': 'a: 1\nb: 3\n', 'd.yaml': 'y: 1\n' }),
  ];
  const moves = movesOf(['a.yaml', 'b.yaml', 'c.yaml', 'd.yaml'], before, after);
  expect(moves.map(({ path, moves: found }) => [path, found])).toEqual([
    ['a.yaml', []],
    ['b.yaml', [{ pointer: 'b', from: 2, to: 3 }]],
    ['c.yaml', [{ pointer: '(whole file)', from: 'z: 1' }]],
    ['d.yaml', [{ pointer: '(whole file)', to: 'y: 1' }]],
  ]);
});

it.each<[boolean, string, string]>([
  [true, 'price: 2', 'price: 1'],
  [true, 'pro: {uploads: 1}', 'pro: {uploads: 2}'],
  [true, 'price: 2', 'price: 2 # a remark'],
  [false, 'price: 1', 'price: 2'],
  [false, 'seats: 2', 'seats: 1'],
  [false, 'days: 1', 'days: 2'],
  [false, 'price: 2', 'price: "1"'],
  [false, 'price: 2', 'uploads: 1'],
  [false, 'price: 2', 'price: 2\nlate_fee: 1'],
  [false, 'price: [', 'price: [1'],
])('knows whether the files show no harm: %s for %s to %s', (expected, before, after) => {
  expect(showsNoHarm([path], sideOf({ [path]: before }), sideOf({ [path]: after }))).toBe(expected);
});

it('throws the same dice for the same seed', () => {
  const [one, other] = [diceOf(7), diceOf(7)];
  const rolls = Array.from({ length: 50 }, () => one.number(1000));
  expect(rolls).toEqual(rolls.map(() => other.number(1000)));
  expect(new Set(rolls).size).toBeGreaterThan(40);
});
