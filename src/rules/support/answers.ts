import type { AgendaItem } from '../../domain/agenda.ts';
import type { FieldType } from '../../domain/content.ts';
import type { Review } from '../../domain/review.ts';
import { getPath, joinPath, rowKey } from '../../lib/path.ts';

/** A text that answers a question, or one field of a row of it. */
export interface AnswerAt {
  readonly path: string;
  readonly text: string;
  readonly type: FieldType;
  readonly item: AgendaItem;
}

/** The texts and lines that answer the questions of the agenda, each path once. */
export function listAnswers(review: Review, agenda: readonly AgendaItem[]): AnswerAt[] {
  const found = new Map<string, AnswerAt>();
  const add = (path: string, value: unknown, type: FieldType, item: AgendaItem) => {
    if (typeof value === 'string' && (type === 'text' || type === 'line') && !found.has(path)) {
      found.set(path, { path, text: value, type, item });
    }
  };
  for (const item of agenda) {
    for (const { field, path } of item.fields) {
      const value = getPath(review, path);
      add(path, value, field.type, item);
      if (!Array.isArray(value)) continue;
      for (const row of value as readonly Record<string, unknown>[]) {
        for (const { key, type } of field.rows ?? []) {
          add(joinPath(path, rowKey(row) ?? '', key), getPath(row, key), type, item);
        }
      }
    }
  }
  return [...found.values()];
}
