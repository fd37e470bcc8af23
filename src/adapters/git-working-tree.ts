import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, readlinkSync, type Stats } from 'node:fs';
import { resolve } from 'node:path';
import { type FileChange, kindOfMode, statusOf } from '../domain/file-change.ts';
import { Failure } from '../lib/failure.ts';
import { displayPath, encodePath } from '../lib/repository-path.ts';
import { readObjects } from './git-objects.ts';
import { parseRawDiff, splitAtNul } from './git-output.ts';
import { withoutPointers } from './git-place.ts';
import { type Environment, type GitPlace, megabytes, outputLimit, runGit } from './git-process.ts';
import { withScratch } from './scratch.ts';

/** A file on disk as git would store it. */
interface DiskFile {
  readonly path: string;
  readonly mode: string;
}

/** The files of a checkout, which git has not all stored yet. */
export interface WorkingTree {
  /**
   * What differs from a commit on disk, whether staged or not, with files that git does not track
   * and does not ignore. `wanted` spares the hashing of files that nobody asks for.
   */
  changes(base: string, wanted: (path: string) => boolean): readonly FileChange[];
  /** The content behind a hash that {@link changes} gave and that may be on disk alone. */
  read(hash: string): Uint8Array | undefined;
}

interface Versions {
  oldMode: string | undefined;
  oldHash: string | undefined;
  newMode: string | undefined;
  newHash: string | undefined;
}

/** @param place where git runs: the top of the checkout. */
export function workingTree(place: GitPlace): WorkingTree {
  const onDisk = new Map<string, DiskFile>();

  function changes(base: string, wanted: (path: string) => boolean): readonly FileChange[] {
    const versions = comparedWith(base, wanted);
    hashFromDisk(versions, base.length === 64 ? 'sha256' : 'sha1');
    const changed: FileChange[] = [];
    for (const [path, version] of versions) {
      const { oldMode, newMode, oldHash, newHash } = version;
      if (oldMode === newMode && oldHash === newHash) continue;
      changed.push({ path, status: statusOf(oldMode, newMode), oldMode, newMode, oldHash, newHash });
    }
    return changed.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Paths that may differ; git has hashed those that are as they are in the index. */
  function comparedWith(base: string, wanted: (path: string) => boolean): Map<string, Versions> {
    const versions = new Map<string, Versions>();
    const args = [
      'diff-index',
      '--raw',
      '-z',
      '--no-renames',
      '--no-abbrev',
      '--ignore-submodules=dirty',
      base,
    ];
    for (const { path, status, oldMode, oldHash, newMode, newHash } of parseRawDiff(
      runGit(place, args).stdout,
    )) {
      if (!wanted(path)) continue;
      // A path in conflict is what is on disk.
      if (status === 'U')
        versions.set(path, { ...noVersion, ...readOld(versions, path), newMode: modeOnDisk(path) });
      else versions.set(path, { oldMode, oldHash, newMode, newHash });
    }
    const others = runGit(place, ['ls-files', '-z', '--others', '--exclude-standard']).stdout;
    for (const listed of splitAtNul(others)) {
      // A repository within the repository is listed as a folder.
      const path = listed.replace(/\/$/, '');
      if (!wanted(path)) continue;
      versions.set(path, { ...noVersion, ...readOld(versions, path), newMode: modeOnDisk(path) });
    }
    return versions;
  }

  function hashFromDisk(versions: Map<string, Versions>, algorithm: 'sha1' | 'sha256'): void {
    const files: [string, Versions][] = [];
    for (const [path, version] of versions) {
      const mode = version.newMode;
      if (mode === undefined || version.newHash !== undefined) continue;
      const kind = kindOfMode(mode);
      if (kind === 'file') {
        refuseNoFile(path);
        files.push([path, version]);
      } else if (kind === 'submodule') version.newHash = headOfSubmodule(path);
      else {
        version.newHash = blobId(readlinkSync(diskPath(path), 'buffer'), algorithm);
        onDisk.set(version.newHash, { path, mode });
      }
    }
    const hashes = hashFiles(
      place,
      files.map(([path]) => path),
      false,
    );
    files.forEach(([path, version], at) => {
      const hash = hashes[at] ?? '';
      version.newHash = hash;
      onDisk.set(hash, { path, mode: version.newMode ?? '' });
    });
  }

  /** Git would wait for somebody to write into a pipe that stands where it has a file. */
  function refuseNoFile(path: string): void {
    const stats = lstatSync(diskPath(path), { throwIfNoEntry: false });
    if (stats !== undefined && !stats.isFile()) throw notAFile(path);
  }

  function read(hash: string): Uint8Array | undefined {
    const file = onDisk.get(hash);
    if (file === undefined) return undefined;
    const algorithm = hash.length === 64 ? 'sha256' : 'sha1';
    const content = contentOnDisk(file);
    if (blobId(content, algorithm) === hash) return content;
    // Line endings or a filter make git store something else than what is on disk.
    return storedContent(place, file.path, hash);
  }

  function contentOnDisk(file: DiskFile): Buffer {
    const at = diskPath(file.path);
    try {
      if (kindOfMode(file.mode) === 'link') return readlinkSync(at, 'buffer');
      const stats = lstatSync(at);
      if (!stats.isFile()) throw notAFile(file.path);
      const { size } = stats;
      if (size <= outputLimit) return readFileSync(at);
      throw new Failure('undetermined', `${displayPath(file.path)} is larger than ${megabytes(outputLimit)}`);
    } catch (cause) {
      if (cause instanceof Failure) throw cause;
      throw new Failure('undetermined', `${displayPath(file.path)} could not be read`, {
        why: cause instanceof Error ? cause.message : String(cause),
        next: 'run the command again',
        cause,
      });
    }
  }

  function modeOnDisk(path: string): string | undefined {
    let stats: Stats;
    try {
      stats = lstatSync(diskPath(path));
    } catch {
      return undefined;
    }
    if (stats.isSymbolicLink()) return '120000';
    if (stats.isDirectory()) return '160000';
    return (stats.mode & 0o100) === 0 ? '100644' : '100755';
  }

  function headOfSubmodule(path: string): string | undefined {
    const folder = { cwd: resolve(place.cwd, path), env: elsewhere(place) };
    const head = runGit(folder, ['rev-parse', '--verify', '--quiet', 'HEAD'], { answers: [1] });
    return head.status === 0 ? head.stdout.toString('latin1').trim() : undefined;
  }

  function diskPath(path: string): Buffer {
    return Buffer.concat([Buffer.from(`${place.cwd}/`), encodePath(path)]);
  }

  return { changes, read };
}

function notAFile(path: string): Failure {
  return new Failure('undetermined', `${displayPath(path)} is no plain file on disk`, {
    why: 'a pipe, a socket, a device or a folder stands where git has a file',
    next: 'put the file back, or take the other thing away',
  });
}

/** The environment for another repository below this one: nothing that points at this one. */
function elsewhere(place: GitPlace): Environment {
  return { ...withoutPointers(place.env), GIT_CEILING_DIRECTORIES: place.cwd };
}

const noVersion: Versions = {
  oldMode: undefined,
  oldHash: undefined,
  newMode: undefined,
  newHash: undefined,
};

function readOld(versions: ReadonlyMap<string, Versions>, path: string): Partial<Versions> {
  const known = versions.get(path);
  return known === undefined ? {} : { oldMode: known.oldMode, oldHash: known.oldHash };
}

/** The id of a blob with this content. */
function blobId(content: Uint8Array, algorithm: 'sha1' | 'sha256'): string {
  return createHash(algorithm).update(`blob ${content.length}\0`).update(content).digest('hex');
}

/** Ids that git would give files on disk, after its conversions; `store` also writes the blobs. */
function hashFiles(place: GitPlace, paths: readonly string[], store: boolean): string[] {
  if (paths.length === 0) return [];
  const input = Buffer.concat(paths.map(quotedLine));
  const args = ['hash-object', ...(store ? ['-w'] : []), '--stdin-paths'];
  const hashes = runGit(place, args, { input }).stdout.toString('latin1').trim().split('\n');
  if (hashes.length !== paths.length) throw new Error('git hashed another number of files than it was given');
  return hashes;
}

/** A path as `--stdin-paths` reads it back, whatever bytes it holds. */
function quotedLine(path: string): Uint8Array {
  const quoted = [...encodePath(path)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`);
  return Buffer.from(`"${quoted.join('')}"\n`);
}

/** What git would store for a file on disk, got by storing it outside the repository. */
function storedContent(place: GitPlace, path: string, hash: string): Uint8Array {
  const objects = runGit(place, ['rev-parse', '--git-path', 'objects']).stdout.toString('utf8').trimEnd();
  const content = withScratch(({ folder }) => {
    const env = {
      ...place.env,
      GIT_OBJECT_DIRECTORY: folder,
      GIT_ALTERNATE_OBJECT_DIRECTORIES: JSON.stringify(resolve(place.cwd, objects)),
    };
    const [stored] = hashFiles({ ...place, env }, [path], true);
    const [object] = stored === hash ? readObjects({ ...place, env }, [hash]) : [];
    return object?.content;
  });
  if (content !== undefined) return content;
  throw new Failure('undetermined', `${displayPath(path)} changed while it was being read`, {
    next: 'run the command again',
  });
}
