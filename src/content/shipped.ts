import type { Content } from '../domain/content.ts';
import type { CaseList } from '../generated/cases.ts';
import type { DutyList } from '../generated/duties.ts';
import type { PhraseList } from '../generated/phrases.ts';
import type { QuestionPack } from '../generated/questions.ts';
import type { Situation } from '../generated/situations.ts';
import { mergePhrases } from './merge.ts';

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
