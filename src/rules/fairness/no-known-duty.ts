import { findSituation } from '../../domain/agenda.ts';
import { listKnownLaw } from '../../domain/duties.ts';
import { listed, plural } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';

export const noKnownDuty = reviewRule({
  name: 'no-known-duty',
  severity: 'info',
  class: 'evidence',
  summary: 'No duty is known here for a place of the change, or only those of some of its states.',
  why: 'The list of duties is short: a few places, and in them a few sectors. That nothing is found is no sign that nothing is there, and silence would read like one.',
  bad: `
    change:
      jurisdictions: [CH]  # ← no-known-duty
  `,
  good: `
    change:
      jurisdictions: [CH]
    fairness:
      noticeDuties:
        - id: ours
          duty: Clause 8 of our terms
          jurisdiction: CH
          notice: 6 weeks
          lastDay: 2026-10-20
          source: https://larkbook.example/terms
          checkedOn: 2026-08-20
          applies: yes
          reason: Counsel, 20 August 2026
  `,
  sources: [{ text: 'A check of cx-review on its own list: docs/duties.md says what it covers.' }],
  check(review, { content, config }) {
    const situation = findSituation(review, content);
    if (situation === undefined || situation.duties.length === 0) return [];
    const rows = review.fairness?.noticeDuties ?? [];
    const isAsked = (place: string) =>
      rows.some(({ jurisdiction }) => jurisdiction === place || jurisdiction?.startsWith(`${place}-`));
    const open = listKnownLaw(review, content, config).filter(({ place }) => !isAsked(place));
    const unknown = open.filter(({ isKnown }) => !isKnown).map(({ place }) => place);
    const federations = open.filter(({ parts }) => parts.length > 0);
    const path = 'change.jurisdictions';
    const sector = review.change?.sector ?? config?.sector;
    const where = `${listed(unknown)}${sector === undefined ? '' : `, sector ${sector}`}`;
    return [
      ...(unknown.length === 0
        ? []
        : [
            {
              path,
              message: `No duty is known here for ${where} and this kind of decision. None known is not none.`,
              hint: 'Ask counsel, and write what they say among the duties to give notice: also that there is none, and why.',
            },
          ]),
      ...federations.map(({ place, parts }) => ({
        path,
        message: `${place} is a federation whose parts have laws of their own; known here ${plural(parts.length, 'is that', 'are those')} of ${listed(parts)}, which ${plural(parts.length, 'is', 'are')} taken to hold.`,
        hint: `Name the states where customers live, ${parts[0]} for one, and ask counsel about the others.`,
      })),
    ];
  },
});
