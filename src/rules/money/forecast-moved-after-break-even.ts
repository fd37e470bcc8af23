import { fieldLabel } from '../../domain/question-index.ts';
import { quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { isBlank } from '../support/gaps.ts';

export const forecastMovedAfterBreakEven = reviewRule({
  name: 'forecast-moved-after-break-even',
  severity: 'info',
  class: 'evidence',
  summary: 'A forecast was changed after the break-even had been shown.',
  why: 'Whoever has seen the figure that must not be passed tends to expect a little less than that. There may be a good reason to change a forecast, so this is no fault; it stays visible for those who approve.',
  bad: `
    economics:
      breakEvenShown: 2026-08-28
      revisions:
        - id: loss  # ← forecast-moved-after-break-even
          path: economics.lossAtAnnouncement
          from: 5 to 35 %
          to: 2 to 9 %
          date: 2026-08-29
          reason: The pilot of 300 accounts lost 4 %.
  `,
  good: `
    economics:
      breakEvenShown: 2026-08-28
      revisions: []
  `,
  sources: [{ text: 'A design choice of cx-review: the forecast is taken before the break-even is shown.' }],
  check(review, { content }) {
    const { breakEvenShown, revisions } = review.economics ?? {};
    if (breakEvenShown === undefined) return [];
    return (revisions ?? [])
      .filter((row) => row.date === undefined || row.date >= breakEvenShown)
      .map((row) => ({
        path: `economics.revisions.${row.id}`,
        message: `The forecast${row.path === undefined ? '' : ` "${fieldLabel(row.path, content)}"`} went from ${quoted(row.from ?? '')} to ${quoted(row.to ?? '')} after the break-even was shown${isBlank(row.reason) ? ', and nobody says why' : ''}.`,
        hint: 'Nothing to correct; give as the reason what was learned in between.',
      }));
  },
});
