import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import type { Finding } from '../../src/domain/finding.ts';
import type { Review } from '../../src/domain/review.ts';
import { screen } from '../../src/domain/screening.ts';
import { addDays, daysBetween } from '../../src/lib/dates.ts';
import { listDecidingSentences } from '../../src/render/deciding.ts';
import { checkReview } from '../../src/rules/engine/run.ts';
import { baseReview, config, content, overlay, settings } from '../rules/support.ts';

/** A decision that was announced in public: what was known before, and how it ended. */
export interface PublicCase {
  readonly id: string;
  /** Taken back, wholly or in part, or held. */
  readonly ended: 'taken-back' | 'held';
  readonly how: string;
  /** Addresses of at least two sources. */
  readonly sources: readonly string[];
  /** What the sources do not say and is taken to have been known. */
  readonly assumed: readonly string[];
  /** Patterns that the first three sentences have to hold, each of them: what decided it. */
  readonly decidedBy?: readonly string[];
  /** The same of a decision that held: what carries it. */
  readonly carriedBy?: readonly string[];
  /** Rules that have to speak, and rules that must not. */
  readonly raised?: readonly string[];
  readonly silent: readonly string[];
  /** The answers of somebody fair on the eve of the announcement; what was not known is not answered. */
  readonly review: Partial<Review>;
  /** What somebody with an interest would answer, laid over a complete review without a fault. */
  readonly sponsor?: Partial<Review>;
}

const folder = join(import.meta.dirname, 'cases');

export const cases: readonly PublicCase[] = readdirSync(folder)
  .sort()
  .map((file) => ({ id: basename(file, '.yaml'), ...parse(readFileSync(join(folder, file), 'utf8')) }));

/** The review of a case at the depth that its own screening answers give; what nobody knows counts as severe. */
export function reviewOf({ id, review }: PublicCase): Review {
  const whole = { schema: 'cx-review/1', id, ...review } as Review;
  return { depth: screen(whole).depth ?? 'full', ...whole };
}

const isoDate = /^\d{4}-\d{2}-\d{2}$/;

/** The texts of a value, each as `change` makes it. */
function changeTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => changeTexts(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, changeTexts(one, change)]));
}

/**
 * The same decision as its sponsor would write it down: everything is answered, and nothing is said too much. What
 * the sponsor does not name is as in the complete review of the rules' tests, around the days of the case.
 */
export function sponsorsReviewOf({ id, sponsor }: PublicCase): Review {
  const base = baseReview();
  const { told = '', effective = '' } = sponsor?.change?.dates ?? {};
  const weeks = Math.floor(daysBetween(base.change?.dates?.told ?? '', told) / 7);
  const around = {
    id,
    policy: { changes: [] },
    fairness: { noticeDuties: [] },
    communication: { notices: base.communication?.notices?.map(({ segment }) => ({ segment, date: told })) },
    measures: {
      reviews: [30, 90, 365].map((days) => ({ id: `day-${days}`, date: addDays(effective, days) })),
    },
    answers: null,
  };
  // Whole weeks, so that days of the week stay what they are.
  const moved = changeTexts(base, (text) =>
    isoDate.test(text) ? addDays(text, weeks * 7) : text.replaceAll('EUR', sponsor?.currency ?? 'EUR'),
  );
  return overlay(overlay(moved, around), sponsor) as Review;
}

/** What a command would list for it. */
export const findingsOf = (review: Review): readonly Finding[] => checkReview(review, settings);

/** What the person who decides reads first, without the spaces that hold figures together. */
export const sentencesOf = (review: Review): string[] =>
  listDecidingSentences(review, {
    content,
    people: config.people,
    locale: 'en-GB',
    findings: findingsOf(review),
  }).map((one) => one.replace(/\s+/g, ' '));

/** How much decides against a review: an error counts for two, a warning for one. */
export function weigh(review: Review): number {
  const deciding = findingsOf(review).filter((one) => one.class === 'decides');
  const weights = { error: 2, warning: 1, info: 0 } as const;
  return deciding.reduce((sum, { severity }) => sum + weights[severity], 0);
}

/** Of all pairs of a decision taken back and one that held, how many weigh in the right order; a tie counts half. */
export function separate(
  failed: readonly number[],
  held: readonly number[],
): { right: number; pairs: number } {
  const scores = failed.flatMap((bad) => held.map((good) => (bad > good ? 1 : bad === good ? 0.5 : 0)));
  return { right: scores.reduce<number>((sum, one) => sum + one, 0), pairs: scores.length };
}
