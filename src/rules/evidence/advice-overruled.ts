import type { Review } from '../../domain/review.ts';
import type { Fault } from '../../domain/rule.ts';
import { counted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { isOverridden, mayGoAhead } from '../support/economics.ts';
import { isBlank } from '../support/gaps.ts';
import { saysNothing, splitWords } from '../support/words.ts';

/** Words that begin an answer by which nothing was changed. */
const nothingChanged = /^\s*(?:nothing|none|no change|not a thing)\b/i;

function judgeCustomers({ evidence }: Review): Fault[] {
  const { customersInvolved, customersWanted, customersChanged } = evidence ?? {};
  // That nobody was asked is said by another rule.
  if (customersInvolved === 0) return [];
  const who =
    customersInvolved === undefined ? 'customers who were asked' : counted(customersInvolved, 'customer');
  if (customersWanted === 'against') {
    return [
      {
        path: 'evidence.customersWanted',
        message: `Most of the ${who} are against it as it stands, and it goes ahead.`,
        hint: 'Change what they are against and ask them again, or let the executive who signs say why not, as an override of the verdict.',
      },
    ];
  }
  if (customersWanted === 'changed' && nothingChanged.test(customersChanged ?? '')) {
    return [
      {
        path: 'evidence.customersChanged',
        message: `Most of the ${who} were against it, it was changed for them, it says, and the words name nothing that was.`,
        hint: 'Write what is different now, or say that they are against it as it stands.',
      },
    ];
  }
  return [];
}

function judgeAgents({ evidence }: Review, words: number): Fault[] {
  const { asked, advice, answer, answeredBy } = evidence?.frontline ?? {};
  if (advice !== 'do-not') return [];
  const isReason = !saysNothing(answer) && splitWords(answer ?? '').length >= words;
  if (isReason && !isBlank(answeredBy)) return [];
  const who = asked === undefined ? 'agents who were asked' : counted(asked, 'agent');
  return [
    {
      path: isReason ? 'evidence.frontline.answeredBy' : 'evidence.frontline.answer',
      message: `Most of the ${who} say: do not do it. It goes ahead, and ${isReason ? 'nobody tells them so by name' : 'nobody tells them why'}.`,
      hint: 'One person who decides gives them an answer: what was done about it, or why it goes ahead all the same.',
      gravity: 'frontline',
    },
  ];
}

export const adviceOverruled = reviewRule({
  name: 'advice-overruled',
  severity: 'error',
  class: 'decides',
  gravity: 'distance',
  summary:
    'Most customers who were asked are against it as it stands, or most agents say not to do it, and it goes ahead without an answer.',
  why: 'Asking and then doing it all the same is worse than not asking: those who were asked know that they were right. At Sonos, staff urged to wait; the app went out on the day that was planned. Going ahead is possible, and then somebody with a name says why.',
  bad: `
    evidence:
      customersWanted: against  # ← advice-overruled
      frontline:
        advice: do-not
        answer:  # ← advice-overruled
  `,
  good: `
    evidence:
      customersWanted: changed
      customersChanged: Seven of 8 were against November; it now starts on 1 December 2026.
      frontline:
        advice: do-not
        answer: We need it for the 6 posts in support; whoever is shouted at may hang up from 1 October 2026.
        answeredBy: Jonas Keller, COO
  `,
  sources: [
    {
      text: 'Sonos, 2024: staff had urged to put the new app off.',
      url: 'https://macrumors.com/2025/01/13/sonos-ceo-steps-down-after-app-redesign',
    },
  ],
  options: {
    words: {
      type: 'integer',
      description: 'Words that the answer to agents needs.',
      default: 5,
      minimum: 1,
      maximum: 100,
    },
  },
  check(review, { config, options }) {
    if (!mayGoAhead(review) || isOverridden(review, config)) return [];
    return [...judgeCustomers(review), ...judgeAgents(review, options.words)];
  },
});
