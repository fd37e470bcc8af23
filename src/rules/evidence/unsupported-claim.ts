import { listed, quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { isAsked, isBlank, missingAnswers } from '../support/gaps.ts';

export const unsupportedClaim = reviewRule({
  name: 'unsupported-claim',
  severity: 'error',
  class: 'evidence',
  questions: ['E1'],
  summary: 'A claim about customers has no source, no number behind it or no date.',
  why: '"Customers understand" is what everybody says who has not asked. A source, a number and a day let somebody else look; an honest guess is welcome as a guess.',
  bad: `
    evidence:
      claims:
        - id: leavers  # ← unsupported-claim
          claim: About 5 % leave when the price rises by a quarter.
          grade: data
          source: Rise of the Team plan in 2023
          n:                   # how many?
  `,
  good: `
    evidence:
      claims:
        - id: leavers
          claim: About 5 % leave when the price rises by a quarter.
          grade: data
          source: Rise of the Team plan in 2023
          n: 2140
          date: 2026-07-20
  `,
  sources: [{ text: 'A form check of cx-review: evidence without a number or a day.' }],
  check(review, context) {
    const hint = 'Add source, n and date; if nobody counted, set grade to guess and say what will show it.';
    const claims = review.evidence?.claims;
    if (claims === undefined) return missingAnswers(review, context, ['E1'], hint);
    const isDue = isAsked(context, 'E1');
    if (claims.length === 0 && isDue) {
      return [
        {
          path: 'evidence.claims',
          message: 'The decision rests on nothing, as far as the review says.',
          hint: 'Write down what you believe about customers, each with its source, or as a guess.',
        },
      ];
    }
    return claims.flatMap((row) => {
      const isGuess = row.grade === 'guess';
      const lacks = [
        ...(row.claim === undefined ? ['what is claimed'] : []),
        ...(row.grade === undefined ? ['what it rests on'] : []),
        ...(!isGuess && isBlank(row.source) ? ['a source'] : []),
        ...(!isGuess && (row.n ?? 0) === 0 ? ['a number of customers or answers above zero'] : []),
        ...(!isGuess && row.date === undefined ? ['a date'] : []),
      ];
      if (lacks.length === 0) return [];
      return [
        {
          path: `evidence.claims.${row.id}`,
          message: `The claim ${quoted(row.claim ?? row.id)} lacks ${listed(lacks)}.`,
          hint,
        },
      ];
    });
  },
});
