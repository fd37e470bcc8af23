import { splitWords } from '../lib/name-words.ts';
import { isDate } from '../lib/quantity.ts';
import type { Change } from './diff.ts';
import type { Guess } from './guess.ts';

/** What a key says when it holds the day from which a policy holds, the clearest first. */
const effectiveWords = [
  'effective',
  'valid',
  'applies',
  'from',
  'since',
  'start',
  'starts',
  'begin',
  'begins',
] as const;
/** Words in a key that say the day is another one. */
const otherDay = new Set([
  'to',
  'until',
  'till',
  'end',
  'ends',
  'expires',
  'expiry',
  'created',
  'updated',
  'modified',
  'reviewed',
]);

/**
 * The day from which a change holds, if a changed value is a calendar date under a key that says so
 * (`effective`, `valid_from`, `starts_on`). Where several say so, the clearest word counts, and of its days
 * the earliest, since that is when the first customer is affected.
 */
export function guessEffectiveDate(
  leaves: readonly { readonly path: string; readonly change: Change }[],
): Guess<string> | undefined {
  for (const word of effectiveWords) {
    const found = leaves.flatMap(({ path, change }) => {
      const words = splitWords(keyOf(change));
      const says = words.includes(word) && !words.some((other) => otherDay.has(other));
      return says && isDate(change.to) ? [{ date: change.to, at: `${change.pointer} in ${path}` }] : [];
    });
    const [first, ...rest] = found.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
    if (first === undefined) continue;
    const others = new Set(rest.map(({ date }) => date).filter((date) => date !== first.date)).size;
    const why =
      others === 0
        ? `${first.at} is now ${first.date}`
        : `${first.at} is the earliest of ${others + 1} such dates`;
    return { value: first.date, why };
  }
  return undefined;
}

function keyOf(change: Change): string {
  const key = change.path.findLast((step) => step.kind === 'key');
  return key?.kind === 'key' ? key.key : '';
}
