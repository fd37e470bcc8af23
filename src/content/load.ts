import type { Content } from '../domain/content.ts';
import { merge } from './merge.ts';
import { type OwnContentFile, readOwn, refuse } from './own-file.ts';
import { readPages } from './own-pages.ts';
import { referenceProblems } from './references.ts';

export type { OwnContentFile } from './own-file.ts';

/**
 * Lays an organisation's own content over the shipped one: what has the id of something shipped replaces
 * it, everything else is added. A translation is a layer of the same kind: the same ids in other words.
 * @throws Failure misuse where a file is not of its format, or names something that does not exist, with
 *   file, line and what was probably meant
 */
export function loadContent(shipped: Content, files: readonly OwnContentFile[] = []): Content {
  if (files.length === 0) return shipped;
  const own = readOwn(files);
  const content = merge(shipped, own);
  refuse(referenceProblems(shipped, own, content));
  const pages = files.filter(({ kind }) => kind === 'pages');
  return pages.length === 0 ? content : { ...content, pages: { ...shipped.pages, ...readPages(pages) } };
}
