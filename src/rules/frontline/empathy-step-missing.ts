import { listed } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { isBlank, missingAnswers } from '../support/gaps.ts';
import { listSegments, segmentName } from '../support/segments.ts';

const steps = {
  listen: 'listen',
  apologise: 'say sorry',
  solve: 'say what can be done',
  thank: 'say thank you',
} as const;

export const empathyStepMissing = reviewRule({
  name: 'empathy-step-missing',
  severity: 'warning',
  class: 'form',
  questions: ['L1-acknowledgement'],
  summary: 'The first words of an agent leave out one of four steps: listen, say sorry, solve, thank.',
  why: 'Customers want to be acknowledged besides being refunded. An agent who may start with "I am sorry that" has a different call than one who starts with the terms.',
  bad: `
    frontline:
      acknowledgements:
        - segment: loyal
          apologise:  # ← empathy-step-missing
        - segment: regular
        - segment: charities
  `,
  good: `
    frontline:
      acknowledgements:
        - segment: loyal
          apologise: I am sorry that the price you relied on goes up.
        - segment: regular
        - segment: charities
  `,
  sources: [
    {
      text: 'Listen, apologise, solve, thank: a model of service recovery.',
      url: 'http://attractionpros.com/last-the-proven-service-recovery-model/',
    },
    {
      text: 'What customers want besides money: an apology, and to be acknowledged.',
      url: 'https://beckershospitalreview.com/patient-experience/more-customers-ready-to-rebuke-companies-that-miss-expectations.html',
    },
  ],
  check(review, context) {
    const rows = review.frontline?.acknowledgements;
    const hint = 'Write the words as an agent would say them aloud, in 20 seconds for all four steps.';
    if (rows === undefined) return missingAnswers(review, context, ['L1-acknowledgement'], hint);
    const isAsked = (segment: string) =>
      context.agenda.some((item) => item.question.id === 'L1-acknowledgement' && item.row?.id === segment);
    const without = listSegments(review)
      .filter(({ id }) => isAsked(id) && !rows.some((row) => row.segment === id))
      .map(({ id }) => ({
        path: `frontline.acknowledgements.${id}`,
        message: `Agents have no first words for "${segmentName(review, id)}".`,
        hint,
      }));
    const incomplete = rows.flatMap((row) => {
      const keys = Object.keys(steps) as (keyof typeof steps)[];
      const left = keys.filter((key) => isBlank(row[key]));
      const [first] = left;
      if (first === undefined) return [];
      return [
        {
          path: `frontline.acknowledgements.${row.segment}.${first}`,
          message: `For "${segmentName(review, row.segment)}", agents do not ${listed(
            left.map((key) => steps[key]),
            'or',
          )}.`,
          hint,
        },
      ];
    });
    return [...without, ...incomplete];
  },
});
