import { schemaText } from '../app/workspace/schema-text.ts';
import { ExitCode } from '../lib/exit-code.ts';
import type { Run } from '../ports/context.ts';
import { type Define, showExamples } from './flags.ts';

interface SchemaOptions {
  /** Which format: `review`, `config`, `waiver` or `approval`. */
  readonly name: string;
}

/** Help and examples. */
export const define: Define<SchemaOptions> = (command, call) => {
  for (const argument of command.registeredArguments) {
    argument.description = 'review, config, waiver or approval';
    argument.default('review');
  }
  showExamples(command, ['cx-review schema', 'cx-review schema config']).action((name: string) =>
    call({ name }),
  );
};

/** Prints a JSON Schema (draft 2020-12). */
export const run: Run<SchemaOptions> = async ({ name }, { stdout }) => {
  stdout.write(await schemaText(name));
  return ExitCode.pass;
};
