import type { Style } from '../lib/style.ts';
import type { Context, Output } from './context.ts';

/** The real world, or a fake one: what `main` makes a command's context of. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdin: {
    readonly isTTY: boolean;
    /** To its end, at most so many bytes. */
    readonly read: (most: number) => Promise<Uint8Array>;
  };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly now: () => Date;
  /** An unsigned 32-bit integer. */
  readonly randomSeed: () => number;
  readonly findRoot: (cwd: string) => string;
  readonly filesBelow: Context['filesBelow'];
  readonly makeTemporaryFolder: () => string;
  readonly gitAt: (cwd: string) => Context['git'];
  readonly signatures: Context['signatures'];
  readonly packProgram: Context['packProgram'];
  readonly prompter: (style: Style) => ReturnType<Context['prompter']>;
  readonly colourStyle: (base: Style) => Promise<Style>;
}
