import type { Content } from '../domain/content.ts';
import type { Review } from '../domain/review.ts';
import { evaluate, type Results } from '../economics/evaluate.ts';
import { fromReview, seedOf } from '../economics/from-review.ts';
import type { EconomicsResult, EconomicsView, RenderDeps } from '../render/deps.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { markdownPath, type StoredReview, type Workspace } from './workspace.ts';

/** Pages are in English so far; numbers and dates follow. */
const locale = 'en-GB';

function resultOf({ breakEven, netValue, simulation }: Results): EconomicsResult | undefined {
  if (!breakEven.known || !netValue.known || !simulation.known || breakEven.value.forecast === undefined)
    return undefined;
  const at = (months: number) => simulation.value.horizons.find((horizon) => horizon.months === months);
  const [netValue12, netValue36] = [at(12), at(36)];
  if (netValue12 === undefined || netValue36 === undefined) return undefined;
  return {
    breakEvenShare: breakEven.value.share,
    forecast: breakEven.value.forecast,
    netValue12,
    netValue36,
    turningMonth: netValue.value.course.turnsToLoss,
    lossProbability36: netValue36.probabilityOfLoss,
    draws: simulation.value.draws,
    seed: simulation.value.seed,
  };
}

/** What economics makes of the review's inputs, for a page: the results, or which inputs are missing. */
export function economicsOf(review: Review): EconomicsView {
  const results = evaluate(fromReview(review), { seed: seedOf(review) });
  const result = resultOf(results);
  if (result !== undefined) return { result };
  const waiting = new Set(['breakEven', 'netValue', 'simulation']);
  const missing = results.missing
    .filter(({ figures }) => figures.some((name) => waiting.has(name)))
    .map(({ input }) => `economics.${input}`);
  const forecast = review.economics?.lossAtAnnouncement === undefined ? ['economics.lossAtAnnouncement'] : [];
  return { missing: [...new Set([...missing, ...forecast])] };
}

/** What a page needs besides the review. */
export function renderDeps(
  workspace: Pick<Workspace, 'config'>,
  content: Content,
  review: Review,
): RenderDeps {
  return { content, people: workspace.config().people, locale, economics: economicsOf(review) };
}

/**
 * Writes the Markdown of a review beside it.
 * @returns the path of the Markdown, from the root
 */
export function writeMarkdown(
  workspace: Pick<Workspace, 'config' | 'files'>,
  content: Content,
  { id, review, digest }: Pick<StoredReview, 'id' | 'review' | 'digest'>,
): string {
  const path = markdownPath(id);
  workspace.files.replace(path, renderMarkdown(review, renderDeps(workspace, content, review), digest));
  return path;
}
