import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderFindings } from '../../src/domain/finding-order.ts';
import type { Review } from '../../src/domain/review.ts';
import { Failure } from '../../src/lib/failure.ts';
import { hintText } from '../../src/lib/hint.ts';
import { ruleRegistry } from '../../src/rules/engine/registry.ts';
import { runRules } from '../../src/rules/engine/run.ts';
import { listSettings } from '../../src/rules/engine/settings.ts';
import { runsAtEffort } from '../support/effort.ts';
import { baseReview, config, reviewWith, schemaErrors, settings } from './support.ts';

const harder = { fairness: { stepsToLeave: 9 } };
const exception = {
  id: 'steps',
  rule: 'exit-harder-than-entry',
  reason: 'The app store asks for it.',
  by: 'mara',
  until: '2027-01-01',
};
const names = (review: Review, over = {}) =>
  runRules([{ file: 'a.yaml', review }], { ...settings, ...over }).findings.map((finding) => finding.rule);

describe('places', () => {
  const locate = (path: string) =>
    ({ '': { line: 1, column: 1 }, fairness: { line: 40, column: 3 } })[path as '' | 'fairness'];

  it('are those of the path, or of the nearest thing around it', () => {
    const review = reviewWith(harder);
    const [finding] = runRules([{ file: 'a.yaml', review, locate }], settings).findings;
    expect(finding).toMatchObject({ path: 'fairness.stepsToLeave', file: 'a.yaml', line: 40, column: 3 });
  });

  it('are left out where nobody can locate', () => {
    const [finding] = runRules([{ file: 'a.yaml', review: reviewWith(harder) }], settings).findings;
    expect(finding?.line).toBeUndefined();
  });

  it('order the findings of a file within their class, then the registry does', () => {
    const review = reviewWith({ ...harder, leadership: { callHours: 0 }, change: { jurisdictions: [] } });
    const lines: Record<string, number> = { leadership: 5, fairness: 9, change: 9 };
    const place = (path: string) => {
      const line = lines[path];
      return line === undefined ? undefined : { line, column: 1 };
    };
    const { findings } = runRules([{ file: 'a.yaml', review, locate: place }], settings);
    expect(findings.map((finding) => finding.rule)).toEqual([
      'exit-harder-than-entry',
      'nobody-signs',
      'no-jurisdiction',
    ]);
  });
});

describe('one fact', () => {
  it('gives one finding, with the places at which it shows, and what weighs most comes first', () => {
    const review = reviewWith({
      author: 'zoe',
      change: { dates: { effective: '2026-09-10' } },
      open: [{ id: 'left', path: 'E5', state: 'assigned', owner: 'zoe' }],
    });
    const { findings } = runRules([{ file: 'a.yaml', review }], settings);
    const unknown = findings.filter(({ rule }) => rule === 'unknown-person');
    expect(unknown.map(({ path, also }) => [path, also?.map((one) => one.path)])).toEqual([
      ['author', ['open.left.owner']],
    ]);
    const late = findings.filter(({ message }) => message.includes('and it starts on 2026-09-10'));
    expect(late).toMatchObject([{ rule: 'dates-out-of-order', path: 'change.dates.told', class: 'decides' }]);
    expect(late[0]?.also?.length).toBeGreaterThanOrEqual(3);
    expect(findings[0]).toBe(late[0]);
  });

  it('that touches more people, or costs them more, comes before one that touches fewer', () => {
    const [known] = runRules([{ file: 'a.yaml', review: reviewWith(harder) }], settings).findings;
    if (known === undefined) throw new Error('nothing found');
    const sized = (people: number, loss: number) => ({ ...known, stake: { people, loss } });
    const [few, many, dear] = [sized(10, 0), sized(900, 0), sized(3, 500)];
    expect(orderFindings([{ ...known, stake: undefined }, few, many, dear])).toEqual([
      dear,
      many,
      few,
      { ...known, stake: undefined },
    ]);
  });
});

describe('exceptions', () => {
  const run = (over: object) =>
    runRules(
      [{ file: 'a.yaml', review: reviewWith({ ...harder, exceptions: [{ ...exception, ...over }] }) }],
      settings,
    );

  it('answer the findings of their rule, and are counted', () => {
    const { findings, excepted } = run({});
    expect(findings).toEqual([]);
    expect(excepted).toMatchObject([
      { finding: { rule: 'exit-harder-than-entry' }, exception: { id: 'steps' } },
    ]);
  });

  it.each([
    ['fairness', 0],
    ['fairness.stepsToLeave', 0],
    ['fairness.steps', 1],
    ['frontline', 1],
  ])('at %s leave %i findings', (path, count) => {
    expect(run({ path }).findings).toHaveLength(count);
  });

  it.each(['reason', 'by', 'until'])('without %s do not hold', (key) => {
    const raised = run({ [key]: undefined }).findings.map((finding) => finding.rule);
    expect(raised.toSorted()).toEqual(['exit-harder-than-entry', 'unreasoned-exception']);
  });

  it('do not hold against a rule that takes none', () => {
    const review = reviewWith({ depth: 'standard', exceptions: [{ ...exception, rule: 'depth-lowered' }] });
    expect(names(review)).toContain('depth-lowered');
  });

  it('cannot excuse themselves', () => {
    const own = [
      { ...exception, rule: 'unreasoned-exception' },
      { id: 'two', rule: 'thin-answer' },
    ];
    expect(names(reviewWith({ exceptions: own }))).toContain('unreasoned-exception');
  });
});

describe('since', () => {
  const old = reviewWith(harder);
  const since = (date: string, changed: boolean) =>
    runRules([{ file: 'a.yaml', review: old, changed }], { ...settings, config: { ...config, since: date } });

  it('spares older reviews and says which', () => {
    expect(since('2026-09-02', false)).toMatchObject({ findings: [], spared: [old.id] });
  });

  it('does not spare the day itself, nor what has been changed', () => {
    expect(since('2026-09-01', false).findings).toHaveLength(1);
    expect(since('2026-09-02', true).findings).toHaveLength(1);
  });

  it('lets spared reviews be compared with', () => {
    const earlier: Review = {
      schema: 'cx-review/1',
      id: '2026-01-10-fee-aaaa',
      title: 'Fee for paper bills',
      change: { dates: { effective: '2026-03-01' } },
      customers: { segments: [{ id: 'loyal', name: 'Loyal' }] },
      consequences: [{ segment: 'loyal', lost: { money: 12 } }],
    };
    const { findings } = runRules(
      [
        { file: 'old.yaml', review: earlier },
        { file: 'a.yaml', review: baseReview() },
      ],
      { ...settings, config: { ...config, since: '2026-06-01' } },
    );
    expect(findings.map((finding) => finding.rule)).toEqual(['changes-piled-up']);
  });
});

describe('settings', () => {
  const of = (rules: NonNullable<typeof config.rules>) => listSettings(ruleRegistry, { ...config, rules });

  it('take a severity, or a severity and options', () => {
    const [setting] = of({ 'thin-answer': ['info', { words: 5 }] }).filter(
      ({ rule }) => rule.name === 'thin-answer',
    );
    expect(setting).toMatchObject({ severity: 'info', options: { words: 5, hedgedWords: 40 } });
    expect(of({ 'thin-answer': 'off' }).some(({ rule }) => rule.name === 'thin-answer')).toBe(false);
  });

  it.each([
    [{ 'thin-anser': 'off' as const }, 'Did you mean thin-answer?'],
    [{ 'thin-answer': ['error' as const, { word: 5 }] }, 'no option word'],
    [{ 'thin-answer': ['error' as const, { words: 1.5 }] }, 'cannot be 1.5'],
    [{ 'thin-answer': ['error' as const, { words: 100_000 }] }, 'cannot be 100000'],
    [{ 'thin-answer': ['error' as const, 'warning' as const] }, 'not understood'],
    [{ 'thin-answer': [{ words: 3 }] }, 'not understood'],
  ])('refuse %j', (rules, words) => {
    const refusal = (() => {
      try {
        of(rules);
        return undefined;
      } catch (error) {
        return error;
      }
    })();
    expect(refusal).toBeInstanceOf(Failure);
    const { kind, message, why = '', next = '' } = refusal as Failure;
    expect(kind).toBe('misuse');
    expect(`${message} ${why} ${next}`).toContain(words);
  });
});

type Tree = Record<string, unknown>;

/** Paths of everything in a tree, by keys and indexes. */
function pathsIn(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const members = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...members.flatMap(([key, member]) => pathsIn(member, [...path, key]))];
}

const valueAt = (tree: unknown, path: readonly (string | number)[]) =>
  path.reduce<unknown>((at, key) => (at as Tree | undefined)?.[key], tree);

function deleteAt(tree: unknown, path: readonly (string | number)[]): void {
  const parent = path.slice(0, -1).reduce<unknown>((at, key) => (at as Tree | undefined)?.[key], tree);
  const last = path.at(-1);
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (typeof parent === 'object' && parent !== null && last !== undefined) delete (parent as Tree)[last];
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
}

// Every rule and every page runs over a whole review each time: 25 ms of work.
const runs = { numRuns: runsAtEffort(30) };

describe('the rules', () => {
  // Keys of rows are required by the schema, and so is its version.
  const paths = pathsIn(baseReview()).filter(
    (path) => path.length > 0 && !['id', 'segment', 'schema'].includes(String(path.at(-1))),
  );

  it('bear whatever is left out, change nothing, and say nothing twice', () => {
    fc.assert(
      fc.property(fc.subarray(paths, { maxLength: 12 }), (left) => {
        const review = baseReview();
        for (const path of [...left].reverse()) deleteAt(review, path);
        fc.pre(schemaErrors(review).length === 0);
        const { findings } = runRules([{ file: 'a.yaml', review: frozen(review) }], settings);
        const said = findings.map(({ rule, path, message }) => `${rule} ${path} ${message}`);
        expect(new Set(said).size).toBe(said.length);
        for (const { message, hint } of findings) {
          expect(message).not.toMatch(/undefined|NaN|\[object|null/);
          expect(message.trim().length * hintText(hint).trim().length).toBeGreaterThan(0);
        }
      }),
      runs,
    );
  });

  it('bear every figure that the schema allows', () => {
    const figures = paths.filter((path) => typeof valueAt(baseReview(), path) === 'number');
    const figure = fc.constantFrom(0, 1, 1e15, -1e15, 0.5, 1e-12, 9007199254740991, 3, 120);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...figures), figure), { maxLength: 6 }), (changes) => {
        const review = baseReview();
        for (const [path, value] of changes) {
          const parent = valueAt(review, path.slice(0, -1)) as Tree;
          const before = parent[String(path.at(-1))];
          parent[String(path.at(-1))] = value;
          // Each change by itself, or few combinations would pass the schema.
          if (schemaErrors(review).length > 0) parent[String(path.at(-1))] = before;
        }
        for (const { message } of runRules([{ file: 'a.yaml', review }], settings).findings) {
          expect(message).not.toMatch(/undefined|NaN|Infinity|\[object/);
        }
      }),
      runs,
    );
  });

  it('give the same answer twice', () => {
    const review = reviewWith({ ...harder, frontline: { wellbeing: null } });
    const once = runRules([{ file: 'a.yaml', review }], settings);
    expect(runRules([{ file: 'a.yaml', review: structuredClone(review) }], settings)).toEqual(once);
  });
});
