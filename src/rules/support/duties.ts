import { findSituation } from '../../domain/agenda.ts';
import type { Config } from '../../domain/config.ts';
import type { Content, Duty } from '../../domain/content.ts';
import type { Review } from '../../domain/review.ts';
import { type Span, spanInWords } from '../../lib/dates.ts';
import { monthNames } from '../../lib/month-names.ts';
import { folded } from './words.ts';

/** Notice that has to be given: a span before the start, or a window of days before it. */
export type Notice = Span | { readonly atLeastDays: number; readonly atMostDays: number };

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
}

const unionMembers = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

/** Whether a duty of one place holds in another: of EU in DE, of US in US-CA. */
function holdsIn(duty: string, place: string): boolean {
  const country = place.split('-', 1)[0] ?? place;
  return duty === place || duty === country || (duty === 'EU' && unionMembers.has(country));
}

type Variant = NonNullable<Duty['variants']>[number];
type Terms = Pick<Duty, 'notice' | 'noticeWhen' | 'complaintDays'>;

/** The terms of a duty for this review: its own, or those of the first variant that fits. */
function buildTerms(duty: Duty, review: Review, sector: string | undefined): Terms {
  const places = review.change?.jurisdictions ?? [];
  const fits = (variant: Variant & { readonly jurisdictions?: readonly string[] }) =>
    (variant.sectors === undefined || (sector !== undefined && variant.sectors.includes(sector))) &&
    (variant.situations === undefined ||
      (review.situation !== undefined && variant.situations.includes(review.situation))) &&
    (variant.jurisdictions === undefined ||
      variant.jurisdictions.some((one) => places.some((place) => holdsIn(one, place))));
  const variant = duty.variants?.find(fits);
  return variant === undefined ? duty : { ...duty, ...variant };
}

/** The shipped duties that the places, the sector and the situation point to, with their terms. */
export function dutiesFor(
  review: Review,
  content: Content,
  config: Config | undefined,
): (Terms & { readonly duty: Duty })[] {
  const places = review.change?.jurisdictions ?? config?.jurisdictions ?? [];
  const sector = review.change?.sector ?? config?.sector;
  const wanted = findSituation(review, content)?.duties ?? [];
  return content.duties
    .filter(
      (duty) =>
        // How long a complaint may take does not depend on what is being decided.
        (wanted.includes(duty.id) || duty.complaintDays !== undefined) &&
        places.some((place) => duty.jurisdictions.some((one) => holdsIn(one, place))) &&
        (duty.sectors.length === 0 || (sector !== undefined && duty.sectors.includes(sector))),
    )
    .map((duty) => ({ ...buildTerms(duty, review, sector), duty }));
}

/** Reads `30 calendar days`, `10 business days`, `6 weeks`, `2 calendar months`, `7 to 30 calendar days`. */
export function parseNotice(text: string | undefined): Notice | undefined {
  const words = folded(text ?? '');
  const window = /\b(\d{1,4}) ?(?:to|-|–) ?(\d{1,4}) (?:calendar )?days?\b/.exec(words);
  if (window !== null) return { atLeastDays: Number(window[1]), atMostDays: Number(window[2]) };
  const span = /\b(\d{1,4}) (?:calendar )?(business day|day|week|month)s?\b/.exec(words);
  if (span === null) return undefined;
  const count = Number(span[1]);
  switch (span[2]) {
    case 'business day':
      return { businessDays: count };
    case 'week':
      return { weeks: count };
    case 'month':
      return { months: count };
    default:
      return { days: count };
  }
}

export function noticeInWords(notice: Notice): string {
  if ('atLeastDays' in notice) return `${notice.atLeastDays} to ${notice.atMostDays} calendar days`;
  return spanInWords(notice);
}

/** The duties to give notice that hold for this review: those listed in it, and shipped ones that nobody listed. */
export function noticeDuties(review: Review, content: Content, config: Config | undefined): NoticeDuty[] {
  const rows = review.fairness?.noticeDuties ?? [];
  const shipped = dutiesFor(review, content, config);
  const listed = rows.flatMap((row): NoticeDuty[] => {
    if (row.applies === 'no' && (row.reason ?? '').trim() !== '') return [];
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
export function daysIn(text: string): string[] {
  const iso = text.match(/\b\d{4}-\d{2}-\d{2}\b/g) ?? [];
  const written = [...folded(text).matchAll(/\b(\d{1,2})(?:st|nd|rd|th|\.)? ([a-z]+) (\d{4})\b/g)].flatMap(
    ([, day = '', month = '', year = '']) => {
      const index = monthNames.indexOf(month);
      return index === -1 ? [] : [`${year}-${String(index + 1).padStart(2, '0')}-${day.padStart(2, '0')}`];
    },
  );
  return [...iso, ...written];
}
