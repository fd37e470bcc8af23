import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import type { Digest } from '../lib/digest.ts';
import { digestOf } from '../lib/digest.ts';
import { Failure } from '../lib/failure.ts';
import type { FileEntry, Files, Transform } from '../ports/files.ts';
import { sweepLeftovers } from './file-leftovers.ts';
import { type Lock, type LockPlace, type Processes, realProcesses, takeLock } from './file-lock.ts';
import {
  couldNot,
  type FsPath,
  fsPath,
  isLink,
  listParts,
  refuseLink,
  refuseLinkedFolders,
} from './file-paths.ts';
import { errorCode, type FileSystem, isMissing, nodeFileSystem } from './file-system.ts';
import { changedMeanwhile, nameIsTaken, type Target, writeWhole } from './file-write.ts';

interface Machine {
  readonly fs: FileSystem;
  readonly processes: Processes;
  /** 16 hexadecimal digits, never the same twice. */
  readonly nonce: () => string;
}

const realMachine: Machine = {
  fs: nodeFileSystem,
  processes: realProcesses,
  nonce: () => randomBytes(8).toString('hex'),
};

/** Larger than any policy file, and small enough to hold in memory. */
const maxBytes = 64 * 1024 * 1024;

/** Files of the real disk below `root`. */
export function realFiles(root: string, machine: Partial<Machine> = {}): Files {
  return new DiskFiles(root, { ...realMachine, ...machine });
}

class DiskFiles implements Files {
  readonly #root: string;
  readonly #machine: Machine;
  readonly #fs: FileSystem;
  /** Folders seen to be no links. Reading trusts this for one run of the program, writing never does. */
  readonly #folders = new Set<string>();
  /** Folders in which what killed writers left has been looked for. */
  readonly #swept = new Set<string>();

  constructor(root: string, machine: Machine) {
    this.#machine = machine;
    this.#fs = machine.fs;
    try {
      this.#root = machine.fs.realpathSync(root);
    } catch (error) {
      throw couldNot('find the folder', root, error);
    }
  }

  read(path: string): Uint8Array {
    const content = this.readIfExists(path);
    if (content !== undefined) return content;
    throw new Failure('undetermined', `there is no file ${path}`, { place: { file: path } });
  }

  readIfExists(path: string): Uint8Array | undefined {
    return this.#read(path, this.#folders);
  }

  #read(path: string, known?: Set<string>): Uint8Array | undefined {
    const parts = listParts(path);
    refuseLinkedFolders(this.#fs, this.#root, parts, known);
    const file = this.#open(path, parts);
    if (file === undefined) return undefined;
    try {
      const found = this.#fs.fstatSync(file);
      if (!found.isFile()) throw notAFile(path);
      if (found.size > maxBytes) throw tooLarge(path);
      return this.#fs.readFileSync(file);
    } catch (error) {
      throw error instanceof Failure ? error : couldNot('read', path, error);
    } finally {
      this.#fs.closeSync(file);
    }
  }

  #open(path: string, parts: readonly string[]): number | undefined {
    // O_NONBLOCK, because opening a named pipe would wait for a writer. Windows has neither flag.
    const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
    if (constants.O_NOFOLLOW === undefined && isLink(this.#fs, this.#root, parts)) throw refuseLink(path);
    try {
      return this.#fs.openSync(fsPath(this.#root, parts), flags);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw errorCode(error) === 'ELOOP' || errorCode(error) === 'EMLINK'
        ? refuseLink(path)
        : couldNot('read', path, error);
    }
  }

  exists(path: string): boolean {
    const parts = listParts(path);
    refuseLinkedFolders(this.#fs, this.#root, parts, this.#folders);
    try {
      this.#fs.lstatSync(fsPath(this.#root, parts));
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw couldNot('look at', path, error);
    }
  }

  list(folder: string): readonly FileEntry[] {
    const parts = listParts(folder);
    refuseLinkedFolders(this.#fs, this.#root, [...parts, ''], this.#folders);
    try {
      return this.#fs
        .readdirSync(fsPath(this.#root, parts), { withFileTypes: true })
        .map((entry) => ({ name: entry.name, kind: kindOf(entry) }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return [];
      throw couldNot('list', folder, error);
    }
  }

  createExclusive(path: string, content: string | Uint8Array): void {
    this.updateLocked(path, (before) => {
      if (before !== undefined) throw nameIsTaken(path);
      return content;
    });
  }

  replace(path: string, content: string | Uint8Array, expected?: Digest | 'none'): void {
    this.updateLocked(path, (before) => {
      const found = before === undefined ? 'none' : digestOf(before);
      if (expected !== undefined && expected !== found) throw changedMeanwhile(path);
      return content;
    });
  }

  updateLocked(path: string, transform: Transform): boolean {
    const { file, folder } = this.#target(path);
    const lock = this.#lock(path);
    let isWritten: boolean;
    try {
      isWritten = this.#writeUnder(lock, { path, file, folder }, transform);
    } catch (error) {
      lock.releaseAfterFailure();
      throw error;
    }
    try {
      lock.release();
    } catch (error) {
      throw couldNot('unlock', path, error);
    }
    this.#sweepAround(path);
    return isWritten;
  }

  /** In the folder of a file that was written, and in those above it but the root, which is not ours alone. */
  #sweepAround(path: string): void {
    const parts = listParts(path).slice(0, -1);
    for (; parts.length > 0; parts.pop()) {
      const folder = parts.join('/');
      if (this.#swept.has(folder)) return;
      this.#swept.add(folder);
      const inside = [...parts];
      const at = (name: string) => fsPath(this.#root, [...inside, name]);
      try {
        const names = this.#fs.readdirSync(fsPath(this.#root, inside));
        sweepLeftovers(this.#machine, { names, at, placeOf: (name) => this.#lockPlace(`${folder}/${name}`) });
      } catch {
        // The file was written, and that is what was asked for.
      }
    }
  }

  #writeUnder(lock: Lock, target: Omit<Target, 'temporary'>, transform: Transform): boolean {
    const { path } = target;
    const before = this.#read(path);
    const content = transform(before);
    if (content === undefined) return false;
    const temporary = this.#beside(path, `.${lock.holder.nonce}.new`);
    const current = () => {
      if (!lock.isHeld()) throw changedMeanwhile(path);
      return this.#read(path);
    };
    writeWhole(this.#fs, { ...target, temporary }, bytesOf(content), { before, current });
    return true;
  }

  #lockPlace(path: string): LockPlace {
    return {
      file: this.#beside(path, ''),
      path: withLastName(path, (name) => `.${name}.tmp`),
      target: path,
      beside: (name: string) => this.#beside(path, `.${name}`),
    };
  }

  #lock(path: string): Lock {
    try {
      return takeLock(this.#machine, this.#lockPlace(path));
    } catch (error) {
      throw error instanceof Failure ? error : couldNot('lock', path, error);
    }
  }

  #beside(path: string, name: string): FsPath {
    return fsPath(this.#root, listParts(withLastName(path, (last) => `.${last}${name}.tmp`)));
  }

  /** Looks at the whole way to a file that is to be written, and makes the folders that are missing. */
  #target(path: string): Pick<Target, 'file' | 'folder'> {
    const parts = listParts(path);
    if (parts.length === 0) throw notAFile(path);
    refuseLinkedFolders(this.#fs, this.#root, parts);
    if (isLink(this.#fs, this.#root, parts)) throw refuseLink(path);
    const folder = fsPath(this.#root, parts.slice(0, -1));
    try {
      this.#fs.mkdirSync(folder, { recursive: true });
    } catch (error) {
      throw couldNot('make the folder of', path, error);
    }
    return { file: fsPath(this.#root, parts), folder };
  }
}

const encoder = new TextEncoder();

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? encoder.encode(content) : content;
}

function withLastName(path: string, rename: (name: string) => string): string {
  const at = path.lastIndexOf('/') + 1;
  return path.slice(0, at) + rename(path.slice(at));
}

function kindOf(entry: {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}): FileEntry['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

function notAFile(path: string): Failure {
  return new Failure('undetermined', `${path} is not a file`, {
    place: { file: path },
    why: 'Only plain files are read and written.',
    next: 'Name a plain file; what a command prints is first saved in one.',
  });
}

function tooLarge(path: string): Failure {
  return new Failure('undetermined', `${path} is larger than ${maxBytes / 1024 / 1024} MB`, {
    place: { file: path },
    why: 'So large a file is not read into memory.',
  });
}
