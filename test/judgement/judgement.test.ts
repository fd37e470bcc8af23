import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemaErrors } from '../rules/support.ts';
import {
  cases,
  findingsOf,
  type PublicCase,
  reviewOf,
  sentencesOf,
  separate,
  sponsorsReviewOf,
  weigh,
} from './measure.ts';

const failed = cases.filter(({ ended }) => ended === 'taken-back');
const held = cases.filter(({ ended }) => ended === 'held');
/** Rules that judge an answer; what nobody knew is a gap in all of them. */
const rulesOf = (one: PublicCase) =>
  findingsOf(reviewOf(one)).flatMap((found) => (found.class === 'gap' ? [] : [found.rule]));
/** Exit code 0 of `check`: nothing is an error. */
const passes = (one: PublicCase) =>
  findingsOf(sponsorsReviewOf(one)).every((found) => found.severity !== 'error');

const page = readFileSync(join(import.meta.dirname, '../../docs/judgement.md'), 'utf8');
const separation = separate(
  failed.map((one) => weigh(reviewOf(one))),
  held.map((one) => weigh(reviewOf(one))),
);

/** What the page shows, a row a case. */
function tabulate(): string {
  const rows = cases.map((one) => {
    const sponsor = one.sponsor === undefined ? '' : passes(one) ? 'passes' : 'is stopped';
    const [ended, how] = [one.ended === 'held' ? 'held' : 'taken back', weigh(reviewOf(one))];
    return `| [${one.id}](../test/judgement/cases/${one.id}.yaml) | ${ended} | ${how} | ${sponsor} |`;
  });
  return [
    '| case | how it ended | weight of what decides against it | sponsor’s version |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

describe('the public cases', () => {
  it('are five or more that were taken back and five or more that held, each from two sources', () => {
    expect(failed.length).toBeGreaterThanOrEqual(5);
    expect(held.length).toBeGreaterThanOrEqual(5);
    for (const one of cases) {
      expect(new Set(one.sources.map((source) => new URL(source).hostname)).size, one.id).toBeGreaterThan(1);
      expect(one.assumed.length, one.id).toBeGreaterThan(0);
      expect(one.decidedBy ?? one.carriedBy, one.id).toBeDefined();
    }
  });

  it('were written before the announcement', () => {
    for (const { id, review } of cases) {
      const { told, effective = '' } = review.change?.dates ?? {};
      expect((review.verdict?.date ?? '9') < (told ?? effective), id).toBe(true);
    }
  });

  it.each(cases)('$id says first what decided it or carries it', (one) => {
    expect(schemaErrors(reviewOf(one))).toEqual([]);
    const said = sentencesOf(reviewOf(one)).join('\n');
    for (const pattern of one.decidedBy ?? one.carriedBy ?? []) expect(said).toMatch(new RegExp(pattern));
  });

  it.each(cases)('$id raises what it has to, and nothing that it must not', (one) => {
    const rules = rulesOf(one);
    for (const rule of one.raised ?? []) expect(rules).toContain(rule);
    for (const rule of one.silent) expect(rules).not.toContain(rule);
  });

  it.each(held)('$id held, and nothing that decides is an error', (one) => {
    const errors = findingsOf(reviewOf(one)).filter(
      (found) => found.class === 'decides' && found.severity === 'error',
    );
    expect(errors).toEqual([]);
  });

  it.each(failed)('$id has a version of its sponsor, complete enough for nothing to be open', (one) => {
    const review = sponsorsReviewOf(one);
    expect(schemaErrors(review)).toEqual([]);
    expect(findingsOf(review).filter((found) => found.class === 'gap')).toEqual([]);
  });

  it('are stopped, in the version of the sponsor, by the calendar alone, as the page says', () => {
    const errors = failed.flatMap((one) =>
      findingsOf(sponsorsReviewOf(one)).filter((found) => found.severity === 'error'),
    );
    expect(new Set(errors.map(({ rule }) => rule))).toEqual(
      new Set(['notice-too-short', 'dates-out-of-order']),
    );
  });
});

describe('the measure', () => {
  it('counts a pair in the wrong order as wrong and a tie as half', () => {
    expect(separate([2, 0], [1, 0])).toEqual({ right: 2.5, pairs: 4 });
    expect(separate([1], [1, 1])).toEqual({ right: 1, pairs: 2 });
  });

  it('tells those that were taken back from those that held, as the page says', () => {
    const { right, pairs } = separation;
    const passed = failed.filter(passes);
    process.stdout.write(
      `Separation: ${right} of ${pairs} pairs (${failed.length} taken back, ${held.length} held). ` +
        `Sponsor’s versions that pass: ${passed.length} of ${failed.length}: ${passed.map(({ id }) => id).join(', ')}.\n`,
    );
    expect(right / pairs).toBeGreaterThanOrEqual(0.9);
    expect(page).toContain(`**${right} of ${pairs} pairs**`);
    expect(page).toContain(`**${passed.length} of ${failed.length}** still pass`);
    expect(page).toContain(tabulate());
  });
});
