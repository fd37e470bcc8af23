import type { Review } from '../../domain/review.ts';
import type { Fault } from '../../domain/rule.ts';
import { grouped, quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { missingAnswers } from '../support/gaps.ts';
import { listSegments, segmentName } from '../support/segments.ts';
import { folded, saysNothing } from '../support/words.ts';

const asking =
  /\b(?:asks?|approval|approved?|permission|manager|supervisor|escalat\w*|refer\w*|forward\w*|pass(?:es)? on)\b/;

/** Whether the words give an authority besides money, and not the right to ask somebody who has it. */
function isAuthority(other: string | undefined): boolean {
  if (saysNothing(other)) return false;
  const text = folded(other ?? '');
  return /\bwithout\b/.test(text) || !asking.test(text);
}

interface CheapestOffer {
  readonly segment: string | undefined;
  /** Infinite where nobody says what any of them costs: then no limit is known to reach. */
  readonly value: number;
}

/** The cheapest offer that costs money, for each group that is offered nothing else. */
function cheapestOffers(review: Review): CheapestOffer[] {
  const offers = (review.frontline?.offers ?? []).filter(
    (row) => row.kind !== undefined && row.kind !== 'none',
  );
  const groups = [
    ...new Set([...listSegments(review).map(({ id }) => id), ...offers.map((row) => row.segment)]),
  ];
  return groups.flatMap((segment) => {
    const own = offers.filter((row) => row.segment === segment || row.segment === undefined);
    if (own.length === 0 || own.some((row) => row.kind !== 'money')) return [];
    return [{ segment, value: Math.min(...own.map((row) => row.value ?? Number.POSITIVE_INFINITY)) }];
  });
}

export const powerlessFrontline = reviewRule({
  name: 'powerless-frontline',
  severity: 'error',
  class: 'decides',
  gravity: 'frontline',
  questions: ['L2'],
  summary: 'The first tier may decide less than its cheapest offer costs, or nothing at all.',
  why: 'A person who has to ask for 5 euros makes the customer wait twice. At one hotel group every employee may spend up to $2,000 per guest without asking. Authority that is not money counts: to keep an old price, to end a contract, to change a plan.',
  bad: `
    frontline:
      authority:
        - id: agent
          limit: 20            # the cheapest offer to one group is 36 ← powerless-frontline
          other:
        - id: lead
        - id: head
  `,
  good: `
    frontline:
      authority:
        - id: agent
          limit: 20
          other: May give every offer of this card without asking
        - id: lead
        - id: head
  `,
  sources: [
    {
      text: 'Ritz-Carlton: up to $2,000 per guest without approval.',
      url: 'http://www.smartbrief.com/s/2009/11/great-service-begins-trust-says-ritz-carlton-chief-2',
    },
  ],
  check(review, context) {
    const tiers = review.frontline?.authority;
    const hint =
      'Raise the limit of the first tier to what its offers cost, or say in "other" what it may decide besides money.';
    if (tiers === undefined) return missingAnswers(review, context, ['L2'], hint);
    const [first] = tiers;
    if (first === undefined) {
      return [
        {
          path: 'frontline.authority',
          message: 'Nobody may decide anything without asking.',
          hint: 'List who may decide what without asking, from the agent up, each with a limit.',
        },
      ];
    }
    const path = (id: string) => `frontline.authority.${id}`;
    const faults: Fault[] = [];
    const limit = first.limit ?? 0;
    const isMoreThanMoney = isAuthority(first.other);
    const beyond = cheapestOffers(review)
      .filter(({ value }) => value > limit)
      .sort((a, b) => b.value - a.value)[0];
    if (!isMoreThanMoney && beyond !== undefined) {
      const whom = beyond.segment === undefined ? '' : ` to "${segmentName(review, beyond.segment)}"`;
      const cost = Number.isFinite(beyond.value)
        ? `the cheapest offer${whom} costs ${grouped(beyond.value)}`
        : `nobody says what the cheapest offer${whom} costs`;
      faults.push({
        path: `${path(first.id)}.limit`,
        message: `${quoted(first.tier ?? first.id)} may decide up to ${grouped(limit)}; ${cost}.`,
        hint,
      });
    } else if (!isMoreThanMoney && limit === 0) {
      faults.push({
        path: `${path(first.id)}.limit`,
        message: `${quoted(first.tier ?? first.id)} may decide nothing without asking.`,
        hint,
      });
    }
    for (const [index, tier] of tiers.entries()) {
      const before = tiers[index - 1];
      if (before?.limit === undefined || tier.limit === undefined || tier.limit >= before.limit) continue;
      faults.push({
        path: `${path(tier.id)}.limit`,
        message: `${quoted(tier.tier ?? tier.id)} may decide up to ${grouped(tier.limit)}, less than ${quoted(before.tier ?? before.id)} below with ${grouped(before.limit)}.`,
        hint: 'List the tiers from the lowest to the highest, each with at least the limit of the one below.',
      });
    }
    if (review.frontline?.principle?.agentMayAct === false) {
      faults.push({
        path: 'frontline.principle.agentMayAct',
        message: 'In a case that nobody foresaw, an agent may not act.',
        hint: 'Say which principle decides, and up to which amount an agent may act on it.',
      });
    }
    return [...faults, ...missingAnswers(review, context, ['L2'], hint)];
  },
});
