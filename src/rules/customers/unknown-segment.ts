import { listed } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { listSegments } from '../support/segments.ts';

export const unknownSegment = reviewRule({
  name: 'unknown-segment',
  severity: 'error',
  class: 'evidence',
  summary: 'A loss, an offer, a notice or a figure is for a group of customers that is not listed.',
  why: 'A row for a group that was renamed or taken out is read by nobody: the offer is never made, the notice never sent.',
  bad: `
    frontline:
      offers:
        - id: keep-price
        - id: annual
        - id: unchanged
        - id: first-bill
          segment: teams       # there is no such group ← unknown-segment
          kind: service
          offer: A call of 20 minutes about the first bill
          condition: whoever asks
          limit: once
  `,
  good: `
    frontline:
      offers:
        - id: keep-price
          segment: loyal
        - id: annual
        - id: unchanged
  `,
  sources: [{ text: 'A check of cx-review: rows name groups by their id.' }],
  check(review) {
    const known = listSegments(review).map((segment) => segment.id);
    if (known.length === 0) return [];
    const rows: (readonly [string, string | undefined])[] = [
      ...(review.consequences ?? []).map((row) => [`consequences.${row.segment}`, row.segment] as const),
      ...(review.economics?.segments ?? []).map(
        (row) => [`economics.segments.${row.segment}`, row.segment] as const,
      ),
      ...(review.communication?.notices ?? []).map(
        (row) => [`communication.notices.${row.segment}`, row.segment] as const,
      ),
      ...(review.frontline?.acknowledgements ?? []).map(
        (row) => [`frontline.acknowledgements.${row.segment}`, row.segment] as const,
      ),
      ...(review.frontline?.offers ?? []).map(
        (row) => [`frontline.offers.${row.id}.segment`, row.segment] as const,
      ),
    ];
    return rows.flatMap(([path, segment]) => {
      if (segment === undefined || known.includes(segment)) return [];
      return [
        {
          path,
          message: `There is no group "${segment}" among the groups of customers.`,
          hint: `Name one of ${listed(known.slice(0, 5), 'or')}, or list the group.`,
        },
      ];
    });
  },
});
