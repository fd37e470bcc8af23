import { nameOf } from '../domain/people.ts';
import { choiceLabel } from '../domain/question-index.ts';
import type { HardQuestion, Offer, Review } from '../domain/review.ts';
import { capitalised } from '../lib/words.ts';
import { businessDays, slowestAnswer } from './business-days.ts';
import type { RenderDeps } from './deps.ts';
import { documentHead } from './document-head.ts';
import type { IsDraft } from './drafts.ts';
import { buildDrafts } from './drafts.ts';
import type { Format } from './format.ts';
import { countWords, formatFor } from './format.ts';
import { fillPage } from './page.ts';
import type { Group } from './segments.ts';
import { line, listGroups, vulnerableGroup } from './segments.ts';

/** Up to this many groups share a card; more get a card each. */
const groupsOnOneCard = 3;
/** What fits on one A4 page and can be read during a call. */
export const longestCard = 350;

const hardQuestionOrder = ['why-me', 'why-now', 'keep-old', 'leave', 'complain', 'other'] as const;
const hardQuestionsOnCard = 5;
const wordsToAvoidOnCard = 2;
const changesOnCard = 2;

export interface CardOptions {
  /** Id of a group. Without it: one card, or one for each group where there are more than three or the page is too small. */
  readonly segment?: string | undefined;
}

/** Every key is always there: a template looks for a missing one in the rows around it. */
type View = Readonly<Record<string, unknown>>;

/** What is there, in order; a template puts a mark between each and the one before. */
function facts(all: View): View[] {
  const blank = Object.fromEntries(Object.keys(all).map((key) => [key, undefined]));
  return Object.entries(all)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([key, value], at) => ({ ...blank, [key]: value, isFirst: at === 0 }));
}

/** For each list whether it holds anything, because a template cannot ask: `dates` gives `hasDates`. */
function withFlags<Given extends View>(view: Given): Given & View {
  const flags = Object.entries(view).flatMap(([key, value]) =>
    Array.isArray(value) ? [[`has${capitalised(key)}`, value.length > 0]] : [],
  );
  return { ...view, ...Object.fromEntries(flags) };
}

/** Undefined where none of it is there, so that a part without content is left out whole. */
function part(view: View): View | undefined {
  const hasContent = Object.entries(view).some(
    ([key, value]) =>
      key !== 'isDraft' &&
      value !== undefined &&
      value !== false &&
      !(Array.isArray(value) && value.length === 0),
  );
  return hasContent ? withFlags(view) : undefined;
}

/** What a card is made of. */
interface CardSource {
  readonly review: Review;
  /** The groups that the card is for. */
  readonly groups: readonly Group[];
  readonly isDraft: IsDraft;
  readonly deps: RenderDeps;
  readonly format: Format;
}

function whatChanges({ review, groups, isDraft, deps, format }: CardSource) {
  const { dates } = review.change ?? {};
  const own = groups.filter((group) => group.old !== undefined || group.new !== undefined);
  const toldDates = [...new Set(groups.map((group) => group.told))];
  const isToldTogether = toldDates.length <= 1;
  const date = (iso: string | undefined) => (iso === undefined ? undefined : format.date(iso));
  return part({
    isDraft: own.length === 0 && isDraft('change.what'),
    what: own.length === 0 ? line(review.change?.what) : undefined,
    figures: own.map((group) => ({
      name: groups.length > 1 ? group.name : undefined,
      old: group.old,
      new: group.new,
      hasBoth: group.old !== undefined && group.new !== undefined,
      told: isToldTogether ? undefined : date(group.told),
    })),
    unaffected: line(review.change?.exemptions),
    dates: facts({
      briefed: date(dates?.briefed),
      told: isToldTogether ? date(toldDates[0] ?? dates?.told) : undefined,
      effective: date(dates?.effective),
    }),
    keeping: facts({
      version: line(review.frontline?.cardVersion),
      owner: nameOf(review.frontline?.cardOwner, deps.people),
    }),
  });
}

function firstWords(review: Review, groups: readonly Group[], isDraft: IsDraft) {
  const rows = (review.frontline?.acknowledgements ?? []).filter(
    ({ segment }) => groups.length === 0 || groups.some((group) => group.id === segment),
  );
  const said = rows.flatMap((row) => {
    const lines = [row.listen, row.apologise, row.solve, row.thank].flatMap((text) => line(text) ?? []);
    const name = groups.find((group) => group.id === row.segment)?.name ?? row.segment;
    return lines.length === 0 ? [] : [{ name, text: lines.join(' ') }];
  });
  // Groups to whom the same is said share one text, under all of their names.
  const texts = [...new Set(said.map(({ text }) => text))].map((text) => ({
    text,
    names: said.filter((one) => one.text === text).map(({ name }) => name),
  }));
  const isShared = texts.length === 1;
  return part({
    isDraft: rows.some((row) => isDraft(`frontline.acknowledgements.${row.segment}`)),
    words: texts.map(({ text, names }) => ({ text, name: isShared ? undefined : names.join(', ') })),
  });
}

function why(review: Review, isDraft: IsDraft) {
  const phrases = (review.frontline?.notToSay ?? []).flatMap(({ text }) => line(text) ?? []);
  return part({
    isDraft: isDraft('frontline.reason.text'),
    reason: line(review.frontline?.reason?.text),
    avoid: phrases.slice(0, wordsToAvoidOnCard).map((text, at) => ({ text, isFirst: at === 0 })),
  });
}

function offerRow(offer: Offer, groups: readonly Group[], format: Format): View[] {
  const isNone = offer.kind === 'none';
  const noneBecause = isNone ? line(offer.reason) : undefined;
  const give = isNone ? undefined : line(offer.offer);
  if (give === undefined && noneBecause === undefined) return [];
  const name = groups.find((group) => group.id === offer.segment)?.name;
  const limit = line(offer.limit);
  const until = offer.deadline === undefined ? undefined : format.date(offer.deadline);
  const lead = facts({ who: groups.length > 1 ? name : undefined, if: line(offer.condition) });
  return [
    withFlags({
      lead,
      give,
      noneBecause,
      terms: isNone
        ? []
        : facts({
            limit,
            until: until !== undefined && limit?.includes(until) !== true ? until : undefined,
            code: line(offer.code),
          }),
      isVulnerable: false,
    }),
  ];
}

function onMyOwn({ review, groups, isDraft, deps, format }: CardSource) {
  const { exceptions = [], offers = [], authority = [] } = review.frontline ?? {};
  const vulnerable = exceptions.flatMap((row): View[] => {
    const give = line(row.exception);
    if (give === undefined) return [];
    const lead = facts({ who: vulnerableGroup(review, row.group) });
    return [
      withFlags({
        lead,
        give,
        noneBecause: undefined,
        terms: facts({
          decider: line(nameOf(row.decider, deps.people)),
          within: row.hours === undefined ? undefined : format.hours(row.hours),
          code: line(row.code),
        }),
        isVulnerable: true,
      }),
    ];
  });
  const mine = offers.filter(
    ({ segment }) =>
      segment === undefined || groups.length === 0 || groups.some((group) => group.id === segment),
  );
  const [lowest] = authority;
  return part({
    isDraft:
      mine.some((offer) => isDraft(`frontline.offers.${offer.id}`)) ||
      exceptions.some((row) => isDraft(`frontline.exceptions.${row.id}`)),
    rows: [...vulnerable, ...mine.flatMap((offer) => offerRow(offer, groups, format))],
    alone: facts({
      upTo: lowest?.limit === undefined ? undefined : format.money(lowest.limit),
      other: line(lowest?.other),
      code: line(lowest?.code),
    }),
  });
}

function ifNothingFits(review: Review, isDraft: IsDraft, format: Format) {
  const principle = review.frontline?.principle;
  const text = line(principle?.text);
  if (text === undefined) return undefined;
  return {
    isDraft: isDraft('frontline.principle'),
    text,
    mayAct: principle?.agentMayAct === true,
    mustAsk: principle?.agentMayAct === false,
    upTo: principle?.upTo === undefined ? undefined : format.money(principle.upTo),
  };
}

/** The hard questions that have an answer, in the order in which customers ask them. */
export function hardQuestions(review: Review, isDraft: IsDraft, deps: RenderDeps) {
  const rows = review.frontline?.hardQuestions ?? [];
  const rank = ({ kind }: HardQuestion) => hardQuestionOrder.indexOf(kind ?? 'other');
  const answered = [...rows]
    .sort((a, b) => rank(a) - rank(b))
    .flatMap((row) => {
      const answer = line(row.answer);
      const standard =
        row.kind === undefined || row.kind === 'other'
          ? undefined
          : choiceLabel('frontline.hardQuestions.*.kind', row.kind, deps.content);
      const question = line(row.question) ?? standard;
      if (answer === undefined || question === undefined) return [];
      return [{ question, answer, isDraft: isDraft(`frontline.hardQuestions.${row.id}`) }];
    })
    .slice(0, hardQuestionsOnCard);
  if (answered.length === 0) return undefined;
  return { isDraft: answered.some((row) => row.isDraft), rows: answered };
}

/** What an answer on the card already says word for word, the card does not say twice. */
function said(kind: HardQuestion['kind'], review: Review): (text: string | undefined) => boolean {
  const bare = (text: string) => text.replace(/[.!?]$/u, '').toLowerCase();
  const answers = (review.frontline?.hardQuestions ?? [])
    .filter((row) => row.kind === kind)
    .map(({ answer }) => bare(line(answer) ?? ''));
  return (text) => text !== undefined && answers.some((answer) => answer.includes(bare(text)));
}

function leaving(review: Review, isDraft: IsDraft, format: Format) {
  const { leaving: exit, complaints } = review.frontline ?? {};
  const rows = complaints?.channels ?? [];
  const channels = rows.flatMap((row) => {
    const channel = line(row.channel);
    return channel === undefined || said('complain', review)(channel) ? [] : [channel];
  });
  const slowest = slowestAnswer(rows);
  const steps = line(exit?.steps);
  return part({
    isDraft: isDraft('frontline.leaving') || isDraft('frontline.complaints'),
    exit: facts({
      steps: said('leave', review)(steps) ? undefined : steps,
      until: exit?.deadline === undefined ? undefined : format.date(exit.deadline),
      charge: line(exit?.charge),
    }),
    channels: channels.map((channel, at) => ({ channel, isFirst: at === 0 })),
    answer: slowest === undefined ? undefined : businessDays(slowest, format),
    hasComplaints: channels.length > 0 || slowest !== undefined,
    ombudsman: line(complaints?.ombudsman),
  });
}

/** Whom an agent can call, in order, and how soon they answer. */
export function help(review: Review, isDraft: IsDraft, deps: RenderDeps, format: Format) {
  const rows = (review.frontline?.escalation ?? []).flatMap((step) => {
    const who = line(nameOf(step.who, deps.people));
    const contact = line(step.contact);
    if (who === undefined && contact === undefined) return [];
    const answer = step.answerHours === undefined ? undefined : format.hours(step.answerHours);
    return [{ role: line(step.role), reach: facts({ who, contact, open: line(step.open), answer }) }];
  });
  return rows.length === 0 ? undefined : { isDraft: isDraft('frontline.escalation'), rows };
}

function forMe(review: Review, isDraft: IsDraft, deps: RenderDeps, format: Format) {
  const wellbeing = review.frontline?.wellbeing;
  const { targetsPausedFrom: from, targetsPausedUntil: until } = wellbeing ?? {};
  return part({
    isDraft: isDraft('frontline.wellbeing'),
    abuse: line(wellbeing?.abuse),
    breaks: line(wellbeing?.breaks),
    pausedFrom: from === undefined ? undefined : format.date(from),
    pausedUntil: until === undefined ? undefined : format.date(until),
    isPaused: from !== undefined || until !== undefined,
    contact: line(nameOf(wellbeing?.contact, deps.people)),
  });
}

function thisCard(review: Review, isDraft: IsDraft, format: Format) {
  const { cardFeedback, feedback, cardChanges = [], readAloud } = review.frontline ?? {};
  const changes = cardChanges
    .flatMap(({ date, change }) => {
      const text = line(change);
      return text === undefined ? [] : [{ date: date ?? '', change: text }];
    })
    .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0))
    .slice(0, changesOnCard);
  return part({
    isDraft: isDraft('frontline.cardFeedback'),
    where: line(cardFeedback) ?? line(feedback?.log),
    answered: feedback?.answerDays === undefined ? undefined : format.days(feedback.answerDays),
    changes: changes.map(({ change }) => ({ change })),
    readers:
      readAloud?.agents === undefined || readAloud.agents === 0
        ? undefined
        : {
            agents: format.number(readAloud.agents),
            isOne: readAloud.agents === 1,
            changed: readAloud.linesChanged === undefined ? undefined : format.number(readAloud.linesChanged),
            isOneLine: readAloud.linesChanged === 1,
          },
  });
}

/** The ten parts of a card in call order; what is not there is undefined and left out whole. */
function cardView(review: Review, groups: readonly Group[], isOwn: boolean, deps: RenderDeps) {
  const format = formatFor(deps.locale, review.currency);
  const isDraft = buildDrafts(review, deps.content);
  const source = { review, groups, isDraft, deps, format };
  const parts = {
    change: whatChanges(source),
    first: firstWords(review, groups, isDraft),
    why: why(review, isDraft),
    own: onMyOwn(source),
    nothingFits: ifNothingFits(review, isDraft, format),
    questions: hardQuestions(review, isDraft, deps),
    leaving: leaving(review, isDraft, format),
    help: help(review, isDraft, deps, format),
    me: forMe(review, isDraft, deps, format),
    card: thisCard(review, isDraft, format),
  };
  return {
    title: line(review.title),
    group: isOwn ? groups[0]?.name : undefined,
    isUndecided: review.status === 'draft',
    hasDrafts: Object.values(parts).some(
      (one) => one !== undefined && 'isDraft' in one && one.isDraft === true,
    ),
    ...parts,
  };
}

function cardViews(review: Review, deps: RenderDeps, { segment }: CardOptions) {
  const groups = listGroups(review, segment);
  const own = () =>
    groups.map((group) => ({ segment: group.id, view: cardView(review, [group], true, deps) }));
  if (segment !== undefined || groups.length > groupsOnOneCard) return own();
  const shared = cardView(review, groups, false, deps);
  const isTooLong = groups.length > 1 && wordsOf(shared, deps) > longestCard;
  return isTooLong ? own() : [{ segment: undefined, view: shared }];
}

/** The words that stay: notes that the review or a part of it is only a draft go when it is decided. */
const wordsOf = (view: object, deps: RenderDeps): number =>
  countWords(
    fillPage('agent-card.md', { ...view, isUndecided: false, hasDrafts: false }, 'text', deps.pages),
  );

/** The more words, the smaller the print, so that a card that is too long still is one page. */
function sizeFor(view: object, deps: RenderDeps) {
  const words = wordsOf(view, deps);
  return {
    isFull: words > 400 && words <= 450,
    isPacked: words > 450 && words <= 550,
    isCrowded: words > 550,
  };
}

/** The agent card, or one after the other where groups get a card each, as Markdown. */
export function renderAgentCard(review: Review, deps: RenderDeps, options: CardOptions = {}): string {
  return cardViews(review, deps, options)
    .map(({ view }) => fillPage('agent-card.md', view, 'markdown', deps.pages))
    .join('\n---\n\n');
}

/** The agent card as one printable HTML document; a page for each card. */
export function renderAgentCardHtml(review: Review, deps: RenderDeps, options: CardOptions = {}): string {
  const cards = cardViews(review, deps, options).map(({ view }) => ({ ...view, ...sizeFor(view, deps) }));
  return fillPage('agent-card.html', { ...documentHead(review.title ?? ''), cards }, 'html', deps.pages);
}

/** Words on each card that the review makes, headings included; see {@link longestCard}. */
export function cardWords(
  review: Review,
  deps: RenderDeps,
  options: CardOptions = {},
): { readonly segment: string | undefined; readonly words: number }[] {
  return cardViews(review, deps, options).map(({ segment, view }) => ({
    segment,
    words: wordsOf(view, deps),
  }));
}
