import { digestOfData } from '../lib/digest.ts';
import { getPath } from '../lib/path.ts';
import { buildAgenda } from './agenda.ts';
import type { Content } from './content.ts';
import { fieldLabel } from './question-index.ts';
import type { Review } from './review.ts';

/**
 * The next version of a review that was sent back: everything that was answered, and what had to change, to be
 * answered. The verdict, who confirmed or lowered the depth, and exceptions were of the earlier version; they are
 * given again.
 * @param review with its id; its verdict is to revise
 */
export function buildNextVersion(review: Review): Review {
  const { id, status: _s, approvals: _a, followUps: _f, exceptions: _e, verdict, ...kept } = review;
  const { confirmedBy: _c, lowered: _l, ...screening } = kept.screening ?? {};
  const changes = (verdict?.revisions ?? []).map(({ id: row, change, owner, by }) => ({
    id: row,
    ...(change === undefined ? {} : { name: change }),
    ...(owner === undefined ? {} : { owner }),
    ...(by === undefined ? {} : { by }),
  }));
  return {
    ...kept,
    ...(kept.screening === undefined ? {} : { screening }),
    revision: {
      ...(id === undefined ? {} : { of: id }),
      version: (review.revision?.version ?? 1) + 1,
      ...(verdict?.why === undefined ? {} : { because: verdict.why }),
      changes,
    },
  };
}

/** Whatever the order of their keys. */
function isSame(one: unknown, other: unknown): boolean {
  return digestOfData(one ?? null) === digestOfData(other ?? null);
}

/** Labels of the answers that a version gives differently from the earlier one, in the order of the questions. */
export function listChangedAnswers(earlier: Review, later: Review, content: Content): string[] {
  const paths = buildAgenda(later, content).flatMap(({ fields }) => fields.map(({ path }) => path));
  const changed = [...new Set(paths)].filter(
    (path) =>
      !path.startsWith('verdict.') &&
      !path.startsWith('revision.') &&
      !isSame(getPath(earlier, path), getPath(later, path)),
  );
  return [...new Set(changed.map((path) => fieldLabel(path, content)))];
}
