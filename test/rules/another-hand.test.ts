import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ruleRegistry } from '../../src/rules/engine/registry.ts';
import { type Case, here, run, schemaErrors } from './support.ts';

/** Near-misses by somebody who has read what a rule is for and not how it works. */
interface NearMiss extends Case {
  readonly why: string;
  /** Findings at the least; 0 means none. How many rows one finding gathers is the rule's own business. */
  readonly finds: number;
  /** Other rules that may catch it as well. */
  readonly or?: readonly string[];
  /** Words that the leader must hear. */
  readonly mentions?: readonly string[];
  /** Words that nobody may hear. */
  readonly spares?: readonly string[];
}

const folder = 'near-misses-by-another-hand';
const ruleNames = readdirSync(here(folder)).map((file) => basename(file, '.yaml'));
const casesOf = (name: string) =>
  parse(readFileSync(here(`${folder}/${name}.yaml`), 'utf8')) as readonly NearMiss[];
const registered = new Set(ruleRegistry.map((rule) => rule.name));

function judge(name: string, one: NearMiss) {
  const { own, review } = run(one);
  if (name !== 'invalid-review') expect(schemaErrors(review)).toEqual([]);
  const wanted = new Set([name, ...(one.or ?? [])]);
  const found = own.filter((finding) => wanted.has(finding.rule));
  const words = found.map((finding) => `${finding.path}: ${finding.message} ${finding.hint}`);
  if (one.finds === 0) expect(words).toEqual([]);
  else expect(words.length).toBeGreaterThanOrEqual(one.finds);
  for (const text of one.mentions ?? []) expect(words.join('\n')).toContain(text);
  for (const text of one.spares ?? []) expect(words.join('\n')).not.toContain(text);
}

it('has a file for every rule, and for no other', () => {
  expect([...registered].filter((name) => !ruleNames.includes(name))).toEqual([]);
  expect(ruleNames.filter((name) => !registered.has(name))).toEqual([]);
});

describe.each(ruleNames)('%s', (name) => {
  const cases = casesOf(name);

  it('has three near-misses or more, of both kinds, each with a reason of its own', () => {
    expect(cases.length).toBeGreaterThanOrEqual(3);
    expect(cases.some((one) => one.finds === 0)).toBe(true);
    expect(cases.some((one) => one.finds > 0)).toBe(true);
    expect(new Set(cases.map((one) => one.why)).size).toBe(cases.length);
  });

  it.each(cases)('$why', (one) => judge(name, one));
});
