import { percent } from '../../lib/percent.ts';
import { quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { segmentName } from '../support/segments.ts';

export const certainForecast = reviewRule({
  name: 'certain-forecast',
  severity: 'error',
  class: 'evidence',
  summary: 'A probability is exactly 0 or 1.',
  why: 'What is certain needs no forecast. A probability of 1 says that no surprise is possible, and a single surprise makes it as wrong as a forecast can be.',
  bad: `
    forecasts:
      - id: churn-below
        probability: 1  # ← certain-forecast
  `,
  good: `
    forecasts:
      - id: churn-below
        probability: 0.95
  `,
  sources: [
    {
      text: 'The Brier score by which forecasts are scored afterwards.',
      url: 'https://scikit-learn.org/1.6/modules/generated/sklearn.metrics.brier_score_loss.html',
    },
  ],
  check(review) {
    const all: (readonly [string, string, number | undefined])[] = [
      ...(review.forecasts ?? []).map(
        (row) =>
          [`forecasts.${row.id}.probability`, quoted(row.statement ?? row.id), row.probability] as const,
      ),
      ...(review.consequences ?? []).map(
        (row) =>
          [
            `consequences.${row.segment}.comesBack.probability`,
            `That "${segmentName(review, row.segment)}" stay or come back`,
            row.comesBack?.probability,
          ] as const,
      ),
    ];
    return all.flatMap(([path, what, probability]) => {
      if (probability !== 0 && probability !== 1) return [];
      return [
        {
          path,
          message: `${what} is forecast as certain, with ${percent(probability)}.`,
          hint: 'Say how sure you are: 0.95 is very sure, and can be scored.',
        },
      ];
    });
  },
});
