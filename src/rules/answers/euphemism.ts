import { quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { anybodyLoses } from '../support/segments.ts';
import { figureCount, phrasesIn } from '../support/words.ts';

export const euphemism = reviewRule({
  name: 'euphemism',
  severity: 'warning',
  class: 'form',
  summary:
    'A word such as "align" or "enhance" stands where customers lose something, without the old and the new figure.',
  why: 'Whoever loses 60 EUR a year and reads "enhanced" feels taken for a fool. The same word beside the two figures hides nothing and is left alone.',
  bad: `
    frontline:
      reason:
        text: We are aligning our prices with the market.  # ← euphemism
  `,
  good: `
    frontline:
      reason:
        text: We are aligning our prices with our costs, from 20 to 25 EUR.
  `,
  sources: [
    { text: 'The words are a list of cx-review in templates/phrases; an organisation may add its own.' },
  ],
  check(review, { content }) {
    if (!anybodyLoses(review)) return [];
    const { change, frontline } = review;
    const texts = [
      ['title', review.title],
      ['change.what', change?.what],
      ['change.reason', change?.reason],
      ['frontline.reason.text', frontline?.reason?.text],
      ...(frontline?.hardQuestions ?? []).map(
        (row) => [`frontline.hardQuestions.${row.id}.answer`, row.answer] as const,
      ),
    ] as const;
    return texts.flatMap(([path, text]) => {
      if (text === undefined || figureCount(text) >= 2) return [];
      const [found] = phrasesIn(text, 'euphemism', content);
      if (found === undefined) return [];
      return [
        {
          path,
          message: `"${found.phrase}" in ${quoted(text)} hides what customers lose.`,
          hint: `Say it as it is${found.instead === undefined ? '' : `: ${found.instead}`}, or put the old and the new figure beside it.`,
        },
      ];
    });
  },
});
