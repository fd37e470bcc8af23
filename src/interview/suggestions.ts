import type { Content } from '../domain/content.ts';
import { findDuties, type Notice, noticeInWords } from '../domain/duties.ts';
import type { Review } from '../domain/review.ts';
import { addDays, businessDaysBefore, subtractSpan } from '../lib/dates.ts';

/** A row of a list, as it is stored. */
export type Row = Readonly<Record<string, unknown>>;

/** Days after the change at which one looks back. */
const lookBacks = [30, 90, 365] as const;

function lastDayFor(notice: Notice, effective: string): string {
  return subtractSpan(effective, 'atLeastDays' in notice ? { days: notice.atLeastDays } : notice);
}

/** The duties to give notice that counsel is asked about, by situation, place and sector. Never advice. */
function dutyRows(review: Review, content: Content): Row[] {
  const effective = review.change?.dates?.effective;
  return findDuties(review, content).flatMap(({ duty, jurisdiction, notice }) => {
    if (notice === undefined) return [];
    return [
      {
        id: duty.id,
        duty: duty.id,
        jurisdiction,
        notice: noticeInWords(notice),
        ...(effective === undefined ? {} : { lastDay: lastDayFor(notice, effective) }),
        ...(duty.sources[0] === undefined ? {} : { source: duty.sources[0].url }),
        checkedOn: duty.checkedOn,
      },
    ];
  });
}

function lookBackRows(review: Review): Row[] {
  const { effective } = review.change?.dates ?? {};
  if (effective === undefined) return [];
  return lookBacks.map((days) => ({
    id: `day-${days}`,
    date: addDays(effective, days),
    ...(review.author === undefined ? {} : { owner: review.author }),
  }));
}

/** Rows that can be worked out from what the review says already, for the leader to correct. */
export function suggestedRows(path: string, review: Review, content: Content): Row[] {
  if (path === 'fairness.noticeDuties') return dutyRows(review, content);
  if (path === 'measures.reviews') return lookBackRows(review);
  return [];
}

/** Business days that agents know before customers do, unless somebody says otherwise. */
const briefedAhead = 5;

/** An answer that is likely, from what the review says already; undefined where nothing suggests itself. */
export function suggestedValue(path: string, review: Review, today: string): unknown {
  const { dates } = review.change ?? {};
  if (path === 'verdict.date') return today;
  if (path === 'change.dates.briefed' && dates?.told !== undefined) {
    return businessDaysBefore(dates.told, briefedAhead, new Set());
  }
  if (/^communication\.notices\.[^.]+\.date$/.test(path)) return dates?.told;
  if (/^consequences\.[^.]+\.freedom$/.test(path)) return review.customers?.freedom;
  if (path === 'frontline.reason.class') return review.change?.reasonClass;
  return undefined;
}
