import type { Content } from '../../src/domain/content.ts';
import type { Review } from '../../src/domain/review.ts';
import { applyEdits, buildLists, type Edit } from '../../src/interview/edits.ts';
import { listParts, listRows, type Part } from '../../src/interview/parts.ts';
import { getPath } from '../../src/lib/path.ts';
import { canonical } from './canonical.ts';

/** A list as far as the question asks for it: figures that only a file can hold are left out. */
function askedRows(part: Part, review: Review): Edit[] {
  return listRows(part, review).flatMap((row) => {
    const name = String(row.id ?? row.segment);
    const keys = (part.field.rows ?? []).map(({ key }) => key);
    return keys.map((key) => ({ path: `${part.path}.${name}.${key}`, value: getPath(row, key) }));
  });
}

/** The answers to the questions that a review has to answer, and nothing else; rows are called by their place. */
export function answersOf(review: Review, { content }: { readonly content: Content }): unknown {
  const edits = listParts(review, content).flatMap((part): Edit[] => {
    const value = getPath(review, part.path);
    const isFilled = part.field.type === 'list' && Array.isArray(value) && value.length > 0;
    return isFilled ? askedRows(part, review) : [{ path: part.path, value }];
  });
  const given = edits.filter(({ value }) => value !== undefined);
  return canonical(applyEdits({ schema: 'cx-review/1' }, given, buildLists(content)));
}
