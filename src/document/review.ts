import reviewSchema from '../../templates/schemas/review.schema.json';
import type { Review } from '../domain/review.ts';
import validateReview from '../generated/validate-review.js';
import { parseQuickly, parseYaml } from './parse.ts';
import { problemsIn, type SchemaProblem } from './schema.ts';
import type { YamlDocument } from './yaml-document.ts';

export { readConfig } from './config.ts';

/** A file that was read as a review; whoever uses `review` has looked at `problems` first. */
export interface ReadReview {
  readonly document: YamlDocument;
  /** Undefined where the file breaks the schema. */
  readonly review: Review | undefined;
  readonly problems: readonly SchemaProblem[];
}

/**
 * Reads a review.
 * @param file its path, for messages
 * @throws Failure `invalid` where the file is not YAML within the limits
 */
export function readReview(bytes: Uint8Array, file: string): ReadReview {
  return fitToSchema(parseYaml(bytes, file));
}

/** As {@link readReview}, for whoever only looks: see `parseQuickly`. */
export function readReviewQuickly(bytes: Uint8Array, file: string): ReadReview {
  return fitToSchema(parseQuickly(bytes, file));
}

/** As {@link readReview}, of a file that is read already. */
export function fitToSchema(document: YamlDocument): ReadReview {
  const problems = problemsIn(document, validateReview, reviewSchema);
  return { document, review: problems.length === 0 ? (document.data as Review) : undefined, problems };
}
