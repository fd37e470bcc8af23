import { type DraftFacts, type DraftName, fillDraft, findDraft } from '../content/draft.ts';
import { findSituation } from '../domain/agenda.ts';
import type { Content } from '../domain/content.ts';
import type { Offer, PolicyChange, Review } from '../domain/review.ts';
import { dateInWords } from '../input/format.ts';
import { moneyInWords } from '../lib/money.ts';

const valueInWords = ({ unit }: PolicyChange, value: PolicyChange['from']): string | undefined =>
  value === undefined || value === null ? undefined : [String(value), unit].filter(Boolean).join(' ');

const isDay = (value: PolicyChange['from']): boolean =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

const dayInWords = (date: string | undefined): string | undefined =>
  date === undefined ? undefined : dateInWords(date).replace(/^\S+ /, '');

function offerInWords(offers: readonly Offer[], segment: string | undefined): string | undefined {
  const own = offers.find((offer) => offer.segment === segment && offer.kind !== 'none');
  return (own ?? (segment === undefined ? offers[0] : undefined))?.offer;
}

function lossInWords(review: Review, segment: string | undefined): string | undefined {
  const lost = review.consequences?.find((row) => row.segment === segment)?.lost;
  return lost?.money ? `${moneyInWords(lost.money, review.currency)} a year` : undefined;
}

/** What drafts may speak of. A draft says nothing that the review does not say. */
function buildFacts(review: Review, segment: string | undefined): DraftFacts {
  // A date that changes with the others is no figure. Of several changed figures none is the old or the new one by itself.
  const changes = (review.policy?.changes ?? []).filter((one) => !isDay(one.from) && !isDay(one.to));
  const change = changes.length === 1 ? changes[0] : undefined;
  const rows = review.consequences ?? [];
  const own = rows.find((row) => row.segment === segment);
  const offers = review.frontline?.offers ?? [];
  const channels = (review.frontline?.complaints?.channels ?? []).flatMap(({ channel }) => channel ?? []);
  const { dates } = review.change ?? {};
  return {
    title: review.title,
    old: (change && valueInWords(change, change.from)) ?? (own ?? rows[0])?.oldFigure,
    new: (change && valueInWords(change, change.to)) ?? (own ?? rows[0])?.newFigure,
    offer: offerInWords(offers, segment),
    leaveSteps: review.frontline?.leaving?.steps,
    complaintChannels: channels.length === 0 ? undefined : channels.join(', '),
    change: {
      what: review.change?.what,
      reason: review.change?.reason,
      briefed: dayInWords(dates?.briefed),
      told: dayInWords(dates?.told),
      effective: dayInWords(dates?.effective),
    },
    segment: {
      name: review.customers?.segments?.find(({ id }) => id === segment)?.name,
      old: own?.oldFigure,
      new: own?.newFigure,
      loss: lossInWords(review, segment),
      offer: offerInWords(offers, segment),
    },
  };
}

/**
 * A first text for an answer, made of answers already given; undefined where there is none.
 * @param template Mustache; `{{draft.what}}` stands for a draft of the situation
 * @param segment id of the group of customers it is for
 */
export function draftText(
  template: string,
  review: Review,
  content: Content,
  segment?: string,
): string | undefined {
  const situation = findSituation(review, content);
  if (situation === undefined) return undefined;
  const facts = buildFacts(review, segment);
  // The drafts of a situation speak to people who lose something.
  const isHarmless = review.screening?.nobodyWorseOff === true;
  const names = isHarmless ? [] : (Object.keys(situation.drafts) as DraftName[]);
  const draft = Object.fromEntries(names.map((name) => [name, findDraft(situation, name, facts)]));
  const text = fillDraft(template, { ...facts, draft });
  return text === '' ? undefined : text;
}
