import { quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { isBlank } from '../support/gaps.ts';

export const guessWithoutMonitor = reviewRule({
  name: 'guess-without-monitor',
  severity: 'warning',
  class: 'evidence',
  summary: 'A guess stands without anything that will show whether it was right.',
  why: 'A guess is allowed. One that nobody will ever check turns into a fact at the next meeting.',
  bad: `
    evidence:
      claims:
        - id: costs
        - id: saturday
          claim: Most do not want phone support on Saturdays.
          grade: guess
          monitor:  # ← guess-without-monitor
  `,
  good: `
    evidence:
      claims:
        - id: costs
        - id: saturday
          claim: Most do not want phone support on Saturdays.
          grade: guess
          monitor: Question 4 of the survey on 15 January 2027.
  `,
  sources: [{ text: 'A form check of cx-review.' }],
  check(review) {
    return (review.evidence?.claims ?? [])
      .filter((row) => row.grade === 'guess' && isBlank(row.monitor))
      .map((row) => ({
        path: `evidence.claims.${row.id}.monitor`,
        message: `${quoted(row.claim ?? row.id)} is a guess, and nothing will show whether it is right.`,
        hint: 'Say what will show whether it is right, and when.',
      }));
  },
});
