import { reviewRule } from './support/define.ts';
import { quoted } from './support/figures.ts';
import { folded } from './support/words.ts';

export const dissenterNamed = reviewRule({
  name: 'dissenter-named',
  severity: 'warning',
  summary: 'An objection names the person who raised it.',
  why: 'Reviews are read by many, for years. Where dissent is filed under a name, there will be less of it the next time. The function is enough.',
  bad: `
    evidence:
      objections:
        - id: support
          from: Mara Weiss
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
    const people = Object.entries(config?.people ?? {}).flatMap(([key, person]) => [
      key,
      folded(person.name),
    ]);
    return (review.evidence?.objections ?? [])
      .filter((row) => row.from !== undefined && people.includes(folded(row.from)))
      .map((row) => ({
        path: `evidence.objections.${row.id}.from`,
        message: `${quoted(row.from ?? '')} is a person, and dissent is kept without names.`,
        hint: 'Write the function instead: support, finance, sales.',
      }));
  },
});
