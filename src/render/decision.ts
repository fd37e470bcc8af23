import { buildAgenda, isUnanswered } from '../domain/agenda.ts';
import { wordsOnReview } from '../domain/approval.ts';
import type { Finding, Severity } from '../domain/finding.ts';
import { orderFindings } from '../domain/finding-order.ts';
import { nameOf } from '../domain/people.ts';
import { choiceLabel } from '../domain/question-index.ts';
import type { Offer, Review } from '../domain/review.ts';
import { listChangedAnswers } from '../domain/revision.ts';
import { hintText } from '../lib/hint.ts';
import { getPath } from '../lib/path.ts';
import { standingView } from './approvals.ts';
import { listDecidingSentences } from './deciding.ts';
import type { RenderDeps } from './deps.ts';
import { buildDrafts, marked } from './drafts.ts';
import type { Format } from './format.ts';
import { splitLines } from './format.ts';
import { gapsView } from './gaps.ts';
import { screenView } from './screen.ts';
import type { Group } from './segments.ts';
import { asSentence, line, listGroups, vulnerableGroup } from './segments.ts';
import { stopsView } from './stops.ts';

/** What a leader decides on, shared by the review's first screen and the leader's page. */

type Words = (path: string, value: string | undefined) => string | undefined;

const wordsFor =
  ({ content }: RenderDeps): Words =>
  (path, value) =>
    value === undefined ? undefined : choiceLabel(path, value, content);

const dateFor =
  (format: Format) =>
  (iso: string | undefined): string | undefined =>
    iso === undefined ? undefined : format.date(iso);

/** A list for a template that also has a heading: undefined where it is empty. */
export function rowsOrNothing<Row>(rows: readonly Row[]): { readonly rows: readonly Row[] } | undefined {
  return rows.length === 0 ? undefined : { rows };
}

function verdictView(review: Review, deps: RenderDeps, format: Format) {
  const { verdict, leadership } = review;
  const date = dateFor(format);
  const words = wordsFor(deps);
  const person = (key: string | undefined) => line(nameOf(key, deps.people));
  return {
    decision: words('verdict.decision', verdict?.decision),
    standing: standingView(review, deps),
    date: date(verdict?.date),
    signer: person(leadership?.signer),
    isSigned: wordsOnReview(review).some(
      (one) => one.decision === 'approve' && one.person === leadership?.signer,
    ),
    author: person(review.author),
    expires: date(verdict?.expires),
    helps: words('verdict.helpsAndPleases', verdict?.helpsAndPleases),
    why: line(verdict?.why),
    undoIf: line(verdict?.undoIf),
    hasConditions: (verdict?.conditions ?? []).length > 0,
    conditions: (verdict?.conditions ?? []).flatMap((row) => {
      const condition = line(row.condition);
      return condition === undefined ? [] : [{ condition, owner: person(row.owner), by: date(row.by) }];
    }),
    override:
      verdict?.override === undefined
        ? undefined
        : { by: person(verdict.override.by), reason: line(verdict.override.reason) },
  };
}

/**
 * What one customer of a group loses in a year: what is known of it, and what is not. Only where all three are
 * answered with none is it nothing.
 */
function findLoss({ consequence }: Group, words: Words, format: Format) {
  const { money, hours, stops } = consequence?.lost ?? {};
  const blank = { money: undefined, hours: undefined, stops: undefined, noMoney: false, noHours: false };
  const parts = [
    money === 0 ? undefined : { ...blank, money: money && format.money(money), noMoney: money === undefined },
    hours === 0 ? undefined : { ...blank, hours: hours && format.hours(hours), noHours: hours === undefined },
    stops === undefined || stops === 'nothing'
      ? undefined
      : { ...blank, stops: words('consequences.*.lost.stops', stops) },
  ].filter((part) => part !== undefined);
  const isUnknown = money === undefined && hours === undefined && stops === undefined;
  return {
    parts: isUnknown ? [] : parts.map((part, at) => ({ ...part, isFirst: at === 0 })),
    isNothing: parts.length === 0 && stops === 'nothing',
    isUnknown: isUnknown || (parts.length === 0 && stops === undefined),
  };
}

/** A row for each group: how many, old and new figure, what one of them loses in a year, and feels. */
function whoIsHit(review: Review, deps: RenderDeps, format: Format) {
  const words = wordsFor(deps);
  return listGroups(review).map((group) => ({
    name: group.name,
    isBest: group.segment.best === true,
    count: group.segment.count === undefined ? undefined : format.number(group.segment.count),
    old: group.old,
    new: group.new,
    hasBoth: group.old !== undefined && group.new !== undefined,
    hasNone: group.old === undefined && group.new === undefined,
    loss: findLoss(group, words, format),
    feeling: words('consequences.*.feeling', group.consequence?.feeling),
    intensity: group.consequence?.intensity,
    freedom: words('consequences.*.freedom', group.consequence?.freedom),
  }));
}

/** All customers and how many of them are worse off. */
function findScale(review: Review, format: Format) {
  const { total, worseOff } = review.customers ?? {};
  const isRange = typeof worseOff === 'object';
  return {
    total: total === undefined ? undefined : format.number(total),
    worseOff: worseOff === undefined || isRange ? undefined : format.number(worseOff),
    worseOffLow: isRange ? format.number(worseOff.low) : undefined,
    worseOffHigh: isRange ? format.number(worseOff.high) : undefined,
  };
}

function offerView(offer: Offer, groups: readonly Group[], format: Format) {
  return {
    group: groups.find(({ id }) => id === offer.segment)?.name,
    offer: offer.kind === 'none' ? undefined : line(offer.offer),
    noneBecause: offer.kind === 'none' ? line(offer.reason) : undefined,
    condition: line(offer.condition),
    until: dateFor(format)(offer.deadline),
  };
}

/** What the plan promises to customers and to the people who talk to them. */
function findPromises(review: Review, deps: RenderDeps, format: Format) {
  const groups = listGroups(review);
  const { offers = [], exceptions = [], authority = [], wellbeing } = review.frontline ?? {};
  const [lowest] = authority;
  return {
    offers: offers
      .map((offer) => offerView(offer, groups, format))
      .filter(({ offer, noneBecause }) => offer !== undefined || noneBecause !== undefined),
    exceptions: exceptions.flatMap((row) => {
      const exception = line(row.exception);
      return exception === undefined
        ? []
        : [
            {
              group: vulnerableGroup(review, row.group),
              exception,
              decider: line(nameOf(row.decider, deps.people)),
              hours: row.hours === undefined ? undefined : format.hours(row.hours),
            },
          ];
    }),
    agentLimit: lowest?.limit === undefined ? undefined : format.money(lowest.limit),
    agentMay: line(lowest?.other),
    pausedUntil: dateFor(format)(wellbeing?.targetsPausedUntil),
  };
}

function findDates(review: Review, format: Format) {
  const date = dateFor(format);
  const { briefed, told, effective } = review.change?.dates ?? {};
  return {
    hasAny: briefed !== undefined || told !== undefined || effective !== undefined,
    briefed: date(briefed),
    told: date(told),
    effective: date(effective),
  };
}

/** A section shared out to a person, and how much of it is done. */
export function whoOwesWhat(review: Review, deps: RenderDeps) {
  const agenda = buildAgenda(review, deps.content);
  return (review.open ?? []).flatMap(({ path, state, owner, reason }) => {
    if (state !== 'assigned' || path === undefined) return [];
    const items = agenda.filter((item) => item.section === path && item.required);
    const left = items.filter(isUnanswered).length;
    const section = deps.content.sections.find((pack) => pack.section === path)?.title;
    return [
      {
        section: section ?? path,
        owner: line(nameOf(owner, deps.people)),
        left: String(left),
        all: String(items.length),
        isDone: left === 0,
        note: line(reason),
      },
    ];
  });
}

/** What the checks say, without what is counted beside it as open questions. */
function findingsView(review: Review, { findings }: RenderDeps) {
  if (findings === undefined) return undefined;
  const isOpen = (one: Finding) => one.class === 'gap' && getPath(review, one.path) === undefined;
  const isToSay = ({ severity }: Finding) => severity !== 'info';
  const told = findings.filter((one) => isToSay(one) && !isOpen(one));
  const count = (severity: Severity) => {
    const { length } = told.filter((one) => one.severity === severity);
    return length === 0 ? undefined : { count: String(length), isOne: length === 1 };
  };
  return {
    isClean: !findings.some(isToSay),
    errors: count('error'),
    warnings: count('warning'),
    hasRows: told.length > 0,
    rows: orderFindings(told).map(({ rule, severity, message, hint }) => ({
      rule,
      isError: severity === 'error',
      message: splitLines(message).join(' '),
      hint: splitLines(hintText(hint)).join(' '),
    })),
  };
}

/** Objections and evidence against that nobody has answered, with where the objections come from. */
function unansweredView({ evidence }: Review, format: Format) {
  const isOpen = (words: string | undefined, answer: string | undefined) =>
    line(words) !== undefined && line(answer) === undefined;
  const objections = (evidence?.objections ?? []).filter((row) => isOpen(row.objection, row.answer));
  const against = (evidence?.against ?? []).filter((row) => isOpen(row.finding, row.answer));
  const count = objections.length + against.length;
  if (count === 0) return undefined;
  const from = [...new Set(objections.flatMap((row) => line(row.from) ?? []))];
  return { count, isOne: count === 1, from: from.length === 0 ? undefined : format.list(from) };
}

function exceptionsView(review: Review, deps: RenderDeps, format: Format) {
  return (review.exceptions ?? []).flatMap((row) => {
    const rule = line(row.rule);
    if (rule === undefined) return [];
    return [
      {
        rule,
        reason: line(row.reason),
        by: line(nameOf(row.by, deps.people)),
        until: dateFor(format)(row.until),
      },
    ];
  });
}

function loweredView(review: Review, deps: RenderDeps) {
  const { lowered, depth } = review.screening ?? {};
  if (lowered === undefined) return undefined;
  return {
    from: depth === undefined ? undefined : choiceLabel('depth', depth, deps.content),
    to: review.depth === undefined ? undefined : choiceLabel('depth', review.depth, deps.content),
    reason: line(lowered.reason),
    approver: line(nameOf(lowered.approver, deps.people)),
  };
}

/** What had to change since the earlier version and what has become of it, and what else is different. */
function revisionView(review: Review, { content, earlier }: RenderDeps, format: Format) {
  const { version, of, because, changes = [] } = review.revision ?? {};
  if (version === undefined && of === undefined && changes.length === 0) return undefined;
  const rows = changes.flatMap(({ name, done }) => {
    const change = line(name)?.replace(/[.]$/, '');
    return change === undefined ? [] : [{ change, done: asSentence(line(done)) }];
  });
  const different = earlier === undefined ? [] : listChangedAnswers(earlier, review, content);
  return {
    version,
    of: line(of),
    because: asSentence(line(because)),
    rows,
    different: different.length === 0 ? undefined : format.list(different),
    nothingDifferent: earlier !== undefined && different.length === 0,
  };
}

/** The decision as the review's first screen and the leader's page both show it. */
export function decisionView(review: Review, deps: RenderDeps, format: Format) {
  const promises = findPromises(review, deps, format);
  const hasPromises = promises.offers.length + promises.exceptions.length > 0;
  const verdict = verdictView(review, deps, format);
  const stops = stopsView(review, deps, format);
  const deciding = listDecidingSentences(review, deps);
  return {
    verdict,
    screen: screenView(review, deps, format, { verdict, stops, deciding }),
    what: marked(line(review.change?.what), buildDrafts(review, deps.content)('change.what')),
    scale: findScale(review, format),
    losers: rowsOrNothing(whoIsHit(review, deps, format)),
    promises: hasPromises || promises.agentLimit !== undefined ? promises : undefined,
    dates: findDates(review, format),
    stops,
    deciding: rowsOrNothing(deciding),
    revision: revisionView(review, deps, format),
    unanswered: unansweredView(review, format),
    findings: findingsView(review, deps),
    exceptions: rowsOrNothing(exceptionsView(review, deps, format)),
    lowered: loweredView(review, deps),
    open: gapsView(review, deps, format),
  };
}
