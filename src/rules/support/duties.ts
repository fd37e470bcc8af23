import type { Config } from '../../domain/config.ts';
import type { Content } from '../../domain/content.ts';
import { findDuties, type Notice, parseNotice } from '../../domain/duties.ts';
import type { Review } from '../../domain/review.ts';
import { monthNames } from '../../lib/month-names.ts';
import { isBlank } from './gaps.ts';
import { folded, splitSentences } from './words.ts';

export interface NoticeDuty {
  /** Row of fairness.noticeDuties, where there is one. */
  readonly row: string | undefined;
  readonly title: string;
  readonly notice: Notice | undefined;
  /** The last day for the notice, as somebody worked it out. */
  readonly lastDay: string | undefined;
  /** When the duty holds, if not always. */
  readonly when: string | undefined;
  /** What counsel says of it, in words. */
  readonly reason: string | undefined;
  /** The day of a second notice, where one goes out. */
  readonly secondNotice: string | undefined;
}

/** The duties to give notice that hold for this review: those listed in it, and shipped ones that nobody listed. */
export function noticeDuties(review: Review, content: Content, config: Config | undefined): NoticeDuty[] {
  const rows = review.fairness?.noticeDuties ?? [];
  const shipped = findDuties(review, content, config);
  const listed = rows.flatMap((row): NoticeDuty[] => {
    if (row.applies === 'no' && !isBlank(row.reason)) return [];
    const known = shipped.find(({ duty }) => duty.id === row.duty);
    const title = known?.duty.title ?? content.duties.find((duty) => duty.id === row.duty)?.title;
    return [
      {
        row: row.id,
        title: title ?? row.duty ?? row.id,
        notice: parseNotice(row.notice) ?? known?.notice,
        lastDay: row.lastDay,
        when: known?.noticeWhen,
        reason: row.reason,
        secondNotice: row.secondNotice,
      },
    ];
  });
  const unlisted = shipped
    .filter(({ duty, notice }) => notice !== undefined && !rows.some((row) => row.duty === duty.id))
    .map(
      ({ duty, notice, noticeWhen }): NoticeDuty => ({
        row: undefined,
        title: duty.title,
        notice,
        lastDay: undefined,
        when: noticeWhen,
        reason: undefined,
        secondNotice: undefined,
      }),
    );
  return [...listed, ...unlisted];
}

/** The first notice of each group: its own day, or the day on which the first customers are told. */
export function firstNotices(review: Review): { readonly path: string; readonly date: string }[] {
  const told = review.change?.dates?.told;
  const notices = (review.communication?.notices ?? []).flatMap((row) =>
    row.date === undefined ? [] : [{ path: `communication.notices.${row.segment}.date`, date: row.date }],
  );
  if (notices.length > 0) return notices;
  return told === undefined ? [] : [{ path: 'change.dates.told', date: told }];
}

/** Days that a text names: `2026-11-10`, `10 November 2026`. */
function daysIn(text: string): string[] {
  const iso = text.match(/\b\d{4}-\d{2}-\d{2}\b/g) ?? [];
  const written = [...folded(text).matchAll(/\b(\d{1,2})(?:st|nd|rd|th|\.)? ([a-z]+) (\d{4})\b/g)].flatMap(
    ([, day = '', month = '', year = '']) => {
      const index = monthNames.indexOf(month);
      return index === -1 ? [] : [`${year}-${String(index + 1).padStart(2, '0')}-${day.padStart(2, '0')}`];
    },
  );
  return [...iso, ...written];
}

const sending =
  /\b(?:notices?|reminders?|letters?|e-?mails?|mail(?:ed|s)?|messages?|second|again|sen[dt]\w*|goes out|go out|went out|writ\w+|tell|told)\b/;
/** What makes of a sentence about sending one about not sending, or about perhaps; the month of May is none. */
const notSending =
  /\b(?:not|no|never|none|nobody|without|against|instead|cancel\w*|drop\w*|skip\w*|omit\w*|postpon\w*|refrain\w*|refus\w*|reject\w*|unless|if|might|could|would|perhaps|maybe|consider\w*|unnecessary|needless)\b|n't\b|(?<!\d )\bmay\b(?! \d)/;

/** Days on which a notice goes out by the words of a text; a day on which none does is no such day. */
export function sendingDays(text: string): string[] {
  return splitSentences(text)
    .flatMap((sentence) => sentence.split(';'))
    .filter((part) => sending.test(folded(part)) && !notSending.test(folded(part)))
    .flatMap(daysIn);
}
