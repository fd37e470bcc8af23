import { readReview } from '../document/review.ts';
import { type ApprovalFile, withApprovals } from '../domain/approval-file.ts';
import { type FileChange, kindOfMode } from '../domain/file-change.ts';
import {
  findApprovedReview,
  findReviewId,
  pathOfApproval,
  pathOfReview,
} from '../domain/repository-layout.ts';
import type { Approval, Review } from '../domain/review.ts';
import { Failure } from '../lib/failure.ts';
import { approvalFilesAt, fileAt, type Tree } from './tree.ts';

export interface Spot {
  /** Where it does not stand in the review's own file. */
  readonly file?: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** A review of which a range touches the file, or the file of an approval. */
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

function parsed(
  bytes: Uint8Array,
  path: string,
  approvals: readonly ApprovalFile[],
): Pick<ChangedReview, 'after' | 'problem' | 'spotOf'> {
  try {
    const { document, review, problems } = readReview(bytes, path);
    const [first] = problems;
    return {
      after: review === undefined ? undefined : withApprovals(review, approvals),
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

/** A review as one side has it, with its approvals; undefined where there is none that can be read. Always by the full reader. */
export function reviewAt(tree: Tree, path: string): Review | undefined {
  const id = findReviewId(path);
  const entries = [tree.entry(path) ?? [], id === undefined ? [] : tree.approvals(id)].flat();
  // One call of git for all of them.
  tree.contents(entries.filter(({ mode }) => kindOfMode(mode) !== 'submodule'));
  const bytes = fileAt(tree, path);
  if (bytes === undefined) return undefined;
  return parsed(bytes, path, id === undefined ? [] : approvalFilesAt(tree, id).files).after;
}

/** The reviews that the range touches, both versions read. */
export function changedReviews(changes: readonly FileChange[], base: Tree, head: Tree): ChangedReview[] {
  const ids = changes.flatMap(({ path }) => findReviewId(path) ?? findApprovedReview(path) ?? []);
  return [...new Set(ids)].map((id): ChangedReview => {
    const path = pathOfReview(id);
    const bytes = fileAt(head, path);
    const isAtHead = head.entry(path) !== undefined;
    const notAFile = {
      after: undefined,
      problem: { message: 'it is not a plain file', ...nowhere },
      spotOf: () => nowhere,
    };
    const read = bytes === undefined ? undefined : parsed(bytes, path, approvalFilesAt(head, id).files);
    return {
      id,
      path,
      before: reviewAt(base, path),
      isOnBase: base.entry(path) !== undefined,
      isAtHead,
      ...(read === undefined
        ? { ...notAFile, problem: isAtHead ? notAFile.problem : undefined }
        : { ...read, spotOf: (at: string) => spotOfApproval(at, id, head) ?? read.spotOf(at) }),
    };
  });
}

/** Where a path leads to an approval in a file of its own: that file. */
function spotOfApproval(at: string, id: string, tree: Tree): Spot | undefined {
  const [section, name = ''] = at.split('.');
  if (section !== 'approvals' || name === '') return undefined;
  const file = pathOfApproval(id, name);
  return tree.entry(file) === undefined ? undefined : { file, line: 1, column: 1 };
}

/** Whether somebody ever approved it, which makes it a record that is kept. */
export function wasApprovedOnce(approvals: readonly Approval[] | undefined): boolean {
  return (approvals ?? []).some(({ decision }) => decision === 'approve');
}

/** Whether somebody said yes or no to it, which is kept: a no that could be deleted would be none. */
export function isDecidedOn(approvals: readonly Approval[] | undefined): boolean {
  return (approvals ?? []).some(({ decision }) => decision !== undefined);
}
