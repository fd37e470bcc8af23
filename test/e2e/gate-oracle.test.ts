import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeOracleGit, scratch } from './gate-oracle/repository.ts';
import { type Outcome, tryOne } from './gate-oracle/run.ts';
import { shownOf } from './gate-oracle/side.ts';

/** How many repositories, and the seed of the first; one alone: CX_REVIEW_SEED=4711 CX_REVIEW_RUNS=1. */
const runs = Number(process.env.CX_REVIEW_RUNS ?? 500);
const firstSeed = Number(process.env.CX_REVIEW_SEED ?? 20_261_122);
const batch = 50;

let folder = '';
let oracleGit = '';
beforeAll(() => {
  folder = scratch('oracle');
  oracleGit = makeOracleGit();
});
afterAll(() => {
  if (process.env.CX_REVIEW_KEEP === undefined) rmSync(folder, { recursive: true });
  rmSync(oracleGit, { recursive: true });
});

/** Where the gate and the oracle part; undefined where they agree. */
function disagreement({ code, uncovered, passages, judgement, told }: Outcome): string | undefined {
  const { passes, unlisted } = judgement;
  if (code !== 0 && code !== 1) return `neither pass nor fail\n${told}`;
  if (passes && code !== 0) return `false red\n${told}`;
  if (!passes && code === 0) return `FALSE GREEN\n${told}`;
  const pairs = [
    ['uncovered', uncovered, unlisted.map(shownOf)],
    ['let through', passages, judgement.passages.map(({ path, by }) => `${by} ${shownOf(path)}`)],
  ] as const;
  for (const [what, named, wanted] of pairs) {
    const [is, should] = [named, wanted].map((paths) => JSON.stringify([...paths].sort()));
    if (is !== should) return `other paths ${what}: ${is} instead of ${should}\n${told}`;
  }
  return undefined;
}

describe('the gate against an oracle that walks both trees', () => {
  const seen = { green: 0, red: 0, governed: 0, uncovered: 0 };
  for (let start = 0; start < runs; start += batch) {
    const seeds = Array.from({ length: Math.min(batch, runs - start) }, (_, at) => firstSeed + start + at);
    it(`agrees on the repositories of seeds ${seeds[0]} to ${seeds.at(-1)}`, async () => {
      const wrong: string[] = [];
      for (const seed of seeds) {
        const outcome = await tryOne(seed, folder, oracleGit);
        const { passes, governed, unlisted } = outcome.judgement;
        seen.green += Number(passes && governed.length > 0);
        seen.red += Number(!passes);
        seen.governed += Number(governed.length > 0);
        seen.uncovered += Number(unlisted.length > 0);
        const found = disagreement(outcome);
        if (found !== undefined) wrong.push(found);
      }
      expect(wrong, wrong.join('\n\n')).toEqual([]);
    });
  }

  it('has met enough of either kind to prove something', () => {
    if (runs < 500) return;
    expect(seen.green).toBeGreaterThan(runs / 5);
    expect(seen.red).toBeGreaterThan(runs / 5);
    expect(seen.uncovered).toBeGreaterThan(runs / 10);
  });
});
