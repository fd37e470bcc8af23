import { buildAgenda } from '../domain/agenda.ts';
import { askedAt, fieldLabel } from '../domain/question-index.ts';
import type { Offer, Review } from '../domain/review.ts';
import { command } from '../lib/command.ts';
import { Failure } from '../lib/failure.ts';
import { counted } from '../lib/words.ts';
import { businessDays, slowestAnswer } from './business-days.ts';
import type { RenderDeps } from './deps.ts';
import { documentHead } from './document-head.ts';
import { buildDrafts } from './drafts.ts';
import { formatFor, startSentence } from './format.ts';
import { fillPage } from './page.ts';
import type { Group } from './segments.ts';
import { customerTerms, line, listGroups } from './segments.ts';

export interface NoticeOptions {
  /** Id of a group. Without it: a notice for each group, one after the other. */
  readonly segment?: string | undefined;
}

/** A place of the notice that nothing fills yet. */
export interface NoticeGap {
  /** Id of the group whose notice it is; undefined where the review names no group. */
  readonly segment: string | undefined;
  /** Path in the review that would fill it. */
  readonly path: string;
  /** What is missing, in the words of the question's field. */
  readonly label: string;
  readonly why: 'missing' | 'draft' | 'placeholder' | 'other-group';
  /** Id of the question to answer; undefined where the content asks none. */
  readonly question: string | undefined;
  readonly ask: string | undefined;
}

/** Words that stand for words still to come: TBD, {{name}}, [date], <amount>, ____, ???. */
const placeholder =
  /\b(?:TBD|TBC|TODO|FIXME|XXX+)\b|\{\{|\}\}|_{3,}|\?{3,}|\[[^\]]*\]|<[a-z][^>]*>|\blorem ipsum\b/i;

/** `Ines <ines@example.com>` is how people write an address, and any word may stand in one. */
const addresses = /<[\w.+-]+@[\w.-]+>|[\w.+-]+@[\w.-]+|\b(?:https?:\/\/|www\.)[^\s<>[\]{}]+/gi;

/**
 * Offers that this group is told of. What an agent may give under a condition is not told to
 * everybody, unless the review says that the notice tells it.
 */
const toldOffers = (review: Review, segment: string | undefined): Offer[] =>
  offersFor(review, segment).filter(
    (offer) => offer.kind !== 'none' && (offer.told ?? line(offer.condition) === undefined),
  );

/** Something to choose, by a day; everything else is simply given. */
const isChoice = (offer: Offer) => offer.kind === 'right' || offer.deadline !== undefined;

const offersFor = (review: Review, segment: string | undefined): Offer[] =>
  (review.frontline?.offers ?? []).filter(
    (offer) => offer.segment === undefined || segment === undefined || offer.segment === segment,
  );

interface Slot {
  readonly path: string;
  readonly text: string | undefined;
}

/** Everything that this notice says in somebody's own words, with where it comes from. */
function listSlots(review: Review, group: Group | undefined): Slot[] {
  const segment = group?.id;
  const { change, communication, frontline } = review;
  const consequences = `consequences.${segment ?? '*'}`;
  const offers = offersFor(review, segment);
  const channels = frontline?.complaints?.channels ?? [];
  return [
    ...(group === undefined ? [{ path: 'customers.segments', text: undefined }] : []),
    { path: `${consequences}.oldFigure`, text: group?.old },
    { path: `${consequences}.newFigure`, text: group?.new },
    { path: 'change.dates.effective', text: change?.dates?.effective },
    { path: 'frontline.reason.text', text: frontline?.reason?.text },
    { path: 'communication.message.ifNothing', text: communication?.message?.ifNothing },
    ...(offers.length === 0 ? [{ path: 'frontline.offers', text: undefined }] : []),
    ...toldOffers(review, segment).map((offer) => ({
      path: `frontline.offers.${offer.id}.offer`,
      text: offer.offer,
    })),
    { path: 'frontline.leaving.steps', text: frontline?.leaving?.steps },
    ...optional('frontline.leaving.charge', frontline?.leaving?.charge),
    { path: 'frontline.noticeText.hardship', text: frontline?.noticeText?.hardship },
    ...(channels.length === 0 ? [{ path: 'frontline.complaints.channels', text: undefined }] : []),
    ...channels.map((row) => ({
      path: `frontline.complaints.channels.${row.id}.channel`,
      text: row.channel,
    })),
    ...optional('frontline.complaints.ombudsman', frontline?.complaints?.ombudsman),
    { path: 'frontline.noticeText.signedBy', text: frontline?.noticeText?.signedBy },
    { path: 'frontline.noticeText.contact', text: frontline?.noticeText?.contact },
  ];
}

const optional = (path: string, text: string | undefined): Slot[] =>
  text === undefined ? [] : [{ path, text }];

/** New figures that this group does not have: a text that is the same for all groups may quote only one of them. */
function figuresOfOthers(review: Review, group: Group | undefined): string[] {
  const own = [group?.old, group?.new].flatMap((figure) => figure ?? []);
  return listGroups(review)
    .filter(({ id }) => id !== group?.id)
    .flatMap((other) => other.new ?? [])
    .filter((figure) => /\d/.test(figure) && !own.some((mine) => mine.includes(figure)));
}

function whyUnfilled(
  text: string | undefined,
  isDraft: boolean,
  strange: readonly string[],
): NoticeGap['why'] | undefined {
  if (text === undefined) return 'missing';
  if (placeholder.test(text.replace(addresses, ' '))) return 'placeholder';
  if (isDraft) return 'draft';
  return strange.some((figure) => text.includes(figure)) ? 'other-group' : undefined;
}

function gapsFor(review: Review, group: Group | undefined, deps: RenderDeps): NoticeGap[] {
  const isDraft = buildDrafts(review, deps.content);
  const strange = figuresOfOthers(review, group);
  return listSlots(review, group).flatMap(({ path, text }): NoticeGap[] => {
    const filled = line(text);
    const why = whyUnfilled(filled, isDraft(path), strange);
    if (why === undefined) return [];
    const asked = askedAt(path, deps.content);
    return [
      {
        segment: group?.id,
        path,
        label: fieldLabel(path, deps.content),
        why,
        question: asked?.question.id,
        ask: asked?.question.ask,
      },
    ];
  });
}

const noticeGroups = (review: Review, { segment }: NoticeOptions): (Group | undefined)[] => {
  const groups = listGroups(review, segment);
  return groups.length === 0 ? [undefined] : groups;
};

/** Every unfilled place of the notices that the review makes; empty where they can be sent. */
export function noticeGaps(review: Review, deps: RenderDeps, options: NoticeOptions = {}): NoticeGap[] {
  return noticeGroups(review, options).flatMap((group) => gapsFor(review, group, deps));
}

const whyItIsAGap = {
  missing: 'nothing is there yet',
  draft: 'still a draft that nobody has confirmed',
  placeholder: 'holds a placeholder',
  'other-group': 'names the figure of another group',
} as const;

/** What is unfilled, and what to do about each: answer its question, or write it where this depth asks none. */
function refusal(review: Review, gaps: readonly NoticeGap[], { content }: RenderDeps): Failure {
  const agenda = buildAgenda(review, content);
  const sectionFor = ({ path, question }: NoticeGap): string | undefined =>
    agenda.find(
      (item) =>
        item.question.id === question ||
        item.fields.some((field) => path === field.path || path.startsWith(`${field.path}.`)),
    )?.section;
  const lines = gaps.map((gap) => {
    const { segment, path, label, why, question, ask } = gap;
    const forWhom = segment === undefined ? '' : ` for ${segment}`;
    const toDo = sectionFor(gap) === undefined ? 'write it into the file' : `answer ${question}: ${ask}`;
    return `${label}${forWhom} (${path}): ${whyItIsAGap[why]}; ${toDo}`;
  });
  const count = counted(gaps.length, 'unfilled place');
  const id = review.id ?? 'ID';
  const sections = [...new Set(gaps.map(sectionFor))];
  const isAsked = !sections.includes(undefined);
  const why = 'a customer would read a gap, or words that nobody stands by';
  const section = sections.length === 1 ? ['--section', sections[0] ?? ''] : [];
  return new Failure('invalid', `the customer notice has ${count}:`, {
    listed: lines,
    why: isAsked ? why : `${why}; a ${review.depth ?? 'short'} review does not ask for all of them`,
    next: isAsked
      ? [command('cx-review', 'edit', id, ...section)]
      : `open cx-reviews/${id}.yaml in an editor; where each belongs stands in brackets`,
  });
}

/** Only what a customer may read gets in here; everything else of the review stays out. */
function noticeView(review: Review, group: Group | undefined, deps: RenderDeps) {
  const format = formatFor(deps.locale, review.currency);
  const sentence = (text: string | undefined) => {
    const flat = line(text);
    return flat === undefined ? undefined : startSentence(flat, deps.locale);
  };
  const terms = customerTerms(review, deps, format);
  const { leaving, complaints, noticeText, reason } = review.frontline ?? {};
  const effective = review.change?.dates?.effective;
  const offers = toldOffers(review, group?.id);
  const offerView = (offer: Offer) => ({
    offer: sentence(offer.offer),
    until: offer.deadline === undefined ? undefined : format.date(offer.deadline),
  });
  const ombudsman = line(complaints?.ombudsman);
  const channels = complaints?.channels ?? [];
  const slowest = slowestAnswer(channels);
  return {
    change: terms?.change,
    oldTerms: terms?.old,
    newTerms: terms?.new,
    old: group?.old,
    new: group?.new,
    effective: effective === undefined ? undefined : format.date(effective),
    reason: line(reason?.text),
    ifNothing: line(review.communication?.message?.ifNothing),
    choices: listOrNothing(offers.filter(isChoice).map(offerView)),
    given: listOrNothing(offers.filter((offer) => !isChoice(offer)).map(offerView)),
    leaving: {
      steps: sentence(leaving?.steps),
      until: leaving?.deadline === undefined ? undefined : format.date(leaving.deadline),
      charge: line(leaving?.charge),
    },
    hardship: line(noticeText?.hardship),
    channels: channels.map((row) => ({ channel: sentence(row.channel) })),
    answer: slowest === undefined ? undefined : businessDays(slowest, format),
    // The reason why nobody outside the company decides is written for colleagues, not for the reader.
    ombudsman: ombudsman !== undefined && /^none\b/i.test(ombudsman) ? undefined : ombudsman,
    signedBy: line(noticeText?.signedBy),
    contact: line(noticeText?.contact),
  };
}

const listOrNothing = <Row>(rows: readonly Row[]) => (rows.length === 0 ? undefined : { rows });

function noticeViews(review: Review, deps: RenderDeps, options: NoticeOptions) {
  const groups = noticeGroups(review, options);
  const gaps = groups.flatMap((group) => gapsFor(review, group, deps));
  if (gaps.length > 0) throw refusal(review, gaps, deps);
  return groups.map((group) => noticeView(review, group, deps));
}

/**
 * What a customer reads, as Markdown: for one group, or for each, one after the other.
 * @throws Failure (invalid) that lists each unfilled place with its path and the question to answer;
 * Failure (misuse) for a group that does not exist
 */
export function renderCustomerNotice(review: Review, deps: RenderDeps, options: NoticeOptions = {}): string {
  return noticeViews(review, deps, options)
    .map((view) => fillPage('customer-notice.md', view, 'markdown', deps.pages))
    .join('\n---\n\n');
}

/** The same as one printable HTML document, a page for each group. */
export function renderCustomerNoticeHtml(
  review: Review,
  deps: RenderDeps,
  options: NoticeOptions = {},
): string {
  const notices = noticeViews(review, deps, options);
  return fillPage(
    'customer-notice.html',
    { ...documentHead(notices[0]?.change ?? ''), notices },
    'html',
    deps.pages,
  );
}
