import { businessDaysBefore, businessDaysBetween } from '../../lib/dates.ts';
import { counted, quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { firstNotices } from '../support/duties.ts';
import { isBlank, missingAnswers } from '../support/gaps.ts';

export const briefingTooLate = reviewRule({
  name: 'briefing-too-late',
  severity: 'error',
  class: 'decides',
  gravity: 'frontline',
  questions: ['L1-briefing'],
  summary: 'A team is briefed fewer than five business days before the first customer is told.',
  why: 'Agents who read it in the news have nothing to say and no reason to stand up for it. Where the news must not get out early, an approved embargo allows the shift before. Business days are Monday to Friday less the holidays of the config.',
  bad: `
    frontline:
      briefing:
        - id: jena-early
          date: 2026-09-29     # customers are told on 1 October ← briefing-too-late
  `,
  good: `
    frontline:
      briefing:
        - id: jena-early
          date: 2026-09-30
          embargo:
            reason: The rise is price-sensitive for the stock market.
            approver: jonas
  `,
  sources: [
    {
      text: '75 % of staff without a desk say that they hear too little of changes.',
      url: 'http://fortune.com/2013/04/30/note-to-executives-your-employees-are-in-the-dark',
    },
    { text: 'No published figure says how early is early enough; five days are a default of cx-review.' },
  ],
  options: {
    days: {
      type: 'integer',
      description: 'Business days between the briefing and the first notice.',
      default: 5,
      minimum: 1,
      maximum: 60,
    },
  },
  check(review, context) {
    const { options, config } = context;
    const holidays = new Set(config?.holidays ?? []);
    const told = [review.change?.dates?.told, ...firstNotices(review).map(({ date }) => date)]
      .filter((date) => date !== undefined)
      .sort()[0];
    const hint = 'Brief them earlier, or tell customers later.';
    const rows = review.frontline?.briefing;
    if (told === undefined) return missingAnswers(review, context, ['L1-briefing'], hint);
    const late = (date: string | undefined) =>
      date !== undefined && businessDaysBetween(date, told, holidays) < options.days;
    const inTime = businessDaysBefore(told, options.days, holidays);
    const faults = (rows ?? []).flatMap((row) => {
      if (row.date === undefined || !late(row.date)) return [];
      const { reason, approver } = row.embargo ?? {};
      const isOwn = approver !== undefined && approver === review.author;
      const isApproved = !isBlank(reason) && approver !== undefined && !isOwn;
      if (isApproved && row.date < told) return [];
      const days = businessDaysBetween(row.date, told, holidays);
      const team = [row.team ?? row.id, row.site, row.shift].filter((part) => part !== undefined).join(', ');
      const embargo =
        row.embargo === undefined
          ? ''
          : isApproved
            ? ' even an embargo leaves them the shift before'
            : isOwn
              ? ' the embargo is approved by the author only'
              : ` the embargo has no ${isBlank(reason) ? 'reason' : 'approver'}`;
      return [
        {
          path: `frontline.briefing.${row.id}.date`,
          message: `${quoted(team)} is briefed on ${row.date}, ${counted(Math.max(0, days), 'business day')} before the first customer is told on ${told}; at least ${options.days} are needed${embargo === '' ? '' : `, and${embargo}`}.`,
          hint: `Brief them by ${inTime}, or let somebody other than the author approve an embargo with a reason.`,
        },
      ];
    });
    const briefed = review.change?.dates?.briefed;
    const anyEmbargo = (rows ?? []).some((row) => row.embargo !== undefined);
    const whole =
      faults.length === 0 && !anyEmbargo && briefed !== undefined && briefed < told && late(briefed)
        ? [
            {
              path: 'change.dates.briefed',
              message: `The frontline is briefed on ${briefed}, ${counted(businessDaysBetween(briefed, told, holidays), 'business day')} before the first customer is told on ${told}; at least ${options.days} are needed.`,
              hint: `Brief them by ${inTime}, or tell customers later.`,
            },
          ]
        : [];
    return [...faults, ...whole, ...missingAnswers(review, context, ['L1-briefing'], hint)];
  },
});
