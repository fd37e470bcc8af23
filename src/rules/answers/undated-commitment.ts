import { quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { commitmentDays, isCommitmentText, missingDays } from '../support/commitments.ts';
import { listTexts } from '../support/texts.ts';
import { hasDetail, phrasesIn } from '../support/words.ts';

export const undatedCommitment = reviewRule({
  name: 'undated-commitment',
  severity: 'error',
  class: 'gap',
  answers: commitmentDays,
  summary: 'Something is promised without a day by which it will be done.',
  why: 'A promise without a day can be neither kept nor broken. Customers and agents hear "soon" as "not now".',
  bad: `
    verdict:
      conditions:
        - id: test-bills
          condition: Two test bills per group are right.
          by:                # no day ← undated-commitment
  `,
  good: `
    verdict:
      conditions:
        - id: test-bills
          condition: Two test bills per group are right.
          by: 2026-11-20
  `,
  sources: [{ text: 'A form check of cx-review: conditions, forecasts and remedies carry a day.' }],
  check(review, { content }) {
    const rows = missingDays(review).map(({ path, what }) => ({
      path,
      message: `No day is given for ${quoted(what.replace(/\.$/, ''))}.`,
      hint: 'Write the day by which it is done, or can be judged.',
    }));
    const texts = listTexts(review).flatMap(({ path, text }) => {
      if (!isCommitmentText(path) || hasDetail(text)) return [];
      const [vague] = phrasesIn(text, 'hedges', content);
      if (vague === undefined) return [];
      return [
        {
          path,
          message: `${quoted(text)} promises something "${vague.phrase}" and names no day.`,
          hint: 'Say by which day, or within how many days of what.',
        },
      ];
    });
    return [...rows, ...texts];
  },
});
