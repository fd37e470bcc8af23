import { hasAny, type SixFlags, sixFigures } from '../app/economics/six-figures.ts';
import { readSettings } from '../app/economics/what-if.ts';
import { renderDeps } from '../app/workspace/rendering.ts';
import { openWorkspace, type StoredReview } from '../app/workspace/workspace.ts';
import { writePage } from '../app/workspace/write-page.ts';
import { nameOf } from '../domain/people.ts';
import type { Review } from '../domain/review.ts';
import { type Comparison, compare } from '../economics/compare.ts';
import { evaluate, type Results } from '../economics/evaluate.ts';
import { known } from '../economics/figure.ts';
import { buildAlternatives, DEFAULT_SEED, fromReview, seedOf } from '../economics/from-review.ts';
import type { Inputs } from '../economics/inputs.ts';
import { staffingFigure } from '../economics/rush.ts';
import type { SimulationOptions } from '../economics/simulate.ts';
import { override, type WhatIf, whatIf } from '../economics/what-if.ts';
import { ExitCode } from '../lib/exit-code.ts';
import { Failure } from '../lib/failure.ts';
import type { Style } from '../lib/style.ts';
import { plainStyle } from '../lib/style.ts';
import type { Context, Run } from '../ports/context.ts';
import { parseBlocks } from '../render/blocks/blocks.ts';
import { htmlBlocks } from '../render/blocks/html.ts';
import { terminalBlocks } from '../render/blocks/terminal.ts';
import type { ChartBand, ChartWords } from '../render/chart/chart.ts';
import { chartSvg } from '../render/chart/svg.ts';
import { chartText } from '../render/chart/text.ts';
import { documentHead } from '../render/document-head.ts';
import { chartDescription, chartWords } from '../render/economics/chart-words.ts';
import { drawnView } from '../render/economics/net-value.ts';
import { compareView, listChanges, whatIfView } from '../render/economics/other-ways.ts';
import { pictureView, type VerdictOnFigures } from '../render/economics/picture.ts';
import { type EconomicsWords, groupNames } from '../render/economics/words.ts';
import { type Format, formatFor } from '../render/format.ts';
import { fillPage } from '../render/page.ts';
import { isOverridden } from '../rules/support/economics.ts';

interface EconomicsOptions {
  /** Id of a review, or a part of it that no other has; without it six figures make a first answer. */
  readonly id: string | undefined;
  readonly six: SixFlags;
  /** `key=value` words of a what-if. */
  readonly set: readonly string[];
  readonly compare: boolean;
  /** Draws of the simulation. */
  readonly draws: number | undefined;
  readonly seed: number | undefined;
  readonly distribution: 'pert' | 'triangular' | undefined;
  readonly json: boolean;
  readonly html: boolean;
  readonly out: string | undefined;
  readonly force: boolean;
}

/** What there is to look at. */
interface Subject {
  readonly stored: StoredReview | undefined;
  readonly currency: string | undefined;
  readonly inputs: Inputs;
  readonly middles: readonly string[];
}

/** What came of it: the change itself, or with what it is set side by side. */
type Outcome =
  | { readonly kind: 'picture'; readonly results: Results }
  | { readonly kind: 'what-if'; readonly results: Results; readonly whatIf: WhatIf }
  | { readonly kind: 'compare'; readonly results: Results; readonly comparison: Comparison };

function checked(options: EconomicsOptions): void {
  const { id, six, json, html, compare: compares } = options;
  if (json && html)
    throw new Failure('misuse', '--json and --html exclude each other.', { next: 'Give one of them.' });
  if (id !== undefined && hasAny(six)) {
    throw new Failure('misuse', 'The review has these figures already.', {
      why: 'flags such as --loss are for a first answer without a review',
      next: `To play with them: cx-review economics ${id} --set leave=3-6-11%`,
    });
  }
  if (id === undefined && compares) {
    throw new Failure('misuse', '--compare needs a review, because the other ways to go are in it.', {
      next: 'cx-review economics ID --compare',
    });
  }
}

function buildOutcome(
  options: EconomicsOptions,
  subject: Subject,
  changed: Inputs,
  overrides: Inputs,
): Outcome {
  const review = subject.stored?.review;
  const seed = options.seed ?? (review === undefined ? DEFAULT_SEED : seedOf(review));
  const dice: SimulationOptions = { seed, ...(options.draws === undefined ? {} : { draws: options.draws }) };
  if (options.compare && review !== undefined) {
    const comparison = compare(changed, buildAlternatives(review).comparable, dice);
    return { kind: 'compare', results: comparison.change, comparison };
  }
  if (options.set.length > 0) {
    const played = whatIf(subject.inputs, overrides, dice);
    return { kind: 'what-if', results: played.after, whatIf: played };
  }
  return { kind: 'picture', results: evaluate(subject.inputs, dice) };
}

function jsonOf(outcome: Outcome, { stored, currency, inputs }: Subject, changed: Inputs): string {
  const review = stored?.review;
  const staffing = review && staffingFigure(review);
  const set = listChanges(inputs, changed);
  const own =
    outcome.kind === 'picture'
      ? { results: outcome.results, staffing }
      : outcome.kind === 'what-if'
        ? { set, results: outcome.whatIf.before, whatIf: { inputs: changed, results: outcome.whatIf.after } }
        : {
            ...(set.length > 0 ? { set } : {}),
            results: outcome.results,
            alternatives: outcome.comparison.alternatives,
            withoutFigures: review && buildAlternatives(review).withoutFigures,
          };
  const about = stored && { id: stored.id, path: stored.path, title: stored.review.title };
  return `${JSON.stringify({ version: 1, review: about, currency, inputs, ...own }, null, 2)}\n`;
}

function buildVerdict(review: Review, config: Parameters<typeof isOverridden>[1]): VerdictOnFigures {
  const { decision, override: written } = review.verdict ?? {};
  const counts = written?.reason !== undefined && isOverridden(review, config);
  return {
    decision,
    override: counts
      ? { by: nameOf(written.by, config?.people) ?? '', reason: written.reason ?? '' }
      : undefined,
  };
}

interface PageParts {
  readonly outcome: Outcome;
  readonly subject: Subject;
  readonly changed: Inputs;
  readonly verdict: VerdictOnFigures | undefined;
  readonly middles: readonly string[];
  readonly words: EconomicsWords;
}

/** The page as a template wants it. */
function pageView({ outcome, subject, changed, verdict, middles, words }: PageParts) {
  const { stored, inputs } = subject;
  const review = stored?.review;
  const id = stored?.id ?? '';
  const drawn = drawnView(outcome.results, words);
  return {
    title: review?.title,
    problems: outcome.results.problems.map(({ message }) => message),
    picture:
      outcome.kind === 'picture'
        ? pictureView(outcome.results, {
            inputs,
            staffing: review && staffingFigure(review),
            isSketch: review === undefined,
            verdict,
            command: `cx-review resume ${id} --section forecast`,
            words,
          })
        : undefined,
    whatIf:
      outcome.kind === 'what-if'
        ? whatIfView(outcome.whatIf, { base: inputs, isReview: review !== undefined, words })
        : undefined,
    compare:
      outcome.kind === 'compare' && review !== undefined
        ? compareView(outcome.comparison, {
            review,
            changes: listChanges(inputs, changed),
            command: `cx-review edit ${id} --section alternatives`,
            words,
          })
        : undefined,
    middles: middles.length === 0 ? undefined : words.format.list(middles),
    drawn,
    isSketch: review === undefined,
    isPlay: review !== undefined && outcome.kind !== 'picture',
  };
}

/** Below this many columns a chart has no room for signs of currencies. */
const ROOMY = 60;

/** The words of the chart as they stand in a terminal: lines are known by their place, and figures are short. */
function terminalChartWords(
  words: ChartWords,
  currency: string | undefined,
  style: Style,
  format: Format,
): ChartWords {
  const word = (name: string, view: object = {}) => fillPage(`parts/chart/${name}`, view, 'text').trim();
  const named = { ...words, p90: word('top', { name: words.p90 }), p10: word('lowest', { name: words.p10 }) };
  if (style.unicode && style.width >= ROOMY) return named;
  const compact = new Intl.NumberFormat(format.locale, { notation: 'compact', maximumFractionDigits: 1 });
  return {
    ...named,
    title: word('plain-title', { title: words.title, currency }),
    months: word('month'),
    amount: (value) => compact.format(value),
  };
}

interface TextPage {
  readonly page: string;
  readonly band: ChartBand | undefined;
  readonly chart: ChartWords;
  readonly currency: string | undefined;
  readonly format: Format;
}

function textPage({ page, band, chart, currency, format }: TextPage, style: Style): string {
  const drawn = band && chartText(band, terminalChartWords(chart, currency, style, format), style);
  return terminalBlocks(parseBlocks(page), style, drawn ?? '');
}

function print(context: Context, { out, force }: EconomicsOptions, text: string): void {
  if (out === undefined) context.stdout.write(text);
  else writePage(context, out, text, force);
}

/** Prints what a change comes to: a first answer out of six figures, or a review's whole picture. */
export const run: Run<EconomicsOptions> = async (options, context: Context) => {
  checked(options);
  const workspace = openWorkspace(context);
  const stored = options.id === undefined ? undefined : workspace.find(options.id);
  const review = stored?.review;
  const currency = review === undefined ? workspace.config().currency : review.currency;
  const given =
    review === undefined
      ? await sixFigures(options.six, context, currency)
      : { inputs: fromReview(review), middles: [] };
  const { distribution } = options;
  const inputs = distribution === undefined ? given.inputs : { ...given.inputs, distribution };
  const { overrides, middles } = readSettings(options.set, inputs, currency);
  const changed = override(inputs, overrides);
  const subject = { stored, currency, inputs, middles: given.middles };
  const outcome = buildOutcome(options, subject, changed, overrides);

  if (options.json) {
    print(context, options, jsonOf(outcome, subject, changed));
    return ExitCode.pass;
  }

  const content = await workspace.content();
  const deps = renderDeps(workspace, content);
  const format = formatFor(deps.locale, currency);
  const words = { content, format, pages: deps.pages, groups: groupNames(review) };
  const band = known(outcome.results.simulation);
  const chart = chartWords({ currency }, deps, format);
  const view = pageView({
    outcome,
    subject,
    changed,
    verdict: review && buildVerdict(review, workspace.config()),
    middles: [...given.middles, ...middles],
    words,
  });
  const page = fillPage('economics.md', view, 'markdown', deps.pages);
  const text = { page, band, chart, currency, format };
  if (options.html) {
    const svg = band === undefined ? '' : chartSvg(band, chart, chartDescription(band, deps, format));
    const body = htmlBlocks(parseBlocks(page), svg);
    print(
      context,
      options,
      fillPage('economics.html', { ...documentHead(review?.title ?? ''), body }, 'html', deps.pages),
    );
  } else print(context, options, textPage(text, options.out === undefined ? context.style : plainStyle));
  return ExitCode.pass;
};
