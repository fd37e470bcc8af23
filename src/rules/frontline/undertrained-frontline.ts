import { percent } from '../../lib/percent.ts';
import { quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';

export const undertrainedFrontline = reviewRule({
  name: 'undertrained-frontline',
  severity: 'error',
  class: 'decides',
  gravity: 'frontline',
  summary:
    'Fewer than 95 % of agents are trained before customers are told, or they are trained for no time at all.',
  why: 'One untrained agent in ten is one wrong answer in ten, and wrong answers are the ones that are quoted.',
  bad: `
    frontline:
      training:
        share: 0.6  # ← undertrained-frontline
  `,
  good: `
    frontline:
      training:
        share: 0.97
  `,
  sources: [{ text: 'No published figure says how many are enough; 95 % are a default of cx-review.' }],
  options: {
    share: {
      type: 'number',
      description: 'Share of agents who have to be trained before the first notice.',
      default: 0.95,
      minimum: 0,
      maximum: 1,
    },
  },
  check(review, { options }) {
    const { training, briefing } = review.frontline ?? {};
    const shares: (readonly [string, string, number | undefined])[] = [
      ['frontline.training.share', 'Of all agents', training?.share],
      ...(briefing ?? []).map(
        (row) =>
          [
            `frontline.briefing.${row.id}.trainedShare`,
            `Of ${quoted(row.team ?? row.id)}`,
            row.trainedShare,
          ] as const,
      ),
    ];
    const noTime =
      training?.hours === 0
        ? [
            {
              path: 'frontline.training.hours',
              message: 'The training takes 0 hours.',
              hint: 'Say how many hours each agent trains; half an hour with the card counts.',
            },
          ]
        : [];
    const untrained = shares.flatMap(([path, who, share]) => {
      if (share === undefined || share >= options.share) return [];
      return [
        {
          path,
          message: `${who}, ${percent(share)} are trained before customers are told; at least ${percent(options.share)} should be.`,
          hint: 'Train the others first, keep them off these calls, or tell customers later.',
        },
      ];
    });
    return [...noTime, ...untrained];
  },
});
