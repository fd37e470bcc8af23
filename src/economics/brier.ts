/** A forecast and what came of it. */
export interface ScoredForecast {
  /** Probability that was given, 0 to 1. */
  readonly probability: number;
  /** Whether it happened. */
  readonly happened: boolean;
}

/**
 * Mean squared distance between forecast and outcome: 0 is certain and right every time, 1 is
 * certain and wrong every time, 0.25 is saying one half to everything. NaN for no forecasts.
 *
 * Source: https://scikit-learn.org/1.6/modules/generated/sklearn.metrics.brier_score_loss.html
 */
export function brierScore(forecasts: readonly ScoredForecast[]): number {
  let sum = 0;
  for (const { probability, happened } of forecasts) {
    const miss = probability - (happened ? 1 : 0);
    sum += miss * miss;
  }
  return sum / forecasts.length;
}
