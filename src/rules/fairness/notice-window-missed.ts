import { noticeInWords } from '../../domain/duties.ts';
import { daysBetween, subtractSpan } from '../../lib/dates.ts';
import { quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { firstNotices, noticeDuties, sendingDays } from '../support/duties.ts';

export const noticeWindowMissed = reviewRule({
  name: 'notice-window-missed',
  severity: 'error',
  class: 'decides',
  gravity: 'law',
  summary: 'A duty asks for a notice within a window of days, and none falls into it.',
  why: 'Some duties want the notice neither late nor early: a letter in spring is forgotten when the fee comes in autumn. An early notice is good and needs a second one inside the window.',
  bad: `
    change:
      jurisdictions: [US-CA]     # told on 1 October, starts on 1 December
    communication:
      notices:
        - segment: loyal
          date: 2026-10-01  # ← notice-window-missed
        - segment: regular
        - segment: charities
  `,
  good: `
    change:
      jurisdictions: [US-CA]
    fairness:
      noticeDuties:
        - id: digital-content
        - id: ca
          duty: california-auto-renewal
          jurisdiction: US-CA
          secondNotice: 2026-11-10
          applies: 'yes'
  `,
  sources: [
    {
      text: 'California: 7 to 30 days before a changed fee of an automatic renewal.',
      url: 'https://www.consumerfinsights.com/2024/10/california-enacts-new-bill-to-strengthen-customer-protection-on-automatic-renewals/',
    },
  ],
  check(review, { content, config }) {
    const effective = review.change?.dates?.effective;
    const notices = firstNotices(review);
    const [first] = notices;
    if (effective === undefined || first === undefined || review.change?.reachesBack === 'new-sales-only') {
      return [];
    }
    return noticeDuties(review, content, config).flatMap(
      ({ notice, title, reason, row, when, secondNotice }) => {
        if (notice === undefined || !('atLeastDays' in notice)) return [];
        const isInside = (day: string) => {
          const ahead = daysBetween(day, effective);
          return ahead >= notice.atLeastDays && ahead <= notice.atMostDays;
        };
        // The day that is given decides; without one, the reason may still say on which day a notice goes out.
        const second = secondNotice === undefined ? sendingDays(reason ?? '') : [secondNotice];
        if (second.some(isInside)) return [];
        const missed = notices.find(({ date }) => !isInside(date));
        if (missed === undefined) return [];
        const from = subtractSpan(effective, { days: notice.atMostDays });
        const until = subtractSpan(effective, { days: notice.atLeastDays });
        return [
          {
            path: missed.path,
            message: `${quoted(title)} asks for a notice ${noticeInWords(notice)} before the start, from ${from} to ${until}${when === undefined ? '' : ` (${when.replace(/\.$/, '')})`}; the notice is of ${missed.date}.`,
            hint: `Send a second notice in that window and give its day with ${row === undefined ? 'this duty, listed among the duties' : `the duty "${row}"`}; or let counsel say that the duty does not apply.`,
          },
        ];
      },
    );
  },
});
