import { closest } from '../../lib/suggest.ts';
import { reviewRule } from '../engine/define.ts';

export const unknownSituation = reviewRule({
  name: 'unknown-situation',
  severity: 'error',
  class: 'gap',
  summary: 'The review is of a kind of decision that the content does not know.',
  why: 'The situation decides which questions and which duties come up. Under an unknown one, none do.',
  bad: `
    situation: price-increase  # ← unknown-situation
    answers:
  `,
  good: `
    situation: price-rise
  `,
  sources: [{ text: 'A check of cx-review against the situations of the content.' }],
  check(review, { content }) {
    const { situation } = review;
    const ids = content.situations.map((one) => one.id);
    if (situation === undefined || ids.length === 0 || ids.includes(situation)) return [];
    const near = closest(situation, ids);
    return [
      {
        path: 'situation',
        message: `There is no situation "${situation}".`,
        hint: `${near === undefined ? '' : `Did you mean ${near}? `}All of them: ${ids.join(', ')}.`,
      },
    ];
  },
});
