import { nameOf } from '../../domain/people.ts';
import type { Fault } from '../../domain/rule.ts';
import { counted, quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { missingAnswers } from '../support/gaps.ts';
import { knownAsNoExecutive } from '../support/owners.ts';

export const silentFeedbackLoop = reviewRule({
  name: 'silent-feedback-loop',
  severity: 'error',
  class: 'evidence',
  questions: ['L1-feedback'],
  summary: 'What agents hear is read too seldom, for too short a time, or by nobody who can change anything.',
  why: 'Agents know on the first evening what is wrong. It helps only if somebody reads it in the same week who can move the date.',
  bad: `
    frontline:
      feedback:
        cadenceDays: 90  # ← silent-feedback-loop
  `,
  good: `
    frontline:
      feedback:
        cadenceDays: 7
        forDays: 42
        reader: Jonas Keller
        log: Channel price-rise in the service tool
  `,
  sources: [
    {
      text: 'Sonos, 2024: staff had seen it coming.',
      url: 'https://macrumors.com/2025/01/13/sonos-ceo-steps-down-after-app-redesign',
    },
    { text: 'No published figure says how often; a week for a month is a default of cx-review.' },
  ],
  options: {
    cadenceDays: {
      type: 'integer',
      description: 'Days between two readings.',
      default: 7,
      minimum: 1,
      maximum: 90,
    },
    forDays: {
      type: 'integer',
      description: 'Days for which it is read.',
      default: 30,
      minimum: 1,
      maximum: 365,
    },
  },
  check(review, context) {
    const { cadenceDays, forDays, reader } = review.frontline?.feedback ?? {};
    const { options, config } = context;
    const faults: Fault[] = [];
    if (cadenceDays !== undefined && cadenceDays > options.cadenceDays) {
      faults.push({
        path: 'frontline.feedback.cadenceDays',
        message: `What agents hear is read every ${counted(cadenceDays, 'day')}; it should be at least every ${counted(options.cadenceDays, 'day')}.`,
        hint: 'Read it every week while customers are calling.',
      });
    }
    if (forDays !== undefined && forDays < options.forDays) {
      faults.push({
        path: 'frontline.feedback.forDays',
        message: `What agents hear is read for ${counted(forDays, 'day')}; at least ${options.forDays} are needed.`,
        hint: 'Go on until the first bills have been paid.',
      });
    }
    if (reader !== undefined && knownAsNoExecutive(reader, config)) {
      faults.push({
        path: 'frontline.feedback.reader',
        message: `${quoted(nameOf(reader, config?.people) ?? reader)} reads what agents hear, and is no executive.`,
        hint: 'Let an executive read it who can move the date or the price; or mark the person as executive in the config.',
      });
    }
    const hint = 'Say where agents write it down, who reads it, how often and for how long.';
    return [...faults, ...missingAnswers(review, context, ['L1-feedback'], hint)];
  },
});
