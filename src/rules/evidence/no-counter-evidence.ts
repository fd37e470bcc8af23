import { quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { isBlank, missingAnswers } from '../support/gaps.ts';
import { hasDetail } from '../support/words.ts';

export const noCounterEvidence = reviewRule({
  name: 'no-counter-evidence',
  severity: 'error',
  class: 'evidence',
  questions: ['E6'],
  summary: 'Nothing is said to speak against the decision, and nobody says where it was looked for.',
  why: 'There is always something. Southwest had a model of its own that showed more lost than gained; the model turned out wrong, and it was right to have it on the table. "Looked here, asked 31, found none" is a full answer.',
  bad: `
    evidence:
      against: []
      againstSearched: Nothing speaks against it.  # ← no-counter-evidence
  `,
  good: `
    evidence:
      against: []
      againstSearched: Price survey 2025, exit interviews 2026; asked 31 customers, found none.
  `,
  sources: [
    {
      text: 'Southwest, 2025: the loss that its own model of 2024 had shown.',
      url: 'https://sherwood.news/business/starting-wednesday-bags-fly-for-usd35-at-southwest',
    },
  ],
  check(review, context) {
    const { against, againstSearched } = review.evidence ?? {};
    const hint =
      'Name the strongest finding against it and its source, or where you looked and how many you asked.';
    if (against === undefined) return missingAnswers(review, context, ['E6'], hint);
    const isFound = against.some((row) => !isBlank(row.finding));
    if (isFound) {
      return against.flatMap((row) =>
        row.finding === undefined || row.source === undefined
          ? [
              {
                path: `evidence.against.${row.id}`,
                message: `The evidence against it ${quoted(row.finding ?? row.source ?? row.id)} has no ${row.finding === undefined ? 'finding' : 'source'}.`,
                hint,
              },
            ]
          : [],
      );
    }
    if (againstSearched !== undefined && hasDetail(againstSearched)) return [];
    return [
      {
        path: againstSearched === undefined ? 'evidence.against' : 'evidence.againstSearched',
        message: `No evidence against it is listed, and nobody says ${againstSearched === undefined ? 'where it was looked for' : 'where, or how many were asked'}.`,
        hint,
      },
    ];
  },
});
