import { quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { figureCount, hasDetail, namesLength } from '../support/words.ts';

/** Situations in which a figure changes. */
const aboutFigures = new Set(['price-rise', 'new-fee', 'returns-cut', 'usage-limit', 'loyalty-devaluation']);

/** "From no limit to a year", "from free to half an hour": two terms without digits, one of them a length or an end. */
const fromTo = /\bfrom\b(.+?)\bto\b(.+)/is;

/** Whether a text says both what it is today and what it will be, one of them without a number. */
function namesBothTerms(text: string): boolean {
  const [, before = '', after = ''] = fromTo.exec(text) ?? [];
  const isTerm = (part: string) => figureCount(part) > 0 || namesLength(part) || withoutFigure.test(part);
  return isTerm(before) && isTerm(after);
}

/** What is a figure without digits. */
const withoutFigure = /\b(?:free|nothing|none|no|never|ever|unlimited|any|always|life|lifetime)\b/i;

export const vagueChange = reviewRule({
  name: 'vague-change',
  severity: 'error',
  class: 'evidence',
  summary: 'What changes is said without a figure and without a name.',
  why: 'This sentence goes on the card, into the notice and into the minutes. "We align our pricing" lets everybody imagine a different change.',
  bad: `
    change:
      what: We adjust our pricing.  # ← vague-change
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
    const wantsFigure = aboutFigures.has(review.situation ?? '');
    const figures = (wantsFigure ? (review.consequences ?? []) : []).flatMap((row) =>
      (['oldFigure', 'newFigure'] as const).flatMap((key) => {
        const figure = row[key];
        if (figure === undefined || figureCount(figure) > 0 || namesLength(figure)) return [];
        if (withoutFigure.test(figure)) return [];
        return [
          {
            path: `consequences.${row.segment}.${key}`,
            message: `${quoted(figure)} is to be a figure and holds none.`,
            hint: 'Write it as this group reads it on the bill: "20 EUR a month", or "free".',
          },
        ];
      }),
    );
    const what = review.change?.what;
    if (what === undefined || (wantsFigure ? figureCount(what) > 0 || namesBothTerms(what) : hasDetail(what)))
      return figures;
    return [
      ...figures,
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
