import type { Content } from '../../domain/content.ts';
import type { Review } from '../../domain/review.ts';
import { evaluate } from '../../economics/evaluate.ts';
import { known } from '../../economics/figure.ts';
import { fromReview, seedOf } from '../../economics/from-review.ts';
import { hasForecast, staffingFigure } from '../../economics/rush.ts';
import type { EconomicsView, RenderDeps } from '../../render/deps.ts';
import { renderMarkdown } from '../../render/review-markdown.ts';
import { markdownPath, type StoredReview, type Workspace } from './workspace.ts';

/** Pages are in English so far; numbers and dates follow. */
export const locale = 'en-GB';

/** Figures that a page shows; what the others lack is no gap of the page. */
const shownFigures: ReadonlySet<string> = new Set(['breakEven', 'netValue', 'simulation']);

/** The stretch after the announcement that needs most people, or lacks most. */
function busiestStretch(review: Review): EconomicsView['staffing'] {
  const staffing = known(staffingFigure(review));
  if (staffing === undefined) return undefined;
  const stretches = staffing.likely.intervals.map(({ asRostered, ...interval }) => ({
    ...interval,
    rostered: asRostered?.rostered,
    short: asRostered?.short ?? 0,
  }));
  return stretches.sort((a, b) => b.short - a.short || b.agents - a.agents)[0];
}

/** What economics makes of the review's inputs, for a page: the results, and which inputs are missing. */
export function buildEconomics(review: Review): EconomicsView {
  const inputs = fromReview(review);
  const { breakEven, netValue, simulation, missing, omitted } = evaluate(inputs, { seed: seedOf(review) });
  const drawn = known(simulation);
  const course = known(netValue)?.course;
  return {
    breakEven: hasForecast(inputs) ? known(breakEven) : undefined,
    horizons: drawn?.horizons,
    turnsToLoss: course?.turnsToLoss,
    alwaysLoss: course?.end === 'loss' && course.crossings.length === 0,
    omitted: omitted.map(({ part }) => part),
    staffing: busiestStretch(review),
    band: drawn,
    draws: drawn?.draws,
    isOnePoint: drawn !== undefined && drawn.varied.length === 0,
    seed: drawn?.seed,
    missing: missing
      .filter(({ figures }) => figures.some((name) => shownFigures.has(name)))
      .map(({ input }) => `economics.${input}`),
  };
}

/** What a page needs besides the review; for pages with figures, `buildEconomics` comes on top. */
export function renderDeps(workspace: Pick<Workspace, 'config'>, content: Content): RenderDeps {
  return { content, people: workspace.config().people, locale };
}

/** The Markdown of a review, as it stands beside it. */
export function markdownOf(
  workspace: Pick<Workspace, 'config'>,
  content: Content,
  { id, review, digest }: Pick<StoredReview, 'id' | 'review' | 'digest'>,
): string {
  return renderMarkdown(review, {
    ...renderDeps(workspace, content),
    economics: buildEconomics(review),
    digest,
    file: `${id}.yaml`,
  });
}

/**
 * Writes the Markdown of a review beside it.
 * @returns the path of the Markdown, from the root
 */
export function writeMarkdown(
  workspace: Pick<Workspace, 'config' | 'files'>,
  content: Content,
  stored: Pick<StoredReview, 'id' | 'review' | 'digest'>,
): string {
  const path = markdownPath(stored.id);
  workspace.files.replace(path, markdownOf(workspace, content, stored));
  return path;
}
