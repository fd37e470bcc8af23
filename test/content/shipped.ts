import type { Content } from '../../src/domain/content.ts';
import type { CaseList } from '../../src/generated/cases.ts';
import generated from '../../src/generated/content.json' with { type: 'json' };
import type { DutyList } from '../../src/generated/duties.ts';

/** The shipped content as it was generated, without the loader, so that these laws do not rest on it. */
export const shipped = {
  sections: generated.questions,
  situations: generated.situations,
  duties: (generated.duties as DutyList[]).flatMap((list) => list.duties),
  cases: (generated.cases as CaseList[]).flatMap((list) => list.cases),
  phrases: generated.phrases,
} as unknown as Content;

/** Ids of every question, of the bank and of the situations; parts of a question count for the whole. */
export const questionIds: ReadonlySet<string> = new Set(
  [...shipped.sections, ...shipped.situations].flatMap(({ questions }) =>
    questions.map(({ id, partOf }) => partOf ?? id),
  ),
);
