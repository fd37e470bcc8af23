import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { digestOf } from '../../src/lib/digest.ts';

let program: string;
let root: string;

beforeAll(async () => {
  program = mkdtempSync(join(tmpdir(), 'cx-writer-'));
  await build({
    entryPoints: [fileURLToPath(new URL('concurrent-writer.ts', import.meta.url))],
    outfile: join(program, 'writer.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
  });
});
afterAll(() => rmSync(program, { recursive: true, force: true }));
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cx-shared-'));
});
const started: ChildProcess[] = [];
afterEach(() => {
  // After a failure some may still be at it.
  for (const child of started.splice(0)) child.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

interface Writer {
  /** Lines that the process says are safely written. */
  readonly lines: () => string[];
  readonly child: ChildProcess;
  /** Gives the exit code, or the signal that ended it. */
  readonly ended: Promise<number | string | null>;
}

/** @param onLines is told after every batch of lines, and may kill the process */
function startWriter(
  name: string,
  count: number,
  onLines: (count: number, child: ChildProcess) => void = () => {},
): Writer {
  const child = spawn(process.execPath, [join(program, 'writer.mjs'), root, name, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  let output = '';
  const lines = () => output.split('\n').slice(0, -1);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    onLines(lines().length, child);
  });
  const ended = new Promise<number | string | null>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal));
  });
  return { lines, child, ended };
}

/** Reads the shared file; fails if it is not whole. */
function sharedLines(): string[] {
  const [seal, ...body] = readFileSync(join(root, 'shared.txt'), 'utf8').split(/(?<=\n)/);
  expect(seal?.trimEnd()).toBe(digestOf(body.join('')));
  return body.map((line) => line.trimEnd());
}

const leftBehind = () => readdirSync(root).filter((name) => name !== 'shared.txt');

describe('several processes that write one file', () => {
  it('lose no line, write none twice, and are never seen half way', async () => {
    const writers = ['a', 'b', 'c', 'd'].map((name) => startWriter(name, 60, () => void sharedLines()));
    const codes = await Promise.all(writers.map(({ ended }) => ended));
    const said = writers.flatMap(({ lines }) => lines());
    expect(codes).toEqual([0, 0, 0, 0]);
    expect(said).toHaveLength(240);
    expect(sharedLines().sort()).toEqual(said.sort());
    expect(leftBehind()).toEqual([]);
  });

  it("keep each writer's own order", async () => {
    const writers = ['a', 'b'].map((name) => startWriter(name, 30));
    await Promise.all(writers.map(({ ended }) => ended));
    for (const { lines } of writers) {
      const own = new Set(lines());
      expect(sharedLines().filter((line) => own.has(line))).toEqual(lines());
    }
  });
});

describe('a process that is killed while it writes', () => {
  it('leaves the old or the new file, and no lock that stops the next', async () => {
    const said: string[] = [];
    const leftLocked: boolean[] = [];
    for (let round = 0; round < 30; round += 1) {
      const killAfter = 1 + (round % 4);
      const writer = startWriter(`r${round}`, 1_000_000, (count, child) => {
        if (count < killAfter) return;
        // Each look takes the writer a little further on into its next write.
        for (let look = 0; look < round; look += 1) sharedLines();
        child.kill('SIGKILL');
      });
      expect(await writer.ended).toBe('SIGKILL');
      said.push(...writer.lines());
      const written = sharedLines();
      // The one line more is the one that was written and not yet told.
      expect(written.slice(0, said.length)).toEqual(said);
      expect(written.length - said.length).toBeLessThanOrEqual(1);
      leftLocked.push(leftBehind().includes('.shared.txt.tmp'));
      said.splice(0, said.length, ...written);
    }
    // Otherwise the rounds have shown nothing of sweeping.
    expect(leftLocked).toContain(true);
  });

  it('harms none of the others, of whom one sweeps its lock', async () => {
    const killed = Array.from({ length: 6 }, (_, index) =>
      startWriter(`k${index}`, 1_000_000, (count, child) => {
        if (count > index) child.kill('SIGKILL');
      }),
    );
    const survivors = ['s', 't'].map((name) => startWriter(name, 60, () => void sharedLines()));
    const ends = await Promise.all([...killed, ...survivors].map(({ ended }) => ended));
    expect(ends).toEqual([...killed.map(() => 'SIGKILL'), 0, 0]);
    const written = sharedLines();
    const said = [...killed, ...survivors].flatMap(({ lines }) => lines());
    expect(new Set(written).size).toBe(written.length);
    expect(written).toEqual(expect.arrayContaining(said));
    expect(written.length - said.length).toBeLessThanOrEqual(killed.length);
    expect(leftBehind()).not.toContain('.shared.txt.tmp');
  });
});
