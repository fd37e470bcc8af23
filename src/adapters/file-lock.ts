import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { Failure } from '../lib/failure.ts';
import type { FsPath } from './file-paths.ts';
import { errorCode, type FileSystem, isMissing } from './file-system.ts';
import { discard, discardAfterFailure, nameExclusively, writeNew } from './file-write.ts';

/** Who holds a lock. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process started, as far as the system tells, so that a number used again is not mistaken for it. */
  readonly started: string;
  /** 16 hexadecimal digits, never the same twice. */
  readonly nonce: string;
}

/** What is known of the processes of this machine; a test puts its own here. */
export interface Processes {
  readonly pid: number;
  readonly host: string;
  /** When a process started, or undefined where it runs no more. `unknown` where the system does not tell. */
  startOf(pid: number): string | undefined;
}

export const realProcesses: Processes = {
  pid: process.pid,
  get host() {
    return hostname();
  },
  startOf,
};

function startOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, and is somebody else's.
    if (errorCode(error) === 'ESRCH') return undefined;
  }
  try {
    // Fields of proc(5) behind the name, which is in brackets and may hold anything: state is the first, start the 20th.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const isOver = fields[0] === 'Z' || fields[0] === 'X';
    return isOver ? undefined : (fields[19] ?? 'unknown');
  } catch {
    return 'unknown';
  }
}

/** A lock of ours. */
export interface Lock {
  readonly holder: Holder;
  /** Whether it is still ours: somebody may have deleted the file by hand. */
  isHeld(): boolean;
  release(): void;
  /** Releases it after something failed. Reports no failure of its own, which would hide the first one. */
  releaseAfterFailure(): void;
}

export interface LockPlace {
  /** The file that is the lock. */
  readonly file: FsPath;
  /** The same from the root, for messages. */
  readonly path: string;
  /** What the lock is for. */
  readonly target: string;
  /** A name beside it that nobody else uses. */
  beside(name: string): FsPath;
}

export interface LockWorld {
  readonly fs: FileSystem;
  readonly processes: Processes;
  nonce(): string;
}

const encoder = new TextEncoder();

/** Who holds the lock that a file is; `unknown` where it does not say. */
export function readHolder(fs: FileSystem, file: FsPath): Holder | 'nobody' | 'unknown' {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    return isMissing(error) ? 'nobody' : 'unknown';
  }
  try {
    const { pid, host, started, nonce }: Record<string, unknown> = JSON.parse(text);
    const isHolder =
      Number.isSafeInteger(pid) &&
      Number(pid) > 0 &&
      typeof host === 'string' &&
      typeof started === 'string' &&
      typeof nonce === 'string' &&
      /^[0-9a-f]{16}$/.test(nonce);
    return isHolder ? { pid: Number(pid), host, started, nonce } : 'unknown';
  } catch {
    return 'unknown';
  }
}

/** Whether a holder's process is one of this machine and runs no more. */
export function isDead(processes: Processes, { pid, host, started }: Holder): boolean {
  if (host !== processes.host) return false;
  const now = processes.startOf(pid);
  return now === undefined || (now !== 'unknown' && started !== 'unknown' && now !== started);
}

function isTaken(place: LockPlace, holder: Holder | 'nobody' | 'unknown', processes: Processes): Failure {
  const { target, path } = place;
  if (holder === 'unknown') {
    return new Failure('conflict', `${target} is locked by ${path}`, {
      place: { file: target },
      why: 'Somebody may be writing it right now, and the lock does not say who.',
      next: `If no cx-review is running, delete ${path} and run the command again.`,
    });
  }
  if (holder === 'nobody') {
    return new Failure('conflict', `${target} is being written by others all the time`, {
      place: { file: target },
      why: 'Whenever the lock was free somebody else was faster.',
      next: 'Run the command again in a moment.',
    });
  }
  const elsewhere = holder.host === processes.host ? '' : ` on ${holder.host}`;
  return new Failure('conflict', `${target} is being written by process ${holder.pid}${elsewhere}`, {
    place: { file: target },
    why: 'Two writers at once would undo each other, so nothing was written.',
    next:
      elsewhere === ''
        ? 'Run the command again when that process is done.'
        : `Run the command again when that process is done; if it is gone for good, delete ${path}.`,
  });
}

/** A lock may have been left while it was swept, by a process that was killed as well; more in a row than this is no accident. */
const maxSweeps = 3;
const maxTries = 3;

/**
 * Takes a lock or fails at once. The lock file has its holder's name in it from the start, so that one left
 * by a process that was killed can be recognised and removed.
 *
 * Only one process can remove it. Only the holder of a second lock, named after the nonce of the stale one, may
 * touch the stale lock; having taken it, it looks again, and replaces the stale lock by its own with a rename,
 * so that there is a lock at every moment. Where that process is killed, the second lock stays, and is removed
 * in the same way.
 * @throws Failure `conflict` naming the process that holds it
 */
export function takeLock(world: LockWorld, place: LockPlace, depth = 0): Lock {
  const { fs, processes } = world;
  const holder: Holder = {
    pid: processes.pid,
    host: processes.host,
    started: processes.startOf(processes.pid) ?? 'unknown',
    nonce: world.nonce(),
  };
  const content = encoder.encode(`${JSON.stringify(holder)}\n`);
  const own = place.beside(`${holder.nonce}.lock`);
  const lock: Lock = {
    holder,
    isHeld() {
      const found = readHolder(fs, place.file);
      return typeof found === 'object' && found.nonce === holder.nonce;
    },
    release() {
      if (lock.isHeld()) discard(fs, place.file);
    },
    releaseAfterFailure() {
      if (lock.isHeld()) discardAfterFailure(fs, place.file);
    },
  };
  // Not flushed: a lock that a power cut took is what one would wish for.
  writeNew(fs, own, content, { flush: false });
  try {
    for (let tries = 0; tries < maxTries; tries += 1) {
      if (nameExclusively(fs, own, place.file, content)) return lock;
      const other = readHolder(fs, place.file);
      if (other === 'nobody') continue;
      if (other === 'unknown' || depth === maxSweeps || !isDead(processes, other))
        throw isTaken(place, other, processes);
      const sweep = takeLock(world, sweepPlace(place, other), depth + 1);
      try {
        const again = readHolder(fs, place.file);
        if (typeof again !== 'object' || again.nonce !== other.nonce) continue;
        fs.renameSync(own, place.file);
        discard(fs, place.beside(`${other.nonce}.lock`));
        discard(fs, place.beside(`${other.nonce}.new`));
        return lock;
      } finally {
        sweep.release();
      }
    }
    throw isTaken(place, 'nobody', processes);
  } finally {
    discardAfterFailure(fs, own);
  }
}

function sweepPlace(place: LockPlace, dead: Holder): LockPlace {
  const name = `${dead.nonce}.sweep`;
  return {
    ...place,
    file: place.beside(name),
    path: place.path.replace(/\.tmp$/, `.${name}.tmp`),
    beside: (more) => place.beside(`${name}.${more}`),
  };
}
