import { reviewRule } from '../engine/define.ts';
import { missingAnswers } from '../support/gaps.ts';
import { findConsequence, listSegments } from '../support/segments.ts';

export const segmentWithoutConsequence = reviewRule({
  name: 'segment-without-consequence',
  severity: 'error',
  class: 'gap',
  questions: ['K1'],
  summary: 'A group of customers is listed, and nobody says what it loses.',
  why: 'To name a group and leave its loss open looks like care and is none. A group that loses nothing is said so with a zero.',
  bad: `
    consequences:
      - segment: loyal
      - segment: regular
      - segment: charities  # ← segment-without-consequence
        lost:                  # nobody knows
  `,
  good: `
    consequences:
      - segment: loyal
      - segment: regular
      - segment: charities
        lost:
          money: 0
          hours: 0
          stops: nothing
  `,
  sources: [{ text: 'A form check of cx-review: a row for each group.' }],
  check(review, context) {
    const hint = 'Say what one customer of the group loses in a year: money, hours, access, quality, trust.';
    const isLight = review.depth === 'light' || review.depth === undefined;
    const without = isLight
      ? []
      : listSegments(review).filter((segment) => findConsequence(review, segment.id)?.lost === undefined);
    const known = new Set(without.map((segment) => segment.id));
    return [
      ...(review.consequences === undefined ? [] : without).map((segment) => ({
        path: `consequences.${segment.id}`,
        message: `Nobody says what the group "${segment.name ?? segment.id}" loses.`,
        hint,
      })),
      ...missingAnswers(review, context, ['K1'], hint).filter(
        (fault) => review.consequences === undefined || !known.has(fault.path.split('.')[1] ?? ''),
      ),
    ];
  },
});
