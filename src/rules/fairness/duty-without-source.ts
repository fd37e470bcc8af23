import { quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';

export const dutyWithoutSource = reviewRule({
  name: 'duty-without-source',
  severity: 'warning',
  class: 'evidence',
  summary: 'A duty to give notice has no source, or nobody says when the source was read.',
  why: 'Several of these duties are moving. A source and a day let the next person see whether it still holds; shipped duties carry both.',
  bad: `
    fairness:
      noticeDuties:
        - id: digital-content
          duty: Clause 8 of our terms
          source:  # ← duty-without-source
  `,
  good: `
    fairness:
      noticeDuties:
        - id: digital-content
          duty: Clause 8 of our terms
          source: https://larkbook.example/terms
          checkedOn: 2026-08-20
  `,
  sources: [
    { text: 'A form check of cx-review: a duty of your own carries its source and the day it was read.' },
  ],
  check(review, { content }) {
    return (review.fairness?.noticeDuties ?? []).flatMap((row) => {
      const isShipped = content.duties.some((duty) => duty.id === row.duty);
      if (isShipped || row.applies === 'no') return [];
      const lacks =
        row.source === undefined ? 'source' : row.checkedOn === undefined ? 'checkedOn' : undefined;
      if (lacks === undefined) return [];
      const path = `fairness.noticeDuties.${row.id}.${lacks}`;
      return [
        {
          path,
          message: `The duty ${quoted(row.duty ?? row.id)} has no ${lacks === 'source' ? 'source' : 'day on which its source was read'}.`,
          hint:
            lacks === 'source'
              ? 'Write where it stands: the address of the law, or the clause of the contract.'
              : 'Read the source, and write the day on which you did.',
        },
      ];
    });
  },
});
