import type { CaseList } from '../generated/cases.ts';
import type { DutyList } from '../generated/duties.ts';
import type { PhraseList } from '../generated/phrases.ts';
import type { Field, Question, QuestionPack, RowField } from '../generated/questions.ts';
import type { Situation } from '../generated/situations.ts';

export type { Field, Question, QuestionPack, RowField, Situation };
export type Case = CaseList['cases'][number];
export type Duty = DutyList['duties'][number];
export type FieldType = Field['type'];

/** Everything that is content and not code, merged: shipped and the organisation's own. */
export interface Content {
  /** Sections in the order in which they are asked, each with its questions in order. */
  readonly sections: readonly QuestionPack[];
  readonly situations: readonly Situation[];
  readonly duties: readonly Duty[];
  readonly cases: readonly Case[];
  readonly phrases: readonly PhraseList[];
  /** Templates of pages that replace shipped ones, by name: `leader-page.md`. */
  readonly pages?: Readonly<Record<string, string>>;
}

/** Section of the few questions that come before screening: title, situation, currency. */
export const startSection = 'start';
/** Section of the six questions that decide the depth. */
export const screeningSection = 'screening';
/** Section under which a situation's own questions are asked. */
export const situationSection = 'situation';
