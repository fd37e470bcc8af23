import type { Review } from '../../domain/review.ts';
import { grouped } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { findConsequence, listSegments, segmentName } from '../support/segments.ts';
import { saysNothing, splitWords } from '../support/words.ts';

/** What a group is offered, in a form that can be compared. */
function offersTo(review: Review, segment: string): string {
  const rows = (review.frontline?.offers ?? []).filter(
    (row) => row.segment === segment || row.segment === undefined,
  );
  return JSON.stringify(
    rows
      .map((row) => [row.kind, row.value, row.kind === 'none' ? '' : splitWords(row.offer ?? '').join(' ')])
      .sort(),
  );
}

const vulnerableLeftOut = (review: Review): string | undefined => {
  const exceptions = review.frontline?.exceptions ?? [];
  return review.fairness?.groups?.find(
    (group) =>
      saysNothing(group.mitigation) &&
      !exceptions.some((row) => row.group === group.id || row.group === group.who),
  )?.who;
};

export const sameOfferForEveryone = reviewRule({
  name: 'same-offer-for-everyone',
  severity: 'error',
  class: 'decides',
  gravity: 'harm',
  summary:
    'Every group gets the same, though one loses twice as much or a vulnerable group gets nothing adapted.',
  why: 'The same for all looks fair and is not where the losses differ. Nothing is said where all lose alike: then the same offer is the right one.',
  bad: `
    consequences:
      - segment: loyal
        lost: { money: 300 }
      - segment: regular
        lost: { money: 60 }
      - segment: charities
    frontline:
      offers:  # ← same-offer-for-everyone
        - { id: keep-price, segment: loyal, kind: right, offer: A month more to decide, value: }
        - { id: annual, segment: regular, kind: right, offer: A month more to decide, value: }
        - { id: unchanged, segment: charities, kind: right, offer: A month more to decide, value: }
  `,
  good: `
    consequences:
      - segment: loyal
        lost: { money: 300 }
      - segment: regular
        lost: { money: 60 }
      - segment: charities
    frontline:
      offers:
        - { id: keep-price, segment: loyal, kind: right, offer: The old price for 12 months, value: }
        - { id: annual, segment: regular, kind: right, offer: A month more to decide, value: }
        - { id: unchanged, segment: charities, kind: right, offer: A month more to decide, value: }
  `,
  sources: [
    { text: 'A form check of cx-review: offers and losses of the groups are compared with one another.' },
  ],
  options: {
    ratio: {
      type: 'number',
      description: 'How many times as much one group has to lose as another.',
      default: 2,
      minimum: 1,
      maximum: 100,
    },
  },
  check(review, { options }) {
    const segments = listSegments(review);
    if (segments.length < 2 || (review.frontline?.offers ?? []).length === 0) return [];
    const [first, ...others] = segments.map((segment) => offersTo(review, segment.id));
    if (others.some((offer) => offer !== first)) return [];
    const losses = segments.flatMap(({ id }) => {
      const money = findConsequence(review, id)?.lost?.money;
      return money === undefined ? [] : [{ id, money }];
    });
    const sorted = [...losses].sort((a, b) => a.money - b.money);
    const [least, most] = [sorted[0], sorted.at(-1)];
    const hint = 'Offer more to those who lose more, or say which group gets nothing and why.';
    if (
      least !== undefined &&
      most !== undefined &&
      most.money > 0 &&
      most.money >= options.ratio * least.money
    ) {
      return [
        {
          path: 'frontline.offers',
          message: `All groups are offered the same, and "${segmentName(review, most.id)}" loses ${grouped(most.money)} a year where "${segmentName(review, least.id)}" loses ${grouped(least.money)}.`,
          hint,
        },
      ];
    }
    const leftOut = vulnerableLeftOut(review);
    if (leftOut === undefined) return [];
    return [
      {
        path: 'frontline.offers',
        message: `All groups are offered the same, and nothing is adapted for "${leftOut}".`,
        hint: 'Give this group an exception of its own: what is possible, and who decides.',
      },
    ];
  },
});
