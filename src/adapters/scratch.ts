import { createHash } from 'node:crypto';
import { lstatSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../lib/failure.ts';
import { type Processes, realProcesses } from './file-lock.ts';
import { couldNot } from './file-paths.ts';

/**
 * Makes an empty folder where the system keeps what is passed on, for a person to find something in. It stays.
 * @returns its absolute path
 * @throws Failure (undetermined) where none can be made there
 */
export function makeTemporaryFolder(prefix = 'cx-review-'): string {
  const place = tmpdir();
  try {
    return mkdtempSync(join(place, prefix));
  } catch (error) {
    const { message, why } = couldNot('make a folder in', place, error);
    throw new Failure('undetermined', message, {
      why,
      next: 'Set TMPDIR (on Windows TEMP) to a folder that can be written, then run the same command again.',
      cause: error,
    });
  }
}

/** A folder of our own for the time of one call. */
export interface Scratch {
  readonly folder: string;
  /** Puts a new file into it, for nobody else to read. */
  readonly write: (name: string, content: string | Uint8Array) => string;
}

/**
 * Lends a folder, and takes it away again. Of a process that was killed it stays, so that the next one takes
 * away what is left of those that run no more.
 * @throws Failure (undetermined) where none can be made or written into
 */
export function withScratch<Made>(use: (scratch: Scratch) => Made, processes = realProcesses): Made {
  sweepScratch(tmpdir(), processes);
  const folder = makeTemporaryFolder(`${ownPrefix(processes)}${processes.pid}-`);
  const write: Scratch['write'] = (name, content) => {
    const path = join(folder, name);
    try {
      writeFileSync(path, content, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      throw couldNot('write', path, error);
    }
    return path;
  };
  try {
    return use({ folder, write });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The machine is in the name: of a folder that several share, each knows only its own processes. */
const ownPrefix = ({ host }: Processes): string =>
  `cx-review-scratch-${createHash('sha256').update(host).digest('hex').slice(0, 12)}-`;

/**
 * Takes away the folders that processes of this machine left behind which run no more. What cannot be looked at
 * or taken away stays, without a word: it is in nobody's way.
 */
export function sweepScratch(place: string, processes: Processes): void {
  const prefix = ownPrefix(processes);
  let names: readonly string[];
  try {
    names = readdirSync(place);
  } catch {
    return;
  }
  const user = process.getuid?.();
  for (const name of names) {
    if (!name.startsWith(prefix)) continue;
    const [, pid] = /^(\d{1,10})-[^-]+$/.exec(name.slice(prefix.length)) ?? [];
    if (pid === undefined || processes.startOf(Number(pid)) !== undefined) continue;
    try {
      const path = join(place, name);
      // Where all may write, another user may have put something there under such a name.
      if (user === undefined || lstatSync(path).uid === user) rmSync(path, { recursive: true, force: true });
    } catch {
      // Another process was faster, or it is not ours to take away.
    }
  }
}
