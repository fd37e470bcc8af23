import { reviewRule } from '../engine/define.ts';
import { faultsOfGaps, gapsOfItem, isClaimed } from '../support/gaps.ts';

export const unansweredQuestion = reviewRule({
  name: 'unanswered-question',
  severity: 'error',
  class: 'gap',
  summary: 'A question that the depth requires has no answer, or only a part of one.',
  why: 'The questions of a depth are the fewest with which somebody else can judge the decision. A question left out is most often the one whose answer was not liked. Questions with a rule of their own are reported by that rule.',
  bad: `
    evidence:
      complaints:            # asked at this depth, and empty ← unanswered-question
  `,
  good: `
    evidence:
      complaints:
    open:
      - id: complaints
        path: E5
        state: not-applicable
        reason: The product has been on sale for three weeks.
  `,
  sources: [{ text: 'The depths of cx-review: light asks 12 questions, standard 26, full all 60.' }],
  check(review, context) {
    const gaps = context.agenda
      .flatMap((item) => gapsOfItem(review, item))
      .filter((gap) => !isClaimed(gap, context.claimed));
    return faultsOfGaps(
      gaps,
      'Answer it with "cx-review resume", or mark it in open as not-applicable and say why.',
    );
  },
});
