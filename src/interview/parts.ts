import { type AgendaField, type AgendaItem, buildAgenda, holds } from '../domain/agenda.ts';
import type { Content, Field, RowField } from '../domain/content.ts';
import type { Review } from '../domain/review.ts';
import { getPath, rowKey } from '../lib/path.ts';
import { type Row, suggestedRows } from './suggestions.ts';

/** One thing to ask: a field of a question, for one row where the question is asked row by row. */
export interface Part {
  /** Names it within the interview. */
  readonly key: string;
  readonly item: AgendaItem;
  readonly field: Field;
  /** Path in the review. */
  readonly path: string;
  readonly required: boolean;
  readonly state: AgendaField['state'];
}

/** Everything that this review has to answer, field by field, in the order in which it is asked. */
export function listParts(review: Review, content: Content): Part[] {
  return buildAgenda(review, content).flatMap((item) =>
    item.fields.map(({ field, path, required, state }) => ({
      key: `${item.key} ${path}`,
      item,
      field,
      path,
      required,
      state,
    })),
  );
}

/** Rows of the list that a part fills. */
export function listRows(part: Part, review: Review): readonly Row[] {
  const rows = getPath(review, part.path);
  return Array.isArray(rows) ? (rows as readonly Row[]) : [];
}

/** What is asked of a row, given what the row says already. */
export function listRowFields(part: Part, review: Review, rowId: string): readonly RowField[] {
  const depth = review.depth;
  return (part.field.rows ?? []).filter(
    (field) =>
      (field.depths === undefined || depth === undefined || field.depths.includes(depth)) &&
      holds(field.when, review, rowId),
  );
}

/** Whether a row lacks an answer that it needs. */
export function isOpenRow(part: Part, review: Review, row: Row): boolean {
  const id = rowKey(row) ?? '';
  return listRowFields(part, review, id).some(
    ({ key, optional }) => optional !== true && getPath(row, key) === undefined,
  );
}

/** A row that a list starts with: its values, and texts that are only drafts. */
export interface StartRow {
  readonly id: string;
  readonly values: Row;
  /** Mustache texts by key of the row. */
  readonly drafts: Readonly<Record<string, string>>;
}

const isDraftText = (value: unknown): value is string => typeof value === 'string' && value.includes('{{');

/** The rows that a list starts with: those of the question, or those that can be worked out. */
export function listStartRows(part: Part, review: Review, content: Content): StartRow[] {
  const rows: readonly Row[] = part.field.startRows ?? suggestedRows(part.path, review, content);
  return rows.flatMap((row) => {
    const id = rowKey(row);
    if (id === undefined) return [];
    const entries = Object.entries(row);
    return [
      {
        id,
        values: Object.fromEntries(entries.filter(([, value]) => !isDraftText(value))),
        drafts: Object.fromEntries(
          entries.flatMap(([key, value]) => (isDraftText(value) ? [[key, value]] : [])),
        ),
      },
    ];
  });
}
