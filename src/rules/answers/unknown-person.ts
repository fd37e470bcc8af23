import { listed } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';

export const unknownPerson = reviewRule({
  name: 'unknown-person',
  severity: 'error',
  class: 'evidence',
  summary: 'The author, or somebody who agreed, is not among the people of the config.',
  why: 'Approvals and second opinions count only where it is plain who gave them. Owners may be anybody; authors and those who agree are known by a key.',
  bad: `
    author: pricing-crew  # ← unknown-person
  `,
  good: `
    author: ana               # a key under people in the config
  `,
  sources: [{ text: 'A check of cx-review against the people of its config.' }],
  check(review, { config }) {
    const known = Object.keys(config?.people ?? {});
    if (known.length === 0) return [];
    const named: (readonly [string, string | undefined])[] = [
      ['author', review.author],
      ['screening.confirmedBy', review.screening?.confirmedBy],
      ['screening.lowered.approver', review.screening?.lowered?.approver],
      ...(review.frontline?.briefing ?? []).map(
        (row) => [`frontline.briefing.${row.id}.embargo.approver`, row.embargo?.approver] as const,
      ),
      ...(review.exceptions ?? []).map((row) => [`exceptions.${row.id}.by`, row.by] as const),
      ...(review.open ?? []).map((row) => [`open.${row.id}.owner`, row.owner] as const),
      ...(review.approvals ?? []).map((row) => [`approvals.${row.id}.person`, row.person] as const),
    ];
    return named.flatMap(([path, person]) => {
      if (person === undefined || known.includes(person)) return [];
      return [
        {
          path,
          message: `The config knows no person "${person}".`,
          cause: `unknown person ${person}`,
          hint: `Add the person under people in the config, or name one of ${listed(known.slice(0, 5), 'or')}.`,
        },
      ];
    });
  },
});
