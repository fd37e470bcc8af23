import { counted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';

export const exitHarderThanEntry = reviewRule({
  name: 'exit-harder-than-entry',
  severity: 'error',
  class: 'decides',
  gravity: 'harm',
  summary: 'Leaving takes more steps than joining did.',
  why: 'Whoever is kept by a long way out is no customer any more, and tells others about it. One step that only asks whether they mean it is fair. Regulators count the steps: the US trade commission took Adobe to court over its way out.',
  bad: `
    fairness:
      stepsToJoin: 4
      stepsToLeave: 9  # ← exit-harder-than-entry
  `,
  good: `
    fairness:
      stepsToJoin: 4
      stepsToLeave: 3
  `,
  sources: [
    {
      text: 'Action against Adobe, June 2024 (alleged).',
      url: 'https://jdsupra.com/legalnews/ftc-alleges-adobe-and-executives-5064202',
    },
  ],
  check(review) {
    const { stepsToJoin, stepsToLeave, leaveConfirms } = review.fairness ?? {};
    if (stepsToJoin === undefined || stepsToLeave === undefined) return [];
    // To be asked once whether one means it keeps nobody who wants to go.
    const more = stepsToLeave - (leaveConfirms === true ? 1 : 0) - stepsToJoin;
    if (more <= 0) return [];
    const maybeConfirms = more === 1 && leaveConfirms === undefined;
    return [
      {
        ...(maybeConfirms ? { atMost: 'warning' as const } : {}),
        path: 'fairness.stepsToLeave',
        message: `Leaving takes ${counted(stepsToLeave, 'step')}, joining took ${stepsToJoin}.`,
        hint: `Take out steps until leaving is as short as joining, in the same channel.${maybeConfirms ? ' If one of them only asks whether they mean it, say so.' : ''}`,
      },
    ];
  },
});
