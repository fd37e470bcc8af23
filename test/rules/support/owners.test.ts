import { describe, expect, it } from 'vitest';
import { isExecutive, isSamePerson, isTeam, knownAsNoExecutive } from '../../../src/rules/support/owners.ts';
import { config, content } from '../support.ts';

describe('a team', () => {
  it.each([
    'Marketing',
    'the support team',
    'Pricing committee',
    'everyone',
    'Customer Care',
    'Finance and Legal',
    'management',
  ])('is %s', (owner) => expect(isTeam(owner, content, config)).toBe(true));

  it.each([
    'Mara Weiss',
    'mara',
    'Head of support',
    'COO',
    'VP Marketing',
    'Ines Brandt, support team',
    'Support desk (Ana Ruiz)',
    'Dr. Karin Moll',
    'Anne-Marie O’Neil / sales',
  ])('is not %s', (owner) => expect(isTeam(owner, content, config)).toBe(false));
});

describe('people', () => {
  it('are the same by key and by name', () => {
    expect(isSamePerson('mara', 'Mara Weiss', config)).toBe(true);
    expect(isSamePerson('Jonas Keller', 'Jonas Keller, COO', config)).toBe(true);
    expect(isSamePerson('mara', 'jonas', config)).toBe(false);
  });

  it('are executives where the config says so', () => {
    expect(isExecutive('Jonas Keller, COO', config)).toBe(true);
    expect(isExecutive('mara', config)).toBe(false);
    expect(knownAsNoExecutive('mara', config)).toBe(true);
    expect(knownAsNoExecutive('Karin Moll', config)).toBe(false);
    // A config that marks nobody says nothing of anybody.
    const unmarked = { ...config, people: { mara: { name: 'Mara Weiss' } } };
    expect(knownAsNoExecutive('mara', unmarked)).toBe(false);
  });
});
