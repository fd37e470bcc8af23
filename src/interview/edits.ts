import type { Content, Field } from '../domain/content.ts';
import type { Review } from '../domain/review.ts';
import { rowKey, splitPath } from '../lib/path.ts';
import { findSlug, freeName, slugWords } from '../lib/slug.ts';

/** One change of a review: the value that a path shall have, or undefined where it shall be gone. */
export interface Edit {
  readonly path: string;
  readonly value: unknown;
}

/** Where a review holds lists, and by what their rows are called. Paths have `*` in place of a row's id. */
export type Lists = ReadonlyMap<string, 'id' | 'segment'>;

/** Lists with one row for each group of customers. */
const bySegment = [
  'consequences',
  'communication.notices',
  'frontline.acknowledgements',
  'economics.segments',
];

/** Lists that no question fills. */
const withoutQuestion = ['policy.files', 'policy.changes', 'economics.revisions', 'exceptions', 'open'];

function listsIn(field: Field, each: string | undefined): string[] {
  const { path } = field;
  const stars = [...path.matchAll(/\.\*(?=\.|$)/g)].map(({ index }) => path.slice(0, index));
  return [...stars, ...(field.type === 'list' ? [path] : []), ...(each === undefined ? [] : [each])];
}

/** The lists that questions of this content fill. */
export function buildLists(content: Content): Lists {
  const questions = [
    ...content.sections.flatMap((pack) => pack.questions),
    ...content.situations.flatMap((situation) => situation.questions),
  ];
  const paths = questions.flatMap(({ fields, each }) => fields.flatMap((field) => listsIn(field, each)));
  return new Map(
    [...withoutQuestion, ...bySegment, ...paths].map((path) => [
      path,
      bySegment.includes(path) ? 'segment' : 'id',
    ]),
  );
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A copy of a tree in which a path has another value. What is missing on the way is made. */
function withValue(tree: unknown, { path, value }: Edit, lists: Lists): unknown {
  const change = (node: unknown, steps: readonly string[], pattern: readonly string[]): unknown => {
    const [step, ...rest] = steps;
    if (step === undefined) return value;
    const keyedBy = lists.get(pattern.join('.'));
    if (Array.isArray(node) || (node === undefined && keyedBy !== undefined)) {
      const rows = Array.isArray(node) ? node : [];
      return withRow(rows, step, keyedBy ?? 'id', (row) => change(row, rest, [...pattern, '*']));
    }
    const map = isMap(node) ? node : {};
    const child = change(map[step], rest, [...pattern, step]);
    if (child !== undefined) return { ...map, [step]: child };
    const { [step]: _gone, ...kept } = map;
    // A section that holds nothing any more is gone, so that nothing looks begun.
    return Object.keys(kept).length === 0 ? undefined : kept;
  };
  return change(tree, splitPath(path), []);
}

function withRow(
  rows: readonly unknown[],
  id: string,
  keyedBy: 'id' | 'segment',
  change: (row: unknown) => unknown,
): unknown[] {
  const at = rows.findIndex((row) => rowKey(row) === id);
  const before = at === -1 ? { [keyedBy]: id } : rows[at];
  const after = change(before);
  if (at === -1) return after === undefined ? [...rows] : [...rows, after];
  return after === undefined ? rows.toSpliced(at, 1) : rows.with(at, after);
}

/** The review with all edits made, one after the other; the one given stays as it is. */
export function applyEdits(review: Review, edits: readonly Edit[], lists: Lists): Review {
  return edits.reduce<unknown>((tree, edit) => withValue(tree, edit, lists), review) as Review;
}

/** Words that say nothing by themselves. */
const smallWords = new Set(
  'a an and are as at be by for from in is it of on or than that the their they to was we who with'.split(
    ' ',
  ),
);

/**
 * A short name for a row, made of words of a person, and of no other row of the list.
 * @param most words that are taken
 */
export function rowIdFor(words: string, taken: readonly (string | undefined)[], most = 4): string {
  const all = slugWords(words);
  const telling = all.filter((word) => !smallWords.has(word));
  const slug =
    findSlug((telling.length === 0 ? all : telling).slice(0, most), Math.min(10 * most, 58)) ?? 'row';
  return freeName(slug, (name) => taken.includes(name));
}
