import reviewSchema from '../../templates/schemas/review.schema.json';
import { editYaml } from './edit.ts';
import { readReview } from './review.ts';
import { buildShape } from './shape.ts';

const shape = buildShape(reviewSchema);

/**
 * What the format expects at a path, where a value does not fit it; undefined where it fits.
 * @param path with the ids of rows: `consequences.loyal.intensity`
 */
export function expectedInstead(path: string, value: unknown): string | undefined {
  const text = editYaml('schema: cx-review/1\n', [{ path, value }], shape);
  const [problem] = readReview(new TextEncoder().encode(text), path).problems;
  return problem && (problem.hint ?? problem.message).replace(/^(Write|Expected:) /, '').replace(/\.$/, '');
}
