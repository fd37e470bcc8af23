import type { TripWire } from '../../domain/review.ts';
import type { Fault } from '../../domain/rule.ts';
import { grouped, listed, quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { isAsked, missingAnswers } from '../support/gaps.ts';
import { figureCount, namesDate } from '../support/words.ts';

const parts = ['metric', 'baseline', 'threshold', 'unit', 'date', 'owner', 'action'] as const;
const partsInWords = {
  metric: 'what is watched',
  baseline: "today's value",
  threshold: 'the value at which you stop',
  unit: 'the unit',
  date: 'the day on which it is read',
  owner: 'who decides',
  action: 'what is done then',
} as const satisfies Record<(typeof parts)[number], string>;

const span = /\b(?:day|days|week|weeks|month|months|quarter)\b/i;

function listFaults(wire: TripWire, effective: string | undefined): Fault[] {
  const path = `reversal.tripWires.${wire.id}`;
  const name = quoted(wire.metric ?? wire.id);
  const lacks = parts.filter((part) => wire[part] === undefined);
  const { baseline, threshold, direction = 'above', date } = wire;
  const isCrossed =
    baseline !== undefined &&
    threshold !== undefined &&
    (direction === 'above' ? baseline >= threshold : baseline <= threshold);
  return [
    ...(lacks.length === 0
      ? []
      : [
          {
            path,
            message: `The trip-wire ${name} does not say ${listed(
              lacks.map((part) => partsInWords[part]),
              'or',
            )}.`,
            hint: 'A trip-wire has a metric, its value today, a threshold, a day, one person who decides and what is done.',
          },
        ]),
    ...(isCrossed
      ? [
          {
            path: `${path}.threshold`,
            message: `The trip-wire ${name} is crossed already: ${grouped(baseline)} today, and you stop ${direction} ${grouped(threshold)}.`,
            hint: 'Move the threshold to the bad side of today, or correct the direction.',
          },
        ]
      : []),
    ...(date !== undefined && effective !== undefined && date < effective
      ? [
          {
            path: `${path}.date`,
            message: `The trip-wire ${name} is read on ${date}, before the change starts on ${effective}.`,
            hint: 'Read it after customers have felt the change, within 30 to 60 days.',
          },
        ]
      : []),
  ];
}

export const incompleteTripWire = reviewRule({
  name: 'incomplete-trip-wire',
  severity: 'error',
  class: 'gap',
  questions: ['A4'],
  summary: 'What makes you stop has no figure, no day or nobody who decides.',
  why: '"We monitor it closely" stops nothing. A threshold that was agreed on a calm day is followed on a bad one.',
  bad: `
    reversal:
      tripWires:
        - id: churn  # ← incomplete-trip-wire
          metric: Customers who cancel per month
          baseline: 1.1
          threshold:           # at which value?
  `,
  good: `
    reversal:
      tripWires:
        - id: churn
          metric: Customers who cancel per month
          baseline: 1.1
          threshold: 2.6
          direction: above
          unit: '%'
          date: 2027-01-31
          owner: Jonas Keller, COO
          action: Freeze the rise and offer 20 EUR until 31 March 2027.
  `,
  sources: [
    {
      text: 'Netflix, 2011: a split of the service was dropped after 22 days.',
      url: 'http://www.econtentmag.com/Articles/News/News-Item/Netflix-Abandons-Qwikster-78168.htm',
    },
  ],
  check(review, context) {
    const wires = review.reversal?.tripWires;
    const undoIf = review.verdict?.undoIf;
    const hint = 'Add a trip-wire: a metric, its value today, a threshold, a day and one person who decides.';
    const vague =
      undoIf !== undefined && !(figureCount(undoIf) > 0 && (namesDate(undoIf) || span.test(undoIf)))
        ? [
            {
              path: 'verdict.undoIf',
              message: `${quoted(undoIf)} names no figure together with a day.`,
              hint: 'Write "undo if more than … by …".',
            },
          ]
        : [];
    if (wires === undefined) return [...missingAnswers(review, context, ['A4'], hint), ...vague];
    const isDue = isAsked(context, 'A4');
    const none =
      wires.length === 0 && isDue
        ? [{ path: 'reversal.tripWires', message: 'Nothing is agreed that would make you stop.', hint }]
        : [];
    const effective = review.change?.dates?.effective;
    return [...none, ...wires.flatMap((wire) => listFaults(wire, effective)), ...vague];
  },
});
