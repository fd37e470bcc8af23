import { counted, listed, quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { isAsked, missingAnswers } from '../support/gaps.ts';
import { isExecutive, knownAsNoExecutive } from '../support/owners.ts';

export const escalationDeadEnd = reviewRule({
  name: 'escalation-dead-end',
  severity: 'error',
  class: 'decides',
  gravity: 'frontline',
  questions: ['L1-escalation'],
  summary: 'A step of the escalation names nobody or no time, or the last one is no executive.',
  why: 'A number that nobody answers is the first thing agents throw away. The last step is somebody who may decide anything, because that is where the cases end up that nobody foresaw.',
  bad: `
    frontline:
      escalation:
        - id: desk             # and then? ← escalation-dead-end
  `,
  good: `
    frontline:
      escalation:
        - id: desk
        - id: coo
          who: Jonas Keller
          contact: extension 100
          answerHours: 24
          executive: true
  `,
  sources: [
    {
      text: 'UK complaints: an informal answer by the close of the third business day.',
      url: 'https://handbook.fca.org.uk/handbook/DISP/1/6.html?date=2012-02-14&timeline=True',
    },
  ],
  options: {
    hours: {
      type: 'integer',
      description: 'Hours within which each step answers.',
      default: 72,
      minimum: 1,
      maximum: 720,
    },
  },
  check(review, context) {
    const steps = review.frontline?.escalation;
    const hint = 'Give each step a person or a staffed desk, how to reach it, and the hours until an answer.';
    if (steps === undefined || steps.length === 0) {
      const missing = missingAnswers(review, context, ['L1-escalation'], hint);
      const isDue = isAsked(context, 'L1-escalation');
      if (missing.length > 0 || !isDue) return missing;
      return [{ path: 'frontline.escalation', message: 'There is nobody to call when nothing fits.', hint }];
    }
    const incomplete = steps.flatMap((row) => {
      const path = `frontline.escalation.${row.id}`;
      const name = quoted(row.who ?? row.role ?? row.id);
      const lacks = [
        ...(row.who === undefined ? ['who it is'] : []),
        ...(row.contact === undefined ? ['how to reach it'] : []),
        ...(row.answerHours === undefined ? ['how fast it answers'] : []),
      ];
      if (lacks.length > 0) {
        return [{ path, message: `The step ${name} does not say ${listed(lacks, 'or')}.`, hint }];
      }
      if ((row.answerHours ?? 0) <= context.options.hours) return [];
      return [
        {
          path: `${path}.answerHours`,
          message: `The step ${name} answers within ${counted(row.answerHours ?? 0, 'hour')}; it should be at most ${context.options.hours}.`,
          hint: 'A customer on hold cannot wait for days; name somebody who answers sooner.',
        },
      ];
    });
    const last = steps.at(-1);
    const endsWell =
      last === undefined ||
      (last.executive === true && !knownAsNoExecutive(last.who ?? '', context.config)) ||
      [last.who, last.accountable].some((who) => who !== undefined && isExecutive(who, context.config));
    // At light depth nobody is asked who is an executive; a lone step is judged by the config only.
    const isKnown = last?.executive !== undefined || review.depth !== 'light';
    const deadEnd =
      endsWell || !isKnown
        ? []
        : [
            {
              path: `frontline.escalation.${last.id}`,
              message: `The escalation ends at ${quoted(last.who ?? last.id)}, who is no executive.`,
              hint: 'Add a last step: an executive, who may decide anything.',
            },
          ];
    return [...incomplete, ...deadEnd];
  },
});
