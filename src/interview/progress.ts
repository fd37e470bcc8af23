import type { AgendaItem } from '../domain/agenda.ts';
import { type Content, screeningSection, situationSection, startSection } from '../domain/content.ts';
import type { Review } from '../domain/review.ts';

/** Where one is and how much is left. Counts questions of the bank, not their parts or rows. */
export interface Progress {
  readonly section: string;
  readonly sectionAt: number;
  readonly sections: number;
  readonly questionAt: number;
  readonly questions: number;
  /** Minutes for what is still open, rounded up; of the questions before the depth is known. */
  readonly minutesLeft: number;
  readonly isDepthKnown: boolean;
}

const bankId = (item: AgendaItem): string => item.question.partOf ?? item.question.id;

/** Title of a section as people read it. */
export function sectionTitle(section: string, content: Content): string {
  if (section === situationSection) return 'This kind of decision';
  return content.sections.find((pack) => pack.section === section)?.title ?? section;
}

const isOpen = (item: AgendaItem): boolean =>
  item.fields.some(({ state, required }) => required && state !== 'answered') && item.open === undefined;

/** @param items every question of the review, in order */
export function progressOf(
  item: AgendaItem,
  items: readonly AgendaItem[],
  review: Review,
  content: Content,
): Progress {
  const isDepthKnown = review.depth !== undefined;
  const beforeDepth = [startSection, screeningSection];
  const counted = isDepthKnown ? items : items.filter(({ section }) => beforeDepth.includes(section));
  const sections = [...new Set(counted.map(({ section }) => section))];
  const questions = [...new Set(counted.map(bankId))];
  const minutes = counted.filter(isOpen).reduce((sum, { question }) => sum + question.minutes, 0);
  return {
    section: sectionTitle(item.section, content),
    sectionAt: sections.indexOf(item.section) + 1,
    sections: sections.length,
    questionAt: questions.indexOf(bankId(item)) + 1,
    questions: questions.length,
    minutesLeft: Math.ceil(minutes),
    isDepthKnown,
  };
}

/** The line above a question. */
export function progressInWords(progress: Progress): string {
  const { section, sectionAt, sections, questionAt, questions, minutesLeft, isDepthKnown } = progress;
  const time = minutesLeft <= 1 ? 'about a minute' : `about ${minutesLeft} minutes`;
  const left = isDepthKnown ? `${time} left` : `${time} until the depth is set`;
  return `${section} (${sectionAt} of ${sections}), question ${questionAt} of ${questions}, ${left}`;
}
