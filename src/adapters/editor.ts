import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What came of writing in an editor. */
export type Edited =
  | { readonly kind: 'text'; readonly text: string }
  /** It could not be started, or it ended with an error: nothing it left behind is taken. */
  | { readonly kind: 'failed'; readonly why: string };

/** Longest text that is read back, in bytes: far more than an answer may have. */
const mostBytes = 1024 * 1024;

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly error: Error | undefined;
}

function run(editor: string, file: string): Promise<Ended> {
  // As git does it: the shell splits "code --wait", and the file name needs no quoting.
  const [command, args] =
    process.platform === 'win32'
      ? [process.env.ComSpec ?? 'cmd.exe', ['/d', '/s', '/c', `${editor} "${file}"`]]
      : ['/bin/sh', ['-c', `${editor} "$@"`, editor, file]];
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit' });
    child.on('error', (error) => resolve({ code: null, signal: null, error }));
    child.on('close', (code, signal) => resolve({ code, signal, error: undefined }));
  });
}

/**
 * Lets a person write in their own editor, and waits until it is closed.
 * @param env where `VISUAL` and `EDITOR` are looked up, in this order
 */
export async function editText(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Edited> {
  const editor = env.VISUAL || env.EDITOR;
  if (!editor) return { kind: 'failed', why: 'No editor is set. Set EDITOR, for example EDITOR=nano.' };
  const folder = mkdtempSync(join(tmpdir(), 'cx-review-'));
  const file = join(folder, 'answer.md');
  try {
    writeFileSync(file, text === '' ? '' : `${text}\n`, { mode: 0o600 });
    const { code, signal, error } = await run(editor, file);
    if (error !== undefined)
      return { kind: 'failed', why: `${editor} could not be started: ${error.message}` };
    if (signal !== null) return { kind: 'failed', why: `${editor} was ended by ${signal}.` };
    if (code !== 0) return { kind: 'failed', why: `${editor} ended with an error (exit code ${code}).` };
    const bytes = readFileSync(file);
    if (bytes.length > mostBytes) return { kind: 'failed', why: 'The text is longer than an answer may be.' };
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim() };
  } catch (error) {
    return { kind: 'failed', why: `The text could not be read back: ${(error as Error).message}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
