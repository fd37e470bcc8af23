import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Config } from '../domain/config.ts';
import { Failure, type Place } from '../domain/failure.ts';
import type { Review } from '../domain/review.ts';
import validateConfig from '../generated/validate-config.js';
import validateReview from '../generated/validate-review.js';
import { parseYaml, type YamlDocument } from './parse.ts';

/** A place at which a file breaks its schema. */
export interface SchemaProblem {
  readonly path: string;
  readonly place: Place;
  readonly message: string;
  readonly hint: string | undefined;
}

/** A file that was read as a review; whoever uses `review` has looked at `problems` first. */
export interface ReadReview {
  readonly document: YamlDocument;
  /** Undefined where the file breaks the schema. */
  readonly review: Review | undefined;
  readonly problems: readonly SchemaProblem[];
}

function problemOf(error: ErrorObject, document: YamlDocument): SchemaProblem {
  const keys = error.instancePath.split('/').slice(1);
  const steps = keys.map((key) =>
    /^\d+$/.test(key) ? Number(key) : key.replaceAll('~1', '/').replaceAll('~0', '~'),
  );
  return {
    path: keys.join('.'),
    place: document.placeAt(steps),
    message: error.message ?? 'does not fit the schema',
    hint: undefined,
  };
}

function problemsOf(validate: ValidateFunction, document: YamlDocument): SchemaProblem[] {
  return validate(document.data) ? [] : (validate.errors ?? []).map((error) => problemOf(error, document));
}

/**
 * Reads a review.
 * @param file its path, for messages
 * @throws Failure `invalid` where the file is not YAML within the limits
 */
export function readReview(bytes: Uint8Array, file: string): ReadReview {
  const document = parseYaml(bytes, file);
  const problems = problemsOf(validateReview, document);
  return { document, review: problems.length === 0 ? (document.data as Review) : undefined, problems };
}

/**
 * Reads a config.
 * @throws Failure `misuse` at the first place that breaks the schema
 */
export function readConfig(bytes: Uint8Array, file: string): Config {
  const document = parseYaml(bytes, file);
  const [problem] = problemsOf(validateConfig, document);
  if (problem === undefined) return document.data as Config;
  throw new Failure('misuse', `The config cannot be used: ${problem.path} ${problem.message}.`, {
    place: problem.place,
    why: problem.hint,
    next: 'cx-review schema config',
  });
}
