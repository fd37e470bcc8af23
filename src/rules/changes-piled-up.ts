import { monthsBetween } from './support/dates.ts';
import { archiveRule } from './support/define.ts';
import { listed, quoted } from './support/figures.ts';
import { consequenceOf, losesSomething, segmentsOf } from './support/segments.ts';
import { folded } from './support/words.ts';

interface Hit {
  readonly id: string;
  readonly title: string;
  readonly effective: string;
  /** Groups that lose something: id and name. */
  readonly groups: readonly { readonly id: string; readonly name: string }[];
}

export const changesPiledUp = archiveRule({
  name: 'changes-piled-up',
  severity: 'warning',
  summary: 'The same group of customers is hit again within twelve months by another review.',
  why: 'Three small steps in a year are one large step to the person who takes them. No author sees the sum, because each sees their own change; so this goes to the executive who signs, and is no fault of the last author.',
  bad: {
    review: `
      consequences:
        - segment: loyal
        - segment: regular
        - segment: charities
    `,
    archive: [
      `
      id: 2026-01-10-fee-for-paper-bills-aaaa
      title: Fee for paper bills
      change:
        dates: { effective: 2026-03-01 }
      customers:
        segments:
          - { id: loyal, name: Three years and longer }
      consequences:
        - { segment: loyal, lost: { money: 12 } }
      verdict: { decision: go }
    `,
    ],
  },
  good: {
    review: `
      consequences:
        - segment: loyal
        - segment: regular
        - segment: charities
    `,
    archive: [
      `
      id: 2025-01-10-fee-for-paper-bills-aaaa
      title: Fee for paper bills
      change:
        dates: { effective: 2025-03-01 }     # 21 months earlier
      customers:
        segments:
          - { id: loyal, name: Three years and longer }
      consequences:
        - { segment: loyal, lost: { money: 12 } }
      verdict: { decision: go }
    `,
    ],
  },
  sources: [{ text: 'A comparison of cx-review over all reviews: the same group, by id or name.' }],
  options: {
    months: {
      type: 'integer',
      description: 'Months within which two changes count as piled up.',
      default: 12,
      minimum: 1,
      maximum: 60,
    },
  },
  facts(review): Hit | undefined {
    const effective = review.change?.dates?.effective;
    const decision = review.verdict?.decision;
    if (effective === undefined || decision === 'drop' || decision === 'revise') return undefined;
    const groups = segmentsOf(review).flatMap((segment) => {
      const row = consequenceOf(review, segment.id);
      return row !== undefined && losesSomething(row)
        ? [{ id: segment.id, name: segment.name ?? segment.id }]
        : [];
    });
    if (groups.length === 0) return undefined;
    return { id: review.id ?? '', title: review.title ?? review.id ?? '', effective, groups };
  },
  check(entries, { options }) {
    return entries.flatMap(({ key, facts: hit }) => {
      const earlier = entries
        .filter(({ key: other, facts }) => {
          if (other === key || facts.effective > hit.effective) return false;
          // Of two that start on one day, the one with the later id counts as the second.
          if (facts.effective === hit.effective && facts.id >= hit.id) return false;
          return monthsBetween(facts.effective, hit.effective) < options.months;
        })
        .map(({ facts }) => facts);
      return hit.groups.flatMap((group) => {
        const before = earlier.filter(({ groups }) =>
          groups.some((one) => one.id === group.id || folded(one.name) === folded(group.name)),
        );
        if (before.length === 0) return [];
        const told = before.map(({ title, effective }) => `${quoted(title)} on ${effective}`);
        return [
          {
            key,
            path: 'leadership.signer',
            message: `"${group.name}" is hit for the ${ordinal(before.length + 1)} time within ${options.months} months: ${listed(told)}, and now this on ${hit.effective}.`,
            hint: 'For the executive who signs: look at the sum with the owners of both changes, and move, merge or soften one.',
          },
        ];
      });
    });
  },
});

function ordinal(count: number): string {
  return ['zeroth', 'first', 'second', 'third', 'fourth', 'fifth'][count] ?? `${count}th`;
}
