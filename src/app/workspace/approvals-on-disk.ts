import { type ApprovalFiles, readApprovals, type StrayApproval } from '../../document/approval.ts';
import {
  approvalsFolder,
  describeOrphan,
  findApprovalPlace,
  folderOfApprovals,
  pathOfSubject,
  waiversFolder,
} from '../../domain/repository-layout.ts';
import { waiverSubject } from '../../domain/waiver.ts';
import type { Files } from '../../ports/files.ts';

/** The approvals that lie beside reviews and waivers. */
export interface ApprovalsOnDisk {
  /** Those of a review, by its id, or of a waiver, by `waivers/ID`. */
  readonly of: (subject: string) => ApprovalFiles;
  /** The folders that hold some, and the one that holds those. */
  readonly folders: () => readonly string[];
  /** Those of what is not there. */
  readonly orphans: () => readonly StrayApproval[];
}

const nothing: ApprovalFiles = { files: [], strays: [] };
const ofWaivers = folderOfApprovals(waiversFolder.slice(waiversFolder.lastIndexOf('/') + 1));

/** Looks once which folders there are: most reviews have none, and are not to cost a look each. */
export function approvalsOnDisk(files: Files): ApprovalsOnDisk {
  let known: ReadonlySet<string> | undefined;
  const names = (folder: string) =>
    files.list(folder).flatMap(({ kind, name }) => (kind === 'folder' ? name : []));
  const subjects = (): ReadonlySet<string> => {
    known ??= new Set([...names(approvalsFolder), ...names(ofWaivers).map(waiverSubject)]);
    return known;
  };
  const pathsOf = (subject: string) =>
    files.list(folderOfApprovals(subject)).flatMap(({ kind, name }) => {
      const path = `${folderOfApprovals(subject)}/${name}`;
      return findApprovalPlace(path) === undefined ? [] : { path, kind };
    });
  return {
    of(subject) {
      if (!subjects().has(subject)) return nothing;
      return readApprovals(
        subject,
        pathsOf(subject).map(({ path, kind }) => ({
          path,
          bytes: kind === 'file' ? files.read(path) : undefined,
        })),
      );
    },
    folders: () => [approvalsFolder, ...[...subjects()].map(folderOfApprovals)],
    orphans: () =>
      [...subjects()].flatMap((subject) => {
        const record = pathOfSubject(subject);
        if (files.exists(record)) return [];
        return pathsOf(subject).map(({ path }) => ({ path, ...describeOrphan(path, record) }));
      }),
  };
}
