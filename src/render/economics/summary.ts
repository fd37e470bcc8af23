import type { Review } from '../../domain/review.ts';
import { known } from '../../economics/figure.ts';
import { hasForecast } from '../../economics/rush.ts';
import type { RenderDeps } from '../deps.ts';
import type { Format } from '../format.ts';
import { breakEvenView } from './break-even.ts';
import { courseView, drawnView, worthView } from './net-value.ts';
import { staffingView } from './staffing.ts';
import { waterfallView } from './waterfall.ts';
import { groupNames, listLabels, omittedWords } from './words.ts';

/** Horizons that stand on a page for those who decide, in months. */
const shownHorizons: readonly number[] = [12, 36];

/** Only what these lack is reported as missing: the page shows no other figures. */
const shownFigures: ReadonlySet<string> = new Set(['breakEven', 'netValue', 'simulation']);

/**
 * The figures of a review in short, for the review's Markdown and the leader's page, and what is missing for the
 * rest; undefined where economics has not run.
 */
export function summaryView(review: Review, deps: RenderDeps, format: Format) {
  if (deps.economics === undefined) return undefined;
  const { inputs, results, staffing } = deps.economics;
  const words = { content: deps.content, format, pages: deps.pages, groups: groupNames(review) };
  // Whoever sees the break-even before they have forecast anything forecasts a little below it.
  const breakEven = hasForecast(inputs) ? breakEvenView(deps.economics, words, '') : undefined;
  const worth = worthView(results, words, [...shownHorizons, results.decisionMonths]);
  const missing = results.missing.filter(({ figures }) => figures.some((name) => shownFigures.has(name)));
  const rush = known(staffing);
  return {
    hasFigures: breakEven !== undefined || worth !== undefined,
    breakEven,
    worth,
    course: courseView(results, words),
    waterfall: waterfallView(results, words),
    omitted: omittedWords(results.omitted, words),
    staffing: rush && staffingView(rush, words).busiest,
    missing:
      missing.length === 0
        ? undefined
        : listLabels(
            missing.map(({ input }) => input),
            words,
          ),
    drawn: drawnView(results, words),
  };
}
