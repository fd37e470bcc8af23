import { counted, listed, quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { isAsked, missingAnswers } from '../support/gaps.ts';
import { folded } from '../support/words.ts';

const forAll = /\b(?:all|every|everybody|everyone|any|anybody|hard circumstances|hardship|vulnerable)\b/;

export const noExceptionRoute = reviewRule({
  name: 'no-exception-route',
  severity: 'error',
  class: 'decides',
  gravity: 'frontline',
  questions: ['L1-exceptions'],
  summary: 'A vulnerable group has no exception, or nobody decides on it within a day or two.',
  why: 'The agent on the phone with somebody whose husband has died needs one line: what is possible, who says yes, by when.',
  bad: `
    frontline:
      exceptions:  # ← no-exception-route
        - id: ill              # and nothing for those with little money
  `,
  good: `
    frontline:
      exceptions:
        - id: ill
          group: Everybody in hard circumstances
          exception: 90 days more to decide
          decider: Mara Weiss
          hours: 4
  `,
  sources: [
    {
      text: 'Four drivers of vulnerability in the guidance FG21/1.',
      url: 'https://www.covermagazine.co.uk/news/4413771/49-uk-adults-financially-vulnerable-fca',
    },
  ],
  options: {
    hours: {
      type: 'integer',
      description: 'Hours within which an exception is decided.',
      default: 48,
      minimum: 1,
      maximum: 720,
    },
  },
  check(review, context) {
    const rows = review.frontline?.exceptions;
    const hint = 'Add an exception: for which group, what is possible, who decides, within how many hours.';
    if (rows === undefined) return missingAnswers(review, context, ['L1-exceptions'], hint);
    const isDue = isAsked(context, 'L1-exceptions');
    const names = rows.map((row) => folded(row.group ?? ''));
    const covers = names.some((name) => forAll.test(name));
    const without = (review.fairness?.groups ?? []).filter(
      (group) =>
        isDue &&
        !covers &&
        !names.includes(folded(group.id)) &&
        !names.includes(folded(group.who ?? group.id)),
    );
    const uncovered =
      without.length === 0
        ? []
        : [
            {
              path: 'frontline.exceptions',
              message: `There is no exception for ${listed(without.map((group) => quoted(group.who ?? group.id)))}.`,
              hint,
            },
          ];
    const incomplete = rows.flatMap((row) => {
      const lacks = [
        ...(row.group === undefined ? ['for whom it is'] : []),
        ...(row.exception === undefined ? ['what is possible'] : []),
        ...(row.decider === undefined ? ['who decides'] : []),
        ...(row.hours === undefined ? ['within how many hours'] : []),
      ];
      const path = `frontline.exceptions.${row.id}`;
      if (lacks.length > 0) {
        return [
          {
            path,
            message: `The exception ${quoted(row.exception ?? row.id)} does not say ${listed(lacks, 'or')}.`,
            hint: 'Complete it: an agent on the phone can offer only what has a decider and a time.',
          },
        ];
      }
      if ((row.hours ?? 0) <= context.options.hours) return [];
      return [
        {
          path: `${path}.hours`,
          message: `The exception ${quoted(row.exception ?? row.id)} is decided within ${counted(row.hours ?? 0, 'hour')}; it should be at most ${context.options.hours}.`,
          hint: 'Let somebody decide who can be reached the same day.',
        },
      ];
    });
    return [...uncovered, ...incomplete];
  },
});
