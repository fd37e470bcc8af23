import { type StoredReview, valid, type Workspace } from '../workspace/workspace.ts';

/** Reviews that are looked at for one that is not finished: the latest, as names begin with the date. */
const mostLookedAt = 30;

const decoder = new TextDecoder();

/** Drafts, the latest first. Files that cannot be read as a review are left to `cx-review check`. */
export function unfinishedDrafts(workspace: Workspace): StoredReview[] {
  const latest = [...workspace.ids()].reverse().slice(0, mostLookedAt);
  return latest.flatMap((id) => {
    const bytes = workspace.files.read(`cx-reviews/${id}.yaml`);
    // Parsing every review would be slow, and no draft is without the word, whatever else is.
    if (!decoder.decode(bytes).includes('draft')) return [];
    const file = workspace.read(id);
    return file.review?.status === 'draft' ? [valid(file)] : [];
  });
}
