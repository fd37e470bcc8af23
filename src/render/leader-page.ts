import { buildAgenda } from '../domain/agenda.ts';
import { findNearestCases } from '../domain/nearest-cases.ts';
import { choiceLabel } from '../domain/question-index.ts';
import type { Review } from '../domain/review.ts';
import { known } from '../economics/figure.ts';
import { chartSvg } from './chart/svg.ts';
import { decisionView, rowsOrNothing } from './decision.ts';
import type { RenderDeps } from './deps.ts';
import { documentHead } from './document-head.ts';
import { buildDrafts, marked } from './drafts.ts';
import { chartDescription, chartWords } from './economics/chart-words.ts';
import { summaryView } from './economics/summary.ts';
import type { Format } from './format.ts';
import { formatFor } from './format.ts';
import { frontlineView } from './frontline.ts';
import { fillPage } from './page.ts';
import { line, listGroups } from './segments.ts';

function whoGains(review: Review, deps: RenderDeps, format: Format) {
  const { economics, leadership, change } = review;
  const incentives = leadership?.incentives;
  const easier = listGroups(review).filter(({ consequence }) => consequence?.jobEffect === 'easier');
  const view = {
    annualGain: economics?.annualGain === undefined ? undefined : format.money(economics.annualGain),
    customerProblem: line(change?.customerProblem),
    easierFor: easier.length === 0 ? undefined : format.list(easier.map(({ name }) => name)),
    newcomers: review.customers?.newcomers === 'better',
    incentives:
      incentives === undefined ? undefined : choiceLabel('leadership.incentives', incentives, deps.content),
  };
  return Object.values(view).some((value) => value !== undefined && value !== false) ? view : undefined;
}

function caseAgainst(review: Review, format: Format) {
  const { against = [], againstSearched, objections = [], frontline } = review.evidence ?? {};
  const view = {
    findings: against.flatMap((row) => {
      const finding = line(row.finding);
      if (finding === undefined) return [];
      const date = row.date === undefined ? undefined : format.date(row.date);
      return [{ finding, source: line(row.source), date, answer: line(row.answer) }];
    }),
    searched: line(againstSearched),
    agents:
      line(frontline?.said) === undefined
        ? undefined
        : {
            said: line(frontline?.said),
            asked: frontline?.asked === undefined ? undefined : format.number(frontline.asked),
            isOne: frontline?.asked === 1,
            date: frontline?.date === undefined ? undefined : format.date(frontline.date),
          },
    objections: objections.flatMap((row) => {
      const objection = line(row.objection);
      return objection === undefined ? [] : [{ objection, from: line(row.from), answer: line(row.answer) }];
    }),
  };
  const isEmpty =
    view.findings.length + view.objections.length === 0 &&
    view.searched === undefined &&
    view.agents === undefined;
  return isEmpty ? undefined : view;
}

/** What happened to others who decided something like it. */
const nearestCases = (review: Review, { content }: RenderDeps) =>
  findNearestCases(review, content).map(({ short, decidedBy, sources }) => ({
    happened: short,
    decidedBy,
    source: sources[0],
  }));

function brokenPromises(review: Review, format: Format) {
  return (review.change?.promisesBroken ?? []).flatMap((row) => {
    const promise = line(row.promise);
    if (promise === undefined) return [];
    const date = row.date === undefined ? undefined : format.date(row.date);
    return [{ promise, where: line(row.where), date, remedy: line(row.remedy) }];
  });
}

function findBudget({ economics }: Review, deps: RenderDeps, format: Format) {
  const contacts = deps.economics && known(deps.economics.results.costs.contactCost);
  const money = (amount: number | undefined) => (amount === undefined ? undefined : format.money(amount));
  const view = {
    goodwill: money(economics?.goodwillBudget),
    contacts: money(contacts?.likely),
    oneOff: money(economics?.oneOffCost),
  };
  return Object.values(view).some((value) => value !== undefined) ? view : undefined;
}

function undoView(review: Review, deps: RenderDeps, format: Format) {
  const { undo, cost, days, steps } = review.reversal ?? {};
  const view = {
    undo: undo === undefined ? undefined : choiceLabel('reversal.undo', undo, deps.content),
    cost: cost === undefined ? undefined : format.money(cost),
    days: days === undefined ? undefined : format.days(days),
    steps: line(steps),
  };
  return Object.values(view).some((value) => value !== undefined) ? view : undefined;
}

/** Whether the review gives or is asked for any figure of what the change is worth. */
function isAboutMoney(review: Review, { content, economics }: RenderDeps): boolean {
  return (
    review.economics !== undefined ||
    economics?.results.breakEven.known === true ||
    economics?.results.simulation.known === true ||
    buildAgenda(review, content).some(({ fields }) =>
      fields.some(({ path }) => path.startsWith('economics.')),
    )
  );
}

function leaderView(review: Review, deps: RenderDeps) {
  const format = formatFor(deps.locale, review.currency);
  const record = deps.trackRecord;
  const isDraft = buildDrafts(review, deps.content);
  const decision = decisionView(review, deps, format);
  return {
    ...decision,
    hasChecks: [decision.findings, decision.exceptions, decision.lowered].some((part) => part !== undefined),
    title: line(review.title),
    reason: marked(line(review.change?.reason), isDraft('change.reason')),
    gains: whoGains(review, deps, format),
    economics: isAboutMoney(review, deps) ? (summaryView(review, deps, format) ?? {}) : undefined,
    against: caseAgainst(review, format),
    broken: rowsOrNothing(brokenPromises(review, format)),
    cases: rowsOrNothing(nearestCases(review, deps)),
    frontline: frontlineView(review, deps, format),
    budget: findBudget(review, deps, format),
    hasNoWayBack:
      (review.reversal?.tripWires ?? []).length === 0 && line(review.verdict?.undoIf) === undefined,
    undo: undoView(review, deps, format),
    record:
      record === undefined || record.forecasts === 0
        ? undefined
        : {
            forecasts: format.number(record.forecasts),
            isOne: record.forecasts === 1,
            brier: new Intl.NumberFormat(deps.locale, { maximumFractionDigits: 2 }).format(record.brier),
          },
  };
}

/** One page for those who decide, as Markdown, to be pasted into a document or a mail. */
export function renderLeaderPage(review: Review, deps: RenderDeps): string {
  return fillPage('leader-page.md', leaderView(review, deps), 'markdown', deps.pages);
}

/** The same as one printable HTML document. */
export function renderLeaderPageHtml(review: Review, deps: RenderDeps): string {
  const format = formatFor(deps.locale, review.currency);
  const band = deps.economics && known(deps.economics.results.simulation);
  const chart =
    band === undefined
      ? undefined
      : chartSvg(band, chartWords(review, deps, format), chartDescription(band, deps, format));
  const page = { ...documentHead(review.title ?? ''), chart, page: leaderView(review, deps) };
  return fillPage('leader-page.html', page, 'html', deps.pages);
}
