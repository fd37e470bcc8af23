import { reviewRule } from '../engine/define.ts';

export const noJurisdiction = reviewRule({
  name: 'no-jurisdiction',
  severity: 'error',
  class: 'gap',
  summary: 'It is not said where the customers live, so no duty to give notice can be looked up.',
  why: 'How much notice people have to get depends on where they live. An empty list finds no duty anywhere.',
  bad: `
    change:
      jurisdictions: []  # ← no-jurisdiction
  `,
  good: `
    change:
      jurisdictions: [DE, FR]
  `,
  sources: [{ text: 'A form check of cx-review.' }],
  check(review) {
    const places = review.change?.jurisdictions;
    if (places === undefined || places.length > 0 || review.screening?.nobodyWorseOff === true) return [];
    return [
      {
        path: 'change.jurisdictions',
        message: 'No place is named in which customers live.',
        hint: 'List the countries, such as GB, EU or US-CA.',
      },
    ];
  },
});
