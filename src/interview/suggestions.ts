import { findSituation } from '../domain/agenda.ts';
import type { Content, Duty } from '../domain/content.ts';
import type { Review } from '../domain/review.ts';
import { addDays, businessDaysBefore, subtractSpan } from '../lib/dates.ts';

/** A row of a list, as it is stored. */
export type Row = Readonly<Record<string, unknown>>;

/** Days after the change at which one looks back. */
const lookBacks = [30, 90, 365] as const;

/** Countries whose customers the law of the Union protects. */
const union = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

/** The place of the review in which a duty holds: itself, the country around it, or the Union. */
function findPlace(duty: Duty, places: readonly string[]): string | undefined {
  return duty.jurisdictions.find((where) =>
    places.some(
      (place) =>
        place === where ||
        place.startsWith(`${where}-`) ||
        where.startsWith(`${place}-`) ||
        (where === 'EU' && union.has(place)),
    ),
  );
}

type Notice = NonNullable<Duty['notice']>;

const count = (amount: number, unit: string): string => `${amount} ${unit}${amount === 1 ? '' : 's'}`;

function noticeInWords(notice: Notice): string {
  if ('days' in notice) return count(notice.days, 'calendar day');
  if ('weeks' in notice) return count(notice.weeks, 'week');
  if ('months' in notice) return count(notice.months, 'calendar month');
  return `${notice.atLeastDays} to ${notice.atMostDays} calendar days`;
}

function lastDayOf(notice: Notice, effective: string): string {
  return subtractSpan(effective, 'atLeastDays' in notice ? { days: notice.atLeastDays } : notice);
}

function findNotice(duty: Duty, review: Review): Notice | undefined {
  const places = review.change?.jurisdictions ?? [];
  const sector = review.change?.sector;
  const fits = (wanted: readonly string[] | undefined, given: readonly (string | undefined)[]) =>
    wanted === undefined || given.some((one) => one !== undefined && wanted.includes(one));
  const variant = duty.variants?.find(
    (one) =>
      fits(one.jurisdictions, places) &&
      fits(one.sectors, [sector]) &&
      fits(one.situations, [review.situation]),
  );
  return variant?.notice ?? duty.notice;
}

/** The duties to give notice that counsel is asked about, by situation, place and sector. Never advice. */
function dutyRows(review: Review, content: Content): Row[] {
  const wanted = findSituation(review, content)?.duties ?? [];
  const { jurisdictions = [], sector, dates } = review.change ?? {};
  return content.duties.flatMap((duty) => {
    const jurisdiction = findPlace(duty, jurisdictions);
    const isInSector = duty.sectors.length === 0 || (sector !== undefined && duty.sectors.includes(sector));
    const notice = findNotice(duty, review);
    if (!wanted.includes(duty.id) || jurisdiction === undefined || !isInSector || notice === undefined)
      return [];
    const effective = dates?.effective;
    return [
      {
        id: duty.id,
        duty: duty.id,
        jurisdiction,
        notice: noticeInWords(notice),
        ...(effective === undefined ? {} : { lastDay: lastDayOf(notice, effective) }),
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
