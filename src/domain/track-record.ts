import type { Review } from './review.ts';

/** How earlier forecasts came out. */
export interface TrackRecord {
  /** Forecasts that have been scored. */
  readonly forecasts: number;
  /**
   * Mean Brier score, from 0 to 1: 0 is always right, 0.25 a coin. Brier, "Verification of forecasts expressed in
   * terms of probability", Monthly Weather Review 78 (1950).
   */
  readonly brier: number;
}

/** What happened to each forecast of a review; where it was looked at more than once, the latest look counts. */
function listOutcomes({ followUps = [] }: Review): ReadonlyMap<string, boolean> {
  const inOrder = [...followUps].sort(({ date: a = '' }, { date: b = '' }) => (a < b ? -1 : a > b ? 1 : 0));
  return new Map(
    inOrder.flatMap(({ outcomes = [] }) =>
      outcomes.flatMap(({ forecast, happened }) =>
        forecast === undefined || happened === undefined ? [] : [[forecast, happened] as const],
      ),
    ),
  );
}

/** Scores the forecasts of which somebody has written down what happened; undefined where there are none. */
export function scoreForecasts(reviews: Iterable<Review>): TrackRecord | undefined {
  const scores: number[] = [];
  for (const review of reviews) {
    const outcomes = listOutcomes(review);
    for (const { id, probability } of review.forecasts ?? []) {
      const happened = outcomes.get(id);
      if (probability === undefined || happened === undefined) continue;
      scores.push((probability - (happened ? 1 : 0)) ** 2);
    }
  }
  if (scores.length === 0) return undefined;
  return { forecasts: scores.length, brier: scores.reduce((sum, one) => sum + one, 0) / scores.length };
}
