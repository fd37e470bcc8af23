import type { ExitCode } from '../lib/exit-code.ts';
import type { Progress } from '../lib/progress.ts';
import type { Style } from '../lib/style.ts';
import type { Files } from './files.ts';
import type { Git } from './git.ts';
import type { Prompter } from './prompter.ts';
import type { Signatures } from './signatures.ts';

/** A stream to print on. `write` returns when the text has been handed over whole. */
export interface Output {
  readonly isTTY: boolean;
  readonly columns: number | undefined;
  write(text: string): void;
}

/** What a command may touch. Nothing else of the world is in reach, so a test can replace all of it. */
export interface Context {
  /** Absolute path; `--cwd` has been applied. */
  readonly cwd: string;
  /** Absolute path of the repository's top folder, or of the nearest folder with reviews, or `cwd`. */
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Results. */
  readonly stdout: Output;
  /** Everything else. */
  readonly stderr: Output;
  /**
   * Standard input to its end, as bytes: for `--answers -`. Fails where it holds more than `most` bytes, and
   * where a terminal would be waited on.
   */
  readonly readStdin: (most: number) => Promise<Uint8Array>;
  /** Calendar date, ISO 8601; `--today` has been applied. */
  readonly today: string;
  /** Seed of ids and simulations, an unsigned 32-bit integer; `--seed` has been applied. */
  readonly seed: number;
  readonly style: Style;
  /** Nothing but results is printed. */
  readonly quiet: boolean;
  /** Whether questions may be asked: a terminal on both sides, no CI, no `--no-input`. */
  readonly interactive: boolean;
  /** Why questions may not be asked, for the message; undefined where they may. */
  readonly whyNotInteractive: string | undefined;
  /** Files below a root folder; nothing outside it can be read or written. */
  readonly filesBelow: (root: string) => Files;
  /** Makes an empty folder in the system's place for passing things, and gives its absolute path. */
  readonly makeTemporaryFolder: () => string;
  /**
   * Follows work of many steps, for a person who watches: see `trackProgress`.
   * @param what `Checked {done} of {total} reviews`
   */
  readonly progress: (what: string, total: number) => Progress;
  readonly git: Git;
  readonly signatures: Signatures;
  /** The program as it is installed here, as a gzipped tar archive, for CI to run. */
  readonly packProgram: () => Promise<Uint8Array>;
  /** Loaded only when something is asked. */
  readonly prompter: () => Promise<Prompter>;
}

/** The shape of every command. Flags have become typed options before it is called. */
export type Run<Options> = (options: Options, context: Context) => Promise<ExitCode>;
