import configSchema from '../../templates/schemas/config.schema.json';
import type { Config } from '../domain/config.ts';
import { Failure } from '../domain/failure.ts';
import validateConfig from '../generated/validate-config.js';
import { parseYaml, type YamlDocument } from './parse.ts';
import { problemsIn } from './schema.ts';

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
