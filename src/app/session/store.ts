import { editDocument, wholeText } from '../../document/edit.ts';
import { fitToSchema, readReview } from '../../document/review.ts';
import { buildShape, type Shape } from '../../document/shape.ts';
import { pathOfReview } from '../../domain/repository-layout.ts';
import type { Review } from '../../domain/review.ts';
import type { Edit } from '../../interview/edits.ts';
import { command } from '../../lib/command.ts';
import { type Digest, digestOf } from '../../lib/digest.ts';
import { Failure } from '../../lib/failure.ts';
import { getPath } from '../../lib/path.ts';
import { createReview } from '../workspace/create-review.ts';
import { writeMarkdown } from '../workspace/rendering.ts';
import { schemaText } from '../workspace/schema-text.ts';
import { type StoredReview, valid, type Workspace } from '../workspace/workspace.ts';

/** What became of an answer on its way into the file. */
export type Saved =
  | { readonly kind: 'saved'; readonly review: Review }
  /** The answer does not fit the format; nothing was written. */
  | { readonly kind: 'refused'; readonly why: string };

/** The file of the review that is being written. */
export interface SessionStore {
  /** Id of the review; undefined as long as nothing is on disk. */
  readonly id: () => string | undefined;
  /**
   * Puts answers into the file, which is on disk when this returns. Whatever else somebody wrote into it
   * meanwhile stays.
   * @param review the review as it shall be, for a file that does not exist yet
   * @throws Failure `conflict` where somebody else has changed the same answers
   */
  save(before: Review, edits: readonly Edit[], review: Review): Promise<Saved>;
  /** Writes the Markdown beside the review. */
  render(): Promise<string | undefined>;
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Somebody else has answered the same in the meantime. */
function refuseOverwriting(path: string, found: Review, before: Review, edits: readonly Edit[]): void {
  const taken = edits.find((edit) => !isSame(getPath(found, edit.path), getPath(before, edit.path)));
  if (taken === undefined) return;
  throw new Failure('conflict', `Somebody else has changed ${taken.path} in the meantime.`, {
    place: { file: path },
    why: 'nothing was overwritten; your last answer is not saved',
    next: [command('cx-review', 'resume')],
  });
}

/** Answers are compared alone, so the approvals beside the review are not looked at. */
const noApprovals = { beside: { files: [], strays: [] } };

interface Place {
  readonly today: string;
  readonly seed: number;
}

/** @param id of the review that exists already */
export function sessionStore(workspace: Workspace, place: Place, id?: string): SessionStore {
  let current = id;
  let shape: Shape | undefined;
  let written: Digest | undefined;
  const shapeOfReview = async (): Promise<Shape> => {
    shape ??= buildShape(JSON.parse(await schemaText('review')));
    return shape;
  };
  const foundIn = (bytes: Uint8Array, path: string): Review =>
    valid({
      ...readReview(bytes, path),
      ...noApprovals,
      path,
      id: current ?? '',
      bytes,
      digest: digestOf(bytes),
    }).review;
  const change = (path: string, known: Shape, before: Review, edits: readonly Edit[]): Saved => {
    let saved: Saved = { kind: 'refused', why: 'Nothing was written.' };
    workspace.files.updateLocked(path, (bytes) => {
      if (bytes === undefined) {
        throw new Failure('conflict', 'The file of the review is gone.', {
          place: { file: path },
          why: 'somebody deleted or moved it while the interview ran',
          next: [command('cx-review', 'list')],
        });
      }
      // What this process wrote itself needs no second look.
      if (digestOf(bytes) !== written) refuseOverwriting(path, foundIn(bytes, path), before, edits);
      const document = editDocument(bytes, edits, known, path);
      const { review, problems } = fitToSchema(document);
      if (review === undefined) {
        const [first] = problems;
        const hint = first?.hint === undefined ? '' : ` ${first.hint}`;
        saved = { kind: 'refused', why: `${first?.message ?? 'It does not fit the format'}.${hint}` };
        return undefined;
      }
      saved = { kind: 'saved', review };
      const text = wholeText(document);
      written = digestOf(text);
      return text;
    });
    return saved;
  };
  return {
    id: () => current,
    async save(before, edits, review) {
      if (edits.length === 0 && current !== undefined) return { kind: 'saved', review: before };
      if (current !== undefined) return change(pathOfReview(current), await shapeOfReview(), before, edits);
      current = await createReview(workspace, { ...review, status: 'draft' }, place);
      return { kind: 'saved', review: stored(workspace, current).review };
    },
    async render() {
      if (current === undefined) return undefined;
      return writeMarkdown(workspace, await workspace.content(), stored(workspace, current));
    },
  };
}

function stored(workspace: Workspace, id: string): StoredReview {
  return valid(workspace.read(id));
}
