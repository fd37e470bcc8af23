import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { realFiles } from '../../src/adapters/files.ts';
import { findRoot } from '../../src/adapters/find-root.ts';
import { realGit } from '../../src/adapters/git.ts';
import { realSignatures } from '../../src/adapters/signatures.ts';
import { main } from '../../src/main.ts';
import type { Output } from '../../src/ports/context.ts';
import type { Prompter } from '../../src/ports/prompter.ts';
import type { Signatures } from '../../src/ports/signatures.ts';
import type { World } from '../../src/ports/world.ts';

interface Captured extends Output {
  readonly text: () => string;
}

function capture(isTTY: boolean): Captured {
  let text = '';
  return {
    isTTY,
    columns: isTTY ? 80 : undefined,
    write: (more) => {
      text += more;
    },
    text: () => text,
  };
}

interface WorldOptions {
  readonly cwd?: string;
  readonly stdin?: string;
  readonly isTTY?: boolean;
  readonly env?: Record<string, string>;
  readonly prompter?: Prompter;
  readonly signatures?: Signatures;
  /** What git gets to see, so that it does not ask the machine who is at work. */
  readonly gitEnv?: Readonly<Record<string, string>>;
}

/** A new folder of its own; with a `.git` so that nothing above it is taken for the repository. */
export function scratchFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cx-review-test-')));
  mkdirSync(join(folder, '.git'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** A world in which today is 22 November 2026, dice are fixed and nobody answers unless told so. */
export function fakeWorld(
  options: WorldOptions = {},
): World & { readonly stdout: Captured; readonly stderr: Captured } {
  const isTTY = options.isTTY ?? false;
  return {
    env: options.env ?? {},
    cwd: options.cwd ?? scratchFolder(),
    stdin: { isTTY, read: async () => new TextEncoder().encode(options.stdin ?? '') },
    stdout: capture(isTTY),
    stderr: capture(isTTY),
    now: () => new Date(2026, 10, 22, 12),
    randomSeed: () => 7,
    findRoot,
    filesBelow: realFiles,
    makeTemporaryFolder: scratchFolder,
    gitAt: (cwd) => realGit(cwd, options.gitEnv),
    signatures: options.signatures ?? realSignatures(options.env ?? {}),
    packProgram: async () => new TextEncoder().encode('the program'),
    prompter: async () => {
      if (options.prompter === undefined)
        throw new Error('A question was asked although nobody is there to answer.');
      return options.prompter;
    },
    colourStyle: async (base) => base,
  };
}

/** Runs one command line in a fake world and returns what came out of it. */
export async function runCli(
  argv: readonly string[],
  options: WorldOptions = {},
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const world = fakeWorld(options);
  const code = await main(argv, world);
  return { code, stdout: world.stdout.text(), stderr: world.stderr.text() };
}
