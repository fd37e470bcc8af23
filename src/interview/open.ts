import { findOpenEntries } from '../domain/open-items.ts';
import type { OpenItem, Review } from '../domain/review.ts';
import { type Edit, rowIdFor } from './edits.ts';
import type { Part } from './parts.ts';

/** Words of a path that make the id of its entry: enough to tell two paths apart. */
const mostWords = 9;

type OpenState = NonNullable<OpenItem['state']>;

/** Entries of `open` that hold an answer back: by its path, its question, or its question for one row. */
export function openEntries(review: Review, part: Part): readonly OpenItem[] {
  return findOpenEntries(review, [part.path, part.item.key, part.item.question.id]);
}

/** Whether the text at a path is a draft that nobody has confirmed. */
export function isDraftAt(review: Review, path: string): boolean {
  return (review.open ?? []).some((entry) => entry.path === path && entry.state === 'draft');
}

/** Whether anything below a path is a draft that nobody has confirmed. */
export function hasDraftsBelow(review: Review, path: string): boolean {
  return (review.open ?? []).some(
    (entry) => entry.state === 'draft' && entry.path?.startsWith(`${path}.`) === true,
  );
}

/** Screening begins lists that deeper questions go on with: one that is not finished is the last one's to finish. */
export function leaveToTheLast(parts: readonly Part[], review: Review): readonly Part[] {
  const last = new Map(parts.map(({ path, key }) => [path, key]));
  return parts.map((part) => {
    const isEarlier = part.field.type === 'list' && last.get(part.path) !== part.key;
    return isEarlier && isDraftAt(review, part.path) ? { ...part, state: 'answered' } : part;
  });
}

interface Details {
  readonly owner?: string;
  readonly reason?: string;
}

/** Puts something on the list of what is open; an entry of the same kind for the same path is replaced. */
export function openEdit(review: Review, path: string, state: OpenState, details: Details = {}): Edit {
  const entries = review.open ?? [];
  const isSameKind = (entry: OpenItem): boolean => (entry.state === 'assigned') === (state === 'assigned');
  const earlier = entries.find((entry) => entry.path === path && isSameKind(entry));
  const id =
    earlier?.id ??
    rowIdFor(
      path,
      entries.map((entry) => entry.id),
      mostWords,
    );
  return { path: `open.${id}`, value: { id, path, state, ...details } };
}

/** Takes entries for these paths off the list of what is open. Assignments stay. */
export function closeEdits(review: Review, paths: readonly string[]): Edit[] {
  const entries = review.open ?? [];
  const gone = findOpenEntries(review, paths);
  if (gone.length > 0 && gone.length === entries.length) return [{ path: 'open', value: undefined }];
  return gone.map(({ id }) => ({ path: `open.${id}`, value: undefined }));
}
