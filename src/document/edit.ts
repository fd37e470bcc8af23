import { decode, parseText, parseTextQuickly, refuseTooLong } from './parse.ts';
import { applyToData, type Edit, isSameData, type Operation, planEdit } from './plan-edit.ts';
import type { Shape } from './shape.ts';
import { spliceFor } from './splice.ts';
import type { YamlDocument } from './yaml-document.ts';

export type { Edit } from './plan-edit.ts';

/**
 * Changes values in a YAML text and leaves every other byte as it is: comments, quotes, blank lines,
 * indentation, line ends, the order of keys.
 *
 * A value that exists is replaced where it stands; of maps and lists only what differs. A missing key goes
 * behind the last of those that the shape puts before it, a missing row to the end of its list; missing
 * maps, lists and rows above are made. `undefined` takes a key or row away, with the comments on it; where
 * it was the only one, `{}` or `[]` is left, for the caller may mean just that.
 * @param source text, or bytes as they come from the disk
 * @param shape order of keys, and what rows are called by
 * @throws Failure `invalid` where the text cannot be read, or a path leads below a single value
 */
export function editYaml(
  source: string | Uint8Array,
  edits: readonly Edit[],
  shape: Shape,
  file = 'the file',
): string {
  return wholeText(editDocument(source, edits, shape, file));
}

/** What a file holds, with the byte order mark in front where it has one. */
export function wholeText({ hasByteOrderMark, text }: YamlDocument): string {
  return (hasByteOrderMark ? '\ufeff' : '') + text;
}

/**
 * As {@link editYaml}, with the document that it became. Where things stand is looked up quickly; that the
 * text says afterwards what it shall say is read by `yaml` itself, once for all edits.
 */
export function editDocument(
  source: string | Uint8Array,
  edits: readonly Edit[],
  shape: Shape,
  file: string,
): YamlDocument {
  let document = parseTextQuickly(typeof source === 'string' ? source : decode(source, file), file);
  const { hasByteOrderMark } = document;
  for (const edit of edits) {
    for (const operation of planEdit(document, edit, shape)) document = carryOut(document, operation);
  }
  const written = parseText(wholeText({ ...document, hasByteOrderMark }), file);
  if (isSameData(written.data, document.data)) return written;
  throw new Error(`edits of ${file} went wrong: it does not read as what was written`);
}

/** @throws Failure where the file would become too long, Error where the edit went wrong, which is our fault */
function carryOut(document: YamlDocument, operation: Operation): YamlDocument {
  const { start, end, text } = spliceFor(document, operation);
  const source = document.text.slice(0, start) + text + document.text.slice(end);
  refuseTooLong(source, document.file);
  const bug = `an edit of ${document.file} went wrong: ${operation.kind} at ${operation.keys.join('.')}`;
  let after: YamlDocument;
  try {
    after = parseTextQuickly(source, document.file);
  } catch (cause) {
    throw new Error(bug, { cause });
  }
  if (isSameData(after.data, applyToData(document.data, operation))) return after;
  throw new Error(bug);
}
