import type { Hint } from './hint.ts';

/** What went wrong, in the terms of the exit codes (see exit-code.ts). */
export type FailureKind =
  /** A bad flag, a bad config, or no terminal where answers are needed. */
  | 'misuse'
  /** A file that is not a review, or breaks a limit. */
  | 'invalid'
  /** Could not look: git, a file or the network of facts around it failed. */
  | 'undetermined'
  /** Somebody else changed the same file; nothing was overwritten. */
  | 'conflict'
  /** The person stopped it. */
  | 'cancelled';

/** A place in a file; line and column count from 1, columns in UTF-16 code units. */
export interface Place {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

interface FailureDetails {
  readonly place?: Place | undefined;
  /** Why it is refused, in one sentence. */
  readonly why?: string | undefined;
  /** What it is about, where that is more than one thing: a line each, after the message. */
  readonly listed?: readonly string[] | undefined;
  /** What to do next, preferably a command to paste. */
  readonly next?: Hint | undefined;
  readonly cause?: unknown;
}

/**
 * The one error that is thrown on purpose. Whatever else reaches `main` is a bug.
 * The message says what happened; place, why and next say the rest, so that every
 * refusal has the same four parts.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly kind: FailureKind;
  readonly place: Place | undefined;
  readonly why: string | undefined;
  readonly listed: readonly string[];
  readonly next: Hint | undefined;

  constructor(kind: FailureKind, message: string, details: FailureDetails = {}) {
    super(message, { cause: details.cause });
    this.kind = kind;
    this.place = details.place;
    this.why = details.why;
    this.listed = details.listed ?? [];
    this.next = details.next;
  }
}
