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

/** Minutes that the open ones of these questions take, rounded up. */
export function minutesLeft(items: readonly AgendaItem[]): number {
  return Math.ceil(items.filter(isOpen).reduce((sum, { question }) => sum + question.minutes, 0));
}

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
  return {
    section: sectionTitle(item.section, content),
    sectionAt: sections.indexOf(item.section) + 1,
    sections: sections.length,
    questionAt: questions.indexOf(bankId(item)) + 1,
    questions: questions.length,
    minutesLeft: minutesLeft(counted),
    isDepthKnown,
  };
}

/** The line above a question. */
export function progressInWords(progress: Progress): string {
  const { sectionAt, sections, questionAt, questions, minutesLeft, isDepthKnown } = progress;
  const left = isDepthKnown ? 'left' : 'until the depth is set';
  return [
    `Question ${questionAt} of ${questions}`,
    `section ${sectionAt} of ${sections}`,
    `about ${Math.max(1, minutesLeft)} min ${left}`,
  ].join(' · ');
}
