import waiverSchema from '../../templates/schemas/waiver.schema.json';
import type { Waiver } from '../domain/waiver.ts';
import validateWaiver from '../generated/validate-waiver.js';
import { parseYaml } from './parse.ts';
import { problemsIn, type SchemaProblem } from './schema.ts';

/** A file that was read as a waiver. */
interface ReadWaiver {
  /** Undefined where the file breaks the schema. */
  readonly waiver: Waiver | undefined;
  readonly problems: readonly SchemaProblem[];
}

/**
 * Reads a waiver.
 * @param file its path, for messages
 * @throws Failure `invalid` where the file is not YAML within the limits
 */
export function readWaiver(bytes: Uint8Array, file: string): ReadWaiver {
  const document = parseYaml(bytes, file);
  const problems = problemsIn(document, validateWaiver, waiverSchema);
  return { waiver: problems.length === 0 ? (document.data as Waiver) : undefined, problems };
}
