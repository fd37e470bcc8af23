import { reviewRule } from '../engine/define.ts';
import { splitWords } from '../support/words.ts';

export const reasonTooLong = reviewRule({
  name: 'reason-too-long',
  severity: 'warning',
  class: 'form',
  summary: 'The reason is longer than an agent can say in one breath.',
  why: 'A reason that takes a minute sounds like an excuse. Thirty words are about twelve seconds; whoever wants more will ask.',
  bad: `
    frontline:
      reason:
        text: >-  # ← reason-too-long
          The cost of hosting has gone up since 2023, and so has the cost of support, of payment and of
          everything else that we need to run the service for you on every day of the year.
  `,
  good: `
    frontline:
      reason:
        text: Hosting and support cost us 31 % more than in 2023. We carry a third of it, the rise carries the rest.
  `,
  sources: [{ text: 'A threshold of cx-review: no published figure says how long a reason may be.' }],
  options: {
    words: {
      type: 'integer',
      description: 'Words that the reason may have.',
      default: 30,
      minimum: 5,
      maximum: 200,
    },
  },
  check(review, { options }) {
    const count = splitWords(review.frontline?.reason?.text ?? '').length;
    if (count <= options.words) return [];
    return [
      {
        path: 'frontline.reason.text',
        message: `The reason has ${count} words; ${options.words} can be said in one breath.`,
        hint: 'Say the one reason that weighs most, with its figure, and leave the rest for those who ask.',
      },
    ];
  },
});
