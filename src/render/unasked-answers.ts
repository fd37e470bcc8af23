import type { Content } from '../domain/content.ts';
import { situationSection } from '../domain/content.ts';
import { askedAt, inWords } from '../domain/question-index.ts';
import { type Review, sectionsWithoutAnswers } from '../domain/review.ts';
import { rowKey } from '../lib/path.ts';
import type { Line } from './answer-table.ts';
import { linesView } from './answer-table.ts';
import { oneLine } from './format.ts';
import type { ValueWords } from './value.ts';
import { valueLines } from './value.ts';

/** A short answer: its label and what it says. */
export interface Fact {
  readonly label: string;
  readonly lines: readonly Line[];
}

interface Leaf {
  readonly path: string;
  readonly value: unknown;
}

/** Every value of a tree that is no map and no list of rows, with its path. */
export function listLeaves(value: unknown, path: string): Leaf[] {
  const below = (key: string) => (path === '' ? key : `${path}.${key}`);
  if (Array.isArray(value) && value.some((row) => rowKey(row) !== undefined)) {
    return value.flatMap((row, at) => listLeaves(row, below(rowKey(row) ?? String(at))));
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const isRange = 'low' in value && 'high' in value;
    if (!isRange) return Object.entries(value).flatMap(([key, child]) => listLeaves(child, below(key)));
  }
  return value === undefined ? [] : [{ path, value }];
}

/** What a page shows in a place of its own, or what is of use to machines only. */
const shownElsewhere = new Set<keyof Review>([...sectionsWithoutAnswers, 'title']);

const partsShownElsewhere =
  /\.(?:id|segment)$|^screening\.(?:answers|depth|lowered)\b|^economics\.(?:seed|distribution|breakEvenShown|revisions)\b/;

/** Answers that no question of the content asks for, so that nothing that somebody wrote is lost. */
export function leftOver(review: Review, content: Content, words: ValueWords): Fact[] {
  const situation = content.situations.find(({ id }) => id === review.situation);
  const isShown = (path: string): boolean => {
    const asked = askedAt(path, content);
    if (asked !== undefined)
      return asked.section !== situationSection || situation?.questions.includes(asked.question) === true;
    // A row of a list is shown with all of its keys, asked for or not.
    const parts = path.split('.');
    return parts.some((_, at) => {
      const list = askedAt(parts.slice(0, at).join('.'), content);
      return list?.field.type === 'list' && list.column === undefined;
    });
  };
  return Object.entries(review)
    .filter(([key]) => !shownElsewhere.has(key as keyof Review))
    .flatMap(([key, value]) => listLeaves(value, key))
    .filter(({ path }) => !partsShownElsewhere.test(path) && !isShown(path))
    .map(({ path, value }) => ({
      label: oneLine(path.split('.').map(inWords).join(' / ')),
      lines: linesView(valueLines(value, path, undefined, words)),
    }))
    .filter(({ lines }) => lines.length > 0);
}
