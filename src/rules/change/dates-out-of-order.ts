import type { Fault } from '../../domain/rule.ts';
import { reviewRule } from '../engine/define.ts';
import { segmentName } from '../support/segments.ts';

export const datesOutOfOrder = reviewRule({
  name: 'dates-out-of-order',
  severity: 'error',
  class: 'decides',
  gravity: 'law',
  summary: 'Agents, customers and the change itself come in the wrong order.',
  why: 'First it is decided, then agents know, then customers know, then it starts. Agents who learn it from a caller cannot help the caller.',
  bad: `
    change:
      dates:
        briefed: 2026-10-01  # ← dates-out-of-order
        told: 2026-10-01       # the same day
        effective: 2026-12-01
  `,
  good: `
    change:
      dates:
        briefed: 2026-09-14
        told: 2026-10-01
        effective: 2026-12-01
  `,
  sources: [
    {
      text: '75 % of staff without a desk say that they hear too little of changes.',
      url: 'http://fortune.com/2013/04/30/note-to-executives-your-employees-are-in-the-dark',
    },
  ],
  check(review) {
    const { briefed, told, effective, ends } = review.change?.dates ?? {};
    const newSalesOnly = review.change?.reachesBack === 'new-sales-only';
    const decided = review.verdict?.date;
    const faults: Fault[] = [];
    /** Raises a fault where the early day is not before the late one; where `mayMeet`, only where it is after. */
    const order = ([early, late]: readonly (string | undefined)[], mayMeet: boolean, fault: Fault) => {
      if (early === undefined || late === undefined) return;
      if (mayMeet ? early > late : early >= late) faults.push(fault);
    };
    order([briefed, told], false, {
      path: 'change.dates.briefed',
      message: `Agents are briefed on ${briefed}, and customers are told on ${told}.`,
      hint: 'Brief the frontline days before the first customer is told.',
    });
    order([told, effective], newSalesOnly, {
      path: 'change.dates.told',
      message: `Customers are told on ${told}, and it starts on ${effective}.`,
      cause: `notice of ${told}, start on ${effective}`,
      hint: 'Tell customers before it starts.',
    });
    order([effective, ends], true, {
      path: 'change.dates.ends',
      message: `It ends on ${ends}, before it has started on ${effective}.`,
      hint: 'Correct one of the two.',
    });
    order([decided, told], true, {
      path: 'verdict.date',
      message: `It is decided on ${decided}, after customers were told on ${told}.`,
      hint: 'Decide first; a review that follows the notice decides nothing.',
    });
    // A first notice after the start is reported as that, and once.
    const firstTold = told !== undefined && effective !== undefined && told > effective ? undefined : told;
    for (const row of review.communication?.notices ?? []) {
      const path = `communication.notices.${row.segment}.date`;
      const group = `"${segmentName(review, row.segment)}"`;
      order([firstTold, row.date], true, {
        path,
        message: `${group} is told on ${row.date}, before the day on which the first customers are told, ${told}.`,
        cause: `notice of ${row.date}, first notice of ${told}`,
        hint: 'Correct one of the two: the first customers are told on the day of the very first notice.',
      });
      order([row.date, effective], newSalesOnly, {
        path,
        message: `${group} is told on ${row.date}, and it starts on ${effective}.`,
        cause: `notice of ${row.date}, start on ${effective}`,
        hint: 'Tell every group before it starts.',
      });
    }
    for (const row of review.measures?.reviews ?? []) {
      order([effective, row.date], true, {
        path: `measures.reviews.${row.id}.date`,
        message: `It is looked back on ${row.date}, before it has started on ${effective}.`,
        hint: 'Look back after customers have felt the change.',
      });
    }
    return faults;
  },
});
