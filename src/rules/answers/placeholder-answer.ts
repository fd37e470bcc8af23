import { quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { findPlaceholder } from '../support/placeholders.ts';
import { listTexts } from '../support/texts.ts';

export const placeholderAnswer = reviewRule({
  name: 'placeholder-answer',
  severity: 'error',
  class: 'gap',
  summary: 'An answer is a placeholder: TBD, a dash, three question marks.',
  why: 'A placeholder looks like an answer to everybody who only counts answers. What is not known yet is better left open, where it is listed under what is missing.',
  bad: `
    reversal:
      steps: TBD  # ← placeholder-answer
  `,
  good: `
    reversal:
      steps: Set the price back on day 1, refund the difference with the next bill.
  `,
  sources: [{ text: 'A design choice of cx-review: an open question is shown as open.' }],
  check(review, { content }) {
    return listTexts(review).flatMap(({ path, text }) => {
      const found = findPlaceholder(path, text, content);
      if (found === undefined) return [];
      return [
        {
          path,
          message: `${quoted(found)}${found === text ? '' : ` in ${quoted(text)}`} stands where an answer belongs.`,
          hint: 'Write what is known, or take the line out: the question is then listed as open.',
        },
      ];
    });
  },
});
