import { findSituation } from '../domain/agenda.ts';
import { screeningSection } from '../domain/content.ts';
import { nameOf } from '../domain/people.ts';
import { choiceLabel, fieldLabel } from '../domain/question-index.ts';
import type { Review } from '../domain/review.ts';
import { known } from '../economics/figure.ts';
import { approvalsView } from './approvals.ts';
import { barsMermaid, chartMermaid } from './chart/mermaid.ts';
import { decisionView, rowsOrNothing, whoOwesWhat } from './decision.ts';
import type { RenderDeps } from './deps.ts';
import { chartWords } from './economics/chart-words.ts';
import { summaryView } from './economics/summary.ts';
import { waterfallChart } from './economics/waterfall.ts';
import type { Format } from './format.ts';
import { formatFor } from './format.ts';
import { listWays } from './options.ts';
import { fillPage } from './page.ts';
import { listSections } from './review-sections.ts';
import { buildIsSaid } from './said.ts';
import { line, listGroups } from './segments.ts';
import { withUnit } from './stops.ts';
import { leftOver } from './unasked-answers.ts';
import type { ValueWords } from './value.ts';
import { valueLines } from './value.ts';

export interface MarkdownDeps extends RenderDeps {
  /** Digest of the review as data, `sha256:…`, which tells which version of it the page shows. */
  readonly digest: string;
  /** Name of the review's file, without folders. */
  readonly file: string;
  /** As in the page beside the review, which says where to see them; shown else. */
  readonly approvals?: 'left out';
}

/** For the comment at the top, which two dashes or an angle bracket would end. */
const inComment = (text: string) => text.replace(/[^\w.:-]/g, '_').replace(/-{2,}/g, '-');

/** The six answers as mild, between or severe; the section of the content names the questions. */
function screeningView(review: Review, deps: RenderDeps) {
  const questions =
    deps.content.sections.find(({ section }) => section === screeningSection)?.questions ?? [];
  const classes = (value: string | undefined) => ({
    isMild: value === 'a',
    isBetween: value === 'b',
    isSevere: value === 'c',
    isUnknown: value === 'dont-know',
  });
  return rowsOrNothing(
    Object.entries(review.screening?.answers ?? {}).map(([id, value]) => ({
      ask: line(questions.find((question) => question.id === id)?.ask) ?? id,
      ...classes(value),
    })),
  );
}

/** Forecasts that were changed after the leader had seen what they can afford to lose. */
function revisionsView(review: Review, deps: RenderDeps, format: Format) {
  const { revisions = [], breakEvenShown } = review.economics ?? {};
  if (revisions.length === 0) return undefined;
  return {
    shown: breakEvenShown === undefined ? undefined : format.date(breakEvenShown),
    rows: revisions.map((row) => ({
      what: row.path === undefined ? undefined : fieldLabel(row.path, deps.content),
      from: line(row.from),
      to: line(row.to),
      date: row.date === undefined ? undefined : format.date(row.date),
      reason: line(row.reason),
    })),
  };
}

function policyView(review: Review, words: ValueWords) {
  const { files = [], changes = [] } = review.policy ?? {};
  const value = (one: unknown, unit: string | undefined) => {
    if (one === undefined) return undefined;
    const text = valueLines(one, 'policy.changes.*.from', undefined, words).join(' ');
    return typeof one === 'number' && unit !== undefined ? `${text} ${unit}` : text;
  };
  const view = {
    files: files.flatMap(({ path }) => (line(path) === undefined ? [] : [{ path: line(path) }])),
    changes: rowsOrNothing(
      changes.map((row) => ({
        file: line(row.path),
        where: line(row.pointer),
        from: value(row.from, row.unit),
        to: value(row.to, row.unit),
      })),
    ),
  };
  return view.files.length === 0 && view.changes === undefined ? undefined : view;
}

function followUpsView(review: Review, deps: RenderDeps, format: Format) {
  const statementOf = (id: string | undefined) =>
    line(review.forecasts?.find((row) => row.id === id)?.statement ?? id);
  return (review.followUps ?? []).map((row) => ({
    date: row.date === undefined ? undefined : format.date(row.date),
    by: line(nameOf(row.by, deps.people)),
    actuals: (row.actuals ?? []).flatMap(({ metric, value, unit }) =>
      metric === undefined || value === undefined
        ? []
        : [{ metric: line(metric), value: withUnit(value, unit, format) }],
    ),
    outcomes: (row.outcomes ?? []).flatMap(({ forecast, happened }) =>
      happened === undefined ? [] : [{ statement: statementOf(forecast), happened }],
    ),
    tripped: row.tripped === true,
    lesson: line(row.lesson),
  }));
}

/** Ids of rows and of duties, which readers know by other words, by the path at which they stand. */
function namesIn(review: Review, { content }: RenderDeps): ValueWords['named'] {
  const vulnerable = review.fairness?.groups ?? [];
  return new Map([
    [
      'frontline.exceptions.*.group',
      new Map(vulnerable.flatMap(({ id, who }) => (who === undefined ? [] : [[id, who] as const]))),
    ],
    ['fairness.noticeDuties.*.duty', new Map(content.duties.map(({ id, title }) => [id, title]))],
  ]);
}

/** Whether a part of the appendix has anything in it, and is there at all. */
const hasAny = (parts: object): boolean => Object.values(parts).some((part) => part !== undefined);

function reviewView(review: Review, deps: MarkdownDeps) {
  const format = formatFor(deps.locale, review.currency);
  const groups = new Map(listGroups(review).map(({ id, name }) => [id, name]));
  const words: ValueWords = { deps, format, groups, named: namesIn(review, deps) };
  const decision = decisionView(review, deps, format);
  const { verdict, screen, what, deciding, open } = decision;
  const isSaid = buildIsSaid([verdict.override, screen, what, deciding, open]);
  const ways = listWays(review, deps);
  const sideBySide = ways === undefined ? review : ({ ...review, alternatives: ways } as Review);
  const sections = listSections(sideBySide, words, isSaid);
  const economics = summaryView(review, deps, format);
  const band = deps.economics && known(deps.economics.results.simulation);
  const charted = chartWords(review, deps, format);
  const bars =
    deps.economics &&
    waterfallChart(deps.economics.results, { format, pages: deps.pages }, format.roughMoney);
  const isPage = deps.approvals === 'left out';
  const figures = {
    economics: economics?.hasFigures
      ? {
          ...economics,
          chart: band === undefined ? undefined : chartMermaid(band, charted),
          bars: bars && barsMermaid(bars, charted),
        }
      : undefined,
    policy: policyView(review, words),
  };
  const answers = {
    screening: screeningView(review, deps),
    revisions: revisionsView(review, deps, format),
    leftOver: rowsOrNothing(leftOver(review, deps.content, words)),
  };
  const checks = {
    owed: rowsOrNothing(whoOwesWhat(review, deps)),
    approvals: isPage ? undefined : rowsOrNothing(approvalsView(review, deps, format)),
    followUps: rowsOrNothing(followUpsView(review, deps, format)),
  };
  const { findings, exceptions, lowered } = decision;
  return {
    ...decision,
    elsewhere: isPage
      ? { id: inComment(deps.file.replace(/\.yaml$/, '')), isDraft: (review.status ?? 'draft') === 'draft' }
      : undefined,
    source: inComment(deps.file),
    digest: inComment(deps.digest),
    title: line(review.title) ?? line(review.id),
    about: [
      findSituation(review, deps.content)?.title,
      line(nameOf(review.author, deps.people)),
      (review.change?.jurisdictions ?? []).length === 0
        ? undefined
        : format.list(review.change?.jurisdictions ?? []),
      review.change?.sector === undefined
        ? undefined
        : choiceLabel('change.sector', review.change.sector, deps.content),
      review.currency,
    ]
      .filter((text) => text !== undefined)
      .map((text, at) => ({ text, isFirst: at === 0 })),
    depth: {
      isLight: review.depth === 'light',
      isStandard: review.depth === 'standard',
      isFull: review.depth === 'full',
    },
    ...figures,
    hasFigures: hasAny(figures),
    ...answers,
    hasAnswers: sections.length > 0 || hasAny(answers),
    sections,
    ...checks,
    hasChecks: hasAny({ ...checks, findings, exceptions, lowered }),
  };
}

/**
 * The whole review for people, as GitHub and GitLab show it: the decision on one screen, then every answer.
 * The first line names the source and its digest; nothing else may be read back from it.
 */
export function renderMarkdown(review: Review, deps: MarkdownDeps): string {
  return fillPage('review.md', reviewView(review, deps), 'markdown', deps.pages);
}
