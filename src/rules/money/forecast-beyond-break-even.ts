import { netValueAt } from '../../economics/evaluate.ts';
import { percent } from '../../lib/percent.ts';
import { reviewRule } from '../engine/define.ts';
import { buildAssessment, isOverridden, mayGoAhead, overrideHint } from '../support/economics.ts';

export const forecastBeyondBreakEven = reviewRule({
  name: 'forecast-beyond-break-even',
  severity: 'error',
  class: 'decides',
  gravity: 'loss',
  summary: 'More customers are expected to leave than the gain can bear.',
  why: 'When the share who leave reaches the break-even, the whole gain is used up, and the anger comes on top. A go against this figure is the executive’s to take, in writing.',
  bad: `
    depth: standard
    screening:
      lowered: { reason: The same rise was reviewed in full in March 2026., approver: mara }
    economics:
      discountRate:            # not asked at this depth
      lossAtAnnouncement: { low: 0.2, likely: 0.3, high: 0.4 }    # break-even: 26.8 % ← forecast-beyond-break-even
    verdict:
      decision: go
  `,
  good: `
    depth: standard
    screening:
      lowered: { reason: The same rise was reviewed in full in March 2026., approver: mara }
    economics:
      discountRate:
      lossAtAnnouncement: { low: 0.2, likely: 0.3, high: 0.4 }
    verdict:
      decision: go
      override:
        by: jonas
        reason: We leave this market in 2028 and need the cash until then.
  `,
  sources: [
    {
      text: 'Break-even change in sales after a price change.',
      url: 'https://www.rgmacademy.app/preview/pricing/2-break-even',
    },
  ],
  check(review, { config }) {
    const assessment = buildAssessment(review);
    const { breakEven, netValue } = assessment;
    if (!breakEven.known || !mayGoAhead(review) || isOverridden(review, config)) return [];
    const { share, forecast, likelyBeyond, byContribution } = breakEven.value;
    // Without a gain there is nothing to use up; the loss itself is reported by medium-term-loss.
    if (share <= 0 || forecast === undefined || likelyBeyond !== true) return [];
    // What new customers bring may carry a change that those who are here do not; what all of it comes to decides.
    if (netValue.known && (netValueAt(assessment, assessment.decisionMonths) ?? 0) >= 0) return [];
    return [
      {
        path: 'economics.lossAtAnnouncement',
        // By heads, the loss of a few who bring much would look small.
        message: `The gain is used up if ${percent(share)}${byContribution ? ' of what all customers bring goes with those who' : ''} leave; you expect ${percent(forecast.low)} to ${percent(forecast.high)}, most likely ${percent(forecast.likely)}.`,
        hint: overrideHint,
        ...(netValue.known ? { cause: 'worth after 36 months' } : {}),
      },
    ];
  },
});
