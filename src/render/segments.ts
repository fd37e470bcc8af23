import type { Consequence, Review, Segment } from '../domain/review.ts';
import { Failure } from '../lib/failure.ts';
import { rowKey } from '../lib/path.ts';
import type { RenderDeps } from './deps.ts';
import type { Format } from './format.ts';
import { oneLine, startSentence } from './format.ts';

/** A group of customers with what is its own: figures and dates. */
export interface Group {
  readonly id: string;
  readonly name: string;
  readonly old: string | undefined;
  readonly new: string | undefined;
  /** When it is told, as a calendar date. */
  readonly told: string | undefined;
  readonly consequence: Consequence | undefined;
  readonly segment: Segment;
}

/** The groups of a review in its order, or the one that is asked for. */
export function listGroups(review: Review, only?: string): Group[] {
  const segments = review.customers?.segments ?? [];
  if (only !== undefined && !segments.some((segment) => segment.id === only)) {
    throw new Failure('misuse', `there is no group ${only} in the review ${review.id ?? ''}`.trimEnd(), {
      why: 'a page is made for one of the groups that the review names',
      next:
        segments.length === 0
          ? 'leave the group out'
          : `use one of: ${segments.map((segment) => segment.id).join(', ')}`,
    });
  }
  return segments
    .filter((segment) => only === undefined || segment.id === only)
    .map((segment) => {
      const consequence = rowFor(review.consequences, segment.id);
      const notice = rowFor(review.communication?.notices, segment.id);
      return {
        id: segment.id,
        name: oneLine(segment.name ?? segment.id),
        old: line(consequence?.oldFigure),
        new: line(consequence?.newFigure),
        told: notice?.date ?? review.change?.dates?.told,
        consequence,
        segment,
      };
    });
}

/** The row of a list with one row per group. */
function rowFor<Row extends { segment?: string }>(
  rows: readonly Row[] | undefined,
  segment: string | undefined,
): Row | undefined {
  return rows?.find((row) => row.segment === segment);
}

/** The text on one line; undefined where nothing would be left of it. */
export function line(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const flat = oneLine(text);
  return flat === '' ? undefined : flat;
}

/** A sentence that more follows needs its end. */
export const asSentence = (text: string | undefined): string | undefined =>
  text === undefined || /[.?!…]["”')]*$/u.test(text) ? text : `${text}.`;

/** Words for the change as customers would call it, from the situation. */
export function customerTerms(review: Review, { content }: RenderDeps, { locale }: Format) {
  const terms = content.situations.find(({ id }) => id === review.situation)?.customerTerms;
  if (terms === undefined) return undefined;
  return {
    change: startSentence(terms.change, locale),
    old: startSentence(terms.old, locale),
    new: startSentence(terms.new, locale),
  };
}

/** Who is meant by a row about people in hard circumstances: words, or the id of a row of `fairness.groups`. */
export function vulnerableGroup(review: Review, group: string | undefined): string | undefined {
  const row = review.fairness?.groups?.find((one) => rowKey(one) === group);
  return line(row?.who ?? group);
}
