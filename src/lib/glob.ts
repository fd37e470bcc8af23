import { Failure } from './failure.ts';

/** Longest pattern, in code units: what keeps matching cheap whoever wrote the pattern. */
export const longestGlob = 500;

/** A compiled glob. Paths are relative to the top of the repository, with forward slashes. */
export interface Glob {
  readonly pattern: string;
  /** Whether the path is meant. */
  matches(path: string): boolean;
  /**
   * Whether some path below this one could be meant. A submodule or a symbolic link stands for
   * a whole folder: where this is true, a change to it is a change to what the glob means.
   */
  reaches(path: string): boolean;
}

/** What is wrong with a pattern, and what to write instead. */
export interface GlobProblem {
  readonly what: string;
  readonly next: string;
}

/**
 * Compares paths as the least careful file system does: without regard to case and to the way
 * in which accents are composed. Upper and lower case are applied in turn because some letters
 * meet only in one of them (ß and SS, final and inner sigma). A few letters become two.
 */
export function foldPath(path: string): string {
  if (isAscii(path)) return path.toLowerCase();
  return path
    .normalize('NFD')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .normalize('NFC');
}

/** Says what is wrong with a pattern; undefined where it is fine. */
export function globProblem(pattern: string): GlobProblem | undefined {
  if (pattern === '') return { what: 'the glob is empty', next: 'write **/* to mean every file' };
  if (pattern.length > longestGlob) {
    return { what: `the glob is longer than ${longestGlob} characters`, next: 'use a shorter one' };
  }
  if (pattern.includes('\0')) {
    return { what: 'the glob holds a NUL character', next: 'no path can hold one: remove it' };
  }
  if (pattern.includes('\\')) {
    return {
      what: 'the glob holds a backslash, which neither separates folders nor escapes',
      next: 'write / between folders, and ? for a character that has a meaning of its own',
    };
  }
  if (pattern.startsWith('!')) {
    return {
      what: 'the glob starts with !, and globs cannot exclude',
      next: 'list the files that are meant',
    };
  }
  if (pattern.startsWith('/')) {
    return {
      what: 'the glob starts with /, and paths start at the top of the repository without one',
      next: `write ${pattern.replace(/^\/+/, '') || '**'}`,
    };
  }
  if (pattern.endsWith('/')) {
    return {
      what: 'the glob ends in /, and only files are matched',
      next: `write ${pattern.replace(/\/+$/, '')}/** for everything in the folder`,
    };
  }
  if (pattern.includes('{')) {
    return {
      what: 'the glob holds {, and {a,b} is not understood',
      next: 'write a glob for each, or ? for the character itself',
    };
  }
  const extended = /[@+?*]\((?=[^/]*\))/.exec(pattern)?.[0];
  if (extended !== undefined) {
    return {
      what: `the glob holds ${extended}…), and patterns in parentheses are not understood`,
      next: 'write a glob for each, with * for any run of characters',
    };
  }
  if (pattern.includes('[')) {
    return {
      what: 'the glob holds [, and [a-z] is not understood',
      next: 'write ? for any one character',
    };
  }
  for (const segment of pattern.split('/')) {
    if (segment === '') return { what: 'the glob holds //', next: 'write a single /' };
    if (segment === '.' || segment === '..') {
      return {
        what: `the glob has a folder called ${segment}`,
        next: 'write the path from the top of the repository, without . and ..',
      };
    }
    if (segment !== '**' && segment.includes('**')) {
      return {
        what: `** stands for whole folders, and here it is only a part of ${segment}`,
        next: `write **/${segment.replace(/\*{2,}/g, '*')} to look in every folder, or a single * here`,
      };
    }
  }
  return undefined;
}

/**
 * Compiles a glob: `*` is any run of characters but `/`, `?` one character but `/`, `**` as a
 * whole segment any number of folders; after the last `/` it is everything below, and the folder's
 * own path (which in git is a submodule or a link). Everything else stands for itself. Names that
 * start with a dot and names that hold line breaks match like any others. Case and composition
 * of accents do not count, see {@link foldPath}.
 *
 * Cost: at most pattern × path, by following all possible positions at once.
 *
 * @throws Failure (misuse) for what {@link globProblem} reports: a glob that silently matches
 * nothing would leave files unguarded.
 */
export function compileGlob(pattern: string): Glob {
  const problem = globProblem(pattern);
  if (problem !== undefined) {
    throw new Failure('misuse', `${problem.what}: ${JSON.stringify(pattern)}`, { next: problem.next });
  }
  const states = parseStates(foldPath(pattern));
  const prefix = literalPrefix(states);
  return {
    pattern,
    matches(path) {
      const folded = foldPath(path);
      return folded.startsWith(prefix) && (run(states, folded)?.accepted ?? false);
    },
    reaches(path) {
      return run(states, `${foldPath(path)}/`) !== undefined;
    },
  };
}

/** The first of the globs that means the path; undefined where none does. */
export function firstMatch(globs: readonly Glob[], path: string): Glob | undefined {
  return globs.find((glob) => glob.matches(path));
}

/** What a position in the pattern allows next. */
type State =
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'one' }
  | { readonly kind: 'run' }
  /** `**` before a slash: at the start of a folder's name. */
  | { readonly kind: 'folders' }
  /** The inside of a folder's name that `folders` is walking through. */
  | { readonly kind: 'inFolder' }
  /** `**` at the end: at the end of the folder's own path. */
  | { readonly kind: 'below' }
  | { readonly kind: 'anything' };

function parseStates(pattern: string): readonly State[] {
  const segments = pattern.split('/').filter((segment, at, all) => segment !== '**' || all[at - 1] !== '**');
  const states: State[] = [];
  segments.forEach((segment, at) => {
    const last = at === segments.length - 1;
    if (segment !== '**') {
      for (const character of segment) states.push(parseState(character));
      if (!last && !(at === segments.length - 2 && segments[at + 1] === '**')) {
        states.push({ kind: 'character', character: '/' });
      }
    } else if (!last) states.push({ kind: 'folders' }, { kind: 'inFolder' });
    else if (at > 0) states.push({ kind: 'below' }, { kind: 'anything' });
    else states.push({ kind: 'anything' });
  });
  return states;
}

function parseState(character: string): State {
  if (character === '*') return { kind: 'run' };
  if (character === '?') return { kind: 'one' };
  return { kind: 'character', character };
}

function literalPrefix(states: readonly State[]): string {
  let prefix = '';
  for (const state of states) {
    if (state.kind !== 'character') break;
    prefix += state.character;
  }
  return prefix;
}

/**
 * Follows every possible position in the pattern over the text, a character at a time.
 * Undefined where no position is left, which is where no longer text could match either.
 */
function run(states: readonly State[], text: string): { readonly accepted: boolean } | undefined {
  const end = states.length;
  const seenAt = new Int32Array(end + 1).fill(-1);
  let here: number[] = [];
  let step = 0;
  const reach = (into: number[], state: number): void => {
    for (let at = state; seenAt[at] !== step; ) {
      seenAt[at] = step;
      into.push(at);
      const kind = states[at]?.kind;
      if (kind === 'run' || kind === 'anything') at += 1;
      else if (kind === 'folders') at += 2;
      else if (kind === 'below') {
        seenAt[end] = step;
        into.push(end);
      }
    }
  };
  reach(here, 0);
  for (const character of text) {
    step += 1;
    const next: number[] = [];
    for (const at of here) {
      const state = states[at];
      if (state === undefined) continue;
      const slash = character === '/';
      switch (state.kind) {
        case 'character':
          if (state.character === character) reach(next, at + 1);
          break;
        case 'one':
          if (!slash) reach(next, at + 1);
          break;
        case 'run':
          if (!slash) reach(next, at);
          break;
        case 'folders':
          if (!slash) reach(next, at + 1);
          break;
        case 'inFolder':
          reach(next, slash ? at - 1 : at);
          break;
        case 'below':
          if (slash) reach(next, at + 1);
          break;
        case 'anything':
          reach(next, at);
          break;
      }
    }
    if (next.length === 0) return undefined;
    here = next;
  }
  return { accepted: seenAt[end] === step };
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}
