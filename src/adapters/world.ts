import { randomBytes } from 'node:crypto';
import type { World } from '../ports/world.ts';
import { realFiles } from './files.ts';
import { findRoot } from './find-root.ts';
import { realGit } from './git.ts';
import { readBounded } from './input.ts';
import { messageOutput, resultOutput } from './output.ts';
import { makeTemporaryFolder } from './scratch.ts';
import { realSignatures } from './signatures.ts';

/** This process and this machine, as `main` sees them. */
export function realWorld(process: NodeJS.Process): World {
  return {
    env: process.env,
    cwd: process.cwd(),
    stdin: {
      isTTY: process.stdin.isTTY === true,
      read: (most) => readBounded(process.stdin, most),
    },
    stdout: resultOutput(process.stdout),
    stderr: messageOutput(process.stderr),
    now: () => new Date(),
    randomSeed: () => randomBytes(4).readUInt32LE(),
    findRoot,
    filesBelow: realFiles,
    makeTemporaryFolder: () => makeTemporaryFolder(),
    gitAt: realGit,
    signatures: realSignatures(process.env),
    packProgram: async () => (await import('./own-package.ts')).packProgram(process.argv[1] ?? ''),
    prompter: async (style) => (await import('./prompter.ts')).terminalPrompter(process, style),
    colourStyle: async (base) => (await import('./style.ts')).colourStyle(base),
  };
}
