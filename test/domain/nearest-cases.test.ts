import { describe, expect, it } from 'vitest';
import type { Case, Content } from '../../src/domain/content.ts';
import { findNearestCases } from '../../src/domain/nearest-cases.ts';
import type { Review } from '../../src/domain/review.ts';

const told = (id: string, more: Partial<Case>): Case => ({
  id,
  title: id,
  year: 2020,
  situations: ['new-fee'],
  what: 'A.',
  happened: 'B.',
  short: 'C.',
  lesson: 'D.',
  outcome: 'reversed',
  sources: ['https://example.com/'],
  ...more,
});

const nearest = (cases: readonly Case[], review: Partial<Review> = {}) =>
  findNearestCases(
    { schema: 'cx-review/1', id: 'one', situation: 'new-fee', ...review } as Review,
    { cases } as Content,
  ).map(({ id }) => id);

describe('the nearest cases', () => {
  it('are of the kind of decision, two at most, and none where there is no kind', () => {
    const cases = [
      told('other', { situations: ['price-rise'] }),
      told('a', {}),
      told('b', {}),
      told('c', {}),
    ];
    expect(nearest(cases)).toEqual(['a', 'b']);
    expect(nearest(cases, { situation: 'support-cut' })).toEqual([]);
    expect(nearest(cases.slice(0, 2))).toEqual(['a']);
    const { situation: _none, ...without } = { situation: 'x', schema: 'cx-review/1' as const, id: 'one' };
    expect(findNearestCases(without, { cases } as unknown as Content)).toEqual([]);
  });

  it('are those of the same reason, then of the same size, then the newer ones', () => {
    const cases = [
      told('newer', { year: 2024 }),
      told('size', { customers: 90_000 }),
      told('reason', { reasons: ['cost', 'law'] }),
    ];
    const review: Partial<Review> = { change: { reasonClass: 'law' }, customers: { worseOff: 10_000 } };
    expect(nearest(cases, review)).toEqual(['reason', 'size']);
    expect(nearest(cases, { ...review, change: { reasonClass: 'profit' } })).toEqual(['size', 'newer']);
    expect(nearest(cases, { customers: { worseOff: 9_000 } })).toEqual(['newer', 'size']);
    expect(nearest(cases, { customers: { worseOff: 900_001 } })).toEqual(['newer', 'size']);
  });

  it('are of the kind first of all, where another is only touched by it', () => {
    const touched = told('touched', { situations: ['price-rise', 'new-fee'], year: 2025 });
    expect(nearest([touched, told('main', {})])).toEqual(['main', 'touched']);
  });

  it('tell the other end too, where there is one', () => {
    const cases = [told('a', {}), told('b', {}), told('went-well', { outcome: 'success', year: 2001 })];
    expect(nearest(cases)).toEqual(['a', 'went-well']);
  });
});
