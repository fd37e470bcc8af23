import { reviewRule } from './support/define.ts';
import { quoted } from './support/figures.ts';
import { figureCount, hasDetail } from './support/words.ts';

/** Situations in which a figure changes. */
const aboutFigures = new Set(['price-rise', 'new-fee', 'returns-cut', 'usage-limit', 'loyalty-devaluation']);

export const vagueChange = reviewRule({
  name: 'vague-change',
  severity: 'error',
  summary: 'The sentence that says what changes holds no figure and names nothing.',
  why: 'This sentence goes on the card, into the notice and into the minutes. "We align our pricing" lets everybody imagine a different change.',
  bad: `
    change:
      what: We adjust our pricing.
  `,
  good: `
    change:
      what: The Pro plan goes from 20 to 25 EUR a month on 1 December 2026.
  `,
  sources: [
    {
      text: 'A form check of cx-review: a figure where figures change, a figure or a name elsewhere. Days are not figures.',
    },
  ],
  check(review) {
    const what = review.change?.what;
    if (what === undefined) return [];
    const wantsFigure = aboutFigures.has(review.situation ?? '');
    if (wantsFigure ? figureCount(what) > 0 : hasDetail(what)) return [];
    return [
      {
        path: 'change.what',
        message: `${quoted(what)} says neither what it is today nor what it will be.`,
        hint: wantsFigure
          ? 'Write the old and the new figure and the day: "from 20 to 25 EUR a month on 1 December".'
          : 'Name what goes away or changes, for whom, and the day.',
      },
    ];
  },
});
