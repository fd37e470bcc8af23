import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Review } from '../../src/domain/review.ts';
import { buildAlternatives } from '../../src/economics/alternatives.ts';
import { assess } from '../../src/economics/assess.ts';
import { netValueAt } from '../../src/economics/evaluate.ts';
import { known } from '../../src/economics/figure.ts';
import { fromReview } from '../../src/economics/from-review.ts';
import type { Inputs } from '../../src/economics/inputs.ts';
import { override } from '../../src/economics/what-if.ts';

function example(name: string) {
  const text = readFileSync(new URL(`../../templates/examples/${name}.yaml`, import.meta.url), 'utf8');
  const review: Review = parse(text);
  const inputs = fromReview(review);
  const words = text.replace(/\s+/g, ' ');
  const says = (sentence: string) => expect(words, sentence).toContain(sentence);
  return { review, inputs, assessment: assess(inputs), says };
}

const worthOf = (inputs: Inputs, months: number) => netValueAt(assess(inputs), months) ?? Number.NaN;

/** What a review says in words is what comes out of its figures. */
describe('the examples say what their figures say', () => {
  it('price-rise', () => {
    const { review, inputs, assessment, says } = example('price-rise');
    says('less than 60,000 of 360,000 EUR are left after the first year');
    says('winning as many new customers would cost 76,000 EUR');
    const bad = assess(override(inputs, { lossAtAnnouncement: 0.14 }));
    expect(known(assessment.breakEven)?.gainPerYear).toBe(360_000);
    expect(netValueAt(bad, 12)).toBeGreaterThan(50_000);
    expect(netValueAt(bad, 12)).toBeLessThan(60_000);
    expect(known(bad.costs.replacement)?.likely).toBeCloseTo(76_000, -3);
    says('It is worth about 390,000 EUR over three years');
    const two = buildAlternatives(review, inputs).comparable.find(({ id }) => id === 'two-steps');
    expect(two && two.inputs !== 'do-nothing' && worthOf(two.inputs, 36)).toBeCloseTo(390_000, -4);
    says('It recovers 108,000 of 360,000 EUR');
  });

  it('returns-cut', () => {
    const { assessment, says } = example('returns-cut');
    says('it would bring 265,000 of 738,000 GBP');
    expect(known(assessment.breakEven)?.gainPerYear).toBe(738_000);
    says('We expect 0.3 to 1.6 % to stop buying and break even at 3.1 %');
    expect(known(assessment.breakEven)?.share).toBeCloseTo(0.031, 3);
    expect(known(assessment.breakEven)?.forecast).toMatchObject({ low: 0.003, high: 0.016 });
  });

  it('support-cut', () => {
    const { assessment, says } = example('support-cut');
    says(
      'the loss at 4.2 % of all households at once and 8.4 % with those whose contracts end in 2027; the saving is used up at 4.8 %',
    );
    const figure = known(assessment.breakEven);
    expect((known(assessment.costs.lost)?.likely ?? 0) / 186_000).toBeCloseTo(0.042, 3);
    expect(figure?.forecast?.likely).toBeCloseTo(0.084, 3);
    expect(figure?.share).toBeCloseTo(0.048, 3);
    expect(netValueAt(assessment, 36)).toBeLessThan(0);
  });

  it('free-tier-withdrawal', () => {
    const { inputs, assessment, says } = example('free-tier-withdrawal');
    says('If new paying customers fall by 60 % instead of 12 %, three years bring about 55,000 USD less');
    const fewer = worthOf(override(inputs, { newCustomersChange: -0.6 }), 36);
    expect((netValueAt(assessment, 36) ?? Number.NaN) - fewer).toBeCloseTo(55_000, -4);
    says('It costs 1.31 million USD a year');
    expect(211_400 * 6.2).toBeCloseTo(1_310_000, -4);
    says('about 252 of 2,100 new paying customers a year');
    expect(0.12 * 2100).toBe(252);
  });
});
