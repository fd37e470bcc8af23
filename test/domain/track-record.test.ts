import { describe, expect, it } from 'vitest';
import type { Review } from '../../src/domain/review.ts';
import { scoreForecasts } from '../../src/domain/track-record.ts';

const review = (
  probability: number | undefined,
  followUps: readonly { date: string; happened?: boolean }[],
): Review => ({
  schema: 'cx-review/1',
  forecasts: [{ id: 'few-leave', ...(probability === undefined ? {} : { probability }) }],
  followUps: followUps.map(({ date, ...outcome }) => ({
    id: date,
    date,
    outcomes: [{ id: 'a', forecast: 'few-leave', ...outcome }],
  })),
});

describe('the record of forecasts', () => {
  it('is the mean of the squared distances from what happened', () => {
    const right = review(0.9, [{ date: '2027-01-01', happened: true }]);
    const wrong = review(0.7, [{ date: '2027-01-01', happened: false }]);
    const record = scoreForecasts([right, wrong]);
    expect(record?.forecasts).toBe(2);
    expect(record?.brier).toBeCloseTo((0.01 + 0.49) / 2);
  });

  it('counts the latest look, in whatever order they stand', () => {
    const looks = [
      { date: '2027-06-01', happened: false },
      { date: '2027-01-01', happened: true },
    ];
    expect(scoreForecasts([review(1, looks)])).toEqual({ forecasts: 1, brier: 1 });
  });

  it('is none where nothing was looked at, or nothing was forecast', () => {
    expect(scoreForecasts([])).toBeUndefined();
    expect(scoreForecasts([review(0.5, []), review(0.5, [{ date: '2027-01-01' }])])).toBeUndefined();
    expect(scoreForecasts([review(undefined, [{ date: '2027-01-01', happened: true }])])).toBeUndefined();
  });
});
