import configSchema from '../../templates/schemas/config.schema.json';
import type { Config } from '../domain/config.ts';
import validateConfig from '../generated/validate-config.js';
import { command } from '../lib/command.ts';
import { Failure } from '../lib/failure.ts';
import { problemsIn } from './schema.ts';
import { parseSetup } from './setup.ts';

/**
 * Reads a config.
 * @throws Failure `misuse` at the first place that is not YAML within the limits, or breaks the schema
 */
export function readConfig(bytes: Uint8Array, file: string): Config {
  const document = parseSetup(bytes, file);
  const [problem] = problemsIn(document, validateConfig, configSchema);
  if (problem === undefined) return document.data as Config;
  throw new Failure('misuse', `The config cannot be used: ${problem.message}.`, {
    place: problem.place,
    why: problem.hint,
    next: [command('cx-review', 'schema', 'config')],
  });
}
