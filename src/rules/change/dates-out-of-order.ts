import type { Fault } from '../../domain/rule.ts';
import { reviewRule } from '../engine/define.ts';

export const datesOutOfOrder = reviewRule({
  name: 'dates-out-of-order',
  severity: 'error',
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
    const { briefed, told, effective } = review.change?.dates ?? {};
    const newSalesOnly = review.change?.reachesBack === 'new-sales-only';
    const decided = review.verdict?.date;
    const faults: Fault[] = [];
    const order = (
      path: string,
      early: string | undefined,
      late: string | undefined,
      sameDay: boolean,
      message: string,
      hint: string,
    ) => {
      if (early !== undefined && late !== undefined && (sameDay ? early > late : early >= late)) {
        faults.push({ path, message, hint });
      }
    };
    order(
      'change.dates.briefed',
      briefed,
      told,
      false,
      `Agents are briefed on ${briefed}, and customers are told on ${told}.`,
      'Brief the frontline days before the first customer is told.',
    );
    order(
      'change.dates.told',
      told,
      effective,
      newSalesOnly,
      `Customers are told on ${told}, and it starts on ${effective}.`,
      'Tell customers before it starts.',
    );
    order(
      'verdict.date',
      decided,
      told,
      true,
      `It is decided on ${decided}, after customers were told on ${told}.`,
      'Decide first; a review that follows the notice decides nothing.',
    );
    for (const row of review.communication?.notices ?? []) {
      const path = `communication.notices.${row.segment}.date`;
      order(
        path,
        // A first notice after the start is reported as that, and once.
        told !== undefined && effective !== undefined && told > effective ? undefined : told,
        row.date,
        true,
        `This group is told on ${row.date}, before the day on which the first customers are told, ${told}.`,
        'Correct one of the two: change.dates.told is the day of the very first notice.',
      );
      order(
        path,
        row.date,
        effective,
        newSalesOnly,
        `This group is told on ${row.date}, and it starts on ${effective}.`,
        'Tell every group before it starts.',
      );
    }
    for (const row of review.measures?.reviews ?? []) {
      order(
        `measures.reviews.${row.id}.date`,
        effective,
        row.date,
        true,
        `It is looked back on ${row.date}, before it has started on ${effective}.`,
        'Look back after customers have felt the change.',
      );
    }
    return faults;
  },
});
