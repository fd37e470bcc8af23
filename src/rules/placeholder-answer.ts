import { reviewRule } from './support/define.ts';
import { quoted } from './support/figures.ts';
import { textsOf } from './support/texts.ts';
import { isPhraseOf } from './support/words.ts';

/** Answers of one word that are whole: no charge, no limit. */
const mayBeNone = /^frontline\.(?:leaving\.charge|offers\.[^.]+\.(?:limit|code)|complaints\.ombudsman)$/;

/** Marks of an unfinished text, wherever they stand. Small letters are left to the list of whole answers. */
const marks = /(?<![\p{L}\p{N}])(?:TBD|TBC|TODO|FIXME|XXX+)(?![\p{L}\p{N}])|lorem ipsum|(?<!\p{L})\?{3,}/u;

export const placeholderAnswer = reviewRule({
  name: 'placeholder-answer',
  severity: 'error',
  summary: 'An answer is a placeholder: TBD, a dash, three question marks.',
  why: 'A placeholder looks like an answer to everybody who only counts answers. What is not known yet is better left open, where it is listed under what is missing.',
  bad: `
    reversal:
      steps: TBD
  `,
  good: `
    reversal:
      steps: Set the price back, refund the difference with the next bill.
  `,
  sources: [{ text: 'A design choice of cx-review: an open question is shown as open.' }],
  check(review, { content }) {
    return textsOf(review)
      .filter(({ path, text }) => {
        const isEmpty = !path.endsWith('.unit') && !/[\p{L}\p{N}]/u.test(text);
        if (isEmpty || marks.test(text)) return true;
        return !mayBeNone.test(path) && isPhraseOf(text, 'placeholder', content);
      })
      .map(({ path, text }) => ({
        path,
        message: `${quoted(text)} stands where an answer belongs.`,
        hint: 'Write what is known, or take the line out: the question is then listed as open.',
      }));
  },
});
