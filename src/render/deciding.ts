import { buildAgenda, isUnanswered } from '../domain/agenda.ts';
import type { Finding } from '../domain/finding.ts';
import { orderDeciding } from '../domain/finding-order.ts';
import { nameOf } from '../domain/people.ts';
import type { Review } from '../domain/review.ts';
import { assess } from '../economics/assess.ts';
import { known } from '../economics/figure.ts';
import { fromReview } from '../economics/from-review.ts';
import { daysBetween } from '../lib/dates.ts';
import type { RenderDeps } from './deps.ts';
import { type Format, formatFor, splitLines } from './format.ts';
import { fillPage } from './page.ts';
import { asSentence, line } from './segments.ts';

/** What somebody reads who reads no more. */
const mostSentences = 3;

/** Rules give dates as they stand in the file; here nobody looks for them there. */
const isoDate = /\b\d{4}-\d{2}-\d{2}\b/g;

/** A finding that says itself that nobody has said anything. */
const saysNobody = /\b(?:no answer|nobody (?:says|has said|has answered))\b/i;

/** Where a finding stands: its section, and of answers to questions of the situation, the answer. */
const sectionOf = (path: string): string =>
  path
    .split('.')
    .slice(0, path.startsWith('answers.') ? 2 : 1)
    .join('.');

/** Of findings of one rule in one section the first, because the others say the same of other rows. */
function listFirstOfRules(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return orderDeciding(findings).filter(({ rule, path }) => {
    const key = `${rule} ${sectionOf(path)}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Nobody is to read a verdict without it, however much else decides. */
const isAboutDeceit = ({ path }: Pick<Finding, 'path'>) => path === 'fairness.deceived';

/**
 * What the rules find to decide it: that customers would feel deceived, then what nobody answers, then what the
 * company answers, with its answer.
 */
function listDeciding({ findings = [], answered = [], people }: RenderDeps, format: Format) {
  const message = (finding: Finding) =>
    splitLines(finding.message)
      .join(' ')
      .replace(isoDate, (date) => format.date(date));
  const open = listFirstOfRules(findings).map((finding) => ({
    path: finding.path,
    message: message(finding),
    isSaid: saysNobody.test(finding.message),
    answer: undefined,
    by: undefined,
  }));
  const replies = new Map(answered.map((one) => [one.finding, one]));
  const closed = listFirstOfRules([...replies.keys()]).map((finding) => {
    const { reason, by } = replies.get(finding) ?? {};
    return {
      path: finding.path,
      message: message(finding),
      isSaid: false,
      answer: asSentence(line(reason)),
      by: line(nameOf(by, people)),
    };
  });
  const rows = [...open, ...closed];
  return [...rows.filter(isAboutDeceit), ...rows.filter((row) => !isAboutDeceit(row))];
}

/** A verdict that is no go decides by itself. */
function findStop({ verdict }: Review) {
  const decision = verdict?.decision;
  if (decision !== 'revise' && decision !== 'drop') return undefined;
  return { isRevise: decision === 'revise', why: asSentence(line(verdict?.why)) };
}

/** Whether customers would feel deceived, unless a finding says it already. */
function findDeceived({ fairness }: Review, deciding: readonly Finding[]) {
  const { deceived, deceivedWhy } = fairness ?? {};
  const isSaid = deciding.some(isAboutDeceit);
  if (isSaid || deceived === undefined || deceived === 'no') return undefined;
  return { isAll: deceived === 'yes', why: asSentence(line(deceivedWhy)) };
}

/** The strongest case against, as it was written down; what nobody has answered comes first. */
function findCaseAgainst({ evidence }: Review) {
  const cases = [
    ...(evidence?.against ?? []).map(({ finding, answer }) => ({ case: finding, answer })),
    ...(evidence?.objections ?? []).map(({ objection, answer }) => ({ case: objection, answer })),
  ].flatMap((row) => {
    const text = asSentence(line(row.case));
    return text === undefined ? [] : [{ case: text, answer: asSentence(line(row.answer)) }];
  });
  return cases.find(({ answer }) => answer === undefined) ?? cases[0];
}

/** How many more may leave than are expected to; undefined where a figure is missing or there is no room. */
function findRoom(review: Review, format: Format) {
  const breakEven = known(assess(fromReview(review)).breakEven);
  const forecast = breakEven?.forecast?.likely;
  if (breakEven === undefined || forecast === undefined) return undefined;
  const { share } = breakEven;
  if (share <= forecast || share > 1) return undefined;
  return { bearable: format.roughShare(share), expected: format.roughShare(forecast) };
}

/**
 * What lets the change go through where nothing decides against it.
 * @param isEarly most questions are open, so that silence says nothing
 */
function findCarrying(review: Review, format: Format, isEarly: boolean) {
  const { reachesBack, exemptions, dates } = review.change ?? {};
  const days =
    dates?.told === undefined || dates.effective === undefined ? 0 : daysBetween(dates.told, dates.effective);
  const notice = days > 0 ? format.days(days) : undefined;
  const room = findRoom(review, format);
  const newOnly = reachesBack === 'new-sales-only';
  const spared = reachesBack === 'existing-with-exit' ? asSentence(line(exemptions)) : undefined;
  return {
    newOnly,
    exemptions: spared,
    room: room && { ...room, notice },
    noticeOnly: room === undefined ? notice : undefined,
    nothing: !isEarly && !newOnly && spared === undefined && room === undefined && notice === undefined,
  };
}

/** How much is open, where so much is that nobody can say yet; undefined where half is answered. */
function findEarly(review: Review, { content }: RenderDeps) {
  const asked = buildAgenda(review, content).filter(({ required }) => required);
  const open = asked.filter(isUnanswered).length;
  return open * 2 <= asked.length ? undefined : { open: String(open), all: String(asked.length) };
}

/**
 * What decides a review, in at most three sentences for the person who decides: what the rules find to decide it
 * and the strongest case against, each with the answer of the company; where nothing decides against it, what
 * carries it. Findings and answers say it, nothing is added. Empty where the rules have not run.
 */
export function listDecidingSentences(review: Review, deps: RenderDeps): string[] {
  const { findings, answered = [] } = deps;
  if (findings === undefined) return [];
  const format = formatFor(deps.locale, review.currency);
  const deciding = listDeciding(deps, format).slice(0, mostSentences);
  const stop = findStop(review);
  const deceived = findDeceived(review, [...findings, ...answered.map(({ finding }) => finding)]);
  const early = findEarly(review, deps);
  const isCarried = deciding.length === 0 && stop === undefined && deceived?.isAll !== true;
  const against = findCaseAgainst(review);
  const view = {
    findings: deciding,
    stop,
    deceived,
    early,
    carrying: isCarried ? findCarrying(review, format, early !== undefined) : undefined,
    // What speaks against it is worth more, beside findings, than how much is open.
    againstFirst: deciding.length > 0 ? against : undefined,
    against: deciding.length > 0 ? undefined : against,
  };
  return fillPage('parts/deciding', view, 'text', deps.pages)
    .split('\n')
    .filter((sentence) => sentence !== '')
    .slice(0, mostSentences);
}
