import { archiveRule } from '../engine/define.ts';

export const duplicateId = archiveRule({
  name: 'duplicate-id',
  severity: 'error',
  class: 'evidence',
  summary: 'Two files hold a review with the same id.',
  why: 'Approvals and follow-ups name a review by its id. A copy of a file with the old id inherits what was never said of it.',
  bad: {
    review: `
      id: 2026-09-01-pro-plan-price-rise-b4se  # ← duplicate-id
    `,
    archive: [
      `
      id: 2026-09-01-pro-plan-price-rise-b4se
      title: A copy that somebody began to edit
    `,
    ],
  },
  good: {
    review: `
      id: 2026-09-01-pro-plan-price-rise-b4se
    `,
    archive: [
      `
      id: 2026-09-08-team-plan-price-rise-m2rx
      title: Another review
    `,
    ],
  },
  sources: [{ text: 'A check of cx-review over all reviews.' }],
  facts(review): string | undefined {
    return review.id;
  },
  check(entries) {
    const keysOf = new Map<string, string[]>();
    for (const { key, facts: id } of entries) keysOf.set(id, [...(keysOf.get(id) ?? []), key]);
    return entries.flatMap(({ key, facts: id }) => {
      const other = keysOf.get(id)?.find((one) => one !== key);
      if (other === undefined) return [];
      return [
        {
          key,
          path: 'id',
          message: `${other} holds a review with the same id.`,
          hint: 'Begin a new review with "cx-review new" instead of copying a file, or take one of the two away.',
        },
      ];
    });
  },
});
