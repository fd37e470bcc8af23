import type { Config } from '../domain/config.ts';
import type { Content } from '../domain/content.ts';
import type { AnsweredFinding, Finding } from '../domain/finding.ts';
import type { Review } from '../domain/review.ts';
import type { TrackRecord } from '../domain/track-record.ts';
import type { ReviewFigures } from '../economics/evaluate-review.ts';
import type { Pages } from './page.ts';

/** What a page needs besides the review. */
export interface RenderDeps {
  readonly content: Content;
  /** Names for the keys of people: `config.people`. */
  readonly people: Config['people'];
  /** BCP 47, of numbers and dates: `en-GB`. */
  readonly locale: string;
  /** Findings of the rules; undefined where they have not run. */
  readonly findings?: readonly Finding[] | undefined;
  /** Findings that the review answers itself; undefined where the rules have not run. */
  readonly answered?: readonly AnsweredFinding[] | undefined;
  /** Undefined where economics has not run. */
  readonly economics?: ReviewFigures | undefined;
  /** Undefined where nothing has been scored yet. */
  readonly trackRecord?: TrackRecord | undefined;
  /** The version before, of a review that was sent back; undefined where it is not looked for or not there. */
  readonly earlier?: Review | undefined;
  /** An organisation's own templates, which replace shipped ones by name. */
  readonly pages?: Pages | undefined;
}
