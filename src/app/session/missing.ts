import { type AgendaItem, listUnanswered } from '../../domain/agenda.ts';
import type { Content } from '../../domain/content.ts';
import type { Review } from '../../domain/review.ts';

/** A question that is still open, for programs. */
export interface MissingQuestion {
  readonly question: string;
  readonly section: string;
  /** The row it is asked for; null where it is asked once. */
  readonly row: string | null;
  readonly ask: string;
  /** The answers that are missing. */
  readonly paths: readonly string[];
  /** Why it is open: missing, draft, skipped. */
  readonly state: string;
}

function missingQuestion(item: AgendaItem): MissingQuestion {
  const open = item.fields.filter(({ state, required }) => required && state !== 'answered');
  return {
    question: item.question.id,
    section: item.section,
    row: item.row?.id ?? null,
    ask: item.question.ask,
    paths: open.map(({ path }) => path),
    state: item.open?.state ?? 'missing',
  };
}

/** Everything that the review still has to answer, in order. */
export function missingQuestions(review: Review, content: Content): MissingQuestion[] {
  return listUnanswered(review, content).map(missingQuestion);
}

/** The first open questions in words, and how many more there are. */
export function missingInWords(missing: readonly AgendaItem[], most: number): string[] {
  const shown = missing
    .slice(0, most)
    .map(({ question, row }) => (row === undefined ? question.ask : `${question.ask} (${row.name})`));
  const more = missing.length - shown.length;
  return more > 0 ? [...shown, `and ${more} more`] : shown;
}
