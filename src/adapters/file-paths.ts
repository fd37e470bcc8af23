import { join, sep } from 'node:path';
import { Failure } from '../lib/failure.ts';
import { encodePath, isUtf8Path } from '../lib/repository-path.ts';
import { errorCode, type FileSystem, isMissing } from './file-system.ts';

/** What `node:fs` takes: bytes where the name is not UTF-8. */
export type FsPath = string | Buffer;

/** A failure of the operating system, in our words. */
export function couldNot(action: string, path: string, error: unknown): Failure {
  const code = errorCode(error);
  const why = code === undefined ? String(error) : (reasons[code] ?? `The operating system says ${code}.`);
  return new Failure('undetermined', `could not ${action} ${path}`, {
    place: { file: path },
    why,
    next: (code && remedies[code]) ?? 'Put that right, then run the same command again.',
    cause: error,
  });
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  ENOTDIR: 'What should be a folder on the way there is a file.',
  EISDIR: 'It is a folder.',
  EACCES: 'You have no permission.',
  EPERM: 'You have no permission.',
  EROFS: 'The disk is read-only.',
  ENOSPC: 'The disk is full.',
  EDQUOT: 'Your share of the disk is full.',
  EIO: 'The disk reported a fault.',
  EMFILE: 'Too many files are open.',
  ENAMETOOLONG: 'The name is too long.',
};

const remedies: Readonly<Record<string, string>> = {
  ENOTDIR: 'Move that file away or give it another name, then run the same command again.',
  EACCES: 'Give yourself the right to read and write there, or choose another folder with --cwd.',
  EPERM: 'Give yourself the right to read and write there, or choose another folder with --cwd.',
  EROFS: 'Choose a folder that can be written, with --cwd.',
  ENOSPC: 'Make room on the disk, then run the same command again.',
  EDQUOT: 'Make room on the disk, then run the same command again.',
};

/** Names of folders and file, from the root down; none for the root itself. */
export function listParts(path: string): string[] {
  const parts = path === '' || path === '.' ? [] : path.split('/');
  const isOutside = parts.some(
    (part) =>
      part === '' ||
      part === '.' ||
      part === '..' ||
      part.includes('\0') ||
      (sep === '\\' && /[\\:]/.test(part)),
  );
  if (!isOutside) return parts;
  throw new Failure('misuse', `${path} is not a path below the top folder`, {
    why: 'Files are read and written below the top folder only.',
    next: 'Give a path from the top folder down, with forward slashes and without . or ..',
  });
}

export function fsPath(root: string, parts: readonly string[]): FsPath {
  const path = join(root, ...parts);
  return isUtf8Path(path) ? path : Buffer.from(encodePath(path));
}

export function refuseLink(path: string): Failure {
  return new Failure('undetermined', `${path} is a symbolic link`, {
    place: { file: path },
    why: 'A link can lead out of the repository, so none is followed.',
    next: `Put the real file in place of the link ${path}.`,
  });
}

/**
 * Refuses a path on which any folder between the root and the last name is a symbolic link.
 * @param known folders that are known to be none, which are not looked at again
 */
export function refuseLinkedFolders(
  fs: FileSystem,
  root: string,
  parts: readonly string[],
  known?: Set<string>,
): void {
  for (let depth = 1; depth < parts.length; depth += 1) {
    const folder = parts.slice(0, depth).join('/');
    if (known?.has(folder)) continue;
    if (isLink(fs, root, parts.slice(0, depth))) throw refuseLink(folder);
    known?.add(folder);
  }
}

/** Whether there is a symbolic link at the path; false where there is nothing. */
export function isLink(fs: FileSystem, root: string, parts: readonly string[]): boolean {
  try {
    return fs.lstatSync(fsPath(root, parts)).isSymbolicLink();
  } catch (error) {
    if (isMissing(error)) return false;
    throw couldNot('look at', parts.join('/'), error);
  }
}
