import { reviewRule } from '../engine/define.ts';
import { isOverridden } from '../support/economics.ts';

export const lipService = reviewRule({
  name: 'lip-service',
  severity: 'error',
  class: 'decides',
  gravity: 'distance',
  summary:
    'It goes ahead, and its own answer is that the plan does not show what the company says of itself.',
  why: 'A company that puts customers first on its wall and not into its plan is found out by those who have to read the plan aloud. The honest answer is worth more than a better sounding one, and it is a reason to do more or to say less.',
  bad: `
    leadership:
      level: lip-service  # ← lip-service
      levelEvidence: The plan was written before the 2 groups were counted.
  `,
  good: `
    leadership:
      level: centric
      levelEvidence: The loss was put into figures for 2 groups, and 420 customers are moved before they ask.
  `,
  sources: [
    { text: 'Three levels of customer orientation: centric, obsessed, devoted; below them there are words.' },
  ],
  check(review, { config }) {
    const { leadership, verdict } = review;
    if (leadership?.level !== 'lip-service' || verdict?.decision !== 'go') return [];
    if (isOverridden(review, config)) return [];
    return [
      {
        path: 'leadership.level',
        message:
          'The verdict is go, and how far the plan goes are words: it is said of the company and not seen in the plan.',
        hint: 'Do one thing for customers before they have to ask for it, and write down for how many; or take the claim off the wall and decide anew.',
      },
    ];
  },
});
