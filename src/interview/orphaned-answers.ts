import type { AgendaItem } from '../domain/agenda.ts';
import { screeningSection } from '../domain/content.ts';
import { isStopped, type OpenItem, type Review } from '../domain/review.ts';
import { getPath, rowKey, splitPath } from '../lib/path.ts';
import { applyEdits, buildLists, type Edit } from './edits.ts';
import { closeEdits } from './open.ts';
import { listParts, type Part } from './parts.ts';
import { listAnswers } from './replay.ts';
import type { State } from './state.ts';

/** Answers that nothing asks for any more. */
export interface LeftBehind {
  /** Each in words. */
  readonly answers: readonly string[];
  /** What takes them out of the review, with all that is open about them. */
  readonly removal: readonly Edit[];
}

/** Answers that are corrected together with the answer they depend on, and so are never left over. */
const followsByItself: ReadonlySet<string> = new Set(['screening.nobodyWorseOff']);

function inWords(part: Part, state: State): string {
  const { field, item } = part;
  const label = item.row === undefined ? field.label : `${field.label} (${item.row.name})`;
  return `${label}: ${listAnswers(part, state).join('; ').replace(/\s+/g, ' ')}`;
}

const isAtOrBelow = (path: string, above: string): boolean => path === above || path.startsWith(`${above}.`);

/** The outermost row above a path that would hold nothing but its name, or the list if no other row would stay. */
function emptied(path: string, review: Review): string | undefined {
  const steps = splitPath(path);
  for (let used = 1; used < steps.length; used += 1) {
    const list = steps.slice(0, used).join('.');
    const rows = getPath(review, list);
    if (!Array.isArray(rows)) continue;
    const isBare = (row: unknown): boolean => Object.keys(row as object).length === 1;
    if (rows.every(isBare)) return list;
    if (rows.some((row) => rowKey(row) === steps[used] && isBare(row))) return `${list}.${steps[used]}`;
  }
  return undefined;
}

/** Takes values out, and the rows and lists that then hold nothing. */
function buildRemoval(paths: readonly string[], { review, content }: State): Edit[] {
  const gone = (path: string): Edit => ({ path, value: undefined });
  const without = applyEdits(review, paths.map(gone), buildLists(content));
  const all = new Set(paths.map((path) => emptied(path, without) ?? path));
  return [...all].map(gone);
}

const bankId = ({ question }: AgendaItem): string => question.partOf ?? question.id;

/** Marks of the tool at questions that are gone: left for later, and the class of a screening question. */
function findMarks(gone: readonly AgendaItem[], now: readonly AgendaItem[], { review }: State) {
  const stillAsked = new Set(now.flatMap((item) => [item.key, item.question.id, bankId(item)]));
  const names = new Set(gone.flatMap((item) => [item.key, item.question.id]));
  const isSkipped = ({ path = '', state }: OpenItem): boolean =>
    state === 'skipped' && names.has(path) && !stillAsked.has(path);
  const screened = gone.filter((item) => item.section === screeningSection && !stillAsked.has(bankId(item)));
  const classes = new Set(screened.map((item) => `screening.answers.${bankId(item)}`));
  return { isSkipped, classes: [...classes].filter((path) => getPath(review, path) !== undefined) };
}

/**
 * Answers that another answer has made pointless: answers of questions that were asked before it and are not asked
 * after it, because nobody is worse off, or another way was taken. What a smaller depth no longer asks for
 * stays, and so does what a verdict of revise or drop ends: it is still true, and a new version begins with it.
 */
export function leftBehind(before: State, after: State): LeftBehind | undefined {
  if (isStopped(after.review) && !isStopped(before.review)) return undefined;
  const isHarmless = after.review.screening?.nobodyWorseOff === true;
  if (before.review.depth !== after.review.depth && !isHarmless) return undefined;
  const now = listParts(after.review, after.content);
  const paths = new Set(now.map(({ path }) => path));
  const isOfStop = ({ item }: Part): boolean => item.question.when?.['verdict.decision'] !== undefined;
  const gone = listParts(before.review, before.content)
    .filter(({ path }) => !paths.has(path))
    // Taken back before the depth is known, a verdict is not asked for yet, and holds all the same.
    .filter((part) => !isStopped(before.review) || isStopped(after.review) || isOfStop(part));
  const left = gone.filter(
    ({ path }) => !followsByItself.has(path) && getPath(after.review, path) !== undefined,
  );
  const values = [...new Set(left.map(({ path }) => path))];
  const itemsOf = (parts: readonly Part[]): AgendaItem[] => [...new Set(parts.map(({ item }) => item))];
  const { isSkipped, classes } = findMarks(itemsOf(gone), itemsOf(now), after);
  const open = (after.review.open ?? [])
    .filter((entry) => isSkipped(entry) || values.some((value) => isAtOrBelow(entry.path ?? '', value)))
    .flatMap(({ path }) => path ?? []);
  const removal = [...closeEdits(after.review, open), ...buildRemoval([...values, ...classes], after)];
  return removal.length === 0 ? undefined : { answers: left.map((part) => inWords(part, before)), removal };
}
