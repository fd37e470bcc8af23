import { addDays } from '../../lib/dates.ts';
import { reviewRule } from '../engine/define.ts';
import { firstNotices } from '../support/duties.ts';
import { missingAnswers } from '../support/gaps.ts';

export const frontlineLeftAlone = reviewRule({
  name: 'frontline-left-alone',
  severity: 'error',
  class: 'decides',
  gravity: 'frontline',
  questions: ['L1-wellbeing'],
  summary:
    'Agents have no debrief, no right to end an abusive call or nobody to turn to, or their time targets go on through the rush.',
  why: 'Agents name angry and abusive callers as their main burden. Whoever is measured by the minute cannot listen, and whoever cannot listen makes the next caller angry.',
  bad: `
    frontline:
      wellbeing:
        targetsPausedFrom: 2026-10-01
        targetsPausedUntil: 2026-10-06     # five days after the notice ← frontline-left-alone
  `,
  good: `
    frontline:
      wellbeing:
        targetsPausedFrom: 2026-10-01
        targetsPausedUntil: 2026-12-31
  `,
  sources: [
    {
      text: 'What agents name as their main burden.',
      url: 'https://www.cxtoday.com/wfo/managing-contact-centre-stress-and-preventing-agent-burnout/',
    },
  ],
  options: {
    days: {
      type: 'integer',
      description: 'Calendar days after the first notice for which time targets are paused.',
      default: 14,
      minimum: 0,
      maximum: 365,
    },
  },
  check(review, context) {
    const { targetsPausedFrom: from, targetsPausedUntil: until } = review.frontline?.wellbeing ?? {};
    const told = firstNotices(review)
      .map(({ date }) => date)
      .sort()[0];
    const late =
      told !== undefined && from !== undefined && from > told
        ? [
            {
              path: 'frontline.wellbeing.targetsPausedFrom',
              message: `Time targets are paused from ${from}; customers are told on ${told}.`,
              hint: `Pause them from ${told}, when the first calls come.`,
            },
          ]
        : [];
    const enough = told === undefined ? undefined : addDays(told, context.options.days);
    const short =
      enough !== undefined && until !== undefined && until < enough
        ? [
            {
              path: 'frontline.wellbeing.targetsPausedUntil',
              message: `Time targets hold again from ${until}; the rush lasts until ${enough} at least.`,
              hint: `Pause them until ${enough}.`,
            },
          ]
        : [];
    return [
      ...late,
      ...short,
      ...missingAnswers(
        review,
        context,
        ['L1-wellbeing'],
        'Say when and with whom they talk it over, when they may end a call, whom they can turn to, and how long time targets are paused.',
      ),
    ];
  },
});
