import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { gateRulePages } from '../../src/gate/rule-pages.ts';
import { type GateRuleName, gateRules } from '../../src/gate/rules.ts';
import { completeReview, plans, policyPath, Scene } from '../gate/scene.ts';

let scene: Scene | undefined;
afterEach(() => scene?.remove());

/** Words of a line as a shell takes them; there are no other quotes in the examples. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

interface Found {
  readonly code: number;
  readonly rules: readonly { readonly rule: string; readonly severity: string }[];
}

const known = new Map<string, Found>();

/** Runs an example and returns what its last line, the check, says. Several rules share one. */
async function runExample(script: string): Promise<Found> {
  const found = known.get(script) ?? (await runInScene(script));
  known.set(script, found);
  return found;
}

async function runInScene(script: string): Promise<Found> {
  scene = new Scene();
  scene.write(policyPath, plans(25));
  scene.writeReview(completeReview());
  scene.commit('raise the price, with its review');
  let last: Found | undefined;
  for (const line of script.trimEnd().split('\n')) {
    if (line.startsWith('cx-review ')) {
      const { code, stdout, stderr } = await scene.run(...wordsOf(line).slice(1));
      const isCheck = line.startsWith('cx-review check');
      expect(isCheck || code === 0, `${line}\n${stderr}`).toBe(true);
      last = isCheck ? { code, rules: JSON.parse(stdout).findings } : undefined;
    } else {
      const { path: cwd, env } = scene.repository;
      const { status, stderr } = spawnSync('sh', ['-c', line], { cwd, env: { ...process.env, ...env } });
      expect(status, `${line}\n${String(stderr)}`).toBe(0);
      last = undefined;
    }
  }
  if (last === undefined) throw new Error('the example does not end with a check');
  return last;
}

/**
 * Errors that come with a fault by its nature: what no waiver lets through needs a review, and so does a config; and a
 * review that is sent back says what must change.
 */
const companions: Partial<Record<GateRuleName, readonly GateRuleName[]>> = {
  'verdict-not-go': ['incomplete-review'],
  'invalid-waiver': ['uncovered-policy-change'],
  'waiver-unfulfilled': ['uncovered-policy-change'],
  'idle-policy': ['uncovered-policy-change'],
  'impossible-approval': ['uncovered-policy-change'],
};

describe.each(gateRules.map(({ name, severity }) => ({ name, severity })))(
  'the examples of $name',
  ({ name, severity }) => {
    it('raise it, and no other error', async () => {
      const { code, rules } = await runExample(gateRulePages[name].bad);
      expect(rules.map(({ rule }) => rule)).toContain(name);
      const errors = rules.filter((one) => one.severity === 'error').map(({ rule }) => rule);
      const expected = [...(severity === 'error' ? [name] : []), ...(companions[name] ?? [])];
      expect(new Set(errors)).toEqual(new Set(expected));
      expect(code).toBe(expected.length === 0 ? 0 : 1);
    });

    it('show how it passes', async () => {
      const { code, rules } = await runExample(gateRulePages[name].good);
      expect(rules.map(({ rule }) => rule)).not.toContain(name);
      expect(code).toBe(0);
    });
  },
);
