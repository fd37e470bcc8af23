import { Failure } from '../../lib/failure.ts';
import type { WorkingRange } from './working.ts';

/** Says that nothing has changed; or, where no branch was there to compare with, that this is not known. */
export function nothingChanged(message: string, why: string, { range }: WorkingRange): Failure {
  // Where the clone has no branch that others start from, what is on disk was compared with HEAD.
  return range.name === 'HEAD' && range.tip !== undefined
    ? new Failure('misuse', message, {
        why: 'the branch that the change goes to was not fetched, so only what is not committed was looked at',
        next: 'fetch it and name it, for example:\ngit fetch origin +refs/heads/main:refs/remotes/origin/main\nthen give the same command with --base origin/main',
      })
    : new Failure('misuse', message, {
        why,
        next: 'change the file first, or name another base: --base REF',
      });
}
