import { readdirSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { gateRules } from '../../src/gate/rules.ts';
import { listHintParts } from '../../src/lib/hint.ts';
import { rowKey } from '../../src/lib/path.ts';
import { listDecidingSentences } from '../../src/render/deciding.ts';
import { listAnswered } from '../../src/rules/engine/answered.ts';
import { ruleRegistry } from '../../src/rules/engine/registry.ts';
import { verdictWithoutExpiry } from '../../src/rules/leadership/verdict-without-expiry.ts';
import { findProblems, nearMissesOf, problemsOfBad, problemsOfGood, problemsOfNearMiss } from './judge.ts';
import {
  baseReview,
  caseOfExample,
  config,
  content,
  here,
  reviewWith,
  run,
  schemaErrors,
  settings,
} from './support.ts';

describe('the base review', () => {
  it('fits the schema and raises nothing', () => {
    expect(schemaErrors(baseReview())).toEqual([]);
    expect(run({ review: {} }).own).toEqual([]);
  });

  it('loses, keeps and replaces what an overlay says', () => {
    const review = reviewWith({
      title: null,
      currency: 'GBP',
      consequences: [{ segment: 'loyal', intensity: null }],
    });
    expect(review.title).toBeUndefined();
    expect(review.currency).toBe('GBP');
    expect(review.consequences?.map(rowKey)).toEqual(['loyal']);
    expect(review.consequences?.[0]).toMatchObject({ feeling: 'disappointed' });
    expect(review.consequences?.[0]).not.toHaveProperty('intensity');
  });
});

describe('the registry', () => {
  it('has unique names in kebab case', () => {
    const names = ruleRegistry.map((rule) => rule.name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('lets one rule only report the absence of an answer', () => {
    const claims = ruleRegistry.flatMap((rule) => [...rule.questions, ...rule.answers]);
    expect(claims.filter((claim, index) => claims.indexOf(claim) !== index)).toEqual([]);
  });

  it('claims questions that exist', () => {
    const ids = new Set(
      [...content.sections, ...content.situations].flatMap((one) =>
        one.questions.map((question) => question.id),
      ),
    );
    expect(ruleRegistry.flatMap((rule) => rule.questions).filter((id) => !ids.has(id))).toEqual([]);
  });

  it('has near-misses for rules that exist only', () => {
    const known = new Set(ruleRegistry.map((rule) => `${rule.name}.yaml`));
    expect(readdirSync(here('near-misses')).filter((file) => !known.has(file))).toEqual([]);
  });
});

describe('what is worse comes first', () => {
  const depths = ['light', 'standard', 'full'] as const;

  it('never stops a decision over form alone', () => {
    const all = [...ruleRegistry, ...gateRules];
    expect(all.filter((rule) => rule.class === 'form' && rule.severity === 'error')).toEqual([]);
  });

  it('says at least a warning of what decides, at every depth', () => {
    const found = ruleRegistry.flatMap((rule) =>
      depths.flatMap((depth) => {
        const { review, ...rest } = caseOfExample(rule.bad);
        return run({ ...rest, review: { ...(review as object), depth } }, [rule.name]).findings;
      }),
    );
    const deciding = found.filter((one) => one.class === 'decides');
    expect(new Set(deciding.map(({ rule }) => rule)).size).toBeGreaterThan(30);
    expect(deciding.filter(({ severity }) => severity === 'info')).toEqual([]);
  });

  it('says how grave it is in every rule that decides, and in no other', () => {
    const isOdd = (rule: (typeof ruleRegistry)[number]) =>
      (rule.class === 'decides') !== (rule.gravity !== undefined);
    expect(ruleRegistry.filter(isOdd).map(({ name }) => name)).toEqual([]);
  });

  const deciders = ruleRegistry.filter((rule) => rule.class === 'decides');

  it.each(deciders)('says what $name finds first, in three sentences at most', (rule) => {
    const { review, ...rest } = caseOfExample(rule.bad);
    const { findings, excepted } = run({ ...rest, review });
    const deciding = findings.filter((one) => one.rule === rule.name && one.class === 'decides');
    expect(deciding.length).toBeGreaterThan(0);
    const sentences = listDecidingSentences(reviewWith(review), {
      ...{ content, people: config.people, locale: 'en-GB', findings },
      answered: listAnswered(reviewWith(review), excepted, settings),
    });
    expect(sentences.length).toBeLessThanOrEqual(3);
    const isSaid = deciding.some(({ message }) => {
      const [start = ''] = message.split(/\d{4}-\d{2}-\d{2}/);
      return sentences.some((sentence) => sentence.startsWith(start));
    });
    expect(isSaid, `${sentences.join('\n')}\n\n${deciding[0]?.message}`).toBe(true);
  });

  it.each(deciders)('says one fact once: $name', (rule) => {
    const { findings } = run({ ...caseOfExample(rule.bad) });
    const places = findings.filter((one) => one.class === 'decides').map(({ path }) => path);
    expect(places.filter((path, at) => places.indexOf(path) !== at)).toEqual([]);
  });

  it.each(['deciders-far-from-customers', 'verdict-contradicts-findings', 'reason-differs-from-truth'])(
    'puts %s before a missing expiry date',
    (name) => {
      const rule = ruleRegistry.find((one) => one.name === name);
      expect(rule).toMatchObject({ class: 'decides', severity: 'error' });
      expect(verdictWithoutExpiry.class).toBe('gap');
    },
  );

  it('calls an answer that is not there a gap, whichever rule says so', () => {
    const { own } = run({ review: { depth: 'full', frontline: { authority: null } } });
    expect(own.map(({ rule, class: about }) => `${rule} ${about}`)).toContain('powerless-frontline gap');
  });
});

describe.each(ruleRegistry)('$name', (rule) => {
  it('is documented', () => {
    for (const text of [rule.summary, rule.why]) expect(text.trim().length).toBeGreaterThan(20);
    expect(rule.summary).toMatch(/\.$/);
    expect(rule.sources.length).toBeGreaterThan(0);
    for (const option of Object.values(rule.options)) {
      expect(option.description.length).toBeGreaterThan(10);
      expect(option.default).toBeGreaterThanOrEqual(option.minimum);
      expect(option.default).toBeLessThanOrEqual(option.maximum);
      if (option.type === 'integer') expect(Number.isInteger(option.default)).toBe(true);
    }
  });

  it('is raised at the marked lines of its bad example, and nothing else is', () => {
    expect(problemsOfBad(rule)).toEqual([]);
  });

  it('is not raised by its good example, and nothing else is', () => {
    expect(problemsOfGood(rule)).toEqual([]);
  });

  it('says what to do, in a sentence or with a command to copy', () => {
    for (const finding of run(caseOfExample(rule.bad)).own) {
      expect(finding.message).toMatch(/[.?!"]$/);
      for (const { isCommand, text } of listHintParts(finding.hint)) {
        expect(text).toMatch(isCommand ? /[^.]$/ : /[.?!:]$/);
      }
    }
  });

  it('has three near-misses or more, of both kinds', () => {
    const cases = nearMissesOf(rule.name);
    expect(cases.length).toBeGreaterThanOrEqual(3);
    expect(cases.some((one) => one.finds.length === 0)).toBe(true);
    expect(cases.some((one) => one.finds.length > 0)).toBe(true);
  });

  it.each(['path', 'message', 'hint'])('has tests that notice another %s', (part) => {
    const spied: { check(...known: never[]): readonly object[] } = rule;
    const { check } = spied;
    const broken = vi
      .spyOn(spied, 'check')
      .mockImplementation((...known) => check(...known).map((fault) => ({ ...fault, [part]: 'elsewhere' })));
    try {
      expect(findProblems(rule).next().done).toBe(false);
    } finally {
      broken.mockRestore();
    }
  });

  it.each(nearMissesOf(rule.name))('$why', (one) => {
    expect(problemsOfNearMiss(rule.name, one)).toEqual([]);
  });
});
