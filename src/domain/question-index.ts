import { splitPath } from '../lib/path.ts';
import type { Content, Field, Question, RowField } from './content.ts';
import { screeningSection, situationSection, startSection } from './content.ts';

/** What the content says of a path in a review. */
export interface Asked {
  /** The question that asks for it. */
  readonly question: Question;
  readonly section: string;
  readonly field: Field;
  /** Where the path leads into a row of a list: the column. */
  readonly column: RowField | undefined;
}

interface Claim extends Omit<Asked, 'column'> {
  readonly segments: readonly string[];
}

interface Index {
  /** Claims by the first name of their path. */
  readonly byStart: ReadonlyMap<string, readonly Claim[]>;
  readonly found: Map<string, Asked | undefined>;
}

// Kept per content, because a page looks up hundreds of paths.
const indexes = new WeakMap<Content, Index>();

function buildIndex(content: Content): Index {
  const known = indexes.get(content);
  if (known !== undefined) return known;
  const isEarly = (section: string) => section === startSection || section === screeningSection;
  const all = [
    ...content.sections.flatMap(({ section, questions }) =>
      questions.map((question) => ({ section, question })),
    ),
    ...content.situations.flatMap(({ questions }) =>
      questions.map((question) => ({ section: situationSection, question })),
    ),
  ].flatMap(({ section, question }) =>
    question.fields.map((field): Claim => ({ section, question, field, segments: splitPath(field.path) })),
  );
  // A question of the bank goes deeper than the screening question that fills the same path.
  const ordered = [
    ...all.filter(({ section }) => !isEarly(section)),
    ...all.filter(({ section }) => isEarly(section)),
  ];
  const byStart = new Map<string, Claim[]>();
  for (const claim of ordered) {
    const start = claim.segments[0] ?? '';
    byStart.set(start, [...(byStart.get(start) ?? []), claim]);
  }
  const index = { byStart, found: new Map() };
  indexes.set(content, index);
  return index;
}

const leadsTo = (claim: readonly string[], path: readonly string[]): boolean =>
  claim.length <= path.length && claim.every((name, at) => name === '*' || name === path[at]);

function search(path: string, claims: readonly Claim[]): Asked | undefined {
  const segments = splitPath(path);
  let inRow: Asked | undefined;
  for (const { segments: claimed, ...claim } of claims) {
    if (!leadsTo(claimed, segments)) continue;
    if (claimed.length === segments.length) return { ...claim, column: undefined };
    const key = segments.slice(claimed.length + 1).join('.');
    const column = claim.field.rows?.find((row) => row.key === key);
    if (column !== undefined) inRow ??= { ...claim, column };
  }
  return inRow;
}

/** Who asks for a path, `*` standing for any row; undefined where no question does. */
export function askedAt(path: string, content: Content): Asked | undefined {
  const { byStart, found } = buildIndex(content);
  if (!found.has(path)) found.set(path, search(path, byStart.get(splitPath(path)[0] ?? '') ?? []));
  return found.get(path);
}

/** The question for the same figure of the whole change, where a path is one of an alternative. */
export function wholeFigureAt(key: string, content: Content): Asked | undefined {
  return key.startsWith('economics.') ? askedAt(key, content) : undefined;
}

/** An id or key in words, for what the content has no words for: `someLoss-stays` is some loss stays. */
export function inWords(key: string): string {
  return key
    .replace(/[-_.]+/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase();
}

/** The words for a choice at a path. */
export function choiceLabel(path: string, value: string, content: Content): string {
  const asked = askedAt(path, content);
  return (asked?.column ?? asked?.field)?.choices?.[value] ?? inWords(value);
}

/** The label of the field or column at a path. */
export function fieldLabel(path: string, content: Content): string {
  const asked = askedAt(path, content);
  const last = splitPath(path).at(-1) ?? path;
  return (asked?.column ?? asked?.field)?.label ?? inWords(last);
}
