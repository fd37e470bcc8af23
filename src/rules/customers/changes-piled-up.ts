import { subtractSpan } from '../../lib/dates.ts';
import { listedInPart, quoted } from '../../lib/words.ts';
import { archiveRule } from '../engine/define.ts';
import { findConsequence, listSegments, losesSomething } from '../support/segments.ts';
import { folded } from '../support/words.ts';

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
  class: 'decides',
  gravity: 'harm',
  summary: 'The same group of customers is hit again within twelve months by another review.',
  why: 'Three small steps in a year are one large step to the person who takes them. No author sees the sum, because each sees their own change; so this goes to the executive who signs, and is no fault of the last author.',
  bad: {
    review: `
      consequences:
        - segment: loyal
        - segment: regular
        - segment: charities
      leadership:
        signer: jonas  # ← changes-piled-up
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
    const groups = listSegments(review).flatMap((segment) => {
      const row = findConsequence(review, segment.id);
      return row !== undefined && losesSomething(row)
        ? [{ id: segment.id, name: segment.name ?? segment.id }]
        : [];
    });
    if (groups.length === 0) return undefined;
    return { id: review.id ?? '', title: review.title ?? review.id ?? '', effective, groups };
  },
  check(entries, { options }) {
    const hitsOf = new Map<string, Hit[]>();
    const inOrder = entries.map(({ facts }) => facts).sort(byStart);
    for (const hit of inOrder) {
      for (const name of new Set(hit.groups.flatMap(listNames))) {
        const known = hitsOf.get(name);
        if (known === undefined) hitsOf.set(name, [hit]);
        else known.push(hit);
      }
    }
    return entries.flatMap(({ key, facts: hit }) => {
      // The day itself no longer counts: twelve months later it is another year.
      const after = subtractSpan(hit.effective, { months: options.months });
      return hit.groups.flatMap((group) => {
        const before = new Set(
          listNames(group).flatMap((name) => earlierThan(hit, hitsOf.get(name) ?? [], after)),
        );
        if (before.size === 0) return [];
        const told = [...before]
          .sort(byStart)
          .map(({ title, effective }) => `${quoted(title)} on ${effective}`);
        return [
          {
            key,
            path: 'leadership.signer',
            message: `"${group.name}" is hit for the ${ordinal(before.size + 1)} time within ${options.months} months: ${listedInPart(told)}, and now this on ${hit.effective}.`,
            hint: 'For the executive who signs: look at the sum with the owners of both changes, and move, merge or soften one.',
          },
        ];
      });
    });
  },
});

/** A group is the same where its id or its name is. */
const listNames = ({ id, name }: Hit['groups'][number]) => [`id ${id}`, `name ${folded(name)}`];

/** By the day of the start; of two on one day, the one with the later id counts as the second. */
function byStart(a: Hit, b: Hit): number {
  if (a.effective !== b.effective) return a.effective < b.effective ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** The hits before this one and after a day, out of hits in order. */
function earlierThan(hit: Hit, hits: readonly Hit[], after: string): Hit[] {
  const found: Hit[] = [];
  for (let at = hits.indexOf(hit) - 1; at >= 0; at -= 1) {
    const one = hits[at];
    if (one === undefined || one.effective <= after) break;
    found.push(one);
  }
  return found;
}

function ordinal(count: number): string {
  return ['zeroth', 'first', 'second', 'third', 'fourth', 'fifth'][count] ?? `${count}th`;
}
