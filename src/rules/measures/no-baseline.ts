import { listed, quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { isAsked, missingAnswers } from '../support/gaps.ts';

const needed = [
  { kinds: ['churn'], words: 'how many leave' },
  { kinds: ['complaints'], words: 'complaints' },
  { kinds: ['contacts'], words: 'contacts' },
  { kinds: ['success', 'feeling'], words: 'whether customers succeed or how they feel' },
] as const;

export const noBaseline = reviewRule({
  name: 'no-baseline',
  severity: 'error',
  class: 'evidence',
  questions: ['T1'],
  summary: 'It is not known how many leave, complain and call today, or how customers feel.',
  why: 'Without a value from before, every value after is a matter of opinion. Take it now: nobody can measure last month later.',
  bad: `
    measures:
      baselines:  # ← no-baseline
        - id: complaints       # and nothing else
  `,
  good: `
    measures:
      baselines:
        - id: churn
        - id: complaints
        - id: contacts
        - id: satisfied
  `,
  sources: [{ text: 'A form check of cx-review: four kinds of values, each with value, unit and day.' }],
  check(review, context) {
    const rows = review.measures?.baselines;
    const hint =
      'Add a row with kind, value, unit, date and target; a rough value of today is worth more than none.';
    if (rows === undefined) return missingAnswers(review, context, ['T1'], hint);
    const isDue = isAsked(context, 'T1');
    const left = needed.filter(({ kinds }) => !rows.some((row) => kinds.some((kind) => kind === row.kind)));
    const without =
      !isDue || left.length === 0
        ? []
        : [
            {
              path: 'measures.baselines',
              message: `There is no value of today for ${listed(left.map(({ words }) => words))}.`,
              hint,
            },
          ];
    const incomplete = rows.flatMap((row) => {
      const lacks = [
        ...(row.value === undefined ? ['value'] : []),
        ...(row.unit === undefined ? ['unit'] : []),
        ...(row.date === undefined ? ['day'] : []),
      ];
      if (lacks.length === 0) return [];
      return [
        {
          path: `measures.baselines.${row.id}`,
          message: `${quoted(row.metric ?? row.id)} has no ${lacks.join(' and no ')}.`,
          hint: 'Look it up and write down the day; a rough value of today is worth more than none.',
        },
      ];
    });
    const effective = review.change?.dates?.effective;
    const late = rows.flatMap((row) => {
      if (row.date === undefined || effective === undefined || row.date < effective) return [];
      return [
        {
          path: `measures.baselines.${row.id}.date`,
          message: `${quoted(row.metric ?? row.id)} is measured on ${row.date}, and the change starts on ${effective}.`,
          hint: 'Take the value from before the start, as of the last full month.',
        },
      ];
    });
    return [...without, ...incomplete, ...late];
  },
});
