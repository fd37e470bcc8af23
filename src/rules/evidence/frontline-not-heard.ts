import { counted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { missingAnswers } from '../support/gaps.ts';

export const frontlineNotHeard = reviewRule({
  name: 'frontline-not-heard',
  severity: 'error',
  class: 'evidence',
  questions: ['E4'],
  summary: 'No agent was asked before the decision, or nobody wrote down what they said.',
  why: 'Agents know which sentence will make customers angry, weeks before customers do. At Sonos, staff urged to wait; they were not heard. "Asked 4, none objects" is a full answer, and nobody has to be named.',
  bad: `
    evidence:
      frontline:
        asked: 0  # ← frontline-not-heard
        said: Nobody has had the time yet to ask the 30 agents.
  `,
  good: `
    evidence:
      frontline:
        asked: 4
        date: 2026-08-24
        said: Asked 4, none objects.
  `,
  sources: [
    {
      text: 'Sonos, 2024: staff had urged to put the new app off.',
      url: 'https://macrumors.com/2025/01/13/sonos-ceo-steps-down-after-app-redesign',
    },
  ],
  options: {
    agents: {
      type: 'integer',
      description: 'Agents who have to be asked at least.',
      default: 1,
      minimum: 1,
      maximum: 1000,
    },
  },
  check(review, context) {
    const { asked, date } = review.evidence?.frontline ?? {};
    const decided = review.verdict?.date;
    const hint = 'Show the draft card to a few agents, and write down how many, when, and what they said.';
    const tooFew =
      asked !== undefined && asked < context.options.agents
        ? [
            {
              path: 'evidence.frontline.asked',
              message: `${asked === 0 ? 'No agent was' : `${counted(asked, 'agent was', 'agents were')}`} asked; at least ${counted(context.options.agents, 'is', 'are')} needed.`,
              hint,
            },
          ]
        : [];
    const tooLate =
      date !== undefined && decided !== undefined && date > decided
        ? [
            {
              path: 'evidence.frontline.date',
              message: `Agents were asked on ${date}, after the verdict of ${decided}.`,
              hint: 'Ask before you decide, or decide again with what they said.',
            },
          ]
        : [];
    // With nobody asked, there is no day and nothing said to ask for.
    const rest = asked === 0 ? [] : missingAnswers(review, context, ['E4'], hint);
    return [...tooFew, ...tooLate, ...rest];
  },
});
