import { type Span, spanInWords } from '../lib/dates.ts';
import { findSituation } from './agenda.ts';
import type { Config } from './config.ts';
import type { Content, Duty } from './content.ts';
import type { Review } from './review.ts';

/** Notice that has to be given: a span before the start, or a window of days before it. */
export type Notice = Span | { readonly atLeastDays: number; readonly atMostDays: number };

/** A duty that holds for a review, with the terms that hold there. */
export interface DutyInForce {
  readonly duty: Duty;
  /** The place of the duty, not of the review: EU for customers in DE. */
  readonly jurisdiction: string;
  readonly notice: Notice | undefined;
  /** When the notice holds, if not always. */
  readonly noticeWhen: string | undefined;
  /** Business days until a complaint must be answered. */
  readonly complaintDays: number | undefined;
  /** Which complaints, if not all. */
  readonly complaintWhen: string | undefined;
}

const union = 'EU';
const unionMembers = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

/** A place and all that it lies in: US-CA in US, DE-BY in DE and the Union. */
function listSurroundings(place: string): readonly string[] {
  const country = place.split('-', 1)[0] ?? place;
  return [place, country, ...(unionMembers.has(country) ? [union] : [])];
}

/**
 * Whether customers in one place can be under the law of another: DE under the Union's, and the US under
 * California's, for some of the customers of a whole country live in each of its parts.
 */
function overlap(place: string, law: string): boolean {
  return listSurroundings(place).includes(law) || listSurroundings(law).includes(place);
}

/** What is known of a place, for the sector and the situation of a review. */
export interface KnownLaw {
  readonly place: string;
  /** Whether any duty that the situation is about holds there. */
  readonly isKnown: boolean;
  /** Parts of the place with laws of their own, which are taken to hold: US-CA for US. */
  readonly parts: readonly string[];
}

type Facts = { readonly places: readonly string[]; readonly sector: string | undefined };

type Variant = NonNullable<Duty['variants']>[number];

function fitsVariant(variant: Variant, situation: string | undefined, { places, sector }: Facts): boolean {
  const { jurisdictions, sectors, situations } = variant;
  return (
    (sectors === undefined || (sector !== undefined && sectors.includes(sector))) &&
    (situations === undefined || (situation !== undefined && situations.includes(situation))) &&
    (jurisdictions === undefined || jurisdictions.some((law) => places.some((place) => overlap(place, law))))
  );
}

/**
 * The shipped duties, and the organisation's own, that the places, the sector and the situation of a review
 * point to, each with its terms: its own, or those of the first variant that fits. How long a complaint may
 * take does not depend on what is being decided, so a duty of another situation has that term and no other. One
 * that is in force only after the change starts asks nothing of it.
 * @param config says where and in which sector the company works, where the review does not
 */
export function findDuties(review: Review, content: Content, config?: Config): DutyInForce[] {
  const facts: Facts = {
    places: review.change?.jurisdictions ?? config?.jurisdictions ?? [],
    sector: review.change?.sector ?? config?.sector,
  };
  const wanted = findSituation(review, content)?.duties ?? [];
  const effective = review.change?.dates?.effective;
  return content.duties.flatMap((duty) => {
    const { sectors } = duty;
    const jurisdiction = duty.jurisdictions.find((law) => facts.places.some((place) => overlap(place, law)));
    const isInSector = sectors.length === 0 || (facts.sector !== undefined && sectors.includes(facts.sector));
    const isInForce = duty.since === undefined || effective === undefined || effective >= duty.since;
    if (jurisdiction === undefined || !isInSector || !isInForce) return [];
    const variant = duty.variants?.find((one) => fitsVariant(one, review.situation, facts));
    const { notice, noticeWhen, complaintDays } = { ...duty, ...variant };
    const complaintWhen = variant?.complaintWhen;
    if (wanted.includes(duty.id))
      return [{ duty, jurisdiction, notice, noticeWhen, complaintDays, complaintWhen }];
    if (complaintDays === undefined) return [];
    return [{ duty, jurisdiction, notice: undefined, noticeWhen: undefined, complaintDays, complaintWhen }];
  });
}

/**
 * Of each place of a review, whether a duty is known that its situation is about. None known is not none: who
 * asks says so.
 * @param config says where and in which sector the company works, where the review does not
 */
export function listKnownLaw(review: Review, content: Content, config?: Config): KnownLaw[] {
  const wanted = new Set(findSituation(review, content)?.duties);
  const places = review.change?.jurisdictions ?? config?.jurisdictions ?? [];
  return places.map((place) => {
    const there = { ...review, change: { ...review.change, jurisdictions: [place] } };
    const known = findDuties(there, content, config).filter(({ duty }) => wanted.has(duty.id));
    const parts = known.flatMap(({ duty }) =>
      duty.jurisdictions.filter((law) => law.startsWith(`${place}-`)),
    );
    return { place, isKnown: known.length > 0, parts: [...new Set(parts)].sort() };
  });
}

/** Reads `30 calendar days`, `10 business days`, `6 weeks`, `2 calendar months`, `7 to 30 calendar days`. */
export function parseNotice(text: string | undefined): Notice | undefined {
  const words = (text ?? '').toLowerCase().replace(/\s+/gu, ' ');
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

/** As {@link parseNotice} reads it back: `30 calendar days`, `7 to 30 calendar days`. */
export function noticeInWords(notice: Notice): string {
  if ('atLeastDays' in notice) return `${notice.atLeastDays} to ${notice.atMostDays} calendar days`;
  return spanInWords(notice);
}
