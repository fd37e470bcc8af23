import { readConfig } from '../document/config.ts';
import type { Config } from '../domain/config.ts';
import { type Digest, digestOf } from '../domain/digest.ts';
import { Failure } from '../domain/failure.ts';
import { kindOfMode } from '../domain/file-change.ts';
import { configFile } from '../domain/places.ts';
import { fileAt, type Tree } from '../gate/tree.ts';

interface SideConfig {
  readonly config: Config;
  readonly digest: Digest;
}

/**
 * The config of one side; undefined where it has none.
 * @throws Failure misuse where it cannot be used, undetermined where it is no plain file
 */
export function configAt(tree: Tree): SideConfig | undefined {
  const entry = tree.entry(configFile);
  if (entry === undefined) return undefined;
  const kind = kindOfMode(entry.mode);
  const bytes = fileAt(tree, configFile);
  if (bytes === undefined) {
    throw new Failure('undetermined', `${configFile} is a ${kind}`, {
      why: 'what it points to can change without the file changing',
      next: 'put the file itself there',
    });
  }
  return { config: readConfig(bytes, configFile), digest: digestOf(bytes) };
}
