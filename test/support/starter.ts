import childProcess, { type SpawnSyncOptions, type SpawnSyncReturns } from 'node:child_process';
import { mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Tests start git thousands of times. To start a program a process is copied first, and a test process is
 * large: measured, 15 ms at 300 MB and 2 ms at 45 MB. So a small process starts them, asked through two named
 * pipes; tests and program use `node:child_process` as ever. Where there are no named pipes nothing changes.
 */
const direct = { spawnSync: childProcess.spawnSync };

interface Pipes {
  readonly input: number;
  readonly output: number;
}

function openPipes(): Pipes | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'cx-review-starter-'));
  const [asked, answered] = [join(folder, 'asked'), join(folder, 'answered')];
  if (direct.spawnSync('mkfifo', [asked, answered]).status !== 0) return undefined;
  const script = join(import.meta.dirname, 'starter.mjs');
  childProcess.spawn(process.execPath, [script, asked, answered], { stdio: ['ignore', 'ignore', 2] }).unref();
  const pipes = { output: openSync(asked, 'w'), input: openSync(answered, 'r') };
  rmSync(folder, { recursive: true });
  return pipes;
}

function read({ input }: Pipes, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; ) at += readSync(input, bytes, at, length - at, null);
  return bytes;
}

function ask({ input, output }: Pipes, question: object): SpawnSyncReturns<Buffer> {
  const text = Buffer.from(JSON.stringify(question));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(text.length);
  const bytes = Buffer.concat([size, text]);
  for (let at = 0; at < bytes.length; ) at += writeSync(output, bytes, at);
  const pipes = { input, output };
  const head = JSON.parse(read(pipes, read(pipes, 4).readUInt32LE()).toString());
  const [stdout, stderr] = [read(pipes, head.stdout), read(pipes, head.stderr)];
  const error = head.error && Object.assign(new Error(head.error.message), head.error);
  const { status, signal, pid } = head;
  return { status, signal, pid, stdout, stderr, output: [null, stdout, stderr], ...(error && { error }) };
}

/** Whether a program may be started elsewhere: whatever it reads and prints goes through the answer. */
function isPiped({ stdio, cwd, maxBuffer = 0 }: SpawnSyncOptions): boolean {
  const kinds = typeof stdio === 'string' ? [stdio] : (stdio ?? []);
  return kinds.every((kind) => kind === 'pipe') && !(cwd instanceof URL) && Number.isFinite(maxBuffer);
}

function startSmall(pipes: Pipes) {
  return (program: string, ...rest: readonly unknown[]): SpawnSyncReturns<Buffer | string> => {
    const args = Array.isArray(rest[0]) ? rest[0] : [];
    const given = (Array.isArray(rest[0]) ? rest[1] : rest[0]) as SpawnSyncOptions | undefined;
    const { input, encoding, ...options } = given ?? {};
    if (!isPiped(options)) return direct.spawnSync(program, args, given);
    const done = ask(pipes, {
      program,
      args,
      options: { cwd: process.cwd(), env: process.env, ...options },
      stdin: input === undefined ? undefined : Buffer.from(input as string | Uint8Array).toString('base64'),
    });
    if (encoding === undefined || encoding === null || encoding === 'buffer') return done;
    const [stdout, stderr] = [done.stdout.toString(encoding), done.stderr.toString(encoding)];
    return { ...done, stdout, stderr, output: [null, stdout, stderr] };
  };
}

/** As `execFileSync`, by way of what starts programs now. */
function runToEnd(program: string, ...rest: readonly unknown[]): Buffer | string {
  const [args, options] = Array.isArray(rest[0]) ? [rest[0], rest[1]] : [[], rest[0]];
  const given = options as SpawnSyncOptions | undefined;
  const done = childProcess.spawnSync(program, args, given ?? {});
  if (done.error === undefined && done.status === 0) return done.stdout;
  const said = `Command failed: ${[program, ...args].join(' ')}\n${done.stderr}`;
  throw Object.assign(done.error ?? new Error(said), done);
}

const known = globalThis as { hasStarter?: boolean };
if (known.hasStarter !== true && process.platform !== 'win32') {
  const pipes = openPipes();
  if (pipes !== undefined) {
    childProcess.spawnSync = startSmall(pipes) as typeof childProcess.spawnSync;
    childProcess.execFileSync = runToEnd as typeof childProcess.execFileSync;
    syncBuiltinESMExports();
  }
  known.hasStarter = true;
}
