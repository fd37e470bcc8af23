import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ruleRegistry } from '../../src/rules/engine/registry.ts';
import { otherHand, otherNearMissesOf, problemsOfOther } from './judge.ts';
import { here } from './support.ts';

const ruleNames = readdirSync(here(otherHand)).map((file) => basename(file, '.yaml'));
const registered = new Set(ruleRegistry.map((rule) => rule.name));

it('has a file for every rule, and for no other', () => {
  expect([...registered].filter((name) => !ruleNames.includes(name))).toEqual([]);
  expect(ruleNames.filter((name) => !registered.has(name))).toEqual([]);
});

describe.each(ruleNames)('%s', (name) => {
  const cases = otherNearMissesOf(name);

  it('has three near-misses or more, of both kinds, each with a reason of its own', () => {
    expect(cases.length).toBeGreaterThanOrEqual(3);
    expect(cases.some((one) => one.finds.length === 0)).toBe(true);
    expect(cases.some((one) => one.finds.length > 0)).toBe(true);
    expect(new Set(cases.map((one) => one.why)).size).toBe(cases.length);
  });

  it.each(cases)('$why', (one) => {
    expect(problemsOfOther(name, one)).toEqual([]);
  });
});
