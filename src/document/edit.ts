import { parseText, type YamlDocument } from './parse.ts';
import { applyToData, type Edit, isSameData, type Operation, planEdit } from './plan-edit.ts';
import type { Shape } from './shape.ts';
import { spliceFor } from './splice.ts';

export type { Edit } from './plan-edit.ts';

/**
 * Changes values in a YAML text and leaves every other byte as it is: comments, quotes, blank lines,
 * indentation, line ends, the order of keys.
 *
 * A value that exists is replaced where it stands; of maps and lists only what differs. A missing key goes
 * behind the last of those that the shape puts before it, a missing row to the end of its list; missing
 * maps, lists and rows above are made. `undefined` takes a key or row away, with the comments on it; where
 * it was the only one, `{}` or `[]` is left, for the caller may mean just that.
 * @param shape order of keys, and what rows are called by
 * @throws Failure `invalid` where the text can not be read, or a path leads below a single value
 */
export function editYaml(text: string, edits: readonly Edit[], shape: Shape, file = 'the file'): string {
  let document = parseText(text, file);
  const mark = document.hasByteOrderMark ? '\ufeff' : '';
  for (const edit of edits) {
    for (const operation of planEdit(document, edit, shape)) document = carryOut(document, operation);
  }
  return mark + document.text;
}

function carryOut(document: YamlDocument, operation: Operation): YamlDocument {
  const { start, end, text } = spliceFor(document, operation);
  const after = parseText(document.text.slice(0, start) + text + document.text.slice(end), document.file);
  if (isSameData(after.data, applyToData(document.data, operation))) return after;
  throw new Error(`an edit of ${document.file} went wrong: ${operation.kind} at ${operation.keys.join('.')}`);
}
