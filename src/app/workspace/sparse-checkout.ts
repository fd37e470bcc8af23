import { reviewsFolder } from '../../domain/repository-layout.ts';
import { command } from '../../lib/command.ts';
import { Failure } from '../../lib/failure.ts';
import { plural } from '../../lib/words.ts';
import type { Context } from '../../ports/context.ts';

/**
 * Where git tracks reviews that are not on disk, what is on disk says nothing of them: that there is none, or
 * that nothing was found, would be a guess.
 * @throws Failure undetermined with the command that brings them
 */
export function refuseSparseCheckout({ git }: Pick<Context, 'git'>): void {
  const missing = git.notCheckedOut(reviewsFolder);
  if (missing.length === 0) return;
  const files = plural(missing.length, 'a file', `${missing.length} files`);
  throw new Failure('undetermined', `Git tracks ${files} in ${reviewsFolder}/ that are not on disk.`, {
    why: 'this is a sparse checkout, and what is not there cannot be looked at',
    next: [command('git', 'sparse-checkout', 'add', reviewsFolder)],
  });
}
