import type { ApprovalFiles } from '../../document/approval.ts';
import { readWaiver } from '../../document/waiver.ts';
import { withApprovals } from '../../domain/approval-file.ts';
import { findWaiverId, pathOfWaiver, waiversFolder } from '../../domain/repository-layout.ts';
import { type Waiver, waiverSubject } from '../../domain/waiver.ts';
import { command } from '../../lib/command.ts';
import { Failure } from '../../lib/failure.ts';
import { closest } from '../../lib/suggest.ts';
import type { Files } from '../../ports/files.ts';
import { approvalsOnDisk } from '../workspace/approvals-on-disk.ts';

/** A valid waiver as it stands on disk, with the approvals that lie beside it. */
export interface StoredWaiver {
  readonly id: string;
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly waiver: Waiver;
  readonly beside: ApprovalFiles;
}

/** Ids of all waivers on disk, oldest first as their names begin with the date. */
export const waiverIds = (files: Files): readonly string[] =>
  files
    .list(waiversFolder)
    .flatMap(({ kind, name }) => (kind === 'file' ? (findWaiverId(`${waiversFolder}/${name}`) ?? []) : []));

const nameIn = (words: string) => words.replace(/^.*\//, '').replace(/\.yaml$/, '');

function matching(words: string, files: Files): readonly string[] {
  const wanted = nameIn(words);
  const ids = waiverIds(files);
  return ids.includes(wanted) ? [wanted] : ids.filter((id) => wanted !== '' && id.includes(wanted));
}

/** Whether words that name a review or a waiver name a waiver: by its folder, or as no review is called so. */
export function namesWaiver(words: string, reviewIds: readonly string[], files: Files): boolean {
  if (/^(?:.*\/)?waivers\//.test(words)) return true;
  const wanted = nameIn(words);
  return !reviewIds.some((id) => id.includes(wanted)) && matching(words, files).length > 0;
}

/**
 * The one waiver whose id is, or contains, the words given; a path to its file will do too.
 * @throws Failure misuse where there is none or more than one, invalid where it breaks the schema
 */
export function findWaiver(words: string, files: Files): StoredWaiver {
  const matches = matching(words, files);
  const [id] = matches;
  if (id !== undefined && matches.length === 1) return readStoredWaiver(id, files);
  const meant = closest(nameIn(words), waiverIds(files));
  throw new Failure(
    'misuse',
    `${id === undefined ? 'No waiver' : 'More than one waiver'} matches "${nameIn(words)}".`,
    {
      why: matches.length > 1 ? `these do: ${matches.join(', ')}` : meant && `did you mean ${meant}?`,
      next: [command('cx-review', 'list')],
    },
  );
}

/** @throws Failure invalid where it breaks the schema */
export function readStoredWaiver(id: string, files: Files): StoredWaiver {
  const path = pathOfWaiver(id);
  const bytes = files.read(path);
  const { waiver, problems } = readWaiver(bytes, path);
  if (waiver !== undefined) {
    const beside = approvalsOnDisk(files).of(waiverSubject(id));
    return { id, path, bytes, beside, waiver: withApprovals(waiver, beside.files) };
  }
  const [first] = problems;
  throw new Failure('invalid', `This is not a valid waiver: ${first?.message ?? ''}.`, {
    place: first?.place ?? { file: path },
    why: first?.hint,
    next: [command('cx-review', 'schema', 'waiver')],
  });
}
