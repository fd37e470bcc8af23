import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeTemporaryFolder } from './scratch.ts';

/** What came of writing in an editor. */
export type Edited =
  | { readonly kind: 'text'; readonly text: string }
  /** Nothing is taken. Where something was written, or still may be, the file is kept and `why` names it. */
  | { readonly kind: 'failed'; readonly why: string; readonly kept?: string };

/** Longest text that is read back, in bytes: far more than an answer may have. */
const mostBytes = 1024 * 1024;

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly error: Error | undefined;
}

/** How a program is started. */
interface CommandLine {
  readonly command: string;
  readonly args: readonly string[];
  /** What it finds in its environment, besides ours. */
  readonly env: Readonly<Record<string, string>>;
  /** Whether Windows gets the arguments as they are, without quotes of Node's. */
  readonly isVerbatim: boolean;
}

/**
 * The command that opens a file in an editor. As git does it, a shell splits `code --wait`.
 *
 * cmd.exe knows no backslash in front of a quote, which Node would write. With /s it takes away the first and
 * the last quote and leaves all others as they are. The file is in a variable, because a `%` in its name could
 * not be escaped; what a variable holds is not looked through again.
 * @param editor as in EDITOR: a program with its arguments, in quotes where its path has spaces
 */
export function editorCommand(
  editor: string,
  file: string,
  { platform, comSpec = 'cmd.exe' }: { readonly platform: string; readonly comSpec?: string | undefined },
): CommandLine {
  return platform === 'win32'
    ? {
        command: comSpec,
        args: ['/d', '/v:off', '/s', '/c', `"${editor} "%CX_REVIEW_FILE%""`],
        env: { CX_REVIEW_FILE: file },
        isVerbatim: true,
      }
    : { command: '/bin/sh', args: ['-c', `${editor} "$@"`, editor, file], env: {}, isVerbatim: false };
}

function run({ command, args, env, isVerbatim }: CommandLine): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: 'inherit',
      env: { ...process.env, ...env },
      windowsVerbatimArguments: isVerbatim,
    });
    child.on('error', (error) => resolve({ code: null, signal: null, error }));
    child.on('close', (code, signal) => resolve({ code, signal, error: undefined }));
  });
}

const name = 'answer.md';

/** The file as it was handed over. */
interface Handed {
  readonly file: string;
  readonly bytes: Buffer;
}

/** @param kept a file that an earlier try left, which is opened as it is */
function handOver(text: string, kept: string | undefined): Handed {
  if (kept !== undefined) return { file: kept, bytes: readFileSync(kept) };
  const file = join(makeTemporaryFolder(), name);
  const bytes = Buffer.from(text === '' ? '' : `${text}\n`);
  writeFileSync(file, bytes, { mode: 0o600 });
  return { file, bytes };
}

/** Whether there is nothing beside the file, such as what an editor that was killed saves, and it is as it was. */
function isUntouched({ file, bytes }: Handed): boolean {
  return readdirSync(dirname(file)).join() === name && readFileSync(file).equals(bytes);
}

const discard = (file: string): void => rmSync(dirname(file), { recursive: true, force: true });

/** Why nothing is taken, and that nothing is lost. */
function keeping(why: string, file: string): Edited {
  return {
    kind: 'failed',
    why: `${why} What was written is kept in ${file}; opening the editor once more goes on with it.`,
    kept: file,
  };
}

/** What the editor left in the file. */
function readBack(editor: string, handed: Handed): Edited {
  const { file } = handed;
  const bytes = readFileSync(file);
  if (isUntouched(handed)) {
    const found =
      bytes.length === 0 ? 'The editor left nothing behind.' : `${editor} came back and has changed nothing.`;
    const why = `${found} If it is still open, save there and open the editor once more: ${file} is kept. Set EDITOR so that it waits, for example EDITOR="code --wait".`;
    return { kind: 'failed', why, kept: file };
  }
  if (bytes.length > mostBytes) return keeping('The text is longer than an answer may be (1 MB).', file);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim();
  } catch {
    return keeping('The text is not in UTF-8, so it cannot be read.', file);
  }
  discard(file);
  return { kind: 'text', text };
}

/** After an editor that failed: what it left is kept unless it left all as it was. */
function afterFailure(why: string, handed: Handed, isKept: boolean): Edited {
  if (isKept || !isUntouched(handed)) return keeping(why, handed.file);
  discard(handed.file);
  return { kind: 'failed', why };
}

/**
 * Lets a person write in their own editor, and waits until it is closed. Nothing that was written is ever
 * deleted before it has been read.
 * @param env where `VISUAL` and `EDITOR` are looked up, in this order
 * @param kept a file that an earlier try left: it is opened instead
 */
export async function editText(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
  kept?: string,
): Promise<Edited> {
  const editor = env.VISUAL || env.EDITOR;
  if (!editor) return { kind: 'failed', why: 'No editor is set. Set EDITOR, for example EDITOR=nano.' };
  let handed: Handed;
  try {
    handed = handOver(text, kept);
  } catch (error) {
    return { kind: 'failed', why: `The editor could not be given a file: ${(error as Error).message}` };
  }
  const { platform } = process;
  const { code, signal, error } = await run(
    editorCommand(editor, handed.file, { platform, comSpec: process.env.ComSpec }),
  );
  const isKept = kept !== undefined;
  try {
    if (error !== undefined)
      return afterFailure(`${editor} could not be started: ${error.message}`, handed, isKept);
    if (signal !== null) return afterFailure(`${editor} was ended by ${signal}.`, handed, isKept);
    if (code !== 0) return afterFailure(`${editor} ended with an error (exit code ${code}).`, handed, isKept);
    // A second time, that nothing changed means that it is as the person wants it.
    return readBack(editor, isKept ? { ...handed, bytes: Buffer.alloc(0) } : handed);
  } catch (failed) {
    return keeping(`The text could not be read back: ${(failed as Error).message}.`, handed.file);
  }
}
