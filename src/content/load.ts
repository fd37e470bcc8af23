import type { Content } from '../domain/content.ts';
import type { CaseList } from '../generated/cases.ts';
import type { DutyList } from '../generated/duties.ts';
import type { PhraseList } from '../generated/phrases.ts';
import type { QuestionPack } from '../generated/questions.ts';
import type { Situation } from '../generated/situations.ts';
import { merge, mergePhrases } from './merge.ts';
import { type OwnContentFile, readOwn, refuse } from './own-file.ts';
import { readPages } from './own-pages.ts';
import { referenceProblems } from './references.ts';

export type { OwnContentFile } from './own-file.ts';

/** What build.mjs makes of `templates/`: a list of files of each kind. */
interface GeneratedContent {
  readonly questions: readonly QuestionPack[];
  readonly situations: readonly Situation[];
  readonly duties: readonly DutyList[];
  readonly cases: readonly CaseList[];
  readonly phrases: readonly PhraseList[];
}

/** The content that comes with the tool. It is large, so it is loaded when it is first asked for. */
export async function shippedContent(): Promise<Content> {
  const { default: generated } = await import('../generated/content.json');
  const { questions, situations, duties, cases, phrases } = generated as unknown as GeneratedContent;
  return {
    sections: questions,
    situations,
    duties: duties.flatMap((list) => list.duties),
    cases: cases.flatMap((list) => list.cases),
    phrases: mergePhrases(phrases),
  };
}

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
