import { schemaText } from '../app/workspace/schema-text.ts';
import { ExitCode } from '../lib/exit-code.ts';
import type { Run } from '../ports/context.ts';

interface SchemaOptions {
  /** Which format: `review`, `config` or `waiver`. */
  readonly name: string;
}

/** Prints a JSON Schema (draft 2020-12). */
export const run: Run<SchemaOptions> = async ({ name }, { stdout }) => {
  stdout.write(await schemaText(name));
  return ExitCode.pass;
};
