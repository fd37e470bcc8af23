import { quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { folded, holdsPhrase } from '../support/words.ts';

export const dissenterNamed = reviewRule({
  name: 'dissenter-named',
  severity: 'warning',
  class: 'form',
  summary: 'An objection names the person who raised it.',
  why: 'Reviews are read by many, for years. Where dissent is filed under a name, there will be less of it the next time. The function is enough.',
  bad: `
    evidence:
      objections:
        - id: support
          from: Mara Weiss  # ← dissenter-named
        - id: finance
  `,
  good: `
    evidence:
      objections:
        - id: support
          from: support
        - id: finance
  `,
  sources: [{ text: 'A design choice of cx-review: dissent is recorded by function.' }],
  check(review, { config }) {
    const people = Object.entries(config?.people ?? {});
    const names = people.map(([, { name }]) => name);
    const known = new Set(people.flatMap(([key, { name }]) => [key, folded(name)]));
    return (review.evidence?.objections ?? []).flatMap(({ id, from, objection = '' }) => {
      if (from !== undefined && known.has(folded(from))) {
        return [
          {
            path: `evidence.objections.${id}.from`,
            message: `${quoted(from)} is a person, and dissent is kept without names.`,
            hint: 'Write the function instead: support, finance, sales.',
          },
        ];
      }
      const named = names.find((name) => holdsPhrase(folded(objection), folded(name)));
      if (named === undefined) return [];
      return [
        {
          path: `evidence.objections.${id}.objection`,
          message: `The objection names ${quoted(named)}, and dissent is kept without names.`,
          hint: 'If it is theirs, write the function instead: support, finance, sales.',
        },
      ];
    });
  },
});
