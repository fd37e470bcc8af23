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
      'forecast-beyond-break-even',
      'medium-term-loss',
      'forecast-contradicts-lock-in',
    ]);
  });
});
