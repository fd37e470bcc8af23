import { findSituation } from '../domain/agenda.ts';
import type { Content } from '../domain/content.ts';
import { compareDepths, type Review } from '../domain/review.ts';
import type { Screening } from '../domain/screening.ts';
import { upperEnd } from '../domain/screening-facts.ts';
import { addDays } from '../lib/dates.ts';
import { getPath } from '../lib/path.ts';
import { exactPercent } from '../lib/percent.ts';
import { applyEdits, buildLists, type Edit, type Lists, rowIdFor } from './edits.ts';
import { buildScreening, type State } from './state.ts';

/** What follows from an answer without being asked. */
export interface Consequences {
  readonly review: Review;
  /** The edits given and those that follow. */
  readonly edits: readonly Edit[];
  /** Sentences that say what has changed by itself. */
  readonly notes: readonly string[];
}

/** Days after the change at which a light review is looked at again. */
const lightLookBack = 30;

/** Forecasts that are kept as they were before the break-even was shown. */
const isForecast = (path: string): boolean =>
  /^economics\.(?:segments\.[^.]+\.)?(?:lossAtAnnouncement|lossAfterPerYear)$/.test(path) ||
  /^forecasts\.[^.]+\.probability$/.test(path);

/** A share as it is kept in the file, without a no-break space, which an editor does not show. */
const storedShare = (share: number): string => exactPercent(share).replace('\u00a0', ' ');

function inWords(value: unknown): string {
  if (typeof value === 'number') return storedShare(value);
  if (typeof value !== 'object' || value === null) return value === undefined ? 'nothing' : String(value);
  const { low, likely, high } = value as { low?: number; likely?: number; high?: number };
  if (low === undefined || high === undefined || likely === undefined) return JSON.stringify(value);
  return `${storedShare(low)} to ${storedShare(high)}, most likely ${storedShare(likely)}`;
}

function revisions(before: Review, edits: readonly Edit[], today: string): Edit[] {
  if (before.economics?.breakEvenShown === undefined) return [];
  const taken = (before.economics.revisions ?? []).map(({ id }) => id);
  return edits.flatMap(({ path, value }) => {
    const earlier = getPath(before, path);
    const isChanged = earlier !== undefined && JSON.stringify(earlier) !== JSON.stringify(value);
    if (!isForecast(path) || !isChanged) return [];
    const id = rowIdFor(`${path.replace(/^.*\.(?=[^.]+$)/, '')} ${today}`, taken);
    taken.push(id);
    const row = { id, path, from: inWords(earlier), to: inWords(value), date: today };
    return [{ path: `economics.revisions.${id}`, value: row }];
  });
}

/** "Nobody is worse off" is taken back with the count that it rested on, and where the policy files contradict it. */
function nobodyEdits(review: Review, screening: Screening, isRecounted: boolean): Edit[] {
  const said = review.screening?.nobodyWorseOff;
  const path = 'screening.nobodyWorseOff';
  const isCounted = (upperEnd(review.customers?.worseOff) ?? 0) > 0;
  if (isCounted && (said === true || (said === false && isRecounted))) return [{ path, value: undefined }];
  return said === true && !screening.nobodyWorseOff ? [{ path, value: false }] : [];
}

/** The classes that the facts give, the depth that follows, and the review's depth where it follows suit. */
function screeningEdits(
  review: Review,
  screening: Screening,
  isRecounted: boolean,
): { edits: Edit[]; notes: string[] } {
  const stored = review.screening ?? {};
  const edits: Edit[] = [];
  for (const { id, class: judged, from } of screening.answers) {
    if (from !== 'answer' && stored.answers?.[id] !== judged) {
      edits.push({ path: `screening.answers.${id}`, value: judged });
    }
  }
  edits.push(...nobodyEdits(review, screening, isRecounted));
  const { depth } = screening;
  if (depth === undefined) return { edits, notes: [] };
  if (stored.depth !== depth) edits.push({ path: 'screening.depth', value: depth });
  if (review.depth === undefined || review.depth === depth) return { edits, notes: [] };
  const isTooLow = compareDepths(review.depth, depth) < 0 && stored.lowered === undefined;
  // A depth that nobody has raised becomes smaller too when the answers ask for less.
  const followsDown = compareDepths(review.depth, depth) > 0 && review.depth === stored.depth;
  if (!isTooLow && !followsDown) return { edits, notes: [] };
  return {
    edits: [...edits, { path: 'depth', value: depth }],
    notes: [`With this answer the depth is ${depth}; it was ${review.depth}.`],
  };
}

/** A light review is looked at once more by itself, thirty days after the change. */
function lookBack(review: Review, edits: readonly Edit[]): Edit[] {
  const isDecided = edits.some(({ path }) => path === 'verdict.decision');
  const { effective } = review.change?.dates ?? {};
  if (
    !isDecided ||
    review.depth !== 'light' ||
    effective === undefined ||
    review.measures?.reviews !== undefined
  ) {
    return [];
  }
  const row = {
    id: `day-${lightLookBack}`,
    date: addDays(effective, lightLookBack),
    ...(review.author === undefined ? {} : { owner: review.author }),
  };
  return [{ path: 'measures.reviews', value: [row] }];
}

/** A situation that says which questions it asks needs no screening. */
function builtInDepth(review: Review, content: Content): Edit[] {
  const hasFixedQuestions = findSituation(review, content)?.asks !== undefined;
  return hasFixedQuestions && review.depth === undefined ? [{ path: 'depth', value: 'light' }] : [];
}

/** Makes edits, and everything that follows from them. */
export function withConsequences(
  state: Pick<State, 'review' | 'content' | 'config' | 'today'>,
  edits: readonly Edit[],
): Consequences {
  const lists: Lists = buildLists(state.content);
  const all: Edit[] = [...edits, ...revisions(state.review, edits, state.today)];
  let review = applyEdits(state.review, all, lists);
  const follow = (more: readonly Edit[]): void => {
    all.push(...more);
    review = applyEdits(review, more, lists);
  };
  const isRecounted = edits.some(({ path }) => path === 'customers.worseOff');
  const screened = screeningEdits(review, buildScreening({ ...state, review }), isRecounted);
  follow(screened.edits);
  follow(lookBack(review, edits));
  follow(builtInDepth(review, state.content));
  return { review, edits: all, notes: screened.notes };
}
