import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Review } from '../../src/domain/review.ts';
import { checkReview } from '../../src/rules/engine/run.ts';
import { overlay, settings } from './support.ts';

const example = (name: string): Review =>
  parse(readFileSync(new URL(`../../templates/examples/${name}.yaml`, import.meta.url), 'utf8'));

/** Rules about money, and those that stand beside them. */
const names: readonly string[] = [
  'forecast-contradicts-lock-in',
  'forecast-beyond-break-even',
  'medium-term-loss',
];

/** What these rules say of an example with a part laid over it. */
function judge(name: string, part: unknown) {
  const review = overlay(example(name), part) as Review;
  const rules = settings.rules.map((rule) =>
    names.includes(rule.name) ? rule : { ...rule, check: () => [] },
  );
  const found = checkReview(review, { ...settings, rules, config: undefined });
  return found.filter(({ rule }) => names.includes(rule));
}

describe('the price rise of the examples', () => {
  it('passes as it is', () => {
    expect(judge('price-rise', {})).toEqual([]);
  });

  it('does not pass where everybody is bound and most leave once they are free', () => {
    const stuck = {
      freedom: 'stuck',
      lockedShare: 0.95,
      leaveWhenFree: { low: 0.4, likely: 0.6, high: 0.8 },
      nextFree: '2028-01-14',
    };
    const found = judge('price-rise', {
      consequences: [
        { segment: 'loyal', ...stuck },
        { segment: 'small-teams', ...stuck },
      ],
    });
    expect(found.map(({ rule }) => rule)).toEqual([
      // That the value after 36 months is a loss is the same fact, so it is one finding with this.
      'forecast-beyond-break-even',
      'forecast-contradicts-lock-in',
    ]);
  });

  it('does not pass where most of the cases lose, although the likeliest gains', () => {
    const [found, ...others] = judge('price-rise', {
      economics: { lossAtAnnouncement: { low: 0.26, likely: 0.27, high: 0.9 } },
    });
    expect(others).toEqual([]);
    expect(found).toMatchObject({ rule: 'medium-term-loss', severity: 'error' });
    expect(found?.message).toMatch(/The chance of a loss after 36 months is 6\d\.\d/);
    expect(found?.message).toContain('half of all cases come to');
  });

  it('is warned of where one case in four loses', () => {
    const [found] = judge('price-rise', {
      economics: { lossAtAnnouncement: { low: 0.15, likely: 0.25, high: 0.58 } },
    });
    expect(found).toMatchObject({ rule: 'medium-term-loss', severity: 'warning' });
  });

  it('is judged by its own horizon, if that is longer', () => {
    const figures = {
      lossAfterPerYear: { low: 0.11, likely: 0.12, high: 0.13 },
      oneOffCost: 0,
      newCustomersPerYear: null,
    };
    expect(judge('price-rise', { economics: { ...figures, horizonMonths: 36 } })).toEqual([]);
    const [found] = judge('price-rise', { economics: { ...figures, horizonMonths: 60 } });
    expect(found).toMatchObject({ rule: 'medium-term-loss', severity: 'error' });
    expect(found?.message).toMatch(/after 60\. The gain turns into a loss in month 5\d/);
  });
});
