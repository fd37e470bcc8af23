import { describe, expect, it } from 'vitest';
import { questionIds, shipped } from './shipped.ts';

const wanted = [
  'netflix-2011',
  'netflix-2023',
  'unity-2023',
  'bank-of-america-2011',
  'reddit-2023',
  'heroku-2022',
  'docker-2023',
  'sonos-2024',
  'southwest-2025',
  'amazon-prime',
  'adobe-2024',
  'evernote-2023',
];

describe('the shipped cases', () => {
  it('are there, each once', () => {
    const ids = shipped.cases.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(wanted));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(shipped.cases.map((one) => [one.id, one] as const))(
    '%s can be checked and is told fairly',
    (_, one) => {
      expect(one.sources.length).toBeGreaterThan(0);
      for (const source of one.sources) expect(source).toMatch(/^https?:\/\/[^\s]+\.[^\s]+$/u);
      expect(one.caution).toBeDefined();
      expect(one.decidedBy?.split(' ').length).toBeGreaterThan(5);
      expect(one.short).toMatch(/\d/u);
      expect(one.short.split(/[.!?]\s/u).length).toBeLessThanOrEqual(2);
      expect(one.lesson).not.toMatch(
        /\b(stupid|greed|greedy|foolish|blunder|fiasco|arrogan\w*|should have known)\b/iu,
      );
      expect(one.situations.length).toBeGreaterThan(0);
      const known = new Set(shipped.situations.map(({ id }) => id));
      expect(one.situations.filter((id) => !known.has(id))).toEqual([]);
    },
  );

  it.each(shipped.cases.map((one) => [one.id, one] as const))('%s names questions that exist', (_, one) => {
    const named = [...(one.fails ?? []), ...(one.passes ?? []), ...(one.strains ?? [])];
    expect(named.filter((id) => !questionIds.has(id))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  });

  it('are shown beside questions that know them', () => {
    const shown = [...shipped.sections, ...shipped.situations].flatMap(({ questions }) =>
      questions.flatMap((question) => question.cases ?? []),
    );
    const known = new Set(shipped.cases.map(({ id }) => id));
    expect(shown.filter((id) => !known.has(id))).toEqual([]);
  });
});
