import { reviewRule } from '../engine/define.ts';

export const avoidableLossUnsaid = reviewRule({
  name: 'avoidable-loss-unsaid',
  severity: 'error',
  class: 'decides',
  gravity: 'deceit',
  summary: 'Some customers could avoid the loss by acting, and nobody tells them.',
  why: 'A saving that rests on people not noticing is paid back when they do, with interest in trust. Doing it for them is best, telling them is good.',
  bad: `
    communication:
      avoidable: silent  # ← avoidable-loss-unsaid
  `,
  good: `
    communication:
      avoidable: told
  `,
  sources: [{ text: 'A form check of cx-review.' }],
  check(review) {
    if (review.communication?.avoidable !== 'silent') return [];
    return [
      {
        path: 'communication.avoidable',
        message: 'Customers who could avoid the loss are not told how.',
        hint: 'Tell them in the notice, or do it for them and let them say no.',
      },
    ];
  },
});
