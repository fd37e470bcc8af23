import { digestOf } from '../lib/digest.ts';
import { Failure } from '../lib/failure.ts';
import { couldNot, type FsPath } from './file-paths.ts';
import { errorCode, type FileSystem, isMissing } from './file-system.ts';

/** Deletes a file of ours that may be gone already. */
export function discard(fs: FileSystem, path: FsPath): void {
  try {
    fs.unlinkSync(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

/** Deletes a file of ours where there is something better to tell than that it is still there. */
export function discardAfterFailure(fs: FileSystem, path: FsPath): void {
  try {
    fs.unlinkSync(path);
  } catch {
    // It is hidden, ends in .tmp, and is in nobody's way.
  }
}

interface HowToWrite {
  /** Permissions; without them what the umask leaves. */
  readonly mode?: number | undefined;
  /** Whether it has to outlive a power cut. */
  readonly flush?: boolean;
}

/**
 * Writes a new file to its full length. Where that fails the file is gone again.
 * @throws the error of the operating system; EEXIST where there is a file already
 */
export function writeNew(fs: FileSystem, path: FsPath, content: Uint8Array, how: HowToWrite = {}): void {
  const { mode, flush = true } = how;
  const file = fs.openSync(path, 'wx', 0o666);
  try {
    try {
      let written = 0;
      // A full disk shows as a short write first.
      while (written < content.length) {
        const count = fs.writeSync(file, content, written, content.length - written);
        if (count <= 0) throw new Error(`only ${written} of ${content.length} bytes could be written`);
        written += count;
      }
      if (mode !== undefined) fs.fchmodSync(file, mode & 0o777);
      if (flush) fs.fsyncSync(file);
      const { size } = fs.fstatSync(file);
      if (size !== content.length) throw new Error(`${size} of ${content.length} bytes arrived on the disk`);
    } finally {
      fs.closeSync(file);
    }
  } catch (error) {
    discardAfterFailure(fs, path);
    throw error;
  }
}

/** File systems that cannot flush a folder say so with one of these; their renames are as safe as they get. */
const noFolderSync = new Set(['EINVAL', 'EISDIR', 'EPERM', 'EACCES', 'ENOTSUP', 'EBADF']);

/** Makes a rename in the folder outlive a power cut. */
function syncFolder(fs: FileSystem, folder: FsPath): void {
  let handle: number;
  try {
    handle = fs.openSync(folder, 'r');
  } catch (error) {
    if (noFolderSync.has(errorCode(error) ?? '')) return;
    throw error;
  }
  try {
    fs.fsyncSync(handle);
  } catch (error) {
    if (!noFolderSync.has(errorCode(error) ?? '')) throw error;
  } finally {
    fs.closeSync(handle);
  }
}

/** Codes of file systems without hard links. */
const noLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/**
 * Gives a written file its name if nobody has that name yet: at once and whole, so that no reader sees half
 * of it. Where the file system has no hard links, it is written under its name directly.
 * @returns false where the name is taken
 */
export function nameExclusively(fs: FileSystem, written: FsPath, name: FsPath, content: Uint8Array): boolean {
  try {
    fs.linkSync(written, name);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    if (!noLinks.has(errorCode(error) ?? '')) throw error;
  }
  try {
    writeNew(fs, name, content);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Where a file is, in the terms of the operating system and in ours. */
export interface Target {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly file: FsPath;
  readonly folder: FsPath;
  /** Beside the file, and nobody else's. */
  readonly temporary: FsPath;
}

/** What a file holds that is to be written. */
interface Replaced {
  /** What it must still hold right before it is replaced; undefined for no file. */
  readonly before: Uint8Array | undefined;
  /** Reads what it holds. */
  readonly current: () => Uint8Array | undefined;
}

/**
 * Writes a file as a whole: readers see the old or the new content and never a part, whenever the power goes.
 * @throws Failure `conflict` where the file is another, `undetermined` where the disk fails
 */
export function writeWhole(
  fs: FileSystem,
  target: Target,
  content: Uint8Array,
  { before, current }: Replaced,
): void {
  try {
    const mode = before === undefined ? undefined : fs.lstatSync(target.file).mode;
    writeNew(fs, target.temporary, content, { mode });
    try {
      if (before === undefined) {
        if (!nameExclusively(fs, target.temporary, target.file, content)) throw nameIsTaken(target.path);
        discard(fs, target.temporary);
      } else {
        const now = current();
        if (now === undefined || digestOf(now) !== digestOf(before)) throw changedMeanwhile(target.path);
        fs.renameSync(target.temporary, target.file);
      }
    } catch (error) {
      discardAfterFailure(fs, target.temporary);
      throw error;
    }
    syncFolder(fs, target.folder);
  } catch (error) {
    throw error instanceof Failure ? error : couldNot('write', target.path, error);
  }
}

export function nameIsTaken(path: string): Failure {
  return new Failure('conflict', `${path} exists already`, {
    place: { file: path },
    why: 'Somebody else made it in the meantime; it was not touched.',
    next: 'Run the command again.',
  });
}

export function changedMeanwhile(path: string): Failure {
  return new Failure('conflict', `${path} was changed while we worked on it`, {
    place: { file: path },
    why: 'Writing now would undo what somebody else has just saved, so nothing was written.',
    next: 'Run the command again; it starts from the file as it is now.',
  });
}
