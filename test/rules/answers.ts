import type { Field, Question, Situation } from '../../src/domain/content.ts';
import type { Review } from '../../src/domain/review.ts';
import { getPath, rowKey } from '../../src/lib/path.ts';
import { content } from './support.ts';

type Tree = Record<string, unknown>;
type Values = Readonly<Record<string, unknown>>;

/** Lists whose rows are named by the group of customers. */
const bySegment = new Set(['consequences', 'communication.notices', 'frontline.acknowledgements']);

function rowOf(list: unknown[], key: string, listPath: string): Tree {
  const known = list.find((row) => rowKey(row) === key);
  if (known !== undefined) return known as Tree;
  const row = bySegment.has(listPath) ? { segment: key } : { id: key };
  list.push(row);
  return row;
}

/** Sets, or with undefined deletes, what stands at a path; rows of lists are named by their ids. */
function setAt(tree: Tree, path: string, value: unknown): void {
  const names = path.split('.');
  let at: Tree = tree;
  for (const [index, name] of names.slice(0, -1).entries()) {
    const here = names.slice(0, index + 1).join('.');
    const isList =
      Array.isArray(at[name]) ||
      bySegment.has(here) ||
      here === 'customers.segments' ||
      here === 'frontline.offers';
    if (at[name] === undefined) at[name] = isList ? [] : {};
    const next = at[name];
    if (Array.isArray(next)) {
      at = { [names[index + 1] ?? '']: rowOf(next, names[index + 1] ?? '', here) };
    } else {
      at = next as Tree;
    }
  }
  const last = names.at(-1) ?? '';
  if (value === undefined) delete at[last];
  else at[last] = structuredClone(value);
}

function rowIds(review: Review, list: string | undefined): readonly string[] {
  if (list === undefined) return [''];
  const rows = list.split('.').reduce<unknown>((at, name) => (at as Tree | undefined)?.[name], review);
  return (Array.isArray(rows) ? rows : []).flatMap((row) => rowKey(row) ?? []);
}

/** Rows that are answered again keep what other questions ask of them. */
function withOtherFields(review: Review, field: Field, path: string, value: unknown): unknown {
  const before = getPath(review, path);
  if (!Array.isArray(value) || !Array.isArray(before) || field.rows === undefined) return value;
  const own = new Set(field.rows.map((row) => row.key.split('.', 1)[0]));
  return value.map((row: Tree) => {
    const known = before.find((one) => rowKey(one) === rowKey(row)) as Tree | undefined;
    const others = Object.entries(known ?? {}).filter(([key]) => !own.has(key));
    return { ...Object.fromEntries(others), ...row };
  });
}

/** Pastes an answer over what a question has been answered with; in a question per row for these rows. */
export function paste(review: Review, question: Question, values: Values, rows?: readonly string[]): Review {
  const pasted = structuredClone(review);
  for (const row of rows ?? rowIds(review, question.each)) {
    const at = (path: string) => path.replaceAll('*', row);
    for (const field of question.fields) {
      // A list that names its rows in the paths of the answer keeps its other rows.
      const isNamed = Object.keys(values).some((path) => path.startsWith(`${field.path}.`));
      if (!isNamed) setAt(pasted as unknown as Tree, at(field.path), undefined);
    }
    for (const [path, value] of Object.entries(values)) {
      const field = question.fields.find((one) => one.path === path);
      setAt(
        pasted as unknown as Tree,
        at(path),
        field === undefined ? value : withOtherFields(review, field, at(path), value),
      );
    }
  }
  return pasted;
}

/** Every question of the bank, in the order in which it is asked. */
export const bank: readonly Question[] = content.sections.flatMap((pack) => pack.questions);

/** The review that the strong answers of the bank make together, for a situation. */
export function strongReview(situation: Situation | undefined): Review {
  let review = {
    schema: 'cx-review/1',
    id: '2026-12-15-pro-plan-price-rise-b4nk',
    depth: 'full',
    status: 'proposed',
    revision: {
      of: '2026-10-01-pro-plan-price-rise-b3nk',
      version: 2,
      changes: [
        {
          id: 'yearly-contracts',
          name: 'Yearly contracts run out at 20 EUR.',
          owner: 'maya',
          by: '2026-11-15',
        },
      ],
    },
  } as Review;
  for (const question of [...bank, ...(situation?.questions ?? [])]) {
    review = paste(review, question, question.strong.values);
  }
  if (situation !== undefined) review.situation = situation.id;
  // The bank answers for one group; the second one is hit in another way, or it would be no group of its own.
  const teams = review.consequences?.find((row) => row.segment === 'small-teams');
  if (teams !== undefined) Object.assign(teams, { feeling: 'angry', intensity: 4, lockedShare: 0.05 });
  return review;
}
