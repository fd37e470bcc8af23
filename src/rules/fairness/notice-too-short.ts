import { noticeInWords } from '../../domain/duties.ts';
import type { Depth } from '../../domain/review.ts';
import type { Fault } from '../../domain/rule.ts';
import { daysBetween, subtractSpan } from '../../lib/dates.ts';
import { counted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { firstNotices, noticeDuties } from '../support/duties.ts';
import { anybodyLoses } from '../support/segments.ts';
import { saysNothing } from '../support/words.ts';

interface LeastDays {
  readonly fullDays: number;
  readonly standardDays: number;
  readonly lightDays: number;
}

/** A review without a depth is judged as lightly as can be: unanswered-question says that it has none. */
function leastDays(depth: Depth | undefined, { fullDays, standardDays, lightDays }: LeastDays): number {
  if (depth === 'full') return fullDays;
  return depth === 'standard' ? standardDays : lightDays;
}

export const noticeTooShort = reviewRule({
  name: 'notice-too-short',
  severity: 'error',
  class: 'decides',
  gravity: 'law',
  summary: 'Customers are told later than a duty, a contract or good practice asks for.',
  why: 'People need time to decide, and to leave. Reddit gave 31 days’ notice of a price that cost one app some 20 million dollars a year, and over 8,000 communities went dark. What keeps customers from harm, or has its day from a law, need not wait for good practice, only for its duties. Duties are prompts to ask counsel; where counsel says that one does not apply, the review says so and it is left out.',
  bad: `
    fairness:
      noticeDuties:
        - id: digital-content
          duty: Clause 8 of our terms
          notice: 6 calendar months     # told on 1 October, starts on 1 December
          lastDay:
    communication:
      notices:
        - segment: loyal
          date: 2026-10-01  # ← notice-too-short
        - segment: regular
        - segment: charities
  `,
  good: `
    fairness:
      noticeDuties:
        - id: digital-content
          duty: Clause 8 of our terms
          notice: 6 weeks
          lastDay: 2026-10-20
  `,
  sources: [
    {
      text: 'Practice: 30 to 45 days for major changes.',
      url: 'https://www.supportbench.com/how-to-build-customer-comms-plan-policy-changes-pricing-limits-terms/',
    },
    {
      text: 'Reddit, 2023: from 31 May to 1 July.',
      url: 'https://hothardware.com/news/reddit-blackout-protest-api-fee-change',
    },
  ],
  options: {
    fullDays: {
      type: 'integer',
      description: 'Calendar days of notice at full depth, whatever the duties.',
      default: 45,
      minimum: 0,
      maximum: 365,
    },
    standardDays: {
      type: 'integer',
      description: 'Calendar days of notice at standard depth, whatever the duties.',
      default: 30,
      minimum: 0,
      maximum: 365,
    },
    lightDays: {
      type: 'integer',
      description:
        'Calendar days of notice at light depth, whatever the duties; none where nobody is worse off.',
      default: 14,
      minimum: 0,
      maximum: 365,
    },
  },
  check(review, { content, config, options }) {
    const effective = review.change?.dates?.effective;
    const notices = firstNotices(review);
    const latest = notices.reduce<(typeof notices)[number] | undefined>(
      (late, one) => (late === undefined || one.date > late.date ? one : late),
      undefined,
    );
    if (effective === undefined || latest === undefined || review.change?.reachesBack === 'new-sales-only') {
      return [];
    }
    const faults: Fault[] = noticeDuties(review, content, config).flatMap((duty) => {
      const { notice, lastDay, title, when } = duty;
      const reckoned =
        notice === undefined || 'atLeastDays' in notice
          ? undefined
          : subtractSpan(effective, notice, new Set(config?.holidays));
      const last = [lastDay, reckoned].filter((day) => day !== undefined).sort()[0];
      if (last === undefined || latest.date <= last) return [];
      const asks =
        notice === undefined || last !== reckoned
          ? `${title}: the last day for the notice is ${last}`
          : `${title} asks for ${noticeInWords(notice)}`;
      const condition = when === undefined ? '' : ` (${when.replace(/\.$/, '')})`;
      return [
        {
          path: latest.path,
          message: `${asks}${condition}; customers are told on ${latest.date} and it starts on ${effective}.`,
          // A notice after the start is that, and no short notice besides.
          ...(latest.date >= effective ? { cause: `notice of ${latest.date}, start on ${effective}` } : {}),
          hint: `Tell them by ${last}, or start later${last === lastDay && last !== reckoned ? ' and correct the last day in that row' : ''}. If counsel says that it does not apply, list it among the duties as not applying, with the reason.`,
        },
      ];
    });
    if (faults.length > 0) return faults;
    const least = anybodyLoses(review) ? leastDays(review.depth, options) : 0;
    const days = daysBetween(latest.date, effective);
    if (days >= least || days <= 0) return [];
    const { urgency, urgencyWhy, reasonClass } = review.change ?? {};
    // What protects customers, or has its day from a law, does not wait for what is good practice; duties hold all the same.
    if (urgency !== undefined && !saysNothing(urgencyWhy)) return [];
    const mayBeUrgent = urgency !== undefined || ['law', 'abuse', 'security'].includes(reasonClass ?? '');
    return [
      {
        ...(mayBeUrgent ? { atMost: 'warning' as const } : {}),
        path: latest.path,
        message: `Customers have ${counted(days, 'day')} between the notice of ${latest.date} and the start on ${effective}; ${least} are good practice for a change of this depth.`,
        hint: `Tell them earlier, start later, or give existing customers more time.${mayBeUrgent ? ' If it cannot wait for the sake of safety, fraud or a law, say what happens if it does.' : ''}`,
      },
    ];
  },
});
