import { readReview } from '../document/review.ts';
import type { FileChange } from '../domain/file-change.ts';
import { findReviewId } from '../domain/repository-layout.ts';
import type { Approval, Review } from '../domain/review.ts';
import { Failure } from '../lib/failure.ts';
import { fileAt, type Tree } from './tree.ts';

export interface Spot {
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** A review whose file a range touches. */
export interface ChangedReview {
  readonly id: string;
  readonly path: string;
  /** As it is on the base; undefined where there is none, or none that can be read. */
  readonly before: Review | undefined;
  /** Whether the base has a file there at all. */
  readonly isOnBase: boolean;
  /** As it is at head; undefined where it was deleted or is no review. */
  readonly after: Review | undefined;
  readonly isAtHead: boolean;
  /** Why what is at head is no review. */
  readonly problem: ({ readonly message: string } & Spot) | undefined;
  /** Where a path stands in the file at head. */
  readonly spotOf: (path: string) => Spot;
}

const nowhere: Spot = { line: undefined, column: undefined };

function parsed(bytes: Uint8Array, path: string): Pick<ChangedReview, 'after' | 'problem' | 'spotOf'> {
  try {
    const { document, review, problems } = readReview(bytes, path);
    const [first] = problems;
    return {
      after: review,
      problem:
        review !== undefined
          ? undefined
          : {
              message: first?.message ?? 'it breaks the schema',
              line: first?.place.line,
              column: first?.place.column,
            },
      spotOf: (at) => {
        // Of what is not there at all, the first line of the file would say nothing.
        const section = at.split('.')[0] ?? '';
        if (review === undefined || !Object.hasOwn(review, section)) return nowhere;
        const { line, column } = document.placeOf(at);
        return { line, column };
      },
    };
  } catch (failure) {
    if (!(failure instanceof Failure) || failure.kind !== 'invalid') throw failure;
    const { line, column } = failure.place ?? {};
    return { after: undefined, problem: { message: failure.message, line, column }, spotOf: () => nowhere };
  }
}

/** A review as one side has it; undefined where there is none that can be read. Always by the full reader. */
export function reviewAt(tree: Tree, path: string): Review | undefined {
  const bytes = fileAt(tree, path);
  return bytes === undefined ? undefined : parsed(bytes, path).after;
}

/** The reviews whose files the range touches, both versions read. */
export function changedReviews(changes: readonly FileChange[], base: Tree, head: Tree): ChangedReview[] {
  return changes.flatMap(({ path }): ChangedReview[] => {
    const id = findReviewId(path);
    if (id === undefined) return [];
    const bytes = fileAt(head, path);
    const isAtHead = head.entry(path) !== undefined;
    const notAFile = {
      after: undefined,
      problem: { message: 'it is not a plain file', ...nowhere },
      spotOf: () => nowhere,
    };
    return [
      {
        id,
        path,
        before: reviewAt(base, path),
        isOnBase: base.entry(path) !== undefined,
        isAtHead,
        ...(bytes !== undefined
          ? parsed(bytes, path)
          : { ...notAFile, problem: isAtHead ? notAFile.problem : undefined }),
      },
    ];
  });
}

/** Whether somebody ever approved it, which makes it a record that is kept. */
export function wasApprovedOnce(approvals: readonly Approval[] | undefined): boolean {
  return (approvals ?? []).some(({ decision }) => decision === 'approve');
}
