import { Failure } from '../lib/failure.ts';
import { parseYaml } from './parse.ts';
import type { YamlDocument } from './yaml-document.ts';

/**
 * Reads a file that sets the tool up, config or content. What is wrong with it is misuse, where the same
 * fault in a review is a finding.
 * @throws Failure `misuse` for what is not YAML within the limits
 */
export function parseSetup(bytes: Uint8Array, file: string): YamlDocument {
  try {
    return parseYaml(bytes, file);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { message, place, why, next } = error;
    throw new Failure('misuse', message, { place, why, next, cause: error });
  }
}
