import type { Fault } from '../../domain/rule.ts';
import { percent } from '../../lib/percent.ts';
import { quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';

/** All agents or one team of them. */
interface Team {
  readonly path: string;
  /** Where the share stands. */
  readonly key: string;
  /** How the message begins. */
  readonly who: string;
  readonly share?: number | undefined;
  readonly people?: number | undefined;
  readonly restBy?: string | undefined;
}

function findUntrained({ path, key, who, share, people, restBy }: Team, least: number): Fault[] {
  if (share === undefined || share >= least) return [];
  // Where one person is a larger part than may be missing, one may be on leave, if it is said when they are trained.
  const isOne = people !== undefined && people * (1 - least) < 1 && Math.round(people * (1 - share)) <= 1;
  if (isOne && restBy !== undefined) return [];
  return [
    {
      path: `${path}.${key}`,
      message: `${who}, ${percent(share)} are trained before customers are told; at least ${percent(least)} should be${isOne ? ', or all but one with a day for that one' : ''}.`,
      hint: isOne
        ? 'Give the day by which the last one is trained, and keep them off these calls until then.'
        : 'Train the others first, keep them off these calls, or tell customers later.',
    },
  ];
}

export const undertrainedFrontline = reviewRule({
  name: 'undertrained-frontline',
  severity: 'error',
  class: 'decides',
  gravity: 'frontline',
  summary:
    'Fewer than 95 % of agents are trained before customers are told, or they are trained for no time at all.',
  why: 'One untrained agent in ten is one wrong answer in ten, and wrong answers are the ones that are quoted. In a team of fewer than twenty one may be on leave: then all but one, and a day for that one.',
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
    const teams: readonly Team[] = [
      { ...training, path: 'frontline.training', key: 'share', who: 'Of all agents' },
      ...(briefing ?? []).map((row) => ({
        path: `frontline.briefing.${row.id}`,
        key: 'trainedShare',
        who: `Of ${quoted(row.team ?? row.id)}`,
        share: row.trainedShare,
        people: row.people,
        restBy: row.restBy,
      })),
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
    return [...noTime, ...teams.flatMap((team) => findUntrained(team, options.share))];
  },
});
