import { splitWords, stemOf } from '../lib/name-words.ts';
import { describeChange } from './describe.ts';
import { type Change, moveOfChange } from './diff.ts';
import type { Guess } from './guess.ts';
import { listNames } from './pointer.ts';

/** What points to a situation: words, and which direction of a number hurts customers. */
export interface SituationHint {
  readonly situation: string;
  readonly words: readonly string[];
  readonly adverse: 'up' | 'down' | 'any';
}

export interface SituationGuess extends Guess<string> {
  /** How much speaks for it; more is likelier. */
  readonly score: number;
}

type Located = { readonly path: string; readonly change: Change };

/** What a word counts by where it is: in the value's own name, further up, in the name of the file. */
const weights = { own: 4, above: 2, file: 1 };
/** What counts how much: an amount that moves the way that hurts, something that comes or goes, words alone. */
const certainty = { amount: 3, comesOrGoes: 2, words: 1 };

/**
 * Situations that changed values speak for, the likeliest first; of equals, the one that comes first in the
 * hints. A word of the hint has to be in a name on the value's path or in the file's path, and the value has
 * to move the way that hurts; a move that helps customers speaks for nothing. What has no direction (a text,
 * a file that is not read) counts by its words alone. The best value counts, not their number.
 */
export function guessSituations(
  changes: readonly Located[],
  files: readonly string[],
  hints: readonly SituationHint[],
): readonly SituationGuess[] {
  const withValues = new Set(changes.map(({ path }) => path));
  const unread = files.filter((file) => !withValues.has(file));
  const clues = [...changes.map(clueOfChange), ...unread.map(clueOfFile)];
  const guesses = hints.flatMap((hint) => {
    const terms = hint.words.map(listStems);
    let best: Hit | undefined;
    for (const clue of clues) {
      const hit = findHit(clue, terms, hint);
      if (hit !== undefined && (best === undefined || hit.score > best.score)) best = hit;
    }
    return best === undefined ? [] : [{ value: hint.situation, why: inWords(best), score: best.score }];
  });
  return guesses.sort((a, b) => b.score - a.score);
}

/** What one change has to say, worked out once for all hints. */
interface Clue {
  readonly what: () => string;
  readonly places: readonly Place[];
  readonly direction: 'up' | 'down' | undefined;
  readonly certain: number;
}

interface Place {
  readonly weight: number;
  readonly words: readonly string[];
  readonly says: string;
}

interface Hit {
  readonly score: number;
  readonly clue: Clue;
  readonly place: Place;
  readonly word: string;
  readonly goes: 'up' | 'down' | undefined;
}

function clueOfChange({ path, change }: Located): Clue {
  const names = listNames(change.path);
  // One of a list's texts has no name but itself.
  const member = change.path.at(-1)?.kind === 'member' ? String(change.from ?? change.to) : '';
  return {
    what: () => `${describeChange(change)} in ${path}`,
    places: [
      { weight: weights.own, words: [names.at(-1) ?? '', member].flatMap(listStems), says: 'its name' },
      { weight: weights.above, words: names.slice(0, -1).flatMap(listStems), says: 'its path' },
      { weight: weights.file, words: listStems(path), says: 'the name of the file' },
    ],
    ...findDirection(change),
  };
}

function clueOfFile(file: string): Clue {
  return {
    what: () => `${file} changed`,
    places: [{ weight: weights.file, words: listStems(file), says: 'its name' }],
    direction: undefined,
    certain: certainty.words,
  };
}

function findHit(clue: Clue, terms: readonly Term[], hint: SituationHint): Hit | undefined {
  const { direction, certain } = clue;
  const any = hint.adverse === 'any';
  if (!any && direction !== undefined && direction !== hint.adverse) return undefined;
  for (const place of clue.places) {
    const term = terms.find((words) => words.length > 0 && words.every((word) => place.words.includes(word)));
    if (term === undefined) continue;
    const factor = any ? Math.min(certain, certainty.comesOrGoes) : certain;
    return {
      score: place.weight * factor,
      clue,
      place,
      word: term.join(' '),
      goes: any ? undefined : direction,
    };
  }
  return undefined;
}

function inWords({ clue, place, word, goes }: Hit): string {
  return `${clue.what()}: ${place.says} says ${word}${goes === undefined ? '' : `, and it goes ${goes}`}`;
}

/** All the words of one of a hint's terms: `free-tier` is two. */
type Term = readonly string[];

function listStems(text: string): string[] {
  return splitWords(text).map(stemOf);
}

/** Which way a value went: what came goes up, what was taken away goes down. */
function findDirection(change: Change): { direction: 'up' | 'down' | undefined; certain: number } {
  const { kind, from, to } = change;
  if (kind !== 'changed') {
    return { direction: kind === 'added' ? 'up' : 'down', certain: certainty.comesOrGoes };
  }
  if (typeof from === 'boolean' && typeof to === 'boolean') {
    return { direction: to ? 'up' : 'down', certain: certainty.comesOrGoes };
  }
  const direction = moveOfChange(change)?.direction;
  return direction === undefined || direction === 'same'
    ? { direction: undefined, certain: certainty.words }
    : { direction, certain: certainty.amount };
}
