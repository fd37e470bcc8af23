import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/domain/config.ts';
import type { FileChange } from '../../src/domain/file-change.ts';
import {
  buildPolicies,
  findRequirement,
  findWaiverRequirement,
  governedChanges,
} from '../../src/gate/policies.ts';

const configOf = (policies: Config['policies'], more: Partial<Config> = {}): Config => ({
  schema: 'cx-review-config/1',
  policies: policies ?? [],
  ...more,
});

const change = (path: string, { oldMode = '100644', newMode = '100644' } = {}): FileChange => ({
  path,
  status: 'M',
  oldMode,
  newMode,
  oldHash: 'a'.repeat(40),
  newHash: 'b'.repeat(40),
});

const governedBy = (base: Config | undefined, head: Config | undefined, one: FileChange): string[] =>
  governedChanges([one], buildPolicies(base, head)).flatMap(({ policies }) => policies.map(({ id }) => id));

const plans = configOf([{ id: 'plans', files: ['policies/**'] }]);

describe('which policies govern a change', () => {
  it.each([
    ['policies/plans.yaml', ['plans']],
    ['POLICIES/Plans.yaml', ['plans']],
    ['policies/.hidden', ['plans']],
    ['policies/a\nb.yaml', ['plans']],
    ['other/plans.yaml', []],
    ['cx-reviews/config.yaml', ['the-gate']],
    ['CX-reviews/Config.YAML', ['the-gate']],
    ['cx-reviews/allowed_signers', ['the-gate']],
    ['cx-reviews/revoked_keys', ['the-gate']],
    ['cx-reviews/content/questions/own.yaml', ['the-gate']],
    ['cx-reviews/2026-11-22-a.yaml', []],
    ['cx-reviews/2026-11-22-a.md', []],
  ])('%j is governed by %j', (path, ids) => {
    expect(governedBy(plans, plans, change(path))).toEqual(ids);
  });

  it('takes a link or a submodule for the whole folder that it stands for', () => {
    for (const mode of ['120000', '160000']) {
      expect(governedBy(plans, plans, change('policies', { newMode: mode }))).toEqual(['plans']);
      expect(governedBy(plans, plans, change('policies', { oldMode: mode }))).toEqual(['plans']);
      expect(governedBy(plans, plans, change('cx-reviews', { newMode: mode }))).toEqual(['the-gate']);
      expect(governedBy(plans, plans, change('elsewhere', { newMode: mode }))).toEqual([]);
    }
  });

  it('lets head add, and never remove or weaken', () => {
    const more = configOf([
      { id: 'plans', files: ['nothing/**'] },
      { id: 'fees', files: ['fees/**'] },
      { id: 'loose', files: ['policies/**'], approvals: { full: [] } },
    ]);
    expect(governedBy(plans, more, change('policies/plans.yaml'))).toEqual(['plans']);
    expect(governedBy(plans, more, change('fees/a.yaml'))).toEqual(['fees']);
    expect(governedBy(plans, undefined, change('policies/plans.yaml'))).toEqual(['plans']);
  });

  it('has no gate to weaken where the base has no config', () => {
    expect(governedBy(undefined, plans, change('cx-reviews/config.yaml'))).toEqual([]);
    expect(governedBy(undefined, plans, change('policies/plans.yaml'))).toEqual(['plans']);
    expect(governedBy(undefined, undefined, change('policies/plans.yaml'))).toEqual([]);
  });

  it('does not ask for a review of reviews where a glob means everything', () => {
    const all = configOf([{ id: 'all', files: ['**/*'] }]);
    expect(governedBy(all, all, change('cx-reviews/2026-11-22-a.yaml'))).toEqual([]);
    expect(governedBy(all, all, change('cx-reviews/config.yaml'))).toEqual(['the-gate']);
    expect(governedBy(all, all, change('CX-REVIEWS/2026-11-22-a.yaml'))).toEqual(['all']);
  });

  it('refuses a glob that cannot be used, on either side', () => {
    const wrong = configOf([{ id: 'wrong', files: ['{a,b}'] }]);
    expect(() => buildPolicies(wrong, plans)).toThrow(/glob/);
    expect(() => buildPolicies(plans, wrong)).toThrow(/glob/);
  });
});

describe('what is required', () => {
  const of = (config: Config, path = 'policies/plans.yaml') =>
    governedChanges([change(path)], buildPolicies(config, config)).flatMap(({ policies }) => policies);

  it('is the owner where the config says nothing', () => {
    expect(findRequirement(of(plans), plans, 'full')).toEqual({ roles: ['owner'], level: 'recorded' });
  });

  it('is what the config says, unless the policy says something else', () => {
    const approvals: NonNullable<Config['approvals']> = {
      level: 'recorded',
      roles: { full: ['a'], light: ['b'] },
      frontlineCoSign: true,
    };
    const base = configOf([{ id: 'plans', files: ['policies/**'] }], { approvals: approvals ?? {} });
    expect(findRequirement(of(base), base, 'full').roles).toEqual(['a', 'frontline']);
    expect(findRequirement(of(base), base, 'light').roles).toEqual(['b', 'frontline']);
    expect(findRequirement(of(base), base, undefined).roles).toEqual(['a', 'frontline']);
    const own = configOf(
      [
        {
          id: 'plans',
          files: ['policies/**'],
          approvals: { full: ['c'] },
          frontlineCoSign: false,
          level: 'signed',
        },
      ],
      { approvals: approvals ?? {} },
    );
    expect(findRequirement(of(own), own, 'full')).toEqual({ roles: ['c'], level: 'signed' });
    expect(findRequirement(of(own), own, 'light').roles).toEqual(['b']);
  });

  it('is all of it where policies meet: every role as often as one of them asks, and the strictest level', () => {
    const both = configOf([
      { id: 'one', files: ['policies/**'], approvals: { full: ['a', 'a', 'b'] } },
      { id: 'two', files: ['**/*.yaml'], approvals: { full: ['b', 'c'] }, level: 'signed' },
    ]);
    expect(findRequirement(of(both), both, 'full')).toEqual({ roles: ['a', 'a', 'b', 'c'], level: 'signed' });
  });

  it('is, of the gate, its owner, as sure as the strictest policy', () => {
    const strict = configOf([{ id: 'x', files: ['x'], level: 'signed' }], {
      approvals: { roles: { full: [] } },
    });
    expect(findRequirement(of(strict, 'cx-reviews/config.yaml'), strict, 'light')).toEqual({
      roles: ['owner'],
      level: 'signed',
    });
    expect(findRequirement(of(plans, 'cx-reviews/config.yaml'), plans, 'light').level).toBe('recorded');
  });

  it('is, of a waiver, what the config says of waivers', () => {
    expect(findWaiverRequirement(of(plans), plans).roles).toEqual(['owner']);
    const own = configOf(plans.policies, { waivers: { roles: ['executive'] } });
    expect(findWaiverRequirement(of(own), own).roles).toEqual(['executive']);
  });
});
