import { describe, expect, it } from 'vitest';
import { buildCourse } from '../../src/economics/course.ts';

describe('course of the cumulated net value', () => {
  it('turns in the month in which a gain has become a loss', () => {
    expect(buildCourse([0, 5, 8, 3, -1, -4])).toEqual({
      crossings: [{ month: 4, to: 'loss' }],
      turnsToLoss: 4,
      end: 'loss',
    });
  });

  it('pays back in the month in which the costs are earned', () => {
    expect(buildCourse([-10, -4, 2, 8])).toEqual({
      crossings: [{ month: 2, to: 'gain' }],
      paysBack: 2,
      end: 'gain',
    });
  });

  it('can do both', () => {
    expect(buildCourse([-10, 2, 5, -1])).toMatchObject({ paysBack: 1, turnsToLoss: 3, end: 'loss' });
  });

  it('does neither where it is a loss from the start', () => {
    expect(buildCourse([-1, -2, -3])).toEqual({ crossings: [], end: 'loss' });
  });

  it('does not take a rounding error for a turn', () => {
    expect(buildCourse([0, 1e-9, -1e-9, 1e-9])).toEqual({ crossings: [], end: 'even' });
  });
});
