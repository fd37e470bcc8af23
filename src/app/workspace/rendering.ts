import type { Config } from '../../domain/config.ts';
import type { Content } from '../../domain/content.ts';
import { judgePage } from '../../domain/generated-page.ts';
import { pathOfPage } from '../../domain/repository-layout.ts';
import type { Review } from '../../domain/review.ts';
import type { MarkdownState } from '../../domain/rule.ts';
import { scoreForecasts } from '../../domain/track-record.ts';
import { evaluateReview } from '../../economics/evaluate-review.ts';
import { build } from '../../lib/about.ts';
import { type Digest, digestOf, digestOfData } from '../../lib/digest.ts';
import { Failure } from '../../lib/failure.ts';
import { cardWords } from '../../render/agent-card.ts';
import { noticeGaps } from '../../render/customer-notice.ts';
import { listDecidingSentences } from '../../render/deciding.ts';
import type { RenderDeps } from '../../render/deps.ts';
import { renderMarkdown } from '../../render/review-markdown.ts';
import { listAnswered } from '../../rules/engine/answered.ts';
import { ruleRegistry } from '../../rules/engine/registry.ts';
import { type RunResult, runRules } from '../../rules/engine/run.ts';
import type { KnownPages } from './known-pages.ts';
import type { StoredReview, Workspace } from './workspace.ts';

/** Pages are in English so far; numbers and dates follow. */
export const locale = 'en-GB';

/** What a page needs besides the review; for pages with figures, `evaluateReview` comes on top. */
export function renderDeps(workspace: Pick<Workspace, 'config'>, content: Content): RenderDeps {
  return { content, pages: content.pages, people: workspace.config().people, locale };
}

/**
 * What a page needs that says what decides a review: also its figures and what the rules say of it by itself, so
 * that the page is the same in every command, whatever other reviews there are.
 */
function judgedDeps(workspace: Pick<Workspace, 'config'>, content: Content, review: Review): RenderDeps {
  const deps = renderDeps(workspace, content);
  return { ...deps, economics: evaluateReview(review), ...judge(review, workspace.config(), deps) };
}

/** The same for the leader's page, with how the forecasts of all reviews came out. */
export function leaderDeps(workspace: Workspace, content: Content, review: Review): RenderDeps {
  const trackRecord = scoreForecasts(listValid(workspace));
  const earlier = findEarlier(workspace, review);
  return { ...judgedDeps(workspace, content, review), trackRecord, ...earlier };
}

/** The version before. The page beside a review does without: it would be stale with every edit of another file. */
function findEarlier(workspace: Pick<Workspace, 'ids' | 'read'>, { revision }: Review) {
  const of = revision?.of;
  if (of === undefined || !workspace.ids().includes(of)) return {};
  return { earlier: readIfValid(workspace, of) };
}

/** One after another, so that no two are in memory. */
function* listValid(workspace: Workspace): Generator<Review> {
  for (const id of workspace.ids()) {
    const review = readIfValid(workspace, id);
    if (review !== undefined) yield review;
  }
}

/** A file that is no review has no forecasts; what is wrong with it is the business of `check`. */
function readIfValid(workspace: Pick<Workspace, 'read'>, id: string): Review | undefined {
  try {
    return workspace.read(id).review;
  } catch (error) {
    if (error instanceof Failure && error.kind === 'invalid') return undefined;
    throw error;
  }
}

/** What a run of the rules says of one review. */
type Found = Pick<RunResult, 'findings' | 'excepted'>;

function settingsFor(config: Config, deps: RenderDeps) {
  return {
    config,
    content: deps.content,
    rules: ruleRegistry,
    pages: (one: Review) => ({ cards: cardWords(one, deps), noticeGaps: noticeGaps(one, deps) }),
  };
}

/**
 * Nothing where the config sets a rule that there is not; whoever judges by that config says so.
 * @param found by whoever has run the rules already
 */
function judge(
  review: Review,
  config: Config,
  deps: RenderDeps,
  found?: Found,
): Pick<RenderDeps, 'findings' | 'answered'> {
  const settings = settingsFor(config, deps);
  try {
    const { findings, excepted } = found ?? runRules([{ file: '', review }], settings);
    return { findings, answered: listAnswered(review, excepted, settings) };
  } catch (error) {
    if (error instanceof Failure && error.kind === 'misuse') return {};
    throw error;
  }
}

/**
 * What decides a review, at most three sentences.
 * @param found by whoever has run the rules already, so that it is the same as in their report
 */
export function decidingSentences(
  workspace: Pick<Workspace, 'config'>,
  content: Content,
  review: Review,
  found?: Found,
): string[] {
  const deps = renderDeps(workspace, content);
  return listDecidingSentences(review, { ...deps, ...judge(review, workspace.config(), deps, found) });
}

/**
 * The Markdown of a review, as it stands beside it: without its approvals, so that those given on other branches
 * leave the page as it is.
 */
export function renderReview(
  workspace: Pick<Workspace, 'config'>,
  content: Content,
  { id, review }: Pick<StoredReview, 'id' | 'review'>,
): string {
  const { approvals: _approvals, ...withoutApprovals } = review;
  return renderMarkdown(review, {
    ...markdownDeps(workspace, content, { id, review: withoutApprovals }),
    approvals: 'left out',
  });
}

/** The same with its approvals, as it is printed. */
export function renderWithApprovals(
  workspace: Pick<Workspace, 'config' | 'ids' | 'read'>,
  content: Content,
  stored: Pick<StoredReview, 'id' | 'review'>,
): string {
  return renderMarkdown(stored.review, {
    ...markdownDeps(workspace, content, stored),
    ...findEarlier(workspace, stored.review),
  });
}

function markdownDeps(
  workspace: Pick<Workspace, 'config'>,
  content: Content,
  { id, review }: Pick<StoredReview, 'id' | 'review'>,
) {
  return {
    ...judgedDeps(workspace, content, review),
    digest: digestWithoutApprovals(review),
    file: `${id}.yaml`,
  };
}

/** Of what it says, not of its bytes: comments, quotes and line ends change no page. */
function digestWithoutApprovals({ approvals: _, ...review }: Review): Digest {
  return digestOfData(review);
}

/**
 * Writes the Markdown of a review beside it.
 * @returns the path of the Markdown, from the root
 */
export function writeMarkdown(
  workspace: Pick<Workspace, 'config' | 'files'>,
  content: Content,
  stored: Pick<StoredReview, 'id' | 'review'>,
): string {
  const path = pathOfPage(stored.id);
  workspace.files.replace(path, renderReview(workspace, content, stored));
  return path;
}

/**
 * Whether the page beside a review says what the review says. Rendering takes a simulation, so a page that does
 * not even name the review as it is now is not rendered to be compared, nor one that is known. A page of the
 * organisation's own need not name it.
 */
export function judgeMarkdown(
  workspace: Pick<Workspace, 'config' | 'files' | 'setupDigest'>,
  content: Content,
  stored: Pick<StoredReview, 'id' | 'review'>,
  known?: KnownPages,
): MarkdownState {
  const bytes = workspace.files.readIfExists(pathOfPage(stored.id));
  const mayBeOfThis =
    content.pages !== undefined ||
    new TextDecoder().decode(bytes).includes(digestWithoutApprovals(stored.review));
  if (bytes === undefined || !mayBeOfThis) return judgePage(bytes, undefined);
  const whole = digestOfData([
    build ?? null,
    locale,
    workspace.setupDigest(),
    stored.review,
    digestOf(bytes),
  ]);
  if (known?.has(whole)) return 'fresh';
  const state = judgePage(bytes, renderReview(workspace, content, stored));
  if (state === 'fresh') known?.add(whole);
  return state;
}

/**
 * Writes the page of a review anew where it does not say what the review says.
 * @returns its path, from the root; undefined where nothing was to be done
 */
export function refreshMarkdown(
  workspace: Pick<Workspace, 'config' | 'files' | 'setupDigest'>,
  content: Content,
  stored: Pick<StoredReview, 'id' | 'review'>,
): string | undefined {
  const state = judgeMarkdown(workspace, content, stored);
  return state === 'fresh' || state === 'missing' ? undefined : writeMarkdown(workspace, content, stored);
}
