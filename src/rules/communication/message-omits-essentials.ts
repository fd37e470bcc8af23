import { listed } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';

const parts = {
  statesChange: 'what changes',
  statesReason: 'why',
  statesOwnFigure: "the reader's own figure",
  statesOptions: 'what can be chosen',
  statesExit: 'how to leave',
} as const;

export const messageOmitsEssentials = reviewRule({
  name: 'message-omits-essentials',
  severity: 'error',
  class: 'decides',
  gravity: 'deceit',
  summary: 'The message leaves out the change, the reason, the own figure, the choices or the way out.',
  why: 'What the notice leaves out comes as a call. Docker told free teams to pay or lose their data, left out what happens to it, and apologised two days later.',
  bad: `
    communication:
      message:
        statesExit: false  # ← message-omits-essentials
  `,
  good: `
    communication:
      message:
        statesExit: true
  `,
  sources: [
    {
      text: 'Docker, March 2023.',
      url: 'https://www.techtarget.com/searchsoftwarequality/news/365532589/Docker-Free-Team-concerns-linger-after-mea-culpa',
    },
  ],
  check(review) {
    const message = review.communication?.message;
    if (message === undefined) return [];
    const keys = Object.keys(parts) as (keyof typeof parts)[];
    const left = keys.filter((key) => message[key] === false);
    const [first] = left;
    if (first === undefined) return [];
    return [
      {
        path: `communication.message.${first}`,
        message: `The message does not say ${listed(
          left.map((key) => parts[key]),
          'or',
        )}.`,
        hint: 'Add it: one sentence each, with the figure of the very reader.',
      },
    ];
  },
});
