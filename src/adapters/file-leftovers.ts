import { isDead, type LockPlace, type LockWorld, readHolder, takeLock } from './file-lock.ts';
import type { FsPath } from './file-paths.ts';
import { discardAfterFailure } from './file-write.ts';

/** What one name of a file of ours says: `.TARGET.tmp` is its lock, with one or more parts behind it something of a writer's. */
interface Leftover {
  /** Name of the file that is written. */
  readonly target: string;
  /** Its name without the last part and the ending: what the last part belongs to. */
  readonly owner: string;
  /** The last part; undefined for the lock. */
  readonly last: { readonly nonce: string; readonly kind: 'lock' | 'new' | 'sweep' } | undefined;
}

function parseName(name: string): Leftover | undefined {
  const [, stem = '', parts = ''] =
    /^\.(.+?)((?:\.[0-9a-f]{16}\.(?:lock|new|sweep))*)\.tmp$/.exec(name) ?? [];
  if (stem === '') return undefined;
  const [, before = '', nonce = '', kind] = /^(.*)\.([0-9a-f]{16})\.(lock|new|sweep)$/.exec(parts) ?? [];
  const last = kind === undefined ? undefined : { nonce, kind: kind as 'lock' | 'new' | 'sweep' };
  return { target: stem, owner: `.${stem}${before}`, last };
}

interface Folder {
  readonly names: readonly string[];
  readonly at: (name: string) => FsPath;
  /** The lock of a file in the folder. */
  readonly placeOf: (target: string) => LockPlace;
}

/**
 * Takes away what killed writers left beside files that nobody writes again, which the next writer of the same
 * file would take away. What belongs to a process that runs, or may run elsewhere, stays.
 *
 * A lock is taken first, as any writer does. A second lock (`.sweep`) and a half-written file (`.new`) are of one
 * lock, by its nonce, which never comes again: where that lock is gone, or another's, nobody needs them. Whatever
 * goes wrong here stops nobody: it is in nobody's way.
 */
export function sweepLeftovers(world: LockWorld, { names, at, placeOf }: Folder): void {
  const { fs, processes } = world;
  const isOfTheDead = (name: string) => {
    const holder = readHolder(fs, at(name));
    return typeof holder === 'object' && isDead(processes, holder);
  };
  const isGone = (owner: string, nonce: string) => {
    const holder = readHolder(fs, at(`${owner}.tmp`));
    return holder === 'nobody' || (typeof holder === 'object' && holder.nonce !== nonce);
  };
  const found = names.flatMap((name) => {
    const leftover = parseName(name);
    return leftover === undefined ? [] : { name, ...leftover };
  });
  for (const { name, target, last } of found) {
    if (last !== undefined || !isOfTheDead(name)) continue;
    try {
      takeLock(world, placeOf(target)).release();
    } catch {
      // Somebody else was faster.
    }
  }
  for (const { name, owner, last } of found) {
    if (last === undefined) continue;
    const isOver =
      last.kind === 'new'
        ? isGone(owner, last.nonce)
        : isOfTheDead(name) && (last.kind === 'lock' || isGone(owner, last.nonce));
    if (isOver) discardAfterFailure(fs, at(name));
  }
}
