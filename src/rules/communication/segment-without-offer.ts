import { quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { isAsked, isBlank, missingAnswers } from '../support/gaps.ts';
import { listSegments, segmentName } from '../support/segments.ts';
import { saysNothing } from '../support/words.ts';

export const segmentWithoutOffer = reviewRule({
  name: 'segment-without-offer',
  severity: 'error',
  class: 'decides',
  gravity: 'harm',
  questions: ['N3'],
  summary: 'A group of customers is offered nothing, and nobody says why.',
  why: 'An agent who has nothing in hand can only defend. "None, because they lose nothing" is an offer too: the agent can say it.',
  bad: `
    frontline:
      offers:
        - id: keep-price
        - id: annual
        - id: unchanged
          kind: none
          offer:
          reason:  # ← segment-without-offer
  `,
  good: `
    frontline:
      offers:
        - id: keep-price
        - id: annual
        - id: unchanged
          kind: none
          offer:
          reason: Charities lose nothing.
  `,
  sources: [{ text: 'A form check of cx-review: an offer for each group, or none and why.' }],
  check(review, context) {
    const offers = review.frontline?.offers;
    const hint = 'Give the group an offer that agents may make at once, or say that it gets nothing and why.';
    if (offers === undefined) return missingAnswers(review, context, ['N3'], hint);
    const isDue = isAsked(context, 'N3');
    const forAll = offers.some((row) => row.segment === undefined);
    const without = listSegments(review)
      .filter(({ id }) => isDue && !forAll && !offers.some((row) => row.segment === id))
      .map(({ id }) => ({
        path: 'frontline.offers',
        message: `"${segmentName(review, id)}" is offered nothing, and nobody says why.`,
        hint,
      }));
    const empty = offers.flatMap((row) => {
      const path = `frontline.offers.${row.id}`;
      if (row.kind === 'none') {
        if (!saysNothing(row.reason)) return [];
        return [
          {
            path: `${path}.reason`,
            message: `"${segmentName(review, row.segment)}" is offered nothing, and nobody says why.`,
            hint,
          },
        ];
      }
      if (!isBlank(row.offer)) return [];
      return [
        {
          path: `${path}.offer`,
          message: `The offer ${quoted(row.id)} does not say what it is.`,
          hint: 'Write what the customer gets, as an agent would say it, or take the row out.',
        },
      ];
    });
    return [...without, ...empty];
  },
});
