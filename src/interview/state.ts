import type { Config } from '../domain/config.ts';
import type { Content } from '../domain/content.ts';
import { diffFacts } from '../domain/diff-facts.ts';
import type { Review } from '../domain/review.ts';
import { type Screening, screen } from '../domain/screening.ts';
import type { Surroundings } from '../input/format.ts';
import type { Session } from './session.ts';

/** Everything that the next step of the interview depends on. */
export interface State {
  readonly review: Review;
  readonly session: Session;
  readonly content: Content;
  readonly config: Config;
  /** Calendar date, ISO 8601. */
  readonly today: string;
  /** Answers that the change itself suggests, by path. */
  readonly suggested: Readonly<Record<string, unknown>>;
}

/** What is needed to read and to say the values of this review. */
export function buildSurroundings({
  review,
  config,
  today,
}: Pick<State, 'review' | 'config' | 'today'>): Surroundings {
  return {
    today,
    currency: review.currency ?? config.currency,
    people: config.people ?? {},
    segments: (review.customers?.segments ?? []).map(({ id, name }) =>
      name === undefined ? { id } : { id, name },
    ),
  };
}

/** The six screening questions, judged by answers, figures and policy files. */
export function buildScreening({ review, config }: Pick<State, 'review' | 'config'>): Screening {
  return screen(review, config.screening, diffFacts(review.policy?.changes));
}
