import { command } from '../../lib/command.ts';
import { Failure } from '../../lib/failure.ts';
import { layoutJson } from '../../lib/json-layout.ts';

const schemas: Record<string, () => Promise<{ readonly default: unknown }>> = {
  review: () => import('../../../templates/schemas/review.schema.json'),
  config: () => import('../../../templates/schemas/config.schema.json'),
  waiver: () => import('../../../templates/schemas/waiver.schema.json'),
  approval: () => import('../../../templates/schemas/approval.schema.json'),
};

/** The JSON Schema of a format as text, as it is printed and as it is written for editors. */
export async function schemaText(name: string): Promise<string> {
  const load = schemas[name];
  if (load === undefined) {
    throw new Failure('misuse', `There is no schema called ${name}.`, {
      why: `the formats are ${Object.keys(schemas).join(', ')}`,
      next: [command('cx-review', 'schema', 'review')],
    });
  }
  return layoutJson((await load()).default);
}
