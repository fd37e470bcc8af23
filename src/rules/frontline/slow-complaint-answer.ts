import { findDuties } from '../../domain/duties.ts';
import { counted, quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';

export const slowComplaintAnswer = reviewRule({
  name: 'slow-complaint-answer',
  severity: 'error',
  class: 'decides',
  gravity: 'law',
  summary:
    'A complaint is answered later than a duty allows or, where there is no duty, later than within three weeks.',
  why: 'Whoever waits for two months complains twice, the second time in public.',
  bad: `
    frontline:
      complaints:
        channels:
          - id: phone
          - id: mail
            answerDays: 45  # ← slow-complaint-answer
  `,
  good: `
    frontline:
      complaints:
        channels:
          - id: phone
          - id: mail
            answerDays: 3
  `,
  sources: [
    {
      text: 'UK complaints: eight weeks, and 15 business days for payments.',
      url: 'https://handbook.fca.org.uk/handbook/DISP/1/6.html?date=2012-02-14&timeline=True',
    },
    { text: 'Without a duty, 15 business days are a default of cx-review.' },
  ],
  options: {
    days: {
      type: 'integer',
      description: 'Business days until a complaint is answered, where no duty sets a limit.',
      default: 15,
      minimum: 1,
      maximum: 120,
    },
  },
  check(review, { content, config, options }) {
    const places = findDuties(review, content, config).filter(
      ({ complaintDays }) => complaintDays !== undefined,
    );
    const allowed = places.map(({ complaintDays = options.days }) => complaintDays);
    const strictest = allowed.length === 0 ? options.days : Math.min(...allowed);
    const found = places.find(({ complaintDays }) => complaintDays === strictest);
    const when = found?.complaintWhen === undefined ? '' : ` (${found.complaintWhen.replace(/\.$/, '')})`;
    return (review.frontline?.complaints?.channels ?? []).flatMap((row) => {
      if (row.answerDays === undefined || row.answerDays <= strictest) return [];
      const by =
        found === undefined
          ? `at most ${strictest} are good practice`
          : `${found.duty.title} allows ${strictest}${when}`;
      return [
        {
          path: `frontline.complaints.channels.${row.id}.answerDays`,
          message: `A complaint by ${quoted(row.channel ?? row.id)} is answered within ${counted(row.answerDays, 'business day')}; ${by}.`,
          hint: 'Promise less time, and say when the customer hears that the complaint has arrived.',
        },
      ];
    });
  },
});
