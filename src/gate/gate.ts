import type { Config } from '../domain/config.ts';
import type { Content } from '../domain/content.ts';
import type { ChangedFile, FileChange } from '../domain/file-change.ts';
import type { Review } from '../domain/review.ts';
import type { PageFacts } from '../domain/rule.ts';
import type { Digest } from '../lib/digest.ts';
import type { Readers } from '../policy/values.ts';
import type { Verify } from './approvals.ts';
import type { Makers, PersonRules } from './persons.ts';
import type { GovernedChange, Policies } from './policies.ts';
import type { Tree } from './tree.ts';

/** All that the gate is judged by. What costs something to find out is a function, and asked only if needed. */
export interface Gate {
  /** What the base is called in a command. */
  readonly baseName: string;
  readonly today: string;
  readonly policies: Policies;
  /** The config in force: the base's, or the head's where the base has none yet. */
  readonly config: Config;
  /** Digest of the base's config; `none` where it has none. */
  readonly configDigest: Digest | 'none';
  readonly content: Content;
  readonly changes: readonly FileChange[];
  readonly governed: readonly GovernedChange<ChangedFile>[];
  /** The side whose rules and records count, and the side that the change leads to. */
  readonly base: Tree;
  readonly head: Tree;
  /** Every path of the base at which something stands. */
  readonly pathsOfBase: () => readonly string[];
  /** Of the files below a folder of the base, the lines that hold one of the words. */
  readonly linesOfBase: (folder: string, words: readonly string[]) => ReadonlyMap<string, string>;
  /** Whether the base's branch has something else at a path than there was where the change left it. */
  readonly hasMovedOn: (path: string) => boolean;
  readonly verify: Verify;
  /** What the pages made from a review come to, for the rules that look at them. */
  readonly pages: (review: Review) => PageFacts;
  /** The page that stands beside a review, as the review gives it under the config and content of the head. */
  readonly renderPage: (id: string, review: Review) => string;
  readonly readers: Readers;
  /** Who changed these paths in the range, or what the review or waiver at `record` decides, as far as git's history says. */
  readonly makersOf: (paths: readonly string[], record: string) => Makers;
  readonly isKeyOf: PersonRules['isKeyOf'];
  /** Earlier versions of a file, the newest first. */
  readonly earlier: (path: string) => readonly Uint8Array[];
  /** What a change holds: content on both sides. */
  readonly withContent: (changes: readonly FileChange[]) => readonly ChangedFile[];
}

/** The day a review or waiver was begun, which its id says; undefined where it does not. */
export function begunOn(id: string): string | undefined {
  return /^\d{4}-\d{2}-\d{2}(?=-|$)/.exec(id)?.[0];
}

/** The paths that a review lists in `policy.files`. */
export function listedPaths(review: Review): readonly string[] {
  return (review.policy?.files ?? []).flatMap(({ path }) => (path === undefined ? [] : [path]));
}
