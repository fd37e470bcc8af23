import configSchema from '../../templates/schemas/config.schema.json';
import reviewSchema from '../../templates/schemas/review.schema.json';
import type { Config } from '../domain/config.ts';
import { Failure } from '../domain/failure.ts';
import type { Review } from '../domain/review.ts';
import validateConfig from '../generated/validate-config.js';
import validateReview from '../generated/validate-review.js';
import { parseYaml, type YamlDocument } from './parse.ts';
import { problemsIn, type SchemaProblem } from './schema.ts';

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
  const document = parseYaml(bytes, file);
  const problems = problemsIn(document, validateReview, reviewSchema);
  return { document, review: problems.length === 0 ? (document.data as Review) : undefined, problems };
}

function parseConfig(bytes: Uint8Array, file: string): YamlDocument {
  try {
    return parseYaml(bytes, file);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { message, place, why, next } = error;
    throw new Failure('misuse', message, { place, why, next, cause: error });
  }
}

/**
 * Reads a config.
 * @throws Failure `misuse` at the first place that is not YAML within the limits, or breaks the schema
 */
export function readConfig(bytes: Uint8Array, file: string): Config {
  const document = parseConfig(bytes, file);
  const [problem] = problemsIn(document, validateConfig, configSchema);
  if (problem === undefined) return document.data as Config;
  throw new Failure('misuse', `The config cannot be used: ${problem.message}.`, {
    place: problem.place,
    why: problem.hint,
    next: 'cx-review schema config',
  });
}
