import { percent } from '../../lib/percent.ts';
import { quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { listAnswers } from '../support/answers.ts';
import { restatedShare } from '../support/restated.ts';

export const restatedQuestion = reviewRule({
  name: 'restated-question',
  severity: 'error',
  class: 'gap',
  summary: 'An answer says the question again and adds nothing.',
  why: 'A question turned into a statement fills the page and decides nothing. It happens when an answer has to be given and nobody has it.',
  bad: `
    answers:
      price-rise-last-rise: When these customers last had to pay more  # ← restated-question
  `,
  good: `
    answers:
      price-rise-last-rise: On 1 March 2023, from 18 to 20 EUR.
  `,
  sources: [
    { text: 'A form check of cx-review: the words of the answer are compared with those of the question.' },
  ],
  options: {
    share: {
      type: 'number',
      description: 'Share of the telling words of an answer that may come from the question.',
      default: 0.8,
      minimum: 0.5,
      maximum: 1,
    },
    words: {
      type: 'integer',
      description: 'Telling words that an answer needs before it is compared.',
      default: 3,
      minimum: 1,
      maximum: 50,
    },
  },
  check(review, { agenda, options }) {
    return listAnswers(review, agenda).flatMap(({ path, text, item }) => {
      const share = restatedShare(text, item.question.ask, options.words);
      if (share < options.share) return [];
      return [
        {
          path,
          message: `${quoted(text)} repeats the question; ${percent(share)} of its telling words come from there.`,
          hint: 'Say what the question asks for: a figure, a date, a name, or that nobody knows yet.',
        },
      ];
    });
  },
});
