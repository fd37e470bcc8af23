import { type AgendaItem, buildAgenda } from '../domain/agenda.ts';
import {
  type Content,
  type Question,
  screeningSection,
  situationSection,
  startSection,
} from '../domain/content.ts';
import type { Review } from '../domain/review.ts';
import { getPath } from '../lib/path.ts';
import { isFor } from './session.ts';
import type { State } from './state.ts';

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

/**
 * The questions of a review, those that are asked row by row included once where there is no row yet. Without
 * them the time left would rise as soon as the first group has a name.
 */
export function expectedItems(review: Review, content: Content): AgendaItem[] {
  const hasNoRowYet = ({ each }: Question): boolean =>
    each !== undefined && getPath(review, each) === undefined;
  const askedOnce = (question: Question): Question => {
    if (!hasNoRowYet(question)) return question;
    const { each: _list, ...once } = question;
    return once;
  };
  const sections = content.sections.map((pack) => ({ ...pack, questions: pack.questions.map(askedOnce) }));
  return buildAgenda(review, { ...content, sections });
}

/** Before the depth is known, one row stands for all: how many there will be is not known either. */
function oncePerQuestion(items: readonly AgendaItem[]): AgendaItem[] {
  const open = items.filter(isOpen);
  return open.filter(({ question }, at) => open.findIndex((one) => one.question === question) === at);
}

/** Where the interview stands at a question of it. */
export function buildProgress(
  item: AgendaItem,
  { review, content, session }: Pick<State, 'review' | 'content' | 'session'>,
): Progress {
  const isDepthKnown = review.depth !== undefined;
  const beforeDepth = [startSection, screeningSection];
  const counted = expectedItems(review, content).filter(
    (one) => isFor(one, session) && (isDepthKnown || beforeDepth.includes(one.section)),
  );
  const sections = [...new Set(counted.map(({ section }) => section))];
  const questions = [...new Set(counted.map(bankId))];
  return {
    section: sectionTitle(item.section, content),
    sectionAt: sections.indexOf(item.section) + 1,
    sections: sections.length,
    questionAt: questions.indexOf(bankId(item)) + 1,
    questions: questions.length,
    minutesLeft: minutesLeft(isDepthKnown ? counted : oncePerQuestion(counted)),
    isDepthKnown,
  };
}

/** The line above a question. */
export function progressInWords(progress: Progress): string {
  const { sectionAt, sections, questionAt, questions, minutesLeft, isDepthKnown } = progress;
  const left = isDepthKnown ? 'left' : 'until the depth is set';
  return [
    // What others answer is not counted, but somebody may look at it all the same.
    ...(questionAt === 0 ? [] : [`Question ${questionAt} of ${questions}`]),
    ...(sectionAt === 0 || sections === 1 ? [] : [`section ${sectionAt} of ${sections}`]),
    `about ${Math.max(1, minutesLeft)} min ${left}`,
  ].join(' · ');
}
