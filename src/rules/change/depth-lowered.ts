import { diffFacts } from '../../domain/diff-facts.ts';
import { compareDepths } from '../../domain/review.ts';
import { screen, whyThisDepth } from '../../domain/screening.ts';
import { listed, plural } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { isBlank } from '../support/gaps.ts';
import { isSamePerson } from '../support/owners.ts';

export const depthLowered = reviewRule({
  name: 'depth-lowered',
  severity: 'error',
  class: 'decides',
  gravity: 'distance',
  excusable: false,
  summary: 'The review is less deep than the six screening answers ask for, and no second person has agreed.',
  why: 'Less is asked at a lower depth. Whoever is in a hurry is the wrong person to decide alone that less is enough, so a lower depth takes a written reason and a second person. The depth is worked out again from the figures in the review and in the policy files, not read from what is stored.',
  bad: `
    depth: standard          # the answers make it full ← depth-lowered
  `,
  good: `
    depth: standard
    screening:
      lowered:
        reason: The same rise was reviewed in full in March 2026.
        approver: mara       # not the author
  `,
  sources: [{ text: 'A design choice of cx-review: anybody may raise the depth, two people may lower it.' }],
  check(review, { config }) {
    const { depth, author } = review;
    const screening = screen(review, config?.screening, diffFacts(review.policy?.changes));
    const asked = screening.depth;
    if (depth === undefined || asked === undefined || compareDepths(depth, asked) >= 0) return [];
    const { reason, approver } = review.screening?.lowered ?? {};
    const isOwnApproval =
      approver !== undefined && author !== undefined && isSamePerson(approver, author, config);
    const lacks = [
      ...(isBlank(reason) ? ['a written reason'] : []),
      ...(approver === undefined ? ['a second person who agrees'] : []),
      ...(isOwnApproval ? ['a second person who is not the author'] : []),
    ];
    if (lacks.length === 0) return [];
    return [
      {
        path: 'depth',
        message: `The depth is ${depth}, and the answers ask for ${asked}; ${listed(lacks)} ${plural(lacks.length, 'is', 'are')} missing. ${whyThisDepth(screening)}`,
        hint: `Raise the depth to ${asked}, or write why it is lowered and let somebody other than the author agree.`,
      },
    ];
  },
});
