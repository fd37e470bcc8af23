import waiverSchema from '../../templates/schemas/waiver.schema.json';
import type { Place } from '../domain/failure.ts';
import type { Waiver } from '../domain/waiver.ts';
import validateWaiver from '../generated/validate-waiver.js';
import { parseYaml, type YamlDocument } from './parse.ts';
import { problemsIn } from './schema.ts';

/** A file that was read as a waiver. */
export interface ReadWaiver {
  readonly document: YamlDocument;
  /** Undefined where the file breaks the schema. */
  readonly waiver: Waiver | undefined;
  /** Why it breaks it, at the first place that does. */
  readonly problem: { readonly message: string; readonly place: Place } | undefined;
}

/**
 * Reads a waiver.
 * @param file its path, for messages
 * @throws Failure `invalid` where the file is not YAML within the limits
 */
export function readWaiver(bytes: Uint8Array, file: string): ReadWaiver {
  const document = parseYaml(bytes, file);
  const [problem] = problemsIn(document, validateWaiver, waiverSchema);
  return { document, waiver: problem === undefined ? (document.data as Waiver) : undefined, problem };
}
