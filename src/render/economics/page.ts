import type { Review } from '../../domain/review.ts';
import type { Comparison } from '../../economics/compare.ts';
import type { Results } from '../../economics/evaluate.ts';
import { type Figure, known } from '../../economics/figure.ts';
import type { Inputs } from '../../economics/inputs.ts';
import type { RushStaffing } from '../../economics/rush.ts';
import type { StepTable } from '../../economics/steps.ts';
import type { WhatIf } from '../../economics/what-if.ts';
import { command, commandText } from '../../lib/command.ts';
import type { Style } from '../../lib/style.ts';
import { parseBlocks } from '../blocks/blocks.ts';
import { htmlBlocks } from '../blocks/html.ts';
import { terminalBlocks } from '../blocks/terminal.ts';
import { barsSvg } from '../chart/bars-svg.ts';
import { barsText } from '../chart/bars-text.ts';
import { chartSvg } from '../chart/svg.ts';
import { chartText } from '../chart/text.ts';
import type { RenderDeps } from '../deps.ts';
import { documentHead } from '../document-head.ts';
import { formatFor } from '../format.ts';
import { fillPage } from '../page.ts';
import { listChanges } from './changes.ts';
import { chartDescription, chartWords, terminalChartWords } from './chart-words.ts';
import { compareView } from './compare.ts';
import { drawnView } from './net-value.ts';
import { pictureView, type VerdictOnFigures } from './picture.ts';
import { curveChart, stepsView } from './steps.ts';
import { waterfallChart } from './waterfall.ts';
import { whatIfView } from './what-if.ts';
import { type EconomicsWords, groupNames } from './words.ts';

/** What was computed: the change itself, or with what it is set side by side. */
export type Outcome =
  | { readonly kind: 'picture'; readonly results: Results }
  | { readonly kind: 'what-if'; readonly results: Results; readonly whatIf: WhatIf }
  | { readonly kind: 'compare'; readonly results: Results; readonly comparison: Comparison };

/** What the page of `economics` is about. */
export interface EconomicsPage {
  readonly outcome: Outcome;
  /** Undefined for a first answer out of six figures. */
  readonly about: { readonly id: string; readonly review: Review } | undefined;
  /** ISO 4217. */
  readonly currency: string | undefined;
  readonly staffing: Figure<RushStaffing> | undefined;
  readonly verdict: VerdictOnFigures | undefined;
  /** As given, and with what a what-if changes. */
  readonly inputs: Inputs;
  readonly changed: Inputs;
  /** A smaller or larger step against the loss, where it was asked for. */
  readonly steps: Figure<StepTable> | undefined;
  /** Names of ranges whose likely point was taken as the middle. */
  readonly middles: readonly string[];
}

function pageView(page: EconomicsPage, words: EconomicsWords, amount: (value: number) => string) {
  const { outcome, about, staffing, verdict, inputs, changed, middles } = page;
  const id = about?.id ?? '';
  const isSketch = about === undefined;
  return {
    title: about?.review.title,
    problems: outcome.results.problems.map(({ message }) => message),
    picture:
      outcome.kind === 'picture'
        ? pictureView(outcome.results, {
            inputs,
            staffing,
            isSketch,
            verdict,
            command: commandText(command('cx-review', 'resume', id, '--section', 'forecast')),
            words,
          })
        : undefined,
    whatIf:
      outcome.kind === 'what-if'
        ? whatIfView(outcome.whatIf, { base: inputs, isReview: !isSketch, words })
        : undefined,
    compare:
      outcome.kind === 'compare' && about !== undefined
        ? compareView(outcome.comparison, {
            review: about.review,
            changes: listChanges(inputs, changed),
            command: commandText(command('cx-review', 'edit', id, '--section', 'alternatives')),
            words,
          })
        : undefined,
    steps: page.steps && stepsView(page.steps, words, amount),
    middles: middles.length === 0 ? undefined : words.format.list(middles),
    drawn: drawnView(outcome.results, words),
    isSketch,
    isPlay: !isSketch && outcome.kind !== 'picture',
  };
}

/** The blocks of the page, and what its chart needs. */
function buildPage(page: EconomicsPage, deps: RenderDeps) {
  const format = formatFor(deps.locale, page.currency);
  const words = { content: deps.content, format, pages: deps.pages, groups: groupNames(page.about?.review) };
  const chart = chartWords(page, deps, format);
  return {
    blocks: parseBlocks(
      fillPage('economics.md', pageView(page, words, chart.amount), 'markdown', deps.pages),
    ),
    band: known(page.outcome.results.simulation),
    chart,
    curve: curveChart(page.steps, words),
    bars: waterfallChart(page.outcome.results, words, format.roughMoney),
    format,
  };
}

/** The page of `economics` for a terminal, broken to its width. */
export function renderEconomics(page: EconomicsPage, deps: RenderDeps, style: Style): string {
  const { blocks, band, chart, bars, curve, format } = buildPage(page, deps);
  const drawn =
    band === undefined ? '' : chartText(band, terminalChartWords(chart, page.currency, style, format), style);
  return terminalBlocks(blocks, style, {
    chart: drawn,
    waterfall: bars === undefined ? '' : barsText(bars, style),
    curve: curve === undefined ? '' : barsText(curve, style),
  });
}

/** The same as one printable HTML document. */
export function renderEconomicsHtml(page: EconomicsPage, deps: RenderDeps): string {
  const { blocks, band, chart, bars, curve, format } = buildPage(page, deps);
  const svg = band === undefined ? '' : chartSvg(band, chart, chartDescription(band, deps, format));
  const charts = {
    chart: svg,
    waterfall: bars === undefined ? '' : barsSvg(bars, 'waterfall'),
    curve: curve === undefined ? '' : barsSvg(curve, 'curve'),
  };
  const view = { ...documentHead(page.about?.review.title ?? ''), body: htmlBlocks(blocks, charts) };
  return fillPage('economics.html', view, 'html', deps.pages);
}
